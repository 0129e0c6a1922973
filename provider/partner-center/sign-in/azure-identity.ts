/**
 * Sign-in by Microsoft's own library: the Azure CLI's user, and managed identities. It is loaded only when used, and
 * installed only by whoever uses it.
 */
import type { AccessToken, TokenCredential } from "@azure/identity";
import { type Clock, systemClock } from "../clock.js";
import { AuthenticationError, ConfigurationError } from "../errors.js";
import { defaultTimeouts, Notices, Patience, type Timeouts } from "../http/patience.js";
import type { TokenSource } from "../http/token-source.js";
import { CachedTokenSource } from "./token-sources.js";

/** Whose token. */
interface IdentityOptions {
  /** Where this choice came from; shown in errors. */
  readonly origin: string;
  /** Gets a line when nothing comes for long: see `ClientOptions`. */
  readonly notice?: ((line: string) => void) | undefined;
  /** Others than the defaults. */
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/**
 * Tokens of the person or application that signed in by `az login`; cached and renewed as others. They must be known in
 * Partner Center, as a user or an application with the Manager role.
 */
export function azureCliTokenSource({
  tenantId,
  ...options
}: IdentityOptions & { readonly tenantId: string }): TokenSource {
  return fromLibrary(
    "az",
    options,
    async () => {
      const { AzureCliCredential } = await library("The Azure CLI's sign-in", options.origin);
      return new AzureCliCredential({ tenantId, processTimeoutInMs: 30_000 });
    },
    `Check that the Azure CLI is installed (\`az version\`), and sign in by \`az login --tenant ${tenantId}\`.`,
  );
}

/** Tokens of the Azure resource that this runs on. @param options `clientId` for a user-assigned identity. */
export function managedIdentityTokenSource({
  clientId,
  ...options
}: IdentityOptions & { readonly clientId?: string | undefined }): TokenSource {
  const identity = clientId === undefined ? "a system-assigned identity" : `the identity ${clientId}`;
  return fromLibrary(
    "Azure",
    options,
    async () => {
      const { ManagedIdentityCredential } = await library("A managed identity", options.origin);
      return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
    },
    `Check that this runs on an Azure resource that has ${identity}, and that the identity was added in Partner ` +
      "Center with the Manager role.",
  );
}

/** @throws ConfigurationError when it is not installed: it is an optional peer of this package. */
async function library(way: string, origin: string) {
  try {
    return await import("@azure/identity");
  } catch (error) {
    if (!(error instanceof Error && /Cannot find (package|module) '@azure\/identity'/.test(error.message))) throw error;
    throw new ConfigurationError(
      `${way}, which comes from ${origin}, needs Microsoft's package @azure/identity, which is not installed. ` +
        "Run `npm install @azure/identity` in the program's folder.",
    );
  }
}

function fromLibrary(
  who: string,
  { origin, notice, timeouts: given, clock = systemClock }: IdentityOptions,
  credential: () => Promise<TokenCredential>,
  advice: string,
): TokenSource {
  const timeouts = { ...defaultTimeouts, ...given };
  const notices = new Notices(clock, timeouts.notice, notice);
  return new CachedTokenSource(origin, clock, async (audience) => {
    let token: AccessToken | null;
    try {
      const asked = await credential();
      const patience = new Patience(clock, timeouts.signInInAll);
      token = await notices.watching(who, "a token request", patience, () =>
        inTime(timeouts.signInInAll, (abortSignal) => asked.getToken(`${audience}/.default`, { abortSignal })),
      );
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      const reason = error instanceof Error ? error.message.split(/\r?\n/)[0] : String(error);
      throw new AuthenticationError(
        `No token for ${audience}: ${reason?.replace(/\.?$/, ".")} This way to sign in comes from ${origin}. ${advice}`,
      );
    }
    if (token === null)
      throw new AuthenticationError(`No token for ${audience}. It was chosen by ${origin}. ${advice}`);
    return { text: token.token, lifeMs: Math.max(0, token.expiresOnTimestamp - clock.now()) };
  });
}

/** Also where the library does not care that it is told to stop. */
async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`There was no answer for ${Math.round(ms / 1000)} s`));
      stop.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(stop.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
