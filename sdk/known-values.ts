// The values of a program as far as they are known: an unknown one is the marker that stands for it.
import * as pulumi from "@pulumi/pulumi";
import { unknownMarker } from "../provider/values/unknown.js";

/** What the SDK has of each output, though its types do not say so. */
interface Inner {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

function change(value: object, inner: (value: unknown) => unknown): [string, unknown][] {
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => [key, inner(one)]);
}

/** Whether a value is written out in the program, and no output or promise. */
export function isWritten<T>(value: pulumi.Input<T> | undefined): value is T | undefined {
  return !(value instanceof Promise || pulumi.Output.isInstance(value));
}

/** Whether there is no output or promise anywhere in a value; resources are no values. */
export function isWrittenOut(value: unknown): boolean {
  if (value === null || typeof value !== "object" || pulumi.Resource.isInstance(value)) return true;
  return isWritten(value) && Object.values(value).every(isWrittenOut);
}

/** What a program has written, with what it does not know yet (outputs, promises, resources) marked as unknown. */
export function asWritten(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (pulumi.Output.isInstance(value) || pulumi.Resource.isInstance(value) || value instanceof Promise) {
    return unknownMarker;
  }
  return Array.isArray(value) ? value.map(asWritten) : Object.fromEntries(change(value, asWritten));
}

/**
 * The same, with outputs and promises waited for: those that stay unknown at a preview, resources, and what fails (which
 * is told elsewhere) are marked. What it gives may be secret: it must go nowhere.
 */
export function asKnown(value: unknown): Promise<unknown> {
  return resolved(value, isKnown);
}

/** The same, with what is secret marked as unknown: it may be shown. */
export function asShown(value: unknown): Promise<unknown> {
  return resolved(value, async (output) => (await isKnown(output)) && !(await isSecret(output)));
}

/** @param isTaken Whether an output is given with its value. */
async function resolved(
  value: unknown,
  isTaken: (output: pulumi.Output<unknown>) => Promise<boolean>,
): Promise<unknown> {
  const settled = (promise: Promise<unknown>) =>
    promise.then(
      (inner) => resolved(inner, isTaken),
      () => unknownMarker,
    );
  if (value === null || typeof value !== "object") return value;
  if (pulumi.Resource.isInstance(value)) return unknownMarker;
  if (pulumi.Output.isInstance(value)) {
    return (await isTaken(value)) ? settled((value as unknown as Inner).promise()) : unknownMarker;
  }
  if (value instanceof Promise) return settled(value);
  if (Array.isArray(value)) return Promise.all(value.map((inner) => resolved(inner, isTaken)));
  const entries = change(value, (inner) => resolved(inner, isTaken));
  return Object.fromEntries(await Promise.all(entries.map(async ([key, inner]) => [key, await inner] as const)));
}

/** Whether an output is marked as a secret. */
export function isSecret(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as Inner).isSecret.catch(() => false);
}

/** Whether the value of an output is known, as that of a resource which is there is at a preview. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as Inner).isKnown.catch(() => false);
}
