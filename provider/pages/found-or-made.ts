// Making what is not there yet. A list of the service can leave something out once, and then refuses to make it again; an
// answer can be lost; and somebody else can make the same at the same moment.
import { oneOfTwins, type Twins } from "../partner-center/areas/twins.js";
import { ConflictError, ValidationError } from "../partner-center/errors.js";

/** How an object is looked for and made. */
interface Making<T extends { readonly id: string }> extends Pick<Twins<T>, "clock"> {
  /** @param isRefused Making it was refused. Before that, an owner that is new need not be asked. */
  readonly find: (isRefused: boolean) => Promise<T | undefined>;
  /** @param onFound Called when an answer was lost and the object is there: it may be somebody else's. */
  readonly make: (onFound: () => void) => Promise<T>;
  /** All of its name. */
  readonly all: () => Promise<readonly T[]>;
  readonly remove: (own: T) => Promise<unknown>;
}

/** What is found or made; `isMade` when it is certain that nobody else has it. */
interface FoundOrMade<T> {
  readonly object: T;
  readonly isMade: boolean;
}

/**
 * What is found, or else made. When the service refuses to make it, it is looked for once more: it may be there all the
 * same. When somebody else has made the same meanwhile, one of both stays, and the other one is removed by who made it.
 */
export async function foundOrMade<T extends { readonly id: string }>(making: Making<T>): Promise<FoundOrMade<T>> {
  const there = await making.find(false);
  if (there !== undefined) return { object: there, isMade: false };
  try {
    return await madeOnce(making);
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof ValidationError)) throw error;
    const found = await making.find(true).catch(() => undefined);
    if (found === undefined) throw error;
    return { object: found, isMade: false };
  }
}

async function madeOnce<T extends { readonly id: string }>(making: Making<T>): Promise<FoundOrMade<T>> {
  const { clock, make, all, remove } = making;
  let isOurs = true;
  const own = await make(() => {
    isOurs = false;
  });
  if (!isOurs) return { object: own, isMade: false };
  const look = async () => {
    const found = await all();
    // The other run goes on with the own one, and may have written to it by now.
    isOurs &&= found.every(({ id }) => id === own.id);
    return found;
  };
  const object = await oneOfTwins({ clock, own, look, remove: () => remove(own) });
  return { object, isMade: isOurs };
}
