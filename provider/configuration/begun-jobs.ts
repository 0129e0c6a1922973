// Which job a submission has, kept on this machine: the Product Ingestion API lists no jobs, and only the job tells why a
// submission has failed. The state has it too, but a killed run stores none, and the command `partnercenter` reads none.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../values/properties.js";
import { ownFolder } from "./own-folder.js";

/** Jobs that are kept at most; the oldest go first. */
const most = 200;

/** The file of all accounts: account and submission → job. No secret is in it. */
export class BegunJobs {
  private readonly folder: string | undefined;

  /** @param host Of the API: ids are its own. */
  constructor(
    environment: NodeJS.ProcessEnv,
    private readonly host: string,
  ) {
    this.folder = ownFolder(environment);
  }

  /** Never fails: without it, reasons are asked for elsewhere. */
  async keep(submissionId: string, jobId: string): Promise<void> {
    if (this.folder === undefined) return;
    const { [this.key(submissionId)]: _, ...others } = await this.read();
    const all = Object.entries({ ...others, [this.key(submissionId)]: jobId }).slice(-most);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const draft = join(this.folder, `jobs.${process.pid}.tmp`);
      await writeFile(draft, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
      await rename(draft, join(this.folder, "jobs.json"));
    } catch {
      // A folder that is read-only or full is no reason to fail.
    }
  }

  /** The job of a submission, if this machine knows it. */
  async of(submissionId: string): Promise<string | undefined> {
    const found = (await this.read())[this.key(submissionId)];
    return typeof found === "string" ? found : undefined;
  }

  /** Submissions have 64-bit numbers: with the host in front, no key is taken for an index. */
  private key(submissionId: string): string {
    return `${this.host} ${submissionId}`;
  }

  private async read(): Promise<Record<string, unknown>> {
    if (this.folder === undefined) return {};
    try {
      const content: unknown = JSON.parse(await readFile(join(this.folder, "jobs.json"), "utf8"));
      return isObject(content) ? content : {};
    } catch {
      return {};
    }
  }
}
