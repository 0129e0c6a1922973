// Where credentials and settings come from: an explicit Provider, the environment, the stack's
// configuration, then Azure's own variables. All credentials come from one source, and errors name it.

import { defaultEndpoint, defaultLoginEndpoint, defaultProductIngestionEndpoint } from "../partner-center/endpoints.js";
import { ConfigurationError } from "../partner-center/errors.js";
import { isLoopback, safeUrl } from "../partner-center/http/safe-url.js";
import { parseSchemaVersions, type SchemaVersions } from "../product-ingestion/wire/versions.js";
import { type Credentials, credentialsOf, type Source } from "./credentials.js";
import { emulatorIdentity } from "./emulator-identity.js";
import { armNames, azureNames, type Names, namesOf, type SettingKey, variableOf } from "./keys.js";

/** Reads one configuration value by its full key, such as `partnercenter:tenantId`. */
export interface ConfigurationValues {
  get(key: string): string | undefined;
}

/** The account that a resource belongs to; stored with it, so that no other account is touched by mistake. */
export interface Account {
  /** Microsoft Entra tenant (GUID or domain) whose Partner Center account owns the offer. */
  tenantId: string;
  /** Host and port of the API, such as `api.partner.microsoft.com`. */
  endpoint: string;
  /** The emulator behind a loopback address: what stays the same of it when its port changes. */
  emulator?: string;
}

/** What stays the same of an account. Tenants and hosts have no letter case; an emulator is one at any address. */
export function lastingKey({ tenantId, endpoint, emulator }: Account): readonly string[] {
  return [tenantId.toLowerCase(), emulator ?? endpoint.toLowerCase()];
}

/** Everything that the client needs besides credentials; see the README's table of configuration keys. */
export interface Settings {
  endpoint: string;
  loginEndpoint: string;
  /** Of the Product Ingestion API. Where the endpoint is on this machine, so is this. */
  productIngestionEndpoint: string;
  /** Versions of its schemas that win over the client's table. */
  schemaVersions?: SchemaVersions;
  requestsPerSecond?: number;
  maxConcurrency?: number;
  headers?: Record<string, string>;
  proxy?: string;
  trace: boolean;
}

/** The key by which the explicit `Provider` marks its own configuration. */
export const explicitProviderKey = "partnercenter:explicitProvider";

function environmentSource(names: Names, environment: NodeJS.ProcessEnv, foreign: boolean): Source {
  return { title: "the environment", names, foreign, get: (key) => environment[names[key] ?? ""] || undefined };
}

function configurationSource(title: string, prefix: string, values: ConfigurationValues): Source {
  return {
    title,
    names: namesOf((key) => `${prefix}${key}`),
    get: (key) => values.get(`partnercenter:${key}`) || undefined,
  };
}

/** Credentials and settings of one provider process, read when they are needed. */
export class Configuration {
  private readonly explicit: boolean;
  private readonly sources: readonly Source[];

  constructor(
    private readonly values: ConfigurationValues,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.explicit = values.get(explicitProviderKey) === "true";
    const own = environmentSource(namesOf(variableOf), environment, false);
    const foreign = [azureNames, armNames].map((theirs) => environmentSource(theirs, environment, true));
    this.sources = this.explicit
      ? [configurationSource("the explicit Provider's arguments", "", values), own, ...foreign]
      : [own, configurationSource("the stack's configuration", "partnercenter:", values), ...foreign];
  }

  /**
   * The credentials of the first source that names any.
   * @throws ConfigurationError when there are none, or when the source that names some is incomplete or ambiguous.
   */
  credentials(): Credentials {
    for (const source of this.sources) {
      const found = credentialsOf(source);
      if (found !== undefined) return found;
    }
    throw new ConfigurationError(
      "No credentials for Partner Center. Set PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID and " +
        "PARTNERCENTER_CLIENT_SECRET in the environment; or `pulumi config set partnercenter:tenantId …`, " +
        "`partnercenter:clientId`, and `pulumi config set --secret partnercenter:clientSecret`; or give an explicit " +
        "Provider. The README has the other ways to sign in (certificate, workload identity, az login, managed " +
        "identity). AZURE_* and ARM_* variables are taken when they are complete.",
    );
  }

