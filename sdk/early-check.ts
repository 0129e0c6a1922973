// The engine stops at the first resource whose check fails, and never asks for those that depend on it. So that a
// person sees all that is wrong with a program at once, each resource is checked in the program too, before it is registered.
import * as pulumi from "@pulumi/pulumi";
import { checkSchema, type Finding, Findings } from "../provider/findings.js";
import { type KindName, kindLoaders } from "../provider/kind-loaders.js";
import { unknownMarker } from "../provider/unknown.js";

/** What a program has written, with what it does not know itself (outputs, promises, resources) marked as unknown. */
function asWritten(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (pulumi.Output.isInstance(value) || pulumi.Resource.isInstance(value) || value instanceof Promise) {
    return unknownMarker;
  }
  if (Array.isArray(value)) return value.map(asWritten);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, asWritten(inner)]),
  );
}

/**
 * Whether this process is `pulumi`'s own run of a program. There the working folder is the program's, to which paths
 * are relative; in an inline program of the Automation API it may be any, and the provider's check has to do.
 */
function isProgramRun(): boolean {
  return /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]/.test(require.main?.filename ?? "");
}

async function findingsOf(kind: KindName, written: pulumi.Inputs): Promise<Finding[]> {
  const inputs = asWritten(written) as Record<string, unknown>;
  const findings = new Findings();
  const described = await kindLoaders[kind]();
  checkSchema(described.schema, inputs, findings);
  // As if nothing had changed: what only a change makes wrong, the provider's check finds.
  await described.derive(inputs, findings, inputs);
  return findings.list();
}

/** An error that fails the program and is shown as this text alone. */
export function programError(text: string): pulumi.RunError {
  const error = new pulumi.RunError(text);
  error.stack = text;
  return error;
}

/**
 * Resolves with the value when nothing is wrong with what the program has written for a resource. Otherwise the program
 * fails with a line for each finding, and the resource is never registered.
 */
export function whenSound<T>(kind: KindName, name: string, written: pulumi.Inputs, value: T): T | Promise<T> {
  if (!isProgramRun()) return value;
  return new Promise((resolve) => {
    pulumi.output(findingsOf(kind, written)).apply((findings) => {
      if (findings.length === 0) return resolve(value);
      const lines = findings.map(({ property, reason }) => `${kind} "${name}": property ${property} ${reason}`);
      for (const line of lines.slice(1)) pulumi.log.error(line);
      throw programError(lines[0] as string);
    });
  });
}
