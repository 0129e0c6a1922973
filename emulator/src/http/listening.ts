// Where the emulator listens, and what its addresses are called. It signs in anybody who asks, so it
// stays on loopback unless it is explicitly told otherwise.

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The default: this machine only. */
export const defaultHost = "127.0.0.1";

/** True for the names and addresses of loopback. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** The host in addresses that are given out: "all interfaces" is not an address, so loopback stands in for it. */
export function hostInAddresses(host: string): string {
  if (host === "0.0.0.0" || host === "::") return defaultHost;
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** Makes a server listen on a host; the port it got. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Ends a server with all its connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Why a port cannot be used, in words. */
export function listeningProblem(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `Port ${port} is in use by another program; --port 0 takes any free one`;
  if (code === "EACCES") return `Port ${port} is not allowed for this user; take one above 1023, or --port 0 for any`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `The host ${host} is not one of this machine's`;
  return `Port ${port} on ${host} cannot be used: ${message}`;
}
