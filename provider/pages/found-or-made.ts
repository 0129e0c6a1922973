// Making what is not there yet: a list of the service can leave something out once, and then refuses to make it again.
import { ConflictError, ValidationError } from "../partner-center/errors.js";

/**
 * What is found, or else made. When the service refuses to make it, it is looked for once more: it may be there all the
 * same.
 * @param find Told whether making it was refused: before that, an owner that is new need not be asked.
 */
export async function foundOrMade<T>(
  find: (isRefused: boolean) => Promise<T | undefined>,
  make: () => Promise<T>,
): Promise<{ readonly object: T; readonly isMade: boolean }> {
  const there = await find(false);
  if (there !== undefined) return { object: there, isMade: false };
  try {
    return { object: await make(), isMade: true };
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof ValidationError)) throw error;
    const found = await find(true).catch(() => undefined);
    if (found === undefined) throw error;
    return { object: found, isMade: false };
  }
}
