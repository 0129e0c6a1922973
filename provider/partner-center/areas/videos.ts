/**
 * Videos of a listing: an address on YouTube or Vimeo, and a picture that is uploaded. API reference §2.1 rows 31–35,
 * §3.10, §4.4.
 */
import { z } from "zod";
import { path, segment } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewListingVideo } from "../schemas/requests.js";
import { entity, resource, text, uploaded } from "../schemas/wire-forms.js";
import { isTaken } from "./file-collection.js";
import { uploadInSteps } from "./upload-steps.js";
import type { Uploader } from "./uploads.js";

/** A video of a listing (§3.10). */
export const ListingVideo = resource({
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
});
export type ListingVideo = z.infer<typeof ListingVideo>;

const expand = { $expand: "FileSasUri" };

const all = (productId: string, listingId: string) => path`/products/${productId}/listings/${listingId}/videos`;
const one = (productId: string, listingId: string, id: string) => `${all(productId, listingId)}/${segment(id)}`;

const pictureState = ({ thumbnail, state }: ListingVideo) => thumbnail?.state ?? state;

export class Videos {
  constructor(
    private readonly transport: Transport,
    private readonly uploader: Uploader,
  ) {}

  /** All videos, with the (secret) addresses of their pictures. */
  list(productId: string, listingId: string): Promise<ListingVideo[]> {
    return this.transport.list(all(productId, listingId), ListingVideo, expand);
  }

  /** One video, with the (secret) address of its picture. @throws NotFoundError */
  get(productId: string, listingId: string, videoId: string): Promise<ListingVideo> {
    return this.transport.get(one(productId, listingId, videoId), ListingVideo, expand);
  }

  /**
   * Adds a video; the reply has the address to upload its picture to. {@link upload} does that too. After a failure
   * that leaves it open whether the video exists, an unfinished one of the same address and picture is taken.
   */
  async create(productId: string, listingId: string, body: NewListingVideo): Promise<ListingVideo> {
    const { streamingUri, thumbnail } = checkedBody(NewListingVideo, body, "a new video");
    return this.transport.post(all(productId, listingId), { resourceType: "ListingVideo", ...body }, ListingVideo, {
      recover: async () =>
        (await this.list(productId, listingId)).findLast(
          (video) =>
            video.streamingUri === streamingUri &&
            video.thumbnail?.fileName === thumbnail.fileName &&
            video.thumbnail.fileSasUri !== undefined &&
            pictureState(video) === "PendingUpload",
        ),
    });
  }

  /**
   * Replaces a video; `thumbnail.state: "Uploaded"` says that its picture is there.
   * @throws ConflictError if somebody changed it since.
   */
  async update(productId: string, listingId: string, videoId: string, body: ListingVideo): Promise<ListingVideo> {
    checkedBody(ListingVideo, body, "a video");
    return this.transport.put(one(productId, listingId, videoId), body, ListingVideo, {
      ifMatch: body["@odata.etag"],
    });
  }

  /**
   * Adds a video, sends the bytes of its picture (PNG, 1280 × 720), and commits.
   *
   * @param resume A listed video whose picture is `PendingUpload`, left by an interrupted run, to continue with.
   * @throws UploadError
   */
  async upload(
    productId: string,
    listingId: string,
    { picture, ...body }: NewListingVideo & { readonly picture: Uint8Array },
    resume?: ListingVideo,
  ): Promise<ListingVideo> {
    const { fileName } = checkedBody(NewListingVideo, body, "a new video").thumbnail;
    return uploadInSteps<ListingVideo>({
      left: resume?.thumbnail?.fileSasUri === undefined ? undefined : resume,
      announce: () => this.create(productId, listingId, body),
      send: ({ thumbnail }) => this.uploader.upload(thumbnail?.fileSasUri, picture, { fileName }),
      commit: (video) => {
        const thumbnail = { ...video.thumbnail, ...body.thumbnail, state: "Uploaded" };
        return this.update(productId, listingId, video.id, { ...video, ...body, thumbnail });
      },
      taken: async ({ id }) =>
        (await this.list(productId, listingId)).find((video) => video.id === id && isTaken(pictureState(video))),
    });
  }

  /** Changes the draft only. @throws NotFoundError */
  delete(productId: string, listingId: string, videoId: string): Promise<void> {
    return this.transport.delete(one(productId, listingId, videoId));
  }
}