  /** The account that the configuration leads to, or undefined when there are no (whole) credentials. */
  account(): Account | undefined {
    try {
      return { tenantId: this.credentials().tenantId, endpoint: this.host() };
    } catch {
      return undefined;
    }
  }

  /** What is wrong with credentials that somebody has given; undefined when nothing is, and where there are none. */
  flawOfCredentials(): string | undefined {
    try {
      for (const source of this.sources) if (credentialsOf(source) !== undefined) break;
      return undefined;
    } catch (error) {
      return (error as ConfigurationError).message;
    }
  }

  /** Host and port of the API that is configured. */
  host(): string {
    const endpoint = this.setting("endpoint") ?? defaultEndpoint;
    try {
      return new URL(endpoint).host;
    } catch {
      // Not shown: it may hold a password.
      throw new ConfigurationError("The setting endpoint is not a URL");
    }
  }

  /** The emulator that the configured endpoint leads to, if it is one. */
  emulator(): Promise<string | undefined> {
    return emulatorIdentity(this.setting("endpoint") ?? defaultEndpoint);
  }

  /** Whether the API is on this machine, as the emulator is. */
  isEmulated(): boolean {
    const endpoint = this.setting("endpoint") ?? defaultEndpoint;
    return URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname);
  }

  private setting(key: SettingKey): string | undefined {
    const name = this.originOf(key);
    return name?.startsWith("partnercenter:") ? this.values.get(name) : this.environment[name ?? ""];
  }

  /** The name under which a setting is set: a variable or a key of the configuration; undefined for its default. */
  originOf(key: SettingKey): string | undefined {
    const configured = this.values.get(`partnercenter:${key}`) ? `partnercenter:${key}` : undefined;
    const environment = this.environment[variableOf(key)] ? variableOf(key) : undefined;
    return this.explicit ? (configured ?? environment) : (environment ?? configured);
  }

  /** Whether what the API cannot delete is left in Partner Center; undefined where nobody has said. */
  leavesPublished(): boolean | undefined {
    const text = this.setting("leavePublished");
    return text === undefined ? undefined : ["1", "true"].includes(text);
  }

  private positive(key: SettingKey): number | undefined {
    const text = this.setting(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0) {
      throw new ConfigurationError(`The setting ${key} must be a number above zero, not "${text}"`);
    }
    return value;
  }

  /** Settings of the client, with their defaults. @throws ConfigurationError when one makes no sense. */
  settings(): Settings {
    const headers = this.setting("headers");
    const endpoint = this.setting("endpoint") ?? defaultEndpoint;
    const settings: Settings = {
      endpoint,
      loginEndpoint: this.setting("loginEndpoint") ?? defaultLoginEndpoint,
      productIngestionEndpoint: this.setting("productIngestionEndpoint") ?? productIngestionBeside(endpoint),
      trace: ["1", "true"].includes(this.setting("trace") ?? ""),
    };
    const requestsPerSecond = this.positive("requestsPerSecond");
    const maxConcurrency = this.positive("maxConcurrency");
    const proxy = this.setting("proxy");
    const schemaVersions = this.setting("schemaVersions");
    if (requestsPerSecond !== undefined) settings.requestsPerSecond = requestsPerSecond;
    if (maxConcurrency !== undefined) settings.maxConcurrency = maxConcurrency;
    if (proxy !== undefined) settings.proxy = proxy;
    if (schemaVersions !== undefined) settings.schemaVersions = parseSchemaVersions(schemaVersions);
    if (headers !== undefined) settings.headers = parseHeaders(headers);
    return settings;
  }
}

/** The emulator has both APIs at one origin. */
function productIngestionBeside(endpoint: string): string {
  const url = safeUrl(endpoint);
  if (url === undefined || !isLoopback(url.hostname)) return defaultProductIngestionEndpoint;
  return `${url.origin}${new URL(defaultProductIngestionEndpoint).pathname}`;
}

function parseHeaders(text: string): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : undefined;
  if (entries === undefined || entries.some(([, value]) => typeof value !== "string")) {
    throw new ConfigurationError(
      'The setting headers must be a JSON object of texts, such as {"x-ms-publisherId": "123"}',
    );
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
