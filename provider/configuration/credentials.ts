// The ways to sign in, and what each needs: all of it from one source, so that it belongs together. What that source
// sets decides which way is taken; nothing is tried out.
import { ConfigurationError } from "../partner-center/errors.js";
import { defined } from "../values/properties.js";
import { type CredentialKey, credentialKeys, isSwitchKey, type Names } from "./keys.js";

/** What every way to sign in has. */
interface Found {
  /** Microsoft Entra tenant (GUID or domain) whose Partner Center account is meant. */
  readonly tenantId: string;
  /** For people, such as "the environment (PARTNERCENTER_TENANT_ID, …)". */
  readonly origin: string;
}

/** The documented grant: an application's secret. */
// API reference §1.1
interface ClientSecretCredentials extends Found {
  readonly kind: "clientSecret";
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An application's certificate with its private key. */
export interface ClientCertificateCredentials extends Found {
  readonly kind: "clientCertificate";
  readonly clientId: string;
  /** PEM text, or that text in base64; else `path`. */
  readonly certificate?: string;
  /** A PEM file, relative to the program's folder. */
  readonly path?: string;
  /** Of the private key, if that is encrypted. */
  readonly password?: string;
}

/** Workload identity (OpenID Connect): somebody else vouches for the application, no secret is stored anywhere. */
export interface WorkloadIdentityCredentials extends Found {
  readonly kind: "workloadIdentity";
  readonly clientId: string;
  /** The assertion itself; it lives for minutes. */
  readonly token?: string;
  /** A file that holds the assertion, read again for each token. */
  readonly tokenFile?: string;
  /** Azure Pipelines only. */
  readonly serviceConnectionId?: string;
}

/** Whoever has signed in by `az login`. */
interface AzureCliCredentials extends Found {
  readonly kind: "azureCli";
}

/** The managed identity of the Azure resource that this runs on. */
interface ManagedIdentityCredentials extends Found {
  readonly kind: "managedIdentity";
  /** Of a user-assigned identity; none means the system-assigned one. */
  readonly clientId?: string;
}

/** One of the ways to sign in, complete. */
export type Credentials =
  | ClientSecretCredentials
  | ClientCertificateCredentials
  | WorkloadIdentityCredentials
  | AzureCliCredentials
  | ManagedIdentityCredentials;

/** One place where credentials can be set. */
export interface Source {
  /** For people. */
  readonly title: string;
  /** What a person sets there, by key; a key without a name cannot be set there. */
  readonly names: Names;
  /** A source of other tools is passed over when it is not whole, and may say more than one thing. */
  readonly foreign?: boolean;
  get(key: CredentialKey): string | undefined;
}

/** A way to sign in, with what chooses it, in the order in which sources of other tools are read. */
interface Way {
  readonly chosenBy: readonly CredentialKey[];
  readonly needs: readonly CredentialKey[];
  readonly uses?: readonly CredentialKey[];
  take(
    get: (key: CredentialKey) => string,
    maybe: (key: CredentialKey) => string | undefined,
    found: Found,
  ): Credentials;
}

const application: readonly CredentialKey[] = ["tenantId", "clientId"];

const ways: readonly Way[] = [
  {
    chosenBy: ["clientSecret"],
    needs: application,
    take: (get, _, found) => ({
      kind: "clientSecret",
      ...found,
      clientId: get("clientId"),
      clientSecret: get("clientSecret"),
    }),
  },
  {
    chosenBy: ["clientCertificate", "clientCertificatePath"],
    needs: application,
    uses: ["clientCertificatePassword"],
    take: (get, maybe, found) => ({
      kind: "clientCertificate",
      ...found,
      clientId: get("clientId"),
      ...defined({
        certificate: maybe("clientCertificate"),
        path: maybe("clientCertificatePath"),
        password: maybe("clientCertificatePassword"),
      }),
    }),
  },
  {
    chosenBy: ["useOidc", "oidcToken", "oidcTokenFile"],
    needs: application,
    uses: ["oidcServiceConnectionId"],
    take: (get, maybe, found) => ({
      kind: "workloadIdentity",
      ...found,
      clientId: get("clientId"),
      ...defined({
        token: maybe("oidcToken"),
        tokenFile: maybe("oidcTokenFile"),
        serviceConnectionId: maybe("oidcServiceConnectionId"),
      }),
    }),
  },
  { chosenBy: ["useCli"], needs: ["tenantId"], take: (_get, _maybe, found) => ({ kind: "azureCli", ...found }) },
  {
    chosenBy: ["useManagedIdentity"],
    needs: ["tenantId"],
    uses: ["clientId"],
    take: (_, maybe, found) => ({ kind: "managedIdentity", ...found, ...defined({ clientId: maybe("clientId") }) }),
  },
];

/** What is set; a switch that is off counts as not set. */
function setIn(source: Source, key: CredentialKey): string | undefined {
  const value = source.get(key) || undefined;
  return isSwitchKey(key) && ["false", "0"].includes(value?.trim().toLowerCase() ?? "") ? undefined : value;
}

const nameOf = (source: Source, key: CredentialKey): string => source.names[key] ?? key;

/**
 * What a source says, or undefined when it says nothing (or, for a source of other tools, nothing whole).
 *
 * @throws ConfigurationError for a source of ours that is incomplete or names two ways to sign in.
 */
export function credentialsOf(source: Source): Credentials | undefined {
  const set = credentialKeys.filter((key) => setIn(source, key) !== undefined);
  if (set.length === 0) return undefined;
  const missingFor = ({ needs }: Way) => needs.filter((key) => !set.includes(key));
  const chosen = ways.filter(({ chosenBy }) => chosenBy.some((key) => set.includes(key)));
  const way = source.foreign ? chosen.find((one) => missingFor(one).length === 0) : chosen[0];
  if (way === undefined) {
    if (source.foreign) return undefined;
    throw incomplete(
      source,
      [...application, "clientSecret" as const].filter((key) => !set.includes(key)),
    );
  }
  if (!source.foreign) refuseTwo(source, chosen, set);
  if (missingFor(way).length > 0) throw incomplete(source, missingFor(way));
  const ours = [...way.needs, ...way.chosenBy, ...(way.uses ?? [])];
  const used = set.filter((key) => ours.includes(key));
  const origin = `${source.title} (${used.map((key) => nameOf(source, key)).join(", ")})`;
  const maybe = (key: CredentialKey) => setIn(source, key);
  return way.take((key) => maybe(key) ?? "", maybe, { tenantId: maybe("tenantId") ?? "", origin });
}

function incomplete(source: Source, missing: readonly CredentialKey[]): ConfigurationError {
  return new ConfigurationError(
    `Credentials for Partner Center in ${source.title} are incomplete: ` +
      `${missing.map((key) => nameOf(source, key)).join(" and ")} ${missing.length > 1 ? "are" : "is"} not set. ` +
      "Set what is missing: tenant, client id and what proves it (a client secret, or one of the other ways in the " +
      "README) all come from one source, so that they belong together.",
  );
}

function refuseTwo(source: Source, chosen: readonly Way[], set: readonly CredentialKey[]): void {
  const rivals = chosen.length > 1 ? chosen.flatMap(({ chosenBy }) => chosenBy) : certificateKeys;
  const named = rivals.filter((key) => set.includes(key)).map((key) => nameOf(source, key));
  if (named.length < 2) return;
  throw new ConfigurationError(
    `Credentials for Partner Center in ${source.title} are ambiguous: ${named.join(" and ")} are set, and each is a ` +
      "way to sign in. Keep one of them.",
  );
}

const certificateKeys: readonly CredentialKey[] = ["clientCertificate", "clientCertificatePath"];
