// Videos, as the Azure CLI's extension for Partner Center sends and reads them: Azure/partnercenter-cli-extension,
// clients/listing_media_client.py (`_post_video`, `_put_video`, `_map_video`), the version that has videos.

import { strict as assert } from "node:assert";
import type { Body } from "../client.js";
import { withEmulator } from "../client.js";
import { pngOf } from "../picture.js";

describe("emulator: videos", () => {
  const parts = withEmulator();
  type Thumbnail = { fileName: string; title: string; state: string; fileSasUri: string };
  const thumbnailOf = (video: Body | undefined) => video?.thumbnail as Thumbnail;

  it("have a thumbnail that is Processed once it was committed, and its address in the list", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("videos");
    const listing = await client.draft(id, "listings", "Listing");
    const path = `/products/${id}/listings/${listing.id}/videos`;
    const streamingUri = "https://www.youtube.com/watch?v=x";
    const about = { fileName: "video.png", title: "video.png" };
    const resourceType = "ListingVideo";
    const posted = { resourceType, streamingUri, state: "PendingUpload" };
    const created = await client.expect(201, "POST", path, {
      ...posted,
      thumbnail: { ...about, state: "PendingUpload" },
    });
    const { fileSasUri, ...pending } = thumbnailOf(created);
    assert.deepEqual(pending, { ...about, state: "PendingUpload" });
    await client.upload(fileSasUri, pngOf(1280, 720));
    const thumbnail = { ...about, state: "Uploaded", fileSasUri };
    // It sends no If-Match but `*`, and reads `video.thumbnail.state` and `video.thumbnail.file_sas_uri` of the reply.
    const committed = await client.put(`${path}/${created.id}`, { ...posted, state: "Uploaded", thumbnail });
    assert.equal(thumbnailOf(committed).state, "Processed");
    assert.match(thumbnailOf(committed).fileSasUri, /&sp=rl$/);
    // The list is asked for by `?$expand=$expand=FileSasUri`, which shows no addresses of images (§6.5 #12); those of
    // thumbnails are read all the same, and without asking whether they are there.
    const { value } = await client.get(`${path}?%24expand=%24expand%3DFileSasUri`);
    assert.deepEqual(
      value.map((video) => [video.streamingUri, thumbnailOf(video).state, thumbnailOf(video).title]),
      [[streamingUri, "Processed", "video.png"]],
    );
    const bytes = await (await fetch(thumbnailOf(value[0]).fileSasUri)).arrayBuffer();
    assert.equal(bytes.byteLength, pngOf(1280, 720).length);
    // What is read can be sent back.
    const again = await client.put(`${path}/${created.id}`, { ...value[0] }, value[0]?.["@odata.etag"]);
    assert.equal(thumbnailOf(again).state, "Processed");
  });
});
