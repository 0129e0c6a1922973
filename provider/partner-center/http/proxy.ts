/** Which proxy a request takes, and the connections (kept open) it goes through. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { ConfigurationError } from "../errors.js";
import { isLoopback } from "./safe-url.js";

type Environment = Record<string, string | undefined>;

/**
 * The proxy for a URL. An explicit one is always used; otherwise `HTTPS_PROXY` (or `ALL_PROXY`; also in lower case),
 * but neither for loopback nor for what `NO_PROXY` names: hosts with all below them, `host:port`, or `*`.
 */
export function proxyFor(url: URL, explicit?: string, environment: Environment = process.env): string | undefined {
  if (explicit !== undefined && explicit !== "") return explicit;
  if (isLoopback(url.hostname)) return undefined;
  const variable = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  const exceptions = (variable("NO_PROXY") ?? "").split(/[\s,]+/).filter((entry) => entry !== "");
  if (exceptions.some((entry) => isExcepted(url, entry.toLowerCase()))) return undefined;
  return variable("HTTPS_PROXY") ?? variable("ALL_PROXY");
}

function isExcepted(url: URL, entry: string): boolean {
  if (entry === "*") return true;
  const [, host = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  const name = host.replace(/^\*?\./, "");
  return url.hostname === name || url.hostname.endsWith(`.${name}`);
}

/** Connections for the two schemes. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

const known = new Map<string, Promise<Agents>>();

/** The connections to use for a URL; shared and kept open. @throws ConfigurationError for a proxy that is no URL. */
export function agentsFor(url: URL, explicitProxy?: string): Promise<Agents> {
  const proxy = proxyFor(url, explicitProxy);
  const key = proxy ?? "";
  let agents = known.get(key);
  if (agents === undefined) {
    agents = proxy === undefined ? Promise.resolve(direct()) : through(proxyUrl(proxy));
    known.set(key, agents);
  }
  return agents;
}

/** Idle connections are closed before a gateway does so: a POST on a dying one would fail without a reply. */
const settings = { keepAlive: true, timeout: 30_000 };

const direct = (): Agents => ({ http: new HttpAgent(settings), https: new HttpsAgent(settings) });

/** The library is loaded for a proxy only: it takes a tenth of the time of a first check. */
async function through(proxy: URL): Promise<Agents> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  const agent = new HttpsProxyAgent(proxy, settings);
  // It opens a tunnel for either scheme, and is a node:http agent as node:https takes it.
  return { http: agent, https: agent as unknown as HttpsAgent };
}

/** The proxy's address, checked. The message leaves it out: it may hold a password. */
export function proxyUrl(proxy: string): URL {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new ConfigurationError(
      "The proxy must be a URL that begins with http:// or https://, e.g. http://proxy:8080.",
    );
  }
  return url;
}
