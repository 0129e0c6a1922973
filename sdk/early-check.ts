// The engine stops at the first resource whose check fails, and never asks for those that depend on it. So that a
// person sees everything that is wrong with a program at once, each resource is also checked in the program, before it
// is registered.
import * as pulumi from "@pulumi/pulumi";
import { type KindName, kindLoaders } from "../provider/kinds/index.js";
import { checkSchema, type Finding, Findings } from "../provider/values/findings.js";
import { type Properties, same } from "../provider/values/properties.js";
import { asShown, asWritten } from "./known-values.js";

/**
 * Whether this process is `pulumi`'s own run of a program. There the working folder is the program's, to which paths
 * are relative; in an inline program of the Automation API it may be any other, so the provider's check must suffice.
 */
function isProgramRun(): boolean {
  return /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]/.test(require.main?.filename ?? "");
}

/**
 * Warnings that rest on outputs and promises of the program: their values are known a moment later, or once what they
 * come from is made. The offer that something belongs to is no reason for one.
 */
async function warnedOfLater(kind: KindName, written: pulumi.Inputs, examined: Promise<Findings>): Promise<Finding[]> {
  const first = asWritten(written) as Properties;
  const later = (await asShown(written)) as Properties;
  if (!Object.keys(later).some((key) => key !== "offer" && !same(later[key], first[key]))) return [];
  const known = (await examined).warnings();
  const found = (await findingsIn(kind, later)).warnings();
  return found.filter(
    (one) => !known.some(({ property, reason }) => property === one.property && reason === one.reason),
  );
}

/** Checks what a program has written for a resource, as far as that can be done in the program. */
export async function examine(kind: KindName, written: pulumi.Inputs): Promise<Findings> {
  return findingsIn(kind, asWritten(written) as Properties);
}

async function findingsIn(kind: KindName, inputs: Properties): Promise<Findings> {
  const findings = new Findings();
  const described = await kindLoaders[kind]();
  checkSchema(described.schema, inputs, findings);
  // As if nothing had changed: what is wrong only because of a change is found by the provider's check.
  await described.derive(inputs, findings, inputs);
  return findings;
}

/** By the stack of a program, since one process may run several programs: that it fails. */
const failures = new WeakMap<object, { readonly seen: Promise<void>; readonly tell: () => void }>();
const noStack = {};

function failure() {
  const stack = pulumi.runtime.getStackResource() ?? noStack;
  const known = failures.get(stack);
  if (known !== undefined) return known;
  const { promise, resolve } = Promise.withResolvers<void>();
  const made = { seen: promise, tell: resolve };
  failures.set(stack, made);
  return made;
}

/**
 * Shows a warning on a resource once that is registered; on the stack, with its name, when the program fails before.
 * Pulumi's log shows one line after the other: while it waits for a resource that is never registered, since one that
 * it depends on is wrong, it would show nothing at all.
 * @param label Such as `Plan "standard"`.
 */
export async function warnOn(resource: pulumi.Resource, label: string, { property, reason }: Finding): Promise<void> {
  const urn = new Promise<boolean>((resolve) => resource.urn.apply(() => resolve(true)));
  const isRegistered = await Promise.race([urn, failure().seen.then(() => false)]);
  if (isRegistered) await pulumi.log.warn(`${property} ${reason}`, resource);
  else await pulumi.log.warn(`${label}: property ${property} ${reason}`);
}

/** An error that fails the program and is shown as this text alone. */
export function programError(text: string): pulumi.RunError {
  if (isProgramRun()) failure().tell();
  const error = new pulumi.RunError(text);
  error.stack = text;
  return error;
}

/**
 * Resolves with the value when nothing is wrong with what the program has written for a resource. Otherwise the program
 * fails with a line for each finding, and the resource is never registered.
 */
export function whenSound<T>(kind: KindName, name: string, examined: Promise<Findings>, value: T): Promise<T> {
  return new Promise((resolve) => {
    pulumi.output(examined.then((findings) => findings.list())).apply((errors) => {
      if (errors.length === 0 || !isProgramRun()) return resolve(value);
      const lines = errors.map(({ property, reason }) => `${kind} "${name}": property ${property} ${reason}`);
      for (const line of lines.slice(1)) pulumi.log.error(line);
      throw programError(lines[0] as string);
    });
  });
}

/**
 * Shows the warnings, once in each preview and each update: the provider's `check` has no place for them. A resource
 * with errors is never registered, so its warnings are shown on the stack, with its name.
 */
export function showWarnings(
  kind: KindName,
  resource: pulumi.Resource,
  name: string,
  written: pulumi.Inputs,
  examined: Promise<Findings>,
): void {
  pulumi.output(warnedOfLater(kind, written, examined)).apply((warnings) => {
    return Promise.all(warnings.map((one) => warnOn(resource, `${kind} "${name}"`, one)));
  });
  pulumi
    .output(examined.then((findings) => [findings.warnings(), findings.list().length] as const))
    .apply(([warnings, errors]) => {
      if (errors > 0 && isProgramRun()) failure().tell();
      return Promise.all(warnings.map((one) => warnOn(resource, `${kind} "${name}"`, one)));
    });
}
