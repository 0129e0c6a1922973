// Which emulator answers on a loopback address. Its port and host may be others at each start; its identity stays with
// its data folder, and tells whether it still holds what a state speaks of.

import { ExchangeFailure, exchange } from "../partner-center/http/exchange.js";
import { isLoopback } from "../partner-center/http/safe-url.js";

/** The emulator's control call that tells it, below its host. */
const identityPath = "/_emulator/identity";

/** The identity of the emulator behind an endpoint; undefined for any other service, and when nobody answers. */
export async function emulatorIdentity(endpoint: string): Promise<string | undefined> {
  const url = URL.canParse(endpoint) ? new URL(identityPath, endpoint) : undefined;
  if (url === undefined || !isLoopback(url.hostname)) return undefined;
  [url.username, url.password] = ["", ""];
  const reply = await exchange({ method: "GET", url, headers: {}, timeoutMs: 2_000, mostBytes: 1024 });
  if (reply instanceof ExchangeFailure || reply.status !== 200) return undefined;
  return /^\{"identity":"([\w-]{1,64})"\}$/.exec(reply.text)?.[1];
}
