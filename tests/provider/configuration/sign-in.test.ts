/** Which way to sign in is chosen by what is set, where, and what is said when it cannot be used. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { Configuration } from "../../../provider/configuration/configuration.js";
import { connect } from "../../../provider/configuration/connection.js";
import type { Credentials } from "../../../provider/configuration/credentials.js";
import { signIn } from "../../../provider/configuration/sign-in.js";
import { ConfigurationError } from "../../../provider/partner-center/errors.js";
import { serve } from "../partner-center/server.js";
import { testCertificate } from "../partner-center/sign-in/certificate.js";

type Values = Record<string, string>;

const tenant = "11111111-1111-4111-8111-111111111111";
const client = "22222222-2222-4222-8222-222222222222";
const ids = { PARTNERCENTER_TENANT_ID: tenant, PARTNERCENTER_CLIENT_ID: client };

function configuration(values: Values, environment: NodeJS.ProcessEnv = {}): Configuration {
  return new Configuration({ get: (key) => values[key] }, environment);
}

const found = (environment: NodeJS.ProcessEnv, values: Values = {}): Credentials =>
  configuration(values, environment).credentials();

describe("the way to sign in", () => {
  const chosen: [name: string, environment: NodeJS.ProcessEnv, expected: Record<string, unknown>][] = [
    [
      "is the certificate's file when one is named",
      { ...ids, PARTNERCENTER_CLIENT_CERTIFICATE_PATH: "c.pem", PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD: "p4ss" },
      { kind: "clientCertificate", clientId: client, path: "c.pem", password: "p4ss" },
    ],
    [
      "is the certificate when it is there itself",
      { ...ids, PARTNERCENTER_CLIENT_CERTIFICATE: "PEM" },
      { kind: "clientCertificate", clientId: client, certificate: "PEM" },
    ],
    [
      "is workload identity when that is switched on",
      { ...ids, PARTNERCENTER_USE_OIDC: "true", PARTNERCENTER_OIDC_SERVICE_CONNECTION_ID: "connection" },
      { kind: "workloadIdentity", clientId: client, serviceConnectionId: "connection" },
    ],
    [
      "is workload identity when a file of it is named",
      { ...ids, PARTNERCENTER_OIDC_TOKEN_FILE: "/token" },
      { kind: "workloadIdentity", clientId: client, tokenFile: "/token" },
    ],
    [
      "is the Azure CLI when that is switched on, which needs no client id",
      { PARTNERCENTER_TENANT_ID: tenant, PARTNERCENTER_USE_CLI: "1" },
      { kind: "azureCli" },
    ],
    [
      "is the system's managed identity without a client id",
      { PARTNERCENTER_TENANT_ID: tenant, PARTNERCENTER_USE_MANAGED_IDENTITY: "true" },
      { kind: "managedIdentity" },
    ],
    [
      "is the managed identity of the client id",
      { ...ids, PARTNERCENTER_USE_MANAGED_IDENTITY: "true" },
      { kind: "managedIdentity", clientId: client },
    ],
    [
      "is the federated file of AKS in AZURE_* variables",
      { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_FEDERATED_TOKEN_FILE: "/aks" },
      { kind: "workloadIdentity", clientId: client, tokenFile: "/aks" },
    ],
    [
      "is the secret in AZURE_* variables also beside a certificate, as other tools have it",
      {
        AZURE_TENANT_ID: tenant,
        AZURE_CLIENT_ID: client,
        AZURE_CLIENT_SECRET: "s",
        AZURE_CLIENT_CERTIFICATE_PATH: "c.pem",
      },
      { kind: "clientSecret", clientId: client, clientSecret: "s" },
    ],
    [
      "is the token that Pulumi ESC puts in ARM_* variables",
      { ARM_TENANT_ID: tenant, ARM_CLIENT_ID: client, ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "t0ken" },
      { kind: "workloadIdentity", clientId: client, token: "t0ken" },
    ],
    ["is the Azure CLI in ARM_* variables", { ARM_TENANT_ID: tenant, ARM_USE_CLI: "true" }, { kind: "azureCli" }],
    [
      "is the secret where the other ways are switched off",
      { ...ids, PARTNERCENTER_CLIENT_SECRET: "s", PARTNERCENTER_USE_OIDC: "false", PARTNERCENTER_USE_CLI: "0" },
      { kind: "clientSecret", clientId: client, clientSecret: "s" },
    ],
  ];
  for (const [name, environment, expected] of chosen) {
    it(name, () => {
      const { origin, ...credentials } = found(environment);
      assert.deepEqual(credentials, { tenantId: tenant, ...expected });
      for (const secret of ["p4ss", "t0ken"]) assert.ok(!origin.includes(secret));
    });
  }

  it("is told in errors by the names of what was set", () => {
    assert.equal(
      found({ ...ids, PARTNERCENTER_USE_OIDC: "true" }).origin,
      "the environment (PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, PARTNERCENTER_USE_OIDC)",
    );
    assert.equal(
      found({}, { "partnercenter:tenantId": tenant, "partnercenter:useCli": "true" }).origin,
      "the stack's configuration (partnercenter:tenantId, partnercenter:useCli)",
    );
  });

  it("comes from one source: nothing is filled up from another", () => {
    const secretElsewhere = { "partnercenter:clientSecret": "s" };
    assert.throws(
      () => found({ ...ids }, secretElsewhere),
      /in the environment are incomplete: PARTNERCENTER_CLIENT_SECRET is not set/,
    );
    assert.throws(
      () => found({ PARTNERCENTER_USE_OIDC: "true" }, { "partnercenter:tenantId": tenant }),
      /PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID are not set/,
    );
    assert.throws(() => found({ PARTNERCENTER_USE_CLI: "true" }), /PARTNERCENTER_TENANT_ID is not set/);
  });

  for (const [name, more] of [
    ["a secret and a switch", { PARTNERCENTER_CLIENT_SECRET: "s3cret", PARTNERCENTER_USE_OIDC: "true" }],
    ["two switches", { PARTNERCENTER_USE_MANAGED_IDENTITY: "true", PARTNERCENTER_USE_CLI: "true" }],
    [
      "a certificate twice",
      { PARTNERCENTER_CLIENT_CERTIFICATE: "s3cret", PARTNERCENTER_CLIENT_CERTIFICATE_PATH: "c.pem" },
    ],
  ] as const) {
    it(`is not guessed between ${name}: the error names both`, () => {
      assert.throws(
        () => found({ ...ids, ...more }),
        (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          for (const key of Object.keys(more)) assert.ok(error.message.includes(key), error.message);
          assert.ok(!error.message.includes("s3cret"));
          return true;
        },
      );
    });
  }
});

describe("workload identity", () => {
  const settings = { loginEndpoint: "http://127.0.0.1:1" };
  const credentials: Credentials = { kind: "workloadIdentity", tenantId: tenant, clientId: client, origin: "the test" };

  for (const [name, environment, message] of [
    [
      "nowhere in particular",
      {},
      /chosen by the test.*AZURE_FEDERATED_TOKEN_FILE.*ACTIONS_ID_TOKEN.*SYSTEM_OIDCREQUESTURI/,
    ],
    ["in GitHub Actions without the permission", { GITHUB_ACTIONS: "true" }, /permissions: id-token: write/],
    [
      "in Azure Pipelines without the token",
      { TF_BUILD: "True", SYSTEM_OIDCREQUESTURI: "https://dev.azure.com/x" },
      /SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\).*PARTNERCENTER_OIDC_SERVICE_CONNECTION_ID/,
    ],
    [
      "in Azure Pipelines without a service connection",
      { SYSTEM_OIDCREQUESTURI: "https://dev.azure.com/x", SYSTEM_ACCESSTOKEN: "t" },
      /service connection's id/,
    ],
  ] as const) {
    it(`that nobody vouches for, ${name}, says what to do`, () => {
      assert.throws(() => signIn(credentials, settings, environment), message);
    });
  }
});

describe("signing in to the emulator", () => {
  let emulator: Emulator;
  let folder: string;
  before(async () => {
    emulator = await startEmulator({ port: 0 });
    folder = mkdtempSync(join(tmpdir(), "sign-in-"));
  });
  after(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  async function works(environment: NodeJS.ProcessEnv): Promise<void> {
    const all = {
      ...environment,
      PARTNERCENTER_ENDPOINT: emulator.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    };
    assert.deepEqual(await connect(configuration({}, all), all).products.list({ type: "AzureApplication" }), []);
  }

  it("works by a client secret", () => works({ ...ids, PARTNERCENTER_CLIENT_SECRET: "s" }));

  it("works by a certificate's file", () => {
    const { certificate, key } = testCertificate();
    const path = join(folder, "certificate.pem");
    writeFileSync(path, certificate + key("p4ss"));
    return works({
      ...ids,
      PARTNERCENTER_CLIENT_CERTIFICATE_PATH: path,
      PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD: "p4ss",
    });
  });

  it("says which certificate's file is not there", async () => {
    await assert.rejects(
      works({ ...ids, PARTNERCENTER_CLIENT_CERTIFICATE_PATH: "nowhere.pem" }),
      /"nowhere.pem" does not exist .*program's folder.*PARTNERCENTER_CLIENT_CERTIFICATE_PATH/,
    );
  });

  it("works by a workload identity's file, as AKS has it", () => {
    const path = join(folder, "token");
    writeFileSync(path, "a.b.c");
    return works({ AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_FEDERATED_TOKEN_FILE: path });
  });

  it("works in GitHub Actions, and in Azure Pipelines", async () => {
    const platform = await serve(() => ({ body: { value: "a.b.c", oidcToken: "a.b.c" } }));
    try {
      await works({
        ...ids,
        PARTNERCENTER_USE_OIDC: "true",
        ACTIONS_ID_TOKEN_REQUEST_URL: `${platform.origin}/token?api-version=2`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "job",
      });
      await works({
        ...ids,
        PARTNERCENTER_USE_OIDC: "true",
        PARTNERCENTER_OIDC_SERVICE_CONNECTION_ID: "connection-1",
        SYSTEM_OIDCREQUESTURI: `${platform.origin}/oidc`,
        SYSTEM_ACCESSTOKEN: "job",
      });
      assert.deepEqual(
        platform.requests.map(({ method, url }) => `${method} ${url}`),
        [
          "GET /token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange",
          "POST /oidc?api-version=7.1&serviceConnectionId=connection-1",
        ],
      );
    } finally {
      await platform.close();
    }
  });
});
