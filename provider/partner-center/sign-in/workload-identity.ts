/** Workload identity: a platform vouches for the application by a signed statement; no secret is stored anywhere. */
import { constants, open } from "node:fs/promises";
import { type Clock, systemClock } from "../clock.js";
import { AuthenticationError, ConfigurationError } from "../errors.js";
import { repeated } from "../http/attempts.js";
import { type Exchange, ExchangeFailure, exchange } from "../http/exchange.js";
import { mayPass } from "../http/failures.js";
import { defaultTimeouts, Patience } from "../http/patience.js";
import { safeUrl } from "../http/safe-url.js";
import type { TokenSource } from "../http/token-source.js";
import { type ApplicationOptions, applicationGrant, assertionType, mostTokenBytes, objectIn } from "./token-request.js";
import { CachedTokenSource } from "./token-sources.js";

/** Where a platform's statement comes from. */
export interface AssertionSource {
  /** For people, such as "the file /var/run/secrets/azure/tokens/azure-identity-token". */
  readonly title: string;
  /** What to check when the statement is refused. */
  readonly advice: string;
  /** A fresh one: they live for minutes. @throws AuthenticationError */
  assertion(): Promise<string>;
}

/** An application and who vouches for it. */
export interface WorkloadIdentityOptions extends ApplicationOptions {
  readonly assertions: AssertionSource;
}

/** The audience that Microsoft Entra's federated credentials have by default. */
const federatedAudience = "api://AzureADTokenExchange";

/** Tokens for a platform's statements (v2 endpoint), a fresh one each; cached and renewed like those by a secret. */
export function workloadIdentityTokenSource(options: WorkloadIdentityOptions): TokenSource {
  const { assertions, origin, clock = systemClock } = options;
  const grant = applicationGrant(options, {
    version: 2,
    fields: async () => ({
      client_assertion_type: assertionType,
      client_assertion: await assertions.assertion().catch((error: unknown) => {
        if (!(error instanceof AuthenticationError)) throw error;
        throw new AuthenticationError(`${error.message} The credentials come from ${origin}.`, error);
      }),
    }),
    advice: `that the application has a federated credential for ${assertions.title} (${assertions.advice})`,
  });
  return new CachedTokenSource(origin, clock, grant);
}

/** A statement that was handed over. It cannot be renewed. */
export function assertionFromText(text: string): AssertionSource {
  return {
    title: "the token that was given",
    advice: "it must not have expired; its issuer, subject and audience must be those of the credential",
    assertion: async () => text,
  };
}

/** A pipe would be waited for, and a device has no end. */
async function readToken(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error("it is no file");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostTokenBytes + 1));
    if (bytesRead > mostTokenBytes) throw new Error("it has more than 1 MB");
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A file that the platform keeps fresh, as AKS does (`AZURE_FEDERATED_TOKEN_FILE`). */
export function assertionFromFile(path: string): AssertionSource {
  return {
    title: `the file ${path}`,
    advice: "its issuer, subject and audience must be those of the credential",
    async assertion() {
      const text = await readToken(path).catch((error: NodeJS.ErrnoException) => {
        throw new AuthenticationError(
          `No token: the file ${path} with the workload's identity cannot be read (${error.code ?? error.message}). ` +
            "Check that it is mounted, and its path.",
        );
      });
      if (text.trim() === "")
        throw new AuthenticationError(`No token: the file ${path} with the workload's identity is empty.`);
      return text.trim();
    },
  };
}

/** How to ask a platform. */
interface Platform {
  readonly url: string;
  readonly token: string;
  readonly proxy?: string | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/**
 * GitHub Actions, in a job with `permissions: id-token: write`.
 *
 * @param platform The values of `ACTIONS_ID_TOKEN_REQUEST_URL` and `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
export function assertionFromGitHub({ url, token, proxy, clock = systemClock }: Platform): AssertionSource {
  const address = platformUrl(url, "ACTIONS_ID_TOKEN_REQUEST_URL");
  address.searchParams.set("audience", federatedAudience);
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return {
    title: "GitHub Actions",
    advice: "the subject must name this repository and its branch, tag or environment",
    assertion: () =>
      ask(
        "GitHub Actions",
        { method: "GET", url: address, headers, proxy },
        "value",
        "Check that the job has `permissions: id-token: write`.",
        token,
        clock,
      ),
  };
}

/**
 * Azure Pipelines, with a service connection of the kind workload identity federation.
 *
 * @param platform The values of `SYSTEM_OIDCREQUESTURI` and `SYSTEM_ACCESSTOKEN`, and the id of the service connection.
 */
export function assertionFromAzurePipelines({
  url,
  token,
  proxy,
  clock = systemClock,
  serviceConnectionId,
}: Platform & { readonly serviceConnectionId: string }): AssertionSource {
  const address = platformUrl(url, "SYSTEM_OIDCREQUESTURI");
  address.searchParams.set("api-version", "7.1");
  address.searchParams.set("serviceConnectionId", serviceConnectionId);
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    // A refusal as such, not as a sign-in page.
    "x-tfs-fedauthredirect": "Suppress",
  };
  return {
    title: "Azure Pipelines",
    advice: "the subject must name this service connection",
    assertion: () =>
      ask(
        "Azure Pipelines",
        { method: "POST", url: address, headers, body: "", proxy },
        "oidcToken",
        `Check that the service connection ${serviceConnectionId} exists, and that this pipeline may use it.`,
        token,
        clock,
      ),
  };
}

function platformUrl(text: string, name: string): URL {
  const url = safeUrl(text);
  if (url === undefined) {
    throw new ConfigurationError(
      `${name} must be a URL that begins with https://: the pipeline's token is sent there.`,
    );
  }
  return url;
}

/** Attempts, and milliseconds for all of them: half of what signing in may take, for a token has to be got as well. */
const attempts = 3;
const patienceMs = defaultTimeouts.signInInAll / 2;
const attemptMs = patienceMs / 2;

async function ask(
  platform: string,
  request: Pick<Exchange, "method" | "url" | "headers" | "body" | "proxy">,
  field: string,
  advice: string,
  secret: string,
  clock: Clock,
): Promise<string> {
  const patience = new Patience(clock, patienceMs, attempts);
  return repeated<string>(clock, async (attempt) => {
    const timeoutMs = Math.min(patience.left, attemptMs);
    const reply = await patience.during(() => exchange({ ...request, timeoutMs, mostBytes: mostTokenBytes }));
    const failed = reply instanceof ExchangeFailure;
    const text = failed ? undefined : objectIn(reply.text)[field];
    if (!failed && reply.status === 200 && typeof text === "string" && text !== "") return { result: text };
    const what = failed ? `${reply.code}: ${reply.message}` : `HTTP ${reply.status}`;
    const error = new AuthenticationError(
      `No token: ${platform} does not vouch for this job (${what.replaceAll(secret, "…")}). ${advice}`,
      { method: request.method, path: request.url.pathname, status: failed ? undefined : reply.status },
    );
    const retryAfter = failed ? undefined : reply.headers["retry-after"];
    return { error, delayMs: mayPass(reply) ? patience.pause(attempt, retryAfter) : undefined };
  });
}
