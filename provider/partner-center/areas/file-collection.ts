/** Files below one path: announced, brought to an address of the service's choice, committed. API reference §4.4. */
import type { z } from "zod";
import { ConflictError, UploadError } from "../errors.js";
import { segment } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { contentTypeOf, type Uploader } from "./uploads.js";

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
  ) {}

  private query() {
    return this.expands ? { $expand: "FileSasUri" } : undefined;
  }

  list(): Promise<T[]> {
    return this.transport.list(this.path, this.schema, this.query());
  }

  get(id: string): Promise<T> {
    return this.transport.get(`${this.path}/${segment(id)}`, this.schema, this.query());
  }

  /** After a failure that leaves it open whether the file is announced, an unfinished one of that name is taken. */
  create(fields: FileFields): Promise<T> {
    return this.transport.post(this.path, { ...fields, state: "PendingUpload" }, this.schema, {
      recover: async () =>
        (await this.list()).findLast(
          ({ fileName, type, state, fileSasUri }) =>
            fileName === fields.fileName &&
            type === fields.type &&
            state === "PendingUpload" &&
            fileSasUri !== undefined,
        ),
    });
  }

  update(id: string, body: T, etag: string | undefined = body["@odata.etag"]): Promise<T> {
    return this.transport.put(`${this.path}/${segment(id)}`, body, this.schema, { ifMatch: etag });
  }

  delete(id: string): Promise<void> {
    return this.transport.delete(`${this.path}/${segment(id)}`);
  }

  /** @param resume One that an interrupted run announced. */
  async upload(fields: FileFields, bytes: Uint8Array, resume?: T): Promise<T> {
    const { fileName } = fields;
    const send = (to: T) =>
      this.uploader.upload(to.fileSasUri, bytes, { fileName, contentType: contentTypeOf(fileName) });
    let pending = resume?.fileSasUri === undefined ? await this.create(fields) : resume;
    try {
      await send(pending);
    } catch (error) {
      // The address of an interrupted upload may have expired.
      if (!(error instanceof UploadError) || pending !== resume) throw error;
      pending = await this.create(fields);
      await send(pending);
    }
    return this.commit({ ...pending, ...fields, state: "Uploaded" });
  }

  /** A conflict after a lost reply: the service has taken the file already. */
  private async commit(file: T): Promise<T> {
    try {
      return await this.update(file.id, file, file["@odata.etag"] ?? "*");
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const current = (await this.list()).find(({ id }) => id === file.id);
      if (current?.state === undefined || current.state === "PendingUpload") throw error;
      return current;
    }
  }
}
