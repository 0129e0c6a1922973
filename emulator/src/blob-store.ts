// The blob store behind upload addresses: Azurite, in this process and on loopback, with real shared access
// signatures. It takes more than a second to load, so it starts with the first upload and is shared by all
// emulators of a process.

import { createHmac } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type * as StorageBlob from "@azure/storage-blob";

const account = "devstoreaccount1";
const container = "file";
/** Azurite's published development key; it protects nothing. */
const developmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const signatureVersion = "2018-03-28";
const writeLife = (24 * 60 + 15) * 60_000;
const readLife = 8 * 60 * 60_000;

interface BlobServer {
  readonly httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}
type BlobServerModule = { default: new (configuration: unknown) => BlobServer };
type ConfigurationModule = { default: new (...settings: unknown[]) => unknown };

interface Running {
  readonly server: BlobServer;
  readonly sdk: typeof StorageBlob;
  readonly endpoint: string;
}

let running: Promise<Running> | undefined;
let users = 0;

async function start(): Promise<Running> {
  const { default: Configuration } = require("azurite/dist/src/blob/BlobConfiguration.js") as ConfigurationModule;
  const { default: Server } = require("azurite/dist/src/blob/BlobServer.js") as BlobServerModule;
  const sdk = require("@azure/storage-blob") as typeof StorageBlob;
  // Host, port, keep-alive, two index files, folders, access log and stream, debug log and file, loose,
  // skip API version check, certificate (3), OAuth, product-style addresses off, in memory.
  const settings = [
    "127.0.0.1",
    0,
    5,
    "",
    "",
    [],
    false,
    undefined,
    false,
    undefined,
    true,
    true,
    "",
    "",
    "",
    undefined,
  ];
  const server = new Server(new Configuration(...settings, true, true));
  await server.start();
  const endpoint = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}/${account}`;
  const credential = new sdk.StorageSharedKeyCredential(account, developmentKey);
  await new sdk.ContainerClient(`${endpoint}/${container}`, credential).createIfNotExists();
  return { server, sdk, endpoint };
}

/** Upload and read addresses, and the bytes behind them. */
export class BlobStore {
  #used = false;

  #running(): Promise<Running> {
    if (!this.#used) {
      this.#used = true;
      users += 1;
    }
    running ??= start();
    return running;
  }

  /** An address for uploading one blob: rights `rwl`, 24 h 15 min (§4.4). */
  async writeAddress(name: string): Promise<string> {
    const { endpoint } = await this.#running();
    return `${endpoint}/${container}/${name}?${signature(name, "rwl", writeLife)}`;
  }

  /** An address for reading one blob: rights `rl`, 8 h, a time stamp in front of the query (§4.4). */
  async readAddress(name: string, bytes: Uint8Array | undefined): Promise<string> {
    const { sdk, endpoint } = await this.#running();
    const blob = this.#client(sdk, endpoint, name);
    if (bytes !== undefined && !(await blob.exists())) await blob.uploadData(bytes);
    const stamp = new Date()
      .toISOString()
      .replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+).*$/, "$2%2f$3%2f$1+$4%3a$5%3a$6");
    return `${endpoint}/${container}/${name}?${stamp}&${signature(name, "rl", readLife)}`;
  }

  /** The bytes that were uploaded, or undefined if none were (also when the emulator was restarted in between). */
  async read(name: string): Promise<Uint8Array | undefined> {
    const { sdk, endpoint } = await this.#running();
    const blob = this.#client(sdk, endpoint, name);
    if (!(await blob.exists())) return undefined;
    return blob.downloadToBuffer();
  }

  /** Ends the use; the last user stops Azurite. */
  async stop(): Promise<void> {
    if (!this.#used) return;
    this.#used = false;
    users -= 1;
    if (users > 0 || running === undefined) return;
    const ending = running;
    running = undefined;
    const { server } = await ending;
    server.httpServer.closeAllConnections();
    await server.close();
  }

  #client(sdk: typeof StorageBlob, endpoint: string, name: string) {
    const credential = new sdk.StorageSharedKeyCredential(account, developmentKey);
    return new sdk.BlockBlobClient(`${endpoint}/${container}/${name}`, credential);
  }
}

/**
 * The query of a shared access signature for one blob, in the version and order that were recorded (§4.4). Made by
 * hand because the storage library refuses the right `l` on a blob, which Partner Center gives.
 */
function signature(name: string, rights: string, life: number): string {
  const expiry = new Date(Date.now() + life).toISOString().replace(/\.\d+Z$/, "Z");
  const resource = `/blob/${account}/${container}/${name}`;
  const signed = [rights, "", expiry, resource, "", "", "", signatureVersion, "", "", "", "", ""].join("\n");
  const mark = createHmac("sha256", Buffer.from(developmentKey, "base64")).update(signed, "utf8").digest("base64");
  const [sig, se] = [encodeURIComponent(mark), encodeURIComponent(expiry)];
  return `sv=${signatureVersion}&sr=b&sig=${sig}&se=${se}&sp=${rights}`;
}
