// The explicit provider: credentials and settings of its own, for programs that work on more than one account.
import * as pulumi from "@pulumi/pulumi";
import { explicitProviderKey } from "../provider/configuration.js";

/** Arguments of {@link Provider}. What is not set is looked for as without an explicit provider, credentials as a whole. */
export interface ProviderArgs {
  /** Microsoft Entra tenant (GUID or domain) in which the application is registered and which is associated with the Partner Center account. */
  tenantId?: pulumi.Input<string>;
  /** Application (client) id of the registered application; it needs the Manager role in Partner Center. */
  clientId?: pulumi.Input<string>;
  /** A client secret of the application. Stored encrypted. */
  clientSecret?: pulumi.Input<string>;
  /** Address of the API. Default: `https://api.partner.microsoft.com/v1.0/ingestion`. https, or http on loopback. */
  endpoint?: pulumi.Input<string>;
  /** Address of the sign-in service. Default: `https://login.microsoftonline.com`. */
  loginEndpoint?: pulumi.Input<string>;
  /** At most this many API requests a second. Default: 10. */
  requestsPerSecond?: pulumi.Input<number>;
  /** At most this many API requests at the same time. Default: 8. */
  maxConcurrency?: pulumi.Input<number>;
  /** Further headers for every API request. */
  headers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Address of an HTTP proxy. Default: the environment's `HTTPS_PROXY`, except for loopback. */
  proxy?: pulumi.Input<string>;
  /** Prints one line per API request, without secrets. Default: false. */
  trace?: pulumi.Input<boolean>;
}

/**
 * A Partner Center account with its credentials. Give it to resources by the option `provider`.
 *
 * ```ts
 * const emea = new Provider("emea", { tenantId, clientId, clientSecret });
 * new Offer("app", { … }, { provider: emea });
 * ```
 *
 * Resources keep the tenant that they were made in: a provider that is changed to another tenant is refused.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    const inputs: pulumi.Inputs = { [explicitProviderKey]: "true" };
    for (const [key, value] of Object.entries(args)) {
      if (value === undefined) continue;
      const text = (pulumi.output(value) as pulumi.Output<unknown>).apply((known) =>
        typeof known === "string" ? known : JSON.stringify(known),
      );
      inputs[`partnercenter:${key}`] = key === "clientSecret" ? pulumi.secret(text) : text;
    }
    super("pulumi-nodejs", name, inputs, options);
  }
}
