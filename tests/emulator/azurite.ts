/** Azurite, Microsoft's emulator of blob storage, in this process: the oracle for the emulator's own blobs. */

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type * as StorageBlob from "@azure/storage-blob";
import { account, container, developmentKey } from "../../emulator/src/blobs/signature.js";

interface BlobServer {
  readonly httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}
type BlobServerModule = { default: new (configuration: unknown) => BlobServer };
type ConfigurationModule = { default: new (...settings: unknown[]) => unknown };

/** A started Azurite, with the container in place. */
export interface Azurite {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Azurite's usage reports to Microsoft are never switched on here, but loading them takes longer than all the rest
 * of it; an empty class in their place saves a second. If Azurite moves the file, it is loaded as it is.
 */
function leaveOutUsageReports(): void {
  try {
    const file = require.resolve("azurite/dist/src/common/Telemetry.js");
    if (require.cache[file] !== undefined) return;
    const stub = Object.assign(Object.create(module), { id: file, filename: file, loaded: true });
    stub.exports = { AzuriteTelemetryClient: new Proxy(class {}, { get: () => () => undefined }) };
    require.cache[file] = stub;
  } catch {
    // Nothing to leave out.
  }
}

/** Loads and starts Azurite on any free port. */
export async function startAzurite(): Promise<Azurite> {
  leaveOutUsageReports();
  const { default: Configuration } = require("azurite/dist/src/blob/BlobConfiguration.js") as ConfigurationModule;
  const { default: Server } = require("azurite/dist/src/blob/BlobServer.js") as BlobServerModule;
  const sdk = require("@azure/storage-blob") as typeof StorageBlob;
  // Host, port, keep-alive, two index files, folders, access log and stream, debug log and file, loose,
  // skip API version check, certificate (3), OAuth, product-style addresses off, in memory.
  const place = ["127.0.0.1", 0, 5, "", "", []];
  const behaviour = [false, undefined, false, undefined, true, true, "", "", "", undefined, true, true];
  const server = new Server(new Configuration(...place, ...behaviour));
  await server.start();
  const origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`;
  const address = `${origin}/${account}/${container}`;
  const credential = new sdk.StorageSharedKeyCredential(account, developmentKey);
  await new sdk.ContainerClient(address, credential).createIfNotExists();
  return {
    origin,
    stop: async () => {
      server.httpServer.closeAllConnections();
      await server.close();
    },
  };
}
