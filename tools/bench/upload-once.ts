// One upload in a process of its own, so that its memory can be told: `node upload-once.js ours|peer|equal|idle FILE
// ADDRESS [resume]`. Idle: everything is loaded, and nothing is sent.
import { BlockBlobClient } from "@azure/storage-blob";
import { FileBytes } from "../../provider/files/file-bytes.js";
import { archiveOf } from "../../provider/files/package-archive.js";
import { blockSize } from "../../provider/partner-center/areas/blocks.js";
import { Uploader } from "../../provider/partner-center/areas/uploads.js";

async function main([how, file = "", address = "", resume]: readonly string[]): Promise<void> {
  const { version, length } = await FileBytes.with(file, async ({ version, length }) => ({ version, length }));
  await import("got"); // with which ours sends: loaded with the first request otherwise
  if (how === "ours") {
    const source = archiveOf(file, version, length, () => new Error("the file has changed"));
    await new Uploader().upload(address, source, { fileName: "app.zip", isResumed: resume !== undefined });
  } else if (how === "peer") {
    // By itself: up to 256 MB in one request, with which nobody can go on when it is broken off; above, blocks of 4 MiB, five
    // at the same time.
    await new BlockBlobClient(address).uploadFile(file);
  } else if (how === "equal") {
    // The same blocks as ours, and as many at the same time.
    await new BlockBlobClient(address).uploadFile(file, { blockSize, maxSingleShotSize: blockSize, concurrency: 4 });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
