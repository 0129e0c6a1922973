/** Videos of a listing: an address on YouTube or Vimeo, and a picture that is uploaded. API reference §2.1 rows 31–35, §3.10, §4.4. */
import { z } from "zod";
import { checkedBody, NewListingVideo } from "./requests.js";
import { segment, type Transport } from "./transport.js";
import { contentTypeOf, type Uploader } from "./uploads.js";
import { entity, spelled, text, uploaded } from "./wire-forms.js";

/** A video of a listing (§3.10). */
export const ListingVideo = spelled(
  z.looseObject({
    ...entity,
    ...uploaded,
    "@odata.etag": text,
    /** On YouTube or Vimeo. */
    streamingUri: text,
    thumbnail: z
      .looseObject({
        ...uploaded,
        title: text,
        description: text,
        /** A secret. */
        publisherDefinedSasUri: text,
      })
      .optional(),
  }),
  { ID: "id" },
);
export type ListingVideo = z.infer<typeof ListingVideo>;

const expand = { $expand: "FileSasUri" };

export class Videos {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  /** All videos, with the (secret) addresses of their pictures. */
  list(productId: string, listingId: string): Promise<ListingVideo[]> {
    return this.transport.list(this.path(productId, listingId), ListingVideo, expand);
  }

  /** One video, with the (secret) address of its picture. @throws NotFoundError */
  get(productId: string, listingId: string, videoId: string): Promise<ListingVideo> {
    return this.transport.get(this.path(productId, listingId, videoId), ListingVideo, expand);
  }

  /**
   * Adds a video; the reply has the address to upload its picture to. {@link upload} does that too. After a failure that
   * leaves it open whether it exists, an unfinished one of the same address and picture is taken.
   */
  async create(productId: string, listingId: string, body: NewListingVideo): Promise<ListingVideo> {
    const { streamingUri, thumbnail } = checkedBody(NewListingVideo, body, "a new video");
    return this.transport.post(
      this.path(productId, listingId),
      { resourceType: "ListingVideo", ...body },
      ListingVideo,
      {
        recover: async () =>
          (await this.list(productId, listingId)).findLast(
            (video) =>
              video.streamingUri === streamingUri &&
              video.thumbnail?.fileName === thumbnail.fileName &&
              video.thumbnail.fileSasUri !== undefined &&
              (video.thumbnail.state ?? video.state) === "PendingUpload",
          ),
      },
    );
  }

  /** Replaces a video; `thumbnail.state: "Uploaded"` says that its picture is there. @throws ConflictError if somebody changed it since. */
  async update(productId: string, listingId: string, videoId: string, body: ListingVideo): Promise<ListingVideo> {
    checkedBody(ListingVideo, body, "a video");
    return this.transport.put(this.path(productId, listingId, videoId), body, ListingVideo, {
      ifMatch: body["@odata.etag"],
    });
  }

  /** Adds a video, sends the bytes of its picture (PNG, 1280 × 720), and commits. @throws UploadError */
  async upload(
    productId: string,
    listingId: string,
    { picture, ...body }: NewListingVideo & { readonly picture: Uint8Array },
  ): Promise<ListingVideo> {
    const { fileName } = checkedBody(NewListingVideo, body, "a new video").thumbnail;
    const video = await this.create(productId, listingId, body);
    await this.uploader.upload(video.thumbnail?.fileSasUri, picture, {
      fileName,
      contentType: contentTypeOf(fileName),
    });
    const thumbnail = { ...video.thumbnail, ...body.thumbnail, state: "Uploaded" };
    return this.update(productId, listingId, video.id, { ...video, ...body, thumbnail });
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, listingId: string, videoId: string): Promise<void> {
    return this.transport.delete(this.path(productId, listingId, videoId));
  }

  private path(productId: string, listingId: string, id?: string): string {
    const videos = `/products/${segment(productId)}/listings/${segment(listingId)}/videos`;
    return id === undefined ? videos : `${videos}/${segment(id)}`;
  }
}
