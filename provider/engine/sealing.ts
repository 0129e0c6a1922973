// What a failing run hands back is what the state will hold, and the engine seals of it only what is a secret in the
// new inputs. A secret that the program has just taken out or moved would then stay in the state, and in its history,
// in clear. So whatever is not as the new inputs have it is handed back sealed.
import { getPath, isObject, isWithin, type Properties, same, setPath } from "../values/properties.js";
import { sealed, secretPathsKey, secretPathsOf } from "../values/secrets.js";

/** The output in which a failing run keeps the paths of what it has sealed; none after a run that succeeded. */
export const sealedPathsKey = "__sealed";

/**
 * The outputs of a run that failed, with the values of `keys` sealed that the new inputs do not have. Their paths are
 * kept, so that a refresh seals them as well.
 *
 * @param secrets The paths of what was secret before: these are sealed as a whole, names of maps included.
 */
export function sealedFailure(
  reached: Properties,
  inputs: Properties,
  keys: readonly string[],
  secrets: readonly string[] = [],
): Properties {
  const paths = keys.flatMap((key) => foreignPaths(reached[key], inputs[key], [key], secrets));
  return withPaths(sealedAt(reached, paths), sealedPathsKey, paths);
}

/**
 * What a refresh has found, sealed where a failing run had sealed it, and where the program had a secret. A name in a
 * map may be another one since: then the whole map is sealed, since nobody can tell which of its values it was.
 */
export function sealedAgain(found: Properties, stored: Properties): Properties {
  const secrets = secretPathsOf(stored);
  const kept = sealedPaths(stored);
  const all = [...new Set([...kept, ...secrets.flatMap((path) => placeOf(found, path))])];
  const outer = all.filter((path) => !all.some((other) => path !== other && isWithin(path, other)));
  return withPaths(withPaths(sealedAt(found, outer), secretPathsKey, secrets), sealedPathsKey, kept);
}

/** The path of a secret, or of the map that is left of it. Without a map in its page it is nowhere else either. */
function placeOf(found: Properties, path: string): string[] {
  if (getPath(found, path) !== undefined) return [path];
  const parent = path.split(".").slice(0, -1).join(".");
  return parent.includes(".") ? placeOf(found, parent) : [];
}

/** The properties with paths that a later run has to know; no key without any. */
function withPaths(properties: Properties, key: string, paths: readonly string[]): Properties {
  return paths.length === 0 ? properties : { ...properties, [key]: paths };
}

/** The smallest parts of a value that another one does not have; a part that no path can name counts as a whole. */
function foreignPaths(value: unknown, wanted: unknown, path: readonly string[], secrets: readonly string[]): string[] {
  if (value === undefined || same(value, wanted)) return [];
  const hasNames = isObject(value) && !Object.keys(value).some((key) => key.includes("."));
  const isSecret = secrets.includes(path.join("."));
  if (isSecret || !hasNames || !isObject(wanted)) return [path.join(".")];
  return Object.entries(value).flatMap(([key, inner]) => foreignPaths(inner, wanted[key], [...path, key], secrets));
}

/** A copy with what is at these paths sealed. */
function sealedAt(properties: Properties, paths: readonly string[]): Properties {
  const copy = structuredClone(properties);
  for (const path of paths) {
    const value = getPath(copy, path);
    if (value !== undefined) setPath(copy, path, sealed(value));
  }
  return copy;
}

/** The paths that a failing run has sealed in a state. */
export function sealedPaths(stored: Properties): string[] {
  const paths = stored[sealedPathsKey];
  return Array.isArray(paths) ? paths.map(String) : [];
}
