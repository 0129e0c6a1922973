// The explicit provider: credentials and settings of its own, for programs that work on more than one account.
import * as pulumi from "@pulumi/pulumi";
import { explicitProviderKey } from "../provider/configuration/configuration.js";
import { configurationKeys, isSecretKey } from "../provider/configuration/keys.js";
import { isNative } from "./native.js";

/**
 * Arguments of {@link Provider}. What is not set is looked for as without an explicit provider, credentials as a whole.
 */
export interface ProviderArgs {
  /**
   * Microsoft Entra tenant (GUID or domain) in which the application is registered and which is associated with the
   * Partner Center account.
   */
  tenantId?: pulumi.Input<string> | undefined;
  /**
   * Application (client) id of the registered application; it needs the Manager role in Partner Center. Not for
   * `useCli`.
   */
  clientId?: pulumi.Input<string> | undefined;
  /** A client secret of the application. Stored encrypted. */
  clientSecret?: pulumi.Input<string> | undefined;
  /**
   * A client certificate instead of the secret: PEM text with certificate and private key, or that in base64. Stored
   * encrypted.
   */
  clientCertificate?: pulumi.Input<string> | undefined;
  /** The same as a file, relative to the program's folder. */
  clientCertificatePath?: pulumi.Input<string> | undefined;
  /** Of the certificate's private key, if that is encrypted. Stored encrypted. */
  clientCertificatePassword?: pulumi.Input<string> | undefined;
  /**
   * Workload identity instead of a secret: by `oidcTokenFile` or `AZURE_FEDERATED_TOKEN_FILE`, in GitHub Actions, or in
   * Azure Pipelines with `oidcServiceConnectionId`. Default: false.
   */
  useOidc?: pulumi.Input<boolean> | undefined;
  /**
   * The signed statement itself, as Pulumi ESC gives it. Stored encrypted; it lives for minutes, so the environment is
   * a better place.
   */
  oidcToken?: pulumi.Input<string> | undefined;
  /** A file with the signed statement, read again for each token. */
  oidcTokenFile?: pulumi.Input<string> | undefined;
  /**
   * The service connection of Azure Pipelines. Default: the environment's `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`.
   */
  oidcServiceConnectionId?: pulumi.Input<string> | undefined;
  /** Whoever has signed in with `az login`, instead of an application. Default: false. */
  useCli?: pulumi.Input<boolean> | undefined;
  /** The managed identity of this machine; with `clientId` a user-assigned one. Default: false. */
  useManagedIdentity?: pulumi.Input<boolean> | undefined;
  /** Address of the API. Default: `https://api.partner.microsoft.com/v1.0/ingestion`. https, or http on loopback. */
  endpoint?: pulumi.Input<string> | undefined;
  /** Address of the sign-in service. Default: `https://login.microsoftonline.com`. */
  loginEndpoint?: pulumi.Input<string> | undefined;
  /**
   * Address of the Product Ingestion API. Default: `https://graph.microsoft.com/rp/product-ingestion`, or the origin of
   * an `endpoint` on loopback.
   */
  productIngestionEndpoint?: pulumi.Input<string> | undefined;
  /**
   * Versions of the Product Ingestion API's schemas by type, such as `{ plan: "2022-03-01-preview3" }`: for when the
   * service refuses those that this package knows. Default: its own table.
   */
  schemaVersions?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * At most this many API requests a second, averaged over ten seconds. Default: none; it begins with 10, and finds out
   * what the service takes.
   */
  requestsPerSecond?: pulumi.Input<number> | undefined;
  /** At most this many API requests at the same time. Default: 16. */
  maxConcurrency?: pulumi.Input<number> | undefined;
  /** Further headers for every API request. Stored encrypted. */
  headers?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Address of an HTTP proxy, perhaps with user and password. Stored encrypted. Default: the environment's
   * `HTTPS_PROXY`, except for loopback.
   */
  proxy?: pulumi.Input<string> | undefined;
  /** Prints one line per API request, without secrets. Default: false. */
  trace?: pulumi.Input<boolean> | undefined;
  /**
   * Leave in Partner Center what the API cannot delete, and let go of it: offers that are in preview or live with all
   * that belongs to them, and live plans. Default: false, which refuses a deletion before anything has left the stack;
   * for the emulator, whole offers are left.
   */
  leavePublished?: pulumi.Input<boolean> | undefined;
}

/**
 * A Partner Center account with its credentials. Give it to resources by the option `provider`. Resources keep the tenant
 * that they were made in: a provider that is changed to another tenant is refused.
 *
 * @example
 * ```ts
 * const emea = new Provider("emea", { tenantId, clientId, clientSecret });
 * new Offer("app", { offerId: "contoso-app", alias: "Contoso App", type: "AzureApplication" }, { provider: emea });
 * ```
 *
 * @errors Two ways to sign in are refused, as is a resource that belongs to another tenant. What is wrong with the settings is an error
 * of the first resource that needs them.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    const settings: pulumi.Inputs = {};
    const configuration: pulumi.Inputs = { [explicitProviderKey]: "true" };
    for (const key of configurationKeys) {
      const value = args[key];
      if (value === undefined) continue;
      const text = (pulumi.output(value) as pulumi.Output<unknown>).apply((known) =>
        typeof known === "string" ? known : JSON.stringify(known),
      );
      settings[key] = isSecret(key) ? pulumi.secret(text) : text;
      configuration[`partnercenter:${key}`] = settings[key];
    }
    const [own, other] = isNative() ? ["partnercenter", "pulumi-nodejs"] : ["pulumi-nodejs", "partnercenter"];
    const aliases = [{ type: `pulumi:providers:${other}` }];
    super(own as string, name, isNative() ? settings : configuration, pulumi.mergeOptions(options, { aliases }));
    configurations.set(this, pulumi.unsecret(pulumi.output({ ...configuration })));
  }
}

/** An argument that is no key of the configuration, or a key that is no argument, is an error of the compiler. */
const isSecret: (key: keyof ProviderArgs) => boolean = isSecretKey;

/** What each provider of this program was given; in memory only, for queries. */
const configurations = new WeakMap<object, pulumi.Output<Record<string, string>>>();

/**
 * The configuration of a provider by full keys, such as `partnercenter:tenantId`; undefined for a provider of another
 * kind. Not marked as secret, so that what is asked with it is not secret either: never put it anywhere.
 */
export function configurationOf(provider: pulumi.ProviderResource): pulumi.Output<Record<string, string>> | undefined {
  return configurations.get(provider);
}
