// All that can be configured: the one list of which keys, environment variables and the arguments of the explicit
// Provider are made, or with which the compiler compares them.

/** What is known of a key besides its name. */
interface Key {
  /** The value is never shown, and stored encrypted. */
  readonly isSecret?: true;
  /** On or off. */
  readonly isSwitch?: true;
  /** The environment variable of Microsoft's libraries and of AKS. */
  readonly azure?: string;
  /** The environment variable of Pulumi's Azure providers. */
  readonly arm?: string;
}

/** What says how to sign in, in the order in which people are told. */
const credentials = {
  tenantId: { azure: "AZURE_TENANT_ID", arm: "ARM_TENANT_ID" },
  clientId: { azure: "AZURE_CLIENT_ID", arm: "ARM_CLIENT_ID" },
  clientSecret: { isSecret: true, azure: "AZURE_CLIENT_SECRET", arm: "ARM_CLIENT_SECRET" },
  clientCertificate: { isSecret: true },
  clientCertificatePath: { azure: "AZURE_CLIENT_CERTIFICATE_PATH", arm: "ARM_CLIENT_CERTIFICATE_PATH" },
  clientCertificatePassword: {
    isSecret: true,
    azure: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    arm: "ARM_CLIENT_CERTIFICATE_PASSWORD",
  },
  useOidc: { isSwitch: true, arm: "ARM_USE_OIDC" },
  oidcToken: { isSecret: true, arm: "ARM_OIDC_TOKEN" },
  oidcTokenFile: { azure: "AZURE_FEDERATED_TOKEN_FILE", arm: "ARM_OIDC_TOKEN_FILE_PATH" },
  oidcServiceConnectionId: { arm: "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID" },
  useCli: { isSwitch: true, arm: "ARM_USE_CLI" },
  useManagedIdentity: { isSwitch: true, arm: "ARM_USE_MSI" },
} as const satisfies Record<string, Key>;

/** What says how to talk to the service. A header may hold a key, and a proxy's address a password. */
const settings = {
  endpoint: {},
  loginEndpoint: {},
  productIngestionEndpoint: {},
  schemaVersions: {},
  requestsPerSecond: {},
  maxConcurrency: {},
  headers: { isSecret: true },
  proxy: { isSecret: true },
  trace: {},
  leavePublished: {},
} as const satisfies Record<string, Key>;

export type CredentialKey = keyof typeof credentials;
export type SettingKey = keyof typeof settings;
export type ConfigurationKey = CredentialKey | SettingKey;

const keys: Readonly<Record<ConfigurationKey, Key>> = { ...credentials, ...settings };

export const configurationKeys = Object.keys(keys) as readonly ConfigurationKey[];

/** What a source can say about how to talk to the service. */
export const settingKeys = Object.keys(settings) as readonly SettingKey[];

/** What a source can say about signing in. */
export const credentialKeys = Object.keys(credentials) as readonly CredentialKey[];

/** Whether the value of a key is never shown, and stored encrypted. */
export const isSecretKey = (key: ConfigurationKey): boolean => keys[key].isSecret === true;

/** Whether a key says how to sign in. */
export const isCredentialKey = (key: ConfigurationKey): key is CredentialKey => key in credentials;

/** Whether a key is on or off. */
export const isSwitchKey = (key: ConfigurationKey): boolean => keys[key].isSwitch === true;

/** Names of the credentials by their key, where there are any. */
export type Names = Partial<Readonly<Record<CredentialKey, string>>>;

/** The names that a function gives to the credentials. */
export function namesOf(name: (key: CredentialKey) => string | undefined): Names {
  return Object.fromEntries(credentialKeys.flatMap((key) => (name(key) === undefined ? [] : [[key, name(key)]])));
}

/** As Microsoft's libraries and AKS have them. */
export const azureNames = namesOf((key) => keys[key].azure);

/** As Pulumi's Azure providers have them. */
export const armNames = namesOf((key) => keys[key].arm);

/** The environment variable for a key, such as `PARTNERCENTER_TENANT_ID`. */
export function variableOf(key: ConfigurationKey): string {
  return `PARTNERCENTER_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The key, `partnercenter:native`, by which a stack chooses the plugin for its classes; it is no setting of the provider. */
export const nativeKey = "native";
