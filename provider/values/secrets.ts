// Values that a program marks as secrets (`pulumi.secret`). The engine hands them to a dynamic provider in clear and
// unmarked, so the resource's class says where they are; what is shown while they are worked on leaves them out.
import { AsyncLocalStorage } from "node:async_hooks";
import { getPath, isObject, type Properties } from "./properties.js";

/** The input in which a class hands over the paths of what its program marks as secrets; none without any. */
export const secretPathsKey = "__secrets";

/** The form in which a secret crosses the border to the engine. */
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const [signatureKey, secretSignature] = Object.entries(signature)[0] as [string, string];

/** A value in the form in which the engine takes a secret; handlers get it back as a plain value. */
export function sealed(value: unknown): Properties {
  return { ...signature, value };
}

/** Whether a value is in that form. */
export function isSealed(value: unknown): value is { readonly value: unknown } {
  return isObject(value) && value[signatureKey] === secretSignature;
}

interface Secrets {
  readonly paths: readonly string[];
  /** The texts in them. */
  readonly texts: readonly string[];
}

const current = new AsyncLocalStorage<Secrets>();

/** The paths of what the program has marked in a version of a resource. */
export function secretPathsOf(version: Properties): string[] {
  const given = version[secretPathsKey];
  return Array.isArray(given) ? given.filter((path) => typeof path === "string") : [];
}

/**
 * Runs work on a resource: meanwhile {@link isSecret} and {@link markedTexts} know the secrets of these versions, such
 * as the inputs and what the state has of the last time.
 */
export function withSecretsOf<T>(versions: readonly Properties[], work: () => Promise<T>): Promise<T> {
  const paths = [...new Set(versions.flatMap(secretPathsOf))];
  const texts = versions.flatMap((version) =>
    secretPathsOf(version).flatMap((path) => textsIn(getPath(version, path))),
  );
  // Shorter ones occur in many words; where they stand alone, their path tells.
  return current.run(
    { paths, texts: texts.filter((text) => text.length >= 4).sort((a, b) => b.length - a.length) },
    work,
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  // Ids of an audience and titles of links, but not the names of properties.
  const keys = Object.keys(value).filter((key) => /[^A-Za-z]/.test(key));
  return [...keys, ...Object.values(value).flatMap(textsIn)];
}

/** Whether a property is a secret, or is in one, or holds one. */
export function isSecret(path: string): boolean {
  const steps = `${path.replace(/\[.*?\]/g, "")}.`;
  return isInSecret(path) || (current.getStore()?.paths ?? []).some((secret) => `${secret}.`.startsWith(steps));
}

/** Whether a property is a secret or is in one, with all names that are in it. */
export function isInSecret(path: string): boolean {
  const steps = `${path.replace(/\[.*?\]/g, "")}.`;
  return (current.getStore()?.paths ?? []).some((secret) => steps.startsWith(`${secret}.`));
}

/** The texts in the secrets of the resource that is worked on, the longest first; the same array during that work. */
export function markedTexts(): readonly string[] {
  return current.getStore()?.texts ?? [];
}
