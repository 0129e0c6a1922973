// From credentials to tokens: each way to sign in has its token source.
import { fileLimits, ProgramFileError, readProgramFile, resolveFile } from "../files/program-files.js";
import { ConfigurationError } from "../partner-center/errors.js";
import type { TokenSource } from "../partner-center/http/token-source.js";
import { azureCliTokenSource, managedIdentityTokenSource } from "../partner-center/sign-in/azure-identity.js";
import { clientCertificateTokenSource } from "../partner-center/sign-in/client-certificate.js";
import { clientSecretTokenSource } from "../partner-center/sign-in/token-sources.js";
import {
  type AssertionSource,
  assertionFromAzurePipelines,
  assertionFromFile,
  assertionFromGitHub,
  assertionFromText,
  workloadIdentityTokenSource,
} from "../partner-center/sign-in/workload-identity.js";
import type { ClientCertificateCredentials, Credentials, WorkloadIdentityCredentials } from "./credentials.js";

/** What a token request needs besides credentials. */
export interface SignInSettings {
  readonly loginEndpoint: string;
  readonly proxy?: string | undefined;
  readonly trace?: ((line: string) => void) | undefined;
  readonly notice?: ((line: string) => void) | undefined;
}

/**
 * The token source of these credentials. No request is made before a token is asked for.
 *
 * @param environment For workload identity: the platform's own variables.
 * @throws ConfigurationError for a certificate that cannot be read, or a workload identity without a platform.
 */
export function signIn(
  credentials: Credentials,
  settings: SignInSettings,
  environment: NodeJS.ProcessEnv = process.env,
): TokenSource {
  switch (credentials.kind) {
    case "clientSecret":
      return clientSecretTokenSource({ ...settings, ...credentials });
    case "clientCertificate": {
      const { kind, certificate, path, ...application } = credentials;
      return clientCertificateTokenSource({ ...settings, ...application, certificate: certificateText(credentials) });
    }
    case "workloadIdentity": {
      const { tenantId, clientId, origin } = credentials;
      const assertions = assertionsOf(credentials, environment, settings.proxy);
      return workloadIdentityTokenSource({ ...settings, tenantId, clientId, origin, assertions });
    }
    case "azureCli":
      return azureCliTokenSource({ ...credentials, notice: settings.notice });
    case "managedIdentity":
      return managedIdentityTokenSource({ ...credentials, notice: settings.notice });
  }
}

function certificateText({ certificate, path = "", origin }: ClientCertificateCredentials): string {
  if (certificate !== undefined) return certificate;
  try {
    return readProgramFile(path, fileLimits.certificate).toString("utf8");
  } catch (error) {
    if (!(error instanceof ProgramFileError)) throw error;
    throw new ConfigurationError(`The client certificate: ${error.message}. It comes from ${origin}.`);
  }
}

/** Who vouches: what the credentials name, or else the platform that this runs on, told by its own variables. */
function assertionsOf(
  { token, tokenFile, serviceConnectionId, origin }: WorkloadIdentityCredentials,
  environment: NodeJS.ProcessEnv,
  proxy: string | undefined,
): AssertionSource {
  if (token !== undefined) return assertionFromText(token);
  const variable = (name: string) => environment[name] || undefined;
  const file = tokenFile ?? variable("AZURE_FEDERATED_TOKEN_FILE");
  if (file !== undefined) return assertionFromFile(resolveFile(file));
  const gitHub = { url: variable("ACTIONS_ID_TOKEN_REQUEST_URL"), token: variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN") };
  if (gitHub.url !== undefined && gitHub.token !== undefined) {
    return assertionFromGitHub({ url: gitHub.url, token: gitHub.token, proxy });
  }
  const pipelines = { url: variable("SYSTEM_OIDCREQUESTURI"), token: variable("SYSTEM_ACCESSTOKEN") };
  const connection = serviceConnectionId ?? variable("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID");
  if (pipelines.url !== undefined && pipelines.token !== undefined && connection !== undefined) {
    return assertionFromAzurePipelines({
      url: pipelines.url,
      token: pipelines.token,
      serviceConnectionId: connection,
      proxy,
    });
  }
  const hint =
    variable("GITHUB_ACTIONS") !== undefined
      ? "In GitHub Actions, give the job `permissions: id-token: write`."
      : variable("TF_BUILD") !== undefined || pipelines.url !== undefined
        ? "In Azure Pipelines, pass `SYSTEM_ACCESSTOKEN: $(System.AccessToken)` to the step, and name the service " +
          "connection's id in oidcServiceConnectionId (PARTNERCENTER_OIDC_SERVICE_CONNECTION_ID)."
        : "It is looked for in AZURE_FEDERATED_TOKEN_FILE (or oidcTokenFile), in GitHub's " +
          "ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN, or in Azure Pipelines' " +
          "SYSTEM_OIDCREQUESTURI and SYSTEM_ACCESSTOKEN with a service connection's id.";
  throw new ConfigurationError(
    `Workload identity was chosen by ${origin}, but nothing here vouches for this process. ${hint}`,
  );
}
