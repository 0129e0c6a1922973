// Inputs of which the engine shows no change.

/** The name under which the engine has such an input: it shows none that begins with two underscores. */
export function hiddenName(key: string): string {
  return `__${key}`;
}
