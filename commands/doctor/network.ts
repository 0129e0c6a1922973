// What only the network can tell: whether the services answer, what time it is there, and whether they let us in.
import type { Configuration } from "../../provider/configuration/configuration.js";
import { connect, connectProductIngestion } from "../../provider/configuration/connection.js";
import type { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { ingestionAudience } from "../../provider/partner-center/endpoints.js";
import { ExchangeFailure, exchange, type Reply } from "../../provider/partner-center/http/exchange.js";
import { proxyFor } from "../../provider/partner-center/http/proxy.js";
import { plainUrl } from "../../provider/partner-center/http/safe-url.js";
import { accountOffers } from "../account-offers.js";
import { identityIn } from "../token-claims.js";
import type { Surroundings } from "../work.js";
import { type Check, failed, good, unknown, warning, wrong } from "./check.js";
import { adviceOnRefusal } from "./refused-sign-in.js";

/** A service that is there answers in a second or two. */
const limitMs = 10_000;

/** By how many seconds the clock may be off: Microsoft Entra refuses from five minutes on. */
const mostSecondsOff = { good: 60, bearable: 300 };

interface Reached {
  readonly check: Check;
  /** Undefined where nobody has answered. */
  readonly secondsOff?: number | undefined;
  readonly isReached: boolean;
}

/** How far our clock is ahead of the service's, whose header has whole seconds. */
function secondsAhead(date: string | undefined, sentAt: number, answeredAt: number): number | undefined {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? undefined : ((sentAt + answeredAt) / 2 - theirs - 500) / 1000;
}

/** Asks for an answer, whichever: without a token, for that is a question of its own. */
async function reach(subject: string, address: string, proxy: string | undefined): Promise<Reached> {
  const url = plainUrl(address);
  if (url === undefined) {
    const advice = "it must be https (http on this machine), without a user, a password or a query";
    return { check: wrong(subject, "the address cannot be used", advice), isReached: false };
  }
  const sentAt = Date.now();
  const reply = await exchange({
    method: "GET",
    url,
    headers: {},
    timeoutMs: limitMs,
    mostBytes: 4 * 1024 * 1024,
    proxy,
  });
  const answeredAt = Date.now();
  if (reply instanceof ExchangeFailure && reply.kind !== "oversized") {
    const advice =
      "connect this machine, let it reach that host, or name the proxy: HTTPS_PROXY or partnercenter:proxy";
    const found = `${url.host} does not answer: ${reply.message}`;
    return {
      check: reply.kind === "hopeless" ? { ...failed(subject, found) } : wrong(subject, found, advice),
      isReached: false,
    };
  }
  const { status, headers } = reply as Reply;
  if (status === 407) {
    const advice = "the proxy's address may hold them: http://USER:PASSWORD@HOST:PORT";
    return { check: wrong(subject, "the proxy asks for a user and a password (407)", advice), isReached: false };
  }
  const secondsOff = secondsAhead(headers?.date, sentAt, answeredAt);
  const found = `${url.host} answers, in ${answeredAt - sentAt} ms`;
  const check =
    status >= 500 && status !== 501
      ? warning(
          subject,
          `${url.host} answers ${status}`,
          "try again later; what the service repairs needs nothing of you",
        )
      : good(subject, found);
  return { check, secondsOff, isReached: true };
}

function clock(services: readonly Reached[]): Check {
  const [off] = services.flatMap(({ secondsOff }) => (secondsOff === undefined ? [] : [secondsOff]));
  if (off === undefined) return unknown("Clock", "not compared: no service has told the time");
  const seconds = Math.round(Math.abs(off));
  if (seconds <= mostSecondsOff.good) return good("Clock", `${seconds <= 1 ? "right" : `off by ${seconds} s`}`);
  const found = `${seconds} s ${off > 0 ? "ahead of" : "behind"} the service's`;
  const advice = "set the machine's clock, best by NTP: a sign-in with a wrong time is refused";
  return seconds <= mostSecondsOff.bearable ? warning("Clock", found, advice) : wrong("Clock", found, advice);
}

function proxyCheck(addresses: readonly string[], explicit: string | undefined, env: NodeJS.ProcessEnv): Check {
  const proxies = addresses.flatMap((address) => {
    const proxy = URL.canParse(address) ? proxyFor(new URL(address), explicit, env) : undefined;
    return proxy === undefined ? [] : [proxy];
  });
  const [first] = proxies;
  if (first === undefined) return good("Proxy", "none");
  if (!URL.canParse(first)) {
    return wrong("Proxy", "its address is no URL", "such as http://proxy:8080, in HTTPS_PROXY or partnercenter:proxy");
  }
  const origin = explicit === undefined ? "HTTPS_PROXY or ALL_PROXY" : "the setting proxy";
  const { protocol, host } = new URL(first);
  return good(
    "Proxy",
    `${protocol}//${host}, from ${origin}${proxies.length < addresses.length ? ", not for all hosts" : ""}`,
  );
}

async function signIn(client: PartnerCenterClient): Promise<Check> {
  try {
    const { applicationId, applicationName, user, roles } = identityIn(
      await client.tokenSource.token(ingestionAudience),
    );
    const who = [user, applicationName, applicationId].filter((part) => part !== undefined)[0];
    const has = roles === undefined ? "" : `; roles in the token: ${roles.join(", ") || "none"}`;
    return good("Sign-in", `signed in${who === undefined ? "" : ` as ${who}`}${has}`);
  } catch (error) {
    return failed("Sign-in", error, adviceOnRefusal(error instanceof Error ? error.message : ""));
  }
}

async function role(client: PartnerCenterClient, say: (line: string) => void): Promise<Check> {
  try {
    const { length } = await accountOffers(client, say);
    return good("Role", `Partner Center lets it in, and shows ${length === 1 ? "1 offer" : `${length} offers`}`);
  } catch (error) {
    return failed("Role", error);
  }
}

const secondApi = "Second API";

/** The Product Ingestion API, which Azure applications do without: nothing of it is wrong for everybody. */
async function second(
  configuration: Configuration,
  { env, stderr }: Pick<Surroundings, "env" | "stderr">,
): Promise<Check> {
  const { productIngestionEndpoint, proxy } = configuration.settings();
  const advice = "only offers of virtual machines, containers and SaaS go through it; others need nothing of this";
  const { check, isReached } = await reach(secondApi, productIngestionEndpoint, proxy);
  if (!isReached) return warning(secondApi, check.found, advice);
  const say = (line: string) => void stderr.write(`${line}\n`);
  try {
    await connectProductIngestion(configuration, env, { say }).products.find("partnercenter-doctor");
    return good(secondApi, "it lets in as well, for offers of virtual machines, containers and SaaS");
  } catch (error) {
    const { found, advice: toDo } = failed(secondApi, error);
    return warning(secondApi, found, toDo === undefined ? advice : `${advice}: ${toDo}`);
  }
}

/** What the network tells. What depends on something that is wrong is not tried, and says so. */
export async function networkChecks(
  configuration: Configuration,
  { env, stderr }: Pick<Surroundings, "env" | "stderr">,
): Promise<Check[]> {
  let settings: ReturnType<Configuration["settings"]>;
  try {
    settings = configuration.settings();
  } catch {
    return [unknown("Network", "not looked at: the settings are wrong")];
  }
  const { endpoint, loginEndpoint, proxy } = settings;
  const proxied = proxyCheck([endpoint, loginEndpoint], proxy, env);
  if (proxied.outcome === "wrong") return [proxied];
  const [login, api] = await Promise.all([
    reach("Sign-in service", loginEndpoint, proxy),
    reach("Partner Center", endpoint, proxy),
  ]);
  const before = [proxied, login.check, api.check, clock([login, api])];
  if (!login.isReached && !api.isReached) {
    return [...before, unknown("Sign-in and role", "not tried: there is no network, or none to these services")];
  }
  const say = (line: string) => void stderr.write(`${line}\n`);
  let client: PartnerCenterClient;
  try {
    configuration.credentials();
  } catch {
    return [...before, unknown("Sign-in and role", "not tried: there are no credentials")];
  }
  try {
    client = connect(configuration, env, { say });
  } catch (error) {
    return [...before, failed("Sign-in", error)];
  }
  const signedIn = login.isReached
    ? await signIn(client)
    : unknown("Sign-in", "not tried: its service does not answer");
  const isIn = signedIn.outcome === "good" && api.isReached;
  if (!isIn) return [...before, signedIn, unknown("Role", "not asked for: see above")];
  return [...before, signedIn, ...(await Promise.all([role(client, say), second(configuration, { env, stderr })]))];
}
