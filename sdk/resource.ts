// What every resource class is built on.
import * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../provider/kinds/index.js";
import { providerText } from "../provider/provider-text.js";
import { hiddenName } from "../provider/values/hidden.js";
import { secretPathsKey } from "../provider/values/secrets.js";
import { previewKey, stackKey, urnKey } from "../provider/values/stack.js";
import { checkConfiguration } from "./configuration-check.js";
import { examine, programError, showWarnings, whenSound } from "./early-check.js";
import { isKnown, isSecret, isWritten, isWrittenOut } from "./known-values.js";
import { isNative, providerPackage, typesOf } from "./native.js";

/** Where people look at an offer. */
export interface Links {
  /** The offer in Partner Center. */
  offer: string;
  /** The preview's page in the marketplace; only when `publisherId` is set (the API does not tell it). */
  preview?: string;
  /** The live offer's page in the marketplace; only when `publisherId` is set. */
  marketplace?: string;
}

/** The input with the hash of what a resource says, which the provider's check adds. */
export const hashInput = hiddenName("contentHash");

/** The account that a resource belongs to. */
export interface Account {
  /** Microsoft Entra tenant (GUID or domain). */
  tenantId: string;
  /** Host and port of the API. */
  endpoint: string;
  /** Of an emulator: what stays the same of it when its port changes. */
  emulator?: string;
}

/** The engine cannot import a dynamic resource: it knows no inputs of it. */
function noImport(kind: KindName, name: string): string {
  const howTo =
    kind === "VirtualMachineImage" || kind === "ContainerBundle"
      ? "One that is there already, with the same content, is taken over as it is"
      : /(Offer|Plan)$/.test(kind)
        ? "Set `adopt: true` instead, which takes over what exists; `npx -p pulumi-partnercenter partnercenter export OFFER_ID` writes the program"
        : "`npx -p pulumi-partnercenter partnercenter export OFFER_ID` writes a program that takes over the offer and its plans by `adopt: true`";
  return `${kind} "${name}": the option \`import\` cannot be used with dynamic resources. ${howTo}.`;
}

/**
 * A resource of Partner Center. It is what `pulumi.dynamic.Resource` makes, except for the provider's
 * text, which is a constant here instead of serialized code.
 */
export abstract class PartnerCenterResource extends pulumi.CustomResource {
  /** The account that the resource belongs to; another account is refused. */
  declare readonly account: pulumi.Output<Account>;

  protected constructor(
    kind: KindName,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    options?: pulumi.CustomResourceOptions,
    /** The inputs as the program wrote them, where the class has changed them. */
    written: pulumi.Inputs = inputs,
  ) {
    if (options?.import !== undefined && !isNative()) throw programError(noImport(kind, name));
    checkConfiguration();
    // Each key becomes an output, with four promises: there is none for an input that is not set.
    const set = Object.entries(inputs).filter(([, value]) => value !== undefined);
    const unknownYet = ["account", ...outputs].map((key) => [key, undefined] as const);
    const examined = examine(kind, written);
    const { type, other } = typesOf(kind);
    const properties = {
      ...Object.fromEntries([...unknownYet, ...set]),
      __provider: whenSound(kind, name, examined, providerText(kind)),
      [stackKey]: `${pulumi.getProject()}/${pulumi.getStack()}`,
      [urnKey]: urnOf(name, type, options),
      ...(pulumi.runtime.isDryRun() ? { [previewKey]: true } : {}),
      ...(isWrittenOut(written) ? {} : { [secretPathsKey]: secretPathsOrNone(written) }),
    };
    // What was last seen repeats what the program wrote, including values that it marks as secret.
    const own = { additionalSecretOutputs: ["observed"], aliases: [{ type: other }] };
    const limit = Error.stackTraceLimit;
    try {
      // Where each promise was made, of which Pulumi tells only the leaks, by their names as well.
      if (!hasTransformations(options)) Error.stackTraceLimit = 0;
      super(type, name, properties, pulumi.mergeOptions(options, own));
    } catch (error) {
      Error.stackTraceLimit = limit;
      if (error instanceof Error && !/\n *at /.test(error.stack ?? "")) Error.captureStackTrace(error, new.target);
      throw error;
    }
    Error.stackTraceLimit = limit;
    if (!isNative()) showWarnings(kind, this, name, written, examined); // the plugin does it itself
  }

