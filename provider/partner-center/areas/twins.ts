/** Two runs that upload the same file at the same time: one file stays, and both go on with it. */
import type { Clock } from "../clock.js";
import { UploadError } from "../errors.js";
import { poll } from "../poll.js";

/** Milliseconds after which another run that was to yield has had its look, and did not: it had ended before. */
const patienceMs = 4_000;
const stepMs = 2_000;

/** The file that this run has uploaded, and what the service has of the same. */
export interface Twins<File> {
  readonly clock: Clock;
  readonly own: File;
  /** The files of the same name and content whose bytes are there; the own one may be among them. */
  readonly look: () => Promise<readonly File[]>;
  /** Takes the own file away. */
  readonly remove: () => Promise<unknown>;
}

/**
 * The file to go on with. A run looks once its own file is there, so that of two runs at least one sees the other's
 * file. Of two that see each other the one with the higher id yields at once. What stays although it has the higher id
 * is of a run that had ended before: then the own one goes.
 *
 * @throws UploadError when both are gone: the next run uploads again.
 */
export async function oneOfTwins<File extends { readonly id: string }>(twins: Twins<File>): Promise<File> {
  const { clock, own, look, remove } = twins;
  const others = async () =>
    (await look()).filter(({ id }) => id !== own.id).sort((one, other) => (one.id < other.id ? -1 : 1));
  const end = clock.now() + patienceMs;
  const stays = await poll<File>({
    clock,
    timeoutMs: patienceMs,
    look: async () => {
      const [first = own] = await others();
      return first.id <= own.id || clock.now() >= end ? first : undefined;
    },
    delayMs: () => stepMs,
    late: () => undefined,
  });
  if (stays.id === own.id) return own;
  await remove();
  if ((await others()).some(({ id }) => id === stays.id)) return stays;
  throw new UploadError("Another run uploaded the same file at the same time, and then took it away. Run again.");
}
