// The paths of signing in: the token endpoint in both versions, and the documents in which libraries such as MSAL look
// for it (Product Ingestion API §2.2).

/** A call for signing in; operations are as fault rules and the log name them. */
export type SignInPath = { readonly operation: string } & (
  | { readonly tenant: string; readonly version: 1 | 2 }
  | { readonly document: object }
);

/** Reads a path, still encoded; undefined for any other. */
export function signInPath(path: string): SignInPath | undefined {
  const [, tenant, isSecond] = /^\/([^/]+)\/oauth2\/(v2\.0\/)?token\/?$/i.exec(path) ?? [];
  if (tenant !== undefined) {
    const version = isSecond === undefined ? 1 : 2;
    return { operation: `POST /{tenant}/oauth2/${isSecond ?? ""}token`, tenant, version };
  }
  const [, owner, second] = /^\/([\w.-]+)\/(v2\.0\/)?\.well-known\/openid-configuration\/?$/i.exec(path) ?? [];
  if (owner !== undefined) {
    const version = second === undefined ? "" : "v2.0/";
    const operation = `GET /{tenant}/${version}.well-known/openid-configuration`;
    return { operation, document: openIdConfiguration(owner, version) };
  }
  if (/^\/common\/discovery\/instance\/?$/i.test(path)) {
    return { operation: "GET /common/discovery/instance", document: instanceDiscovery() };
  }
  return undefined;
}

const host = "login.microsoftonline.com";

/** Where tokens are to be had: at the real host, since MSAL takes no other, and whoever comes here has it sent here. */
function openIdConfiguration(tenant: string, version: string): object {
  const authority = `https://${host}/${tenant}`;
  return {
    token_endpoint: `${authority}/oauth2/${version}token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    jwks_uri: `${authority}/discovery/${version}keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/${version}authorize`,
    tenant_region_scope: "WW",
    cloud_instance_name: "microsoftonline.com",
  };
}

/** The hosts of the public cloud that stand for each other. */
function instanceDiscovery(): object {
  return {
    tenant_discovery_endpoint: `https://${host}/common/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: "login.windows.net", aliases: [host, "login.windows.net"] }],
  };
}
