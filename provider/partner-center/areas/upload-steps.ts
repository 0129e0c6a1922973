/** The three steps of an upload: a file is announced, its bytes are sent, and it is committed. */
// API reference §4.4
import { ConflictError, UploadError } from "../errors.js";

/** How one kind of file takes them. */
export interface UploadSteps<File> {
  /** One that an interrupted run announced, if it has an address: it is continued. */
  readonly left: File | undefined;
  readonly announce: () => Promise<File>;
  /** @param isResumed Some of the bytes may be there already. @throws UploadError */
  readonly send: (to: File, isResumed: boolean) => Promise<void>;
  readonly commit: (file: File) => Promise<File>;
  /** Looks, after a conflict at the commit, whether the service has taken the file all the same. */
  readonly taken: (file: File) => Promise<File | undefined>;
}

/** All three, as far as they are still to be done. */
export async function uploadInSteps<File>(steps: UploadSteps<File>): Promise<File> {
  const { left, announce, send, commit, taken } = steps;
  let file = left ?? (await announce());
  try {
    await send(file, left !== undefined);
  } catch (error) {
    // The address of an interrupted upload may have expired.
    if (!(error instanceof UploadError && error.isOfAddress) || left === undefined) throw error;
    file = await announce();
    await send(file, false);
  }
  try {
    return await commit(file);
  } catch (error) {
    // It may be that of a second attempt, after a lost reply to the first.
    const found = error instanceof ConflictError ? await taken(file) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}
