// The folder that a program is written to: in the end all of it is there, or nothing.
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";

/** The folder cannot be written; the message says why, and what to do. */
export class FolderError extends Error {
  readonly code = "ERR_PARTNER_CENTER_FOLDER";
}

function explained(folder: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === "string" && !(error instanceof FolderError)
    ? new FolderError(`${folder} cannot be written: ${message}`)
    : error;
}

/** What a path has: nothing, an empty folder, or a folder with files. */
async function whatIsAt(folder: string): Promise<"nothing" | "empty" | "files"> {
  try {
    return (await readdir(folder)).length === 0 ? "empty" : "files";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "nothing";
    if (code === "ENOTDIR") throw new FolderError(`${folder} is a file; choose another folder with --out`);
    throw error;
  }
}

/** A program's folder while it is written: files go to a folder beside it, and to their place in the end. */
export class ProgramFolder {
  /** The paths of all files so far, relative to the folder. */
  readonly written: string[] = [];

  private constructor(
    readonly folder: string,
    /** A folder beside it, which nobody else can read. */
    private readonly beside: string,
    /** Where the files are until {@link keep}: in `beside`, with the access that folders usually have. */
    readonly draft: string,
  ) {}

  /**
   * @param mayReplace Files in the folder may be replaced by those of the program; others stay.
   * @throws FolderError for a folder that has files already, or that cannot be written.
   */
  static async begin(folder: string, mayReplace: boolean): Promise<ProgramFolder> {
    try {
      const path = resolve(folder);
      if ((await whatIsAt(path)) === "files" && !mayReplace) {
        throw new FolderError(
          `${folder} is not empty; choose another folder with --out, or --force to replace files that the program ` +
            "has too",
        );
      }
      await mkdir(dirname(path), { recursive: true });
      const beside = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
      const draft = join(beside, "program");
      await mkdir(draft);
      return new ProgramFolder(path, beside, draft);
    } catch (error) {
      throw explained(folder, error);
    }
  }

  /** Writes a file; its path is relative to the folder. */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    const target = resolve(this.draft, path);
    if (!target.startsWith(this.draft + sep)) throw new FolderError(`"${path}" is not in the program's folder`);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
      this.written.push(path);
    } catch (error) {
      throw explained(this.folder, error);
    }
  }

  /** Moves the files to the program's folder. One that exists stays the same folder: a shell may be in it. */
  async keep(): Promise<void> {
    try {
      if ((await whatIsAt(this.folder)) === "nothing") await rename(this.draft, this.folder);
      else await cp(this.draft, this.folder, { recursive: true, force: true });
      await this.discard();
    } catch (error) {
      throw explained(this.folder, error);
    }
  }

  /** Removes everything that was written so far. */
  async discard(): Promise<void> {
    await rm(this.beside, { recursive: true, force: true });
  }
}
