/**
 * Two runs that upload the same file, or make the same offer or plan, at the same time: one stays, and both go on with it.
 */
import type { Clock } from "../clock.js";
import { UploadError } from "../errors.js";
import { poll } from "../poll.js";

/** Milliseconds after which another run that was to yield has had its look, and did not: it had ended before. */
const patienceMs = 4_000;
const stepMs = 2_000;

/** The file that this run has uploaded, or what it has made, and what the service has of the same. */
export interface Twins<File> {
  readonly clock: Clock;
  readonly own: File;
  /** The files of the same name and content whose bytes are there; the own one may be among them. */
  readonly look: () => Promise<readonly File[]>;
  /** The same as the first look would find it, where that was just found. */
  readonly seen?: readonly File[];
  /** Takes the own file away. */
  readonly remove: () => Promise<unknown>;
}

/** Of several of one name: the one that all runs take. */
export function firstOf<File extends { readonly id: string }>(all: readonly File[]): File | undefined {
  return [...all].sort((one, other) => (one.id < other.id ? -1 : 1))[0];
}

/** A look after a lost answer; what it finds may be of another run, which is told. */
export function noticed<T>(look: () => Promise<T | undefined>, onFound: () => void): () => Promise<T | undefined> {
  return async () => {
    const found = await look();
    if (found !== undefined) onFound();
    return found;
  };
}

/**
 * The file to go on with. A run looks once its own file is there, so that of two runs at least one sees the other's
 * file. Of two that see each other the one with the higher id yields at once. What stays although it has the higher id
 * is of a run that had ended before: then the own one goes.
 *
 * @throws UploadError when both are gone: the next run makes it again.
 */
export async function oneOfTwins<File extends { readonly id: string }>(twins: Twins<File>): Promise<File> {
  const { clock, own, look, remove } = twins;
  let { seen } = twins;
  const others = async () => {
    const found = seen ?? (await look());
    seen = undefined;
    return found.filter(({ id }) => id !== own.id);
  };
  const end = clock.now() + patienceMs;
  const stays = await poll<File>({
    clock,
    timeoutMs: patienceMs,
    look: async () => {
      const first = firstOf(await others()) ?? own;
      return first.id <= own.id || clock.now() >= end ? first : undefined;
    },
    delayMs: () => stepMs,
    late: () => undefined,
  });
  if (stays.id === own.id) return own;
  await remove();
  if ((await others()).some(({ id }) => id === stays.id)) return stays;
  throw new UploadError("Another run made the same at the same time, and then took it away. Run again.");
}
