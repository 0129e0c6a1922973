// Uploads to Azurite, Microsoft's emulator of the store that Partner Center's addresses lead to, by ours and by
// `@azure/storage-blob` alone, as it is by itself and in the same blocks as ours: the same file, one after the other.
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BlobSASPermissions, BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { blockSize } from "../../provider/partner-center/areas/blocks.js";
import { start } from "../child-process.js";
import { noise } from "./application.js";
import { median } from "./figures.js";
import type { Place } from "./place.js";
import { measured, type Used } from "./tools.js";

/** A file of one size. */
export interface Uploaded {
  readonly megabytes: number;
  /** Medians of the rounds, in seconds. */
  readonly ours: number;
  /** By itself: without options. */
  readonly peer: number;
  /** In blocks as ours are. */
  readonly equal: number;
  /** The peer's time by itself through ours, round by round: the median. */
  readonly ratio: number;
  readonly equalRatio: number;
  /** Seconds of the processor above a process that has loaded the same and sends nothing: medians. */
  readonly cpu: number;
  readonly peerCpu: number;
  /** Megabytes of memory above a process that has loaded the same and sends nothing. */
  readonly memory: number;
  readonly peerMemory: number;
  /** Blocks of the file, and those that were sent again after an upload was killed half way; for files of several. */
  readonly blocks: number;
  readonly resent: number | undefined;
}

const account = "devstoreaccount1";
/** Azurite's published development key; it protects nothing. */
const developmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const mebibyte = 1024 ** 2;

/** An Azurite in a process of its own, with its log of requests. */
class Store {
  private constructor(
    private readonly service: BlobServiceClient,
    private readonly log: () => string,
  ) {}

  static async start({ root, folder, starting }: Place): Promise<Store> {
    const port = await freePort();
    const location = join(folder, "azurite");
    const args = [join(root, "node_modules/azurite/dist/src/blob/main.js"), "--blobHost", "127.0.0.1", "--blobPort"];
    const running = start(
      process.execPath,
      [...args, String(port), "--location", location, "--skipApiVersionCheck", "--disableTelemetry"],
      { detached: true },
    );
    starting(running);
    while (!running.stdout().includes("successfully listens")) await sleep(50);
    const credential = new StorageSharedKeyCredential(account, developmentKey);
    const service = new BlobServiceClient(`http://127.0.0.1:${port}/${account}`, credential);
    await service.getContainerClient("file").create();
    return new Store(service, () => running.stdout());
  }

  /** An address as the service gives one. */
  address(name: string): Promise<string> {
    const permissions = BlobSASPermissions.parse("racw");
    const expiresOn = new Date(Date.now() + 86_400_000);
    return this.blob(name).generateSasUrl({ permissions, expiresOn });
  }

  async remove(name: string): Promise<void> {
    await this.blob(name).deleteIfExists();
  }

  /** How many blocks of a blob have come. */
  blocks(name: string): number {
    return this.log()
      .split("\n")
      .filter((line) => line.includes(`/file/${name}?`) && line.includes("comp=block&")).length;
  }

  private blob(name: string) {
    return this.service.getContainerClient("file").getBlockBlobClient(name);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function writeFile(file: string, megabytes: number): void {
  const piece = noise(mebibyte);
  const out = openSync(file, "w");
  for (let count = 0; count < megabytes; count++) {
    piece[0] = count & 0xff; // no two blocks are the same
    piece[1] = count >>> 8;
    writeSync(out, piece);
  }
  closeSync(out);
}

/** @param sizes In MiB. @param pairs Of each size, after one that is not counted. */
export async function measureUploads(place: Place, sizes: readonly number[], pairs: number): Promise<Uploaded[]> {
  const store = await Store.start(place);
  const folder = join(place.folder, "uploads");
  mkdirSync(folder, { recursive: true });
  const all: Uploaded[] = [];
  for (const megabytes of sizes) {
    const file = join(folder, "app.zip");
    writeFile(file, megabytes);
    const one = await measureSize(place, store, file, megabytes, pairs);
    all.push(one);
    console.log(
      `upload of ${megabytes} MB: ours ${one.ours.toFixed(1)} s, storage-blob ${one.peer.toFixed(1)} s (${one.ratio.toFixed(2)}), ` +
        `in equal blocks ${one.equal.toFixed(1)} s (${one.equalRatio.toFixed(2)}); CPU ${one.cpu.toFixed(1)} and ${one.peerCpu.toFixed(1)} s; ` +
        `memory above idle ${one.memory.toFixed(0)} and ${one.peerMemory.toFixed(0)} MB` +
        (one.resent === undefined ? "" : `; killed half way, ${one.resent} of ${one.blocks} blocks were left to send`),
    );
    rmSync(file);
  }
  return all;
}

async function measureSize(
  place: Place,
  store: Store,
  file: string,
  megabytes: number,
  pairs: number,
): Promise<Uploaded> {
  const script = join(__dirname, "upload-once.js");
  const options = { cwd: place.folder, env: process.env };
  const run = (...args: string[]) => measured(place, [process.execPath, script, ...args], options);
  const idle = await run("idle", file);
  const ours: Used[] = [];
  const peer: Used[] = [];
  const equal: Used[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    for (const [how, used] of [
      ["ours", ours],
      ["peer", peer],
      ["equal", equal],
    ] as const) {
      const name = `${how}-${megabytes}-${pair}.zip`;
      const one = await run(how, file, await store.address(name));
      await store.remove(name);
      if (pair > 0) used.push(one);
    }
  }
  const blocks = Math.ceil((megabytes * mebibyte) / blockSize);
  // What both take to start and to load is no part of an upload.
  const taken = (all: readonly Used[]) => all.map(({ wall }) => Math.max(0.001, wall - idle.wall));
  const [ownTimes, peerTimes, equalTimes] = [taken(ours), taken(peer), taken(equal)];
  const ratioOf = (times: readonly number[]) => median(ownTimes.map((own, index) => (times[index] ?? own) / own));
  const cpu = (all: readonly Used[]) => median(all.map((one) => one.cpu)) - idle.cpu;
  const memory = (all: readonly Used[]) => Math.max(...all.map((one) => one.megabytes)) - idle.megabytes;
  return {
    megabytes,
    ours: median(ownTimes),
    peer: median(peerTimes),
    equal: median(equalTimes),
    ratio: ratioOf(peerTimes),
    equalRatio: ratioOf(equalTimes),
    cpu: cpu(ours),
    peerCpu: cpu(peer),
    memory: memory(ours),
    peerMemory: memory(peer),
    blocks,
    resent: blocks < 4 ? undefined : await resentAfterKill(place, store, [script, file], megabytes, blocks),
  };
}

/** Kills an upload when half of its blocks have come, and goes on: how many come then. */
async function resentAfterKill(
  place: Place,
  store: Store,
  [script, file]: readonly [string, string],
  megabytes: number,
  blocks: number,
): Promise<number> {
  const name = `killed-${megabytes}.zip`;
  const address = await store.address(name);
  const running = start(process.execPath, [script, "ours", file, address]);
  place.starting(running);
  while (store.blocks(name) < blocks / 2) await sleep(5);
  await running.end();
  await sleep(500); // until what was on its way is in the log
  const before = store.blocks(name);
  await measured(place, [process.execPath, script, "ours", file, address, "resume"], {
    cwd: place.folder,
    env: process.env,
  });
  await store.remove(name);
  return store.blocks(name) - before;
}
