/** What the images, documents and videos of a listing have in common. */
// API reference §3.10, §4.4
import type { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { type FileBody, FileCollection } from "./file-collection.js";
import type { Uploader } from "./uploads.js";

export class ListingFiles<T extends FileBody> {
  constructor(
    private readonly transport: Transport,
    protected readonly uploader: Uploader,
    private readonly collection: "assets" | "images" | "videos",
    private readonly schema: z.ZodType<T>,
  ) {}

  /** All with their (secret) addresses; `PendingUpload` ones are unfinished. */
  list(productId: string, listingId: string): Promise<T[]> {
    return this.of(productId, listingId).list();
  }

  /** The same as this client has just seen it, if it has changed nothing since; undefined when that is not known. */
  justSeen(productId: string, listingId: string): T[] | undefined {
    return this.of(productId, listingId).justSeen();
  }

  /** One with its (secret) address. @throws NotFoundError */
  get(productId: string, listingId: string, id: string): Promise<T> {
    return this.of(productId, listingId).get(id);
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, listingId: string, id: string): Promise<void> {
    return this.of(productId, listingId).delete(id);
  }

  protected of(productId: string, listingId: string): FileCollection<T> {
    const files = `${path`/products/${productId}/listings/${listingId}`}/${this.collection}`;
    return new FileCollection(this.transport, this.uploader, files, this.schema, true, path`/products/${productId}`);
  }
}