  /**
   * Refuses a second resource of one program for the same object of Partner Center: they would take turns
   * in overwriting each other. Resources of different explicit providers are different objects.
   */
  protected refuseSecond(name: string, what: string, key: pulumi.Input<string>): void {
    const stack = pulumi.runtime.getStackResource();
    if (stack === undefined) return;
    const provider = this.getProvider(`${providerPackage()}::`) as pulumi.ProviderResource | undefined;
    const known = declaredObjects.get(stack) ?? new Map<string, Declared[]>();
    declaredObjects.set(stack, known);
    pulumi.output(key).apply((value) => {
      const id = `${what} ${value}`;
      const others = known.get(id) ?? [];
      const first = others.find((other) => other.provider === provider);
      known.set(id, [...others, { provider, name }]);
      if (first === undefined) return;
      const text =
        `The ${id} is declared by two resources of this program, "${first.name}" and "${name}". ` +
        "They would take turns in overwriting each other: remove one of them.";
      throw programError(text);
    });
  }
}

/**
 * The hash of what a resource says. A preview has it of what changes among the inputs, and of what does not among the
 * outputs; an update among the outputs.
 */
export function contentHashOf(resource: pulumi.CustomResource): pulumi.Output<string> {
  const { contentHash, [hashInput]: hidden } = resource as unknown as Record<string, pulumi.Output<string>>;
  if (contentHash === undefined || hidden === undefined) throw new Error("a resource without a hash");
  return resource.urn
    .apply(() => isKnown(hidden))
    .apply((isInput) => (isInput ? hidden.apply((hash) => hash ?? contentHash) : contentHash));
}

/** The URN that the engine will give to a resource. A promise, since an output would depend on all of the parent's children. */
function urnOf(name: string, type: string, options: pulumi.CustomResourceOptions | undefined): Promise<string> {
  return new Promise((resolve) => pulumi.createUrn(name, type, options?.parent).apply(resolve));
}

/** Whether Pulumi's constructor calls functions of the program, whose errors need their traces. */
function hasTransformations(options: pulumi.CustomResourceOptions | undefined): boolean {
  const parent: object | undefined = options?.parent ?? pulumi.runtime.getStackResource();
  // As Pulumi's constructor finds those that are inherited.
  const { __transformations: inherited = [] } = (parent ?? {}) as { readonly __transformations?: readonly unknown[] };
  return inherited.length > 0 || (options?.transformations ?? []).length > 0;
}

interface Declared {
  provider: pulumi.ProviderResource | undefined;
  name: string;
}

/** What the program of each run has declared so far. */
const declaredObjects = new WeakMap<object, Map<string, Declared[]>>();

/** The inputs with the values at these paths marked as secrets; the engine then encrypts them in the state. */
export function sealed(inputs: pulumi.Inputs, paths: readonly string[]): pulumi.Inputs {
  return paths.reduce((sealing, path) => seal(sealing, path.split(".")) as pulumi.Inputs, inputs);
}

/** Where a program has marked something as a secret. A list that holds a secret counts as one. */
async function secretPaths(value: unknown, path: readonly string[] = []): Promise<string[]> {
  if (pulumi.Output.isInstance(value)) return (await isSecret(value)) ? [path.join(".")] : [];
  // That it fails is reported elsewhere.
  if (value instanceof Promise) return secretPaths(await value.catch(() => undefined), path);
  if (Array.isArray(value)) {
    const inner = await Promise.all(value.map((item) => secretPaths(item)));
    return inner.flat().length > 0 ? [path.join(".")] : [];
  }
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  const entries = Object.entries(value).map(([key, inner]) => secretPaths(inner, [...path, key]));
  return (await Promise.all(entries)).flat();
}

async function secretPathsOrNone(written: pulumi.Inputs): Promise<string[] | undefined> {
  const paths = await secretPaths(written);
  return paths.length === 0 ? undefined : paths;
}

function seal(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (value === undefined || value === null) return value;
  if (key === undefined) return pulumi.secret(value);
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return pulumi.output(value).apply((known) => seal(known, [key, ...rest]));
  }
  const object = value as Record<string, unknown>;
  return object[key] === undefined ? value : { ...object, [key]: seal(object[key], rest) };
}

/** The id of a resource, or the id itself. */
export function idOf(value: pulumi.Resource | pulumi.Input<string>): pulumi.Input<string> {
  return pulumi.CustomResource.isInstance(value) ? value.id : (value as pulumi.Input<string>);
}

/**
 * A block with the id of the resource at a key of it. What is written out stays written out, so that one unknown value
 * does not hide the others.
 */
export function withIdAt<Block extends object>(
  given: pulumi.Input<Block> | undefined,
  key: keyof Block,
): pulumi.Input<pulumi.Inputs> | undefined {
  if (given === undefined) return undefined;
  const withId = (block: Block): pulumi.Inputs =>
    block[key] === undefined ? { ...block } : { ...block, [key]: idOf(block[key] as pulumi.Input<string>) };
  return isWritten(given) ? withId(given) : pulumi.output(given).apply((plain) => withId(plain as Block));
}
