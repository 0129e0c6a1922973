/** JSON from a service, which may be anything: nothing it can hold crashes what reads it. */

/** Levels of nesting. The deepest object of the API has about ten; our own walks are recursive. */
export const mostLevels = 100;

/** JSON with more than {@link mostLevels}. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
}

/**
 * The value of a JSON text; for objects, a property `__proto__`, which no object of the API has, is left out: it would
 * be another object's prototype as soon as it is assigned.
 *
 * @param revive Gets each value that is no `__proto__`, as `JSON.parse` has it.
 * @throws SyntaxError for what is no JSON; TooDeepError.
 */
export function parseJson(
  text: string,
  revive: (this: unknown, value: unknown, source: string | undefined) => unknown = (value) => value,
): unknown {
  if (isTooDeep(text)) throw new TooDeepError(`JSON with more than ${mostLevels} levels`);
  return JSON.parse(text, function (this: unknown, key: string, value: unknown, context?: { source?: string }) {
    return key === "__proto__" ? undefined : revive.call(this, value, context?.source);
  });
}

function isTooDeep(text: string): boolean {
  let levels = 0;
  let isQuoted = false;
  // By codes: an answer may have 32 million characters.
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        isQuoted = !isQuoted;
        break;
      case 0x5c: // \
        if (isQuoted) at++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (!isQuoted && ++levels > mostLevels) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        if (!isQuoted) levels--;
        break;
    }
  }
  return false;
}
