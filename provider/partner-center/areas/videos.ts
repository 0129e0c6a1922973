/** Videos of a listing: an address, and a picture that is uploaded. */
// API reference §2.1 rows 31–35, §3.10, §4.4
import { z } from "zod";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewListingVideo } from "../schemas/requests.js";
import { entity, resource, text, uploaded } from "../schemas/wire-forms.js";
import { isTaken } from "./file-collection.js";
import { ListingFiles } from "./listing-files.js";
import { uploadInSteps } from "./upload-steps.js";
import type { Uploader } from "./uploads.js";

/** A video of a listing. */
// API reference §3.10
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

const pictureState = ({ thumbnail, state }: ListingVideo) => thumbnail?.state ?? state;

export class Videos extends ListingFiles<ListingVideo> {
  constructor(transport: Transport, uploader: Uploader) {
    super(transport, uploader, "videos", ListingVideo);
  }

  /**
   * Adds a video; the reply has the address to upload its picture to. {@link upload} does that too. After a failure
   * that leaves it open whether the video exists, an unfinished one of the same address and picture is taken.
   */
  async create(productId: string, listingId: string, body: NewListingVideo): Promise<ListingVideo> {
    const { streamingUri, thumbnail } = checkedBody(NewListingVideo, body, "a new video");
    return this.of(productId, listingId).announce(
      { resourceType: "ListingVideo", ...body },
      (video) =>
        video.streamingUri === streamingUri &&
        video.thumbnail?.fileName === thumbnail.fileName &&
        video.thumbnail.fileSasUri !== undefined &&
        pictureState(video) === "PendingUpload",
    );
  }

  /** Replaces a video; `thumbnail.state: "Uploaded"`: its picture is there. @throws ConflictError if changed since. */
  async update(productId: string, listingId: string, videoId: string, body: ListingVideo): Promise<ListingVideo> {
    return this.of(productId, listingId).update(videoId, checkedBody(ListingVideo, body, "a video"));
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
      send: ({ thumbnail }, isResumed) => this.uploader.upload(thumbnail?.fileSasUri, picture, { fileName, isResumed }),
      commit: (video) => {
        const thumbnail = { ...video.thumbnail, ...body.thumbnail, state: "Uploaded" };
        return this.update(productId, listingId, video.id, { ...video, ...body, thumbnail });
      },
      taken: async ({ id }) =>
        (await this.list(productId, listingId)).find((video) => video.id === id && isTaken(pictureState(video))),
    });
  }
}
