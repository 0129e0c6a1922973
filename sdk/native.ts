// Which of the two doors a program goes through: dynamic resources, or the plugin. The stack says so, and nothing else:
// a plugin that happens to be there changes no program.
import * as pulumi from "@pulumi/pulumi";
import { nativeKey } from "../provider/configuration/keys.js";
import { type KindName, resourceTypes } from "../provider/kinds/index.js";

/** Whether this stack has chosen the plugin. */
export function isNative(): boolean {
  return new pulumi.Config("partnercenter").getBoolean(nativeKey) === true;
}

/** The type by which a resource is registered. What a stack has of the other type is gone on with. */
export function typesOf(kind: KindName): { readonly type: string; readonly other: string } {
  const { dynamic, native } = resourceTypes(kind);
  return isNative() ? { type: native, other: dynamic } : { type: dynamic, other: native };
}

/** The package that serves the resources. */
export function providerPackage(): string {
  return isNative() ? "partnercenter" : "pulumi-nodejs";
}
