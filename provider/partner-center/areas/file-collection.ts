/** Files below one path: announced, uploaded to an address that the service chooses, committed. */
// API reference §4.4
import type { z } from "zod";
import { ifThere } from "../errors.js";
import { segment } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { replaced } from "./replacing.js";
import { uploadInSteps } from "./upload-steps.js";
import type { Uploader } from "./uploads.js";

/** What all such files have. */
export interface FileBody {
  readonly id: string;
  readonly fileName?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  /** A secret. */
  readonly fileSasUri?: string | undefined;
  readonly "@odata.etag"?: string | undefined;
}

/** What announces one. */
interface FileFields {
  readonly resourceType: string;
  readonly fileName: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The files of one listing, or of one offer. */
export class FileCollection<T extends FileBody> {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    /** Whether the addresses have to be asked for. */
    private readonly expands: boolean,
    /** The address of the offer. */
    private readonly owner: string,
  ) {}

  private query() {
    return this.expands ? { $expand: "FileSasUri" } : undefined;
  }

  async list(): Promise<T[]> {
    const found = await this.transport.list(this.path, this.schema, this.query());
    // A list can leave one out once.
    const isWhole = this.written.every((id) => found.some((file) => file.id === id));
    this.transport.justSeen.keep(this.path, isWhole ? found : undefined);
    return found;
  }

  /** The same as this client has just seen it, if it has changed nothing since; undefined when that is not known. */
  justSeen(): T[] | undefined {
    return this.transport.justSeen.list(this.path, this.owner);
  }

  /** The ids of those that this client has just written. */
  private get written(): readonly string[] {
    return this.transport.justSeen.get<readonly string[]>(`${this.path} written`) ?? [];
  }

  private set written(ids: readonly string[]) {
    this.transport.justSeen.keep(`${this.path} written`, ids);
  }

  get(id: string): Promise<T> {
    return this.transport.get(`${this.path}/${segment(id)}`, this.schema, this.query());
  }

  /**
   * @param isLeft Finds an unfinished one to take, after a failure that leaves it open whether it was announced.
   * @param onDoubt Called when none is found: the service may still make one, see {@link removeLeft}.
   */
  announce(body: object, isLeft: (file: T) => boolean, onDoubt?: () => void): Promise<T> {
    this.transport.justSeen.drop(this.path);
    return this.transport.post(this.path, body, this.schema, {
      recover: async () => {
        const left = (await this.list()).findLast(isLeft);
        if (left === undefined) onDoubt?.();
        if (left === undefined || this.expands) return left;
        const usable = await this.withAddress(left);
        // Of no use to anybody: the only answer with its address was lost.
        if (usable === undefined) await ifThere(this.delete(left.id));
        return usable;
      },
    });
  }

  /** Takes away what a POST has made after its answer was given up: another one was announced, and is finished. */
  async removeLeft(isLeft: (file: T) => boolean, finished: T): Promise<void> {
    const left = (await this.list()).filter((file) => isLeft(file) && file.id !== finished.id);
    for (const { id } of left) await ifThere(this.delete(id));
  }

  /** {@link announce}, with an unfinished one of that name and type. */
  create(fields: FileFields, onDoubt?: () => void): Promise<T> {
    return this.announce({ ...fields, state: "PendingUpload" }, this.isLeftOf(fields), onDoubt);
  }

  private isLeftOf(fields: FileFields) {
    return ({ fileName, type, state, fileSasUri }: T) =>
      fileName === fields.fileName &&
      type === fields.type &&
      state === "PendingUpload" &&
      (fileSasUri !== undefined || !this.expands);
  }

  /** An unfinished file with the address for its bytes, which a list may leave out; undefined when it has none. */
  private async withAddress(file: T | undefined): Promise<T | undefined> {
    const whole = file === undefined || file.fileSasUri !== undefined ? file : await ifThere(this.get(file.id));
    return whole?.fileSasUri === undefined ? undefined : whole;
  }

  async update(id: string, body: T, etag: string | undefined = body["@odata.etag"]): Promise<T> {
    this.transport.justSeen.drop(this.path);
    const done = await replaced(this.transport, `${this.path}/${segment(id)}`, body, this.schema, { ifMatch: etag });
    this.written = [...this.written, id];
    return done;
  }

  delete(id: string): Promise<void> {
    this.transport.justSeen.drop(this.path);
    this.written = this.written.filter((own) => own !== id);
    return this.transport.delete(`${this.path}/${segment(id)}`);
  }

  /** @param resume One that an interrupted run announced. */
  async upload(fields: FileFields, bytes: Uint8Array, resume?: T): Promise<T> {
    const { fileName } = fields;
    let isInDoubt = false;
    const onDoubt = () => {
      isInDoubt = true;
    };
    const done = await uploadInSteps<T>({
      left: await this.withAddress(resume),
      announce: () => this.create(fields, onDoubt),
      send: ({ fileSasUri }, isResumed) => this.uploader.upload(fileSasUri, bytes, { fileName, isResumed }),
      commit: (file) => this.update(file.id, { ...file, ...fields, state: "Uploaded" }, file["@odata.etag"] ?? "*"),
      taken: async (file) => (await this.list()).find(({ id, state }) => id === file.id && isTaken(state)),
    });
    if (isInDoubt) await this.removeLeft(this.isLeftOf(fields), done);
    return done;
  }
}

/** Whether the service has a file of this state. */
export const isTaken = (state: string | undefined) => state !== undefined && state !== "PendingUpload";
