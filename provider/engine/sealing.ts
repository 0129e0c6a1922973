// What a failing run hands back is what the state will hold, and the engine seals of it only what is a secret in the
// new inputs. A secret that the program has just taken out or moved would then stay in the state, and in its history,
// in clear. So whatever is not as the new inputs have it is handed back sealed.
import { getPath, isObject, type Properties, same, setPath } from "../values/properties.js";

/** The output in which a failing run keeps the paths of what it has sealed; none after a run that succeeded. */
export const sealedPathsKey = "__sealed";

/** The form in which a secret crosses the border to the engine; handlers get it back as a plain value. */
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function seal(value: unknown): Properties {
  return { ...signature, value };
}

/**
 * The outputs of a run that failed, with the values of `keys` sealed that the new inputs do not have. Their paths are
 * kept, so that a refresh seals them as well.
 */
export function sealedFailure(reached: Properties, inputs: Properties, keys: readonly string[]): Properties {
  return sealedAt(
    reached,
    keys.flatMap((key) => foreignPaths(reached[key], inputs[key], [key])),
  );
}

/** The smallest parts of a value that another one does not have; a part that no path can name counts as a whole. */
function foreignPaths(value: unknown, wanted: unknown, path: readonly string[]): string[] {
  if (value === undefined || same(value, wanted)) return [];
  const hasNames = isObject(value) && !Object.keys(value).some((key) => key.includes("."));
  if (!hasNames || !isObject(wanted)) return [path.join(".")];
  return Object.entries(value).flatMap(([key, inner]) => foreignPaths(inner, wanted[key], [...path, key]));
}

/** A copy with what is at these paths sealed, which says so. */
export function sealedAt(properties: Properties, paths: readonly string[]): Properties {
  if (paths.length === 0) return properties;
  const copy = { ...structuredClone(properties), [sealedPathsKey]: paths };
  for (const path of paths) {
    const value = getPath(copy, path);
    if (value !== undefined) setPath(copy, path, seal(value));
  }
  return copy;
}

/** The paths that a failing run has sealed in a state. */
export function sealedPaths(stored: Properties): string[] {
  const paths = stored[sealedPathsKey];
  return Array.isArray(paths) ? paths.map(String) : [];
}
