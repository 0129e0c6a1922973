/** Where credentials and settings come from, in which order, and what is said when they are incomplete. */
import assert from "node:assert/strict";
import { Configuration } from "../../../provider/configuration/configuration.js";
import { defaultEndpoint, defaultLoginEndpoint } from "../../../provider/partner-center/endpoints.js";
import { ConfigurationError } from "../../../provider/partner-center/errors.js";

const whole = (prefix: string): NodeJS.ProcessEnv => ({
  [`${prefix}_TENANT_ID`]: `${prefix} tenant`,
  [`${prefix}_CLIENT_ID`]: `${prefix} client`,
  [`${prefix}_CLIENT_SECRET`]: `${prefix} secret`,
});
const stack = (more: Record<string, string> = {}): Record<string, string> => ({
  "partnercenter:tenantId": "stack tenant",
  "partnercenter:clientId": "stack client",
  "partnercenter:clientSecret": "stack secret",
  ...more,
});
const explicit = { "partnercenter:explicitProvider": "true" };
const everything = { ...whole("PARTNERCENTER"), ...whole("AZURE"), ...whole("ARM") };

function configuration(values: Record<string, string>, environment: NodeJS.ProcessEnv = {}): Configuration {
  return new Configuration({ get: (key) => values[key] }, environment);
}

describe("credentials", () => {
  const orders: [name: string, configuration: Configuration, tenant: string, origin: RegExp][] = [
    [
      "come from an explicit Provider first",
      configuration(stack(explicit), everything),
      "stack tenant",
      /^the explicit Provider's arguments \(tenantId, clientId, clientSecret\)$/,
    ],
    [
      "come from PARTNERCENTER_* before the stack's configuration",
      configuration(stack(), everything),
      "PARTNERCENTER tenant",
      /^the environment \(PARTNERCENTER_TENANT_ID, /,
    ],
    [
      "come from the stack's configuration before AZURE_*",
      configuration(stack(), { ...whole("AZURE"), ...whole("ARM") }),
      "stack tenant",
      /^the stack's configuration \(partnercenter:tenantId, /,
    ],
    [
      "come from AZURE_* before ARM_*",
      configuration({}, { ...whole("AZURE"), ...whole("ARM") }),
      "AZURE tenant",
      /AZURE_/,
    ],
    ["come from ARM_* last", configuration({}, whole("ARM")), "ARM tenant", /ARM_TENANT_ID, ARM_CLIENT_ID/],
    [
      "come from the environment when an explicit Provider has none",
      configuration(explicit, everything),
      "PARTNERCENTER tenant",
      /the environment/,
    ],
    [
      "pass over AZURE_* that are not whole, as with a federated sign-in",
      configuration({}, { AZURE_TENANT_ID: "x", AZURE_CLIENT_ID: "y", ...whole("ARM") }),
      "ARM tenant",
      /ARM_/,
    ],
    [
      "pass over a variable that is set to nothing",
      configuration({}, { PARTNERCENTER_TENANT_ID: "", ...whole("AZURE") }),
      "AZURE tenant",
      /AZURE_/,
    ],
  ];
  for (const [name, found, tenant, origin] of orders) {
    it(name, () => {
      const credentials = found.credentials();
      assert.ok(credentials.kind === "clientSecret");
      const { tenantId, clientSecret, origin: told } = credentials;
      assert.equal(tenantId, tenant);
      assert.equal(clientSecret, tenant.replace("tenant", "secret"), "all from one source");
      assert.match(told, origin);
      assert.ok(!told.includes(clientSecret));
    });
  }

  const incomplete: [name: string, configuration: Configuration, message: RegExp][] = [
    [
      "the environment's variables",
      configuration(stack(), { PARTNERCENTER_TENANT_ID: "t" }),
      /in the environment are incomplete: PARTNERCENTER_CLIENT_ID and PARTNERCENTER_CLIENT_SECRET are not set/,
    ],
    [
      "the stack's configuration",
      configuration({ "partnercenter:tenantId": "t", "partnercenter:clientId": "c" }, whole("AZURE")),
      /in the stack's configuration are incomplete: partnercenter:clientSecret is not set/,
    ],
    [
      "an explicit Provider",
      configuration({ ...explicit, "partnercenter:clientSecret": "s3cret" }, everything),
      /in the explicit Provider's arguments are incomplete: tenantId and clientId are not set/,
    ],
  ];
  for (const [name, found, message] of incomplete) {
    it(`that are incomplete in ${name} are an error that names what is missing, not filled up from elsewhere`, () => {
      assert.throws(
        () => found.credentials(),
        (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes("s3cret"));
          return true;
        },
      );
      assert.equal(found.account(), undefined);
    });
  }

  it("that are nowhere are an error that says all the ways", () => {
    assert.throws(
      () => configuration({}).credentials(),
      /PARTNERCENTER_TENANT_ID.*pulumi config set --secret.*explicit Provider.*AZURE_/,
    );
    assert.equal(configuration({}).account(), undefined);
  });
});

describe("settings", () => {
  it("have defaults", () => {
    assert.deepEqual(configuration({}).settings(), {
      endpoint: defaultEndpoint,
      loginEndpoint: defaultLoginEndpoint,
      productIngestionEndpoint: "https://graph.microsoft.com/rp/product-ingestion",
      trace: false,
    });
    assert.equal(configuration({}).host(), "api.partner.microsoft.com");
  });

  it("come from the environment, then from the stack's configuration; an explicit Provider's own come first", () => {
    const values = {
      "partnercenter:endpoint": "https://stack.example/v1",
      "partnercenter:requestsPerSecond": "5",
      "partnercenter:maxConcurrency": "3",
      "partnercenter:proxy": "http://proxy:8080",
      "partnercenter:headers": '{"x-ms-publisherId":"42"}',
      "partnercenter:trace": "true",
      "partnercenter:schemaVersions": '{"plan":"2022-07-01"}',
    };
    const environment = {
      PARTNERCENTER_ENDPOINT: "https://environment.example/v1",
      PARTNERCENTER_REQUESTS_PER_SECOND: "7",
    };
    const found = configuration(values, environment).settings();
    assert.deepEqual(found, {
      endpoint: "https://environment.example/v1",
      loginEndpoint: defaultLoginEndpoint,
      productIngestionEndpoint: "https://graph.microsoft.com/rp/product-ingestion",
      schemaVersions: { plan: "2022-07-01" },
      trace: true,
      requestsPerSecond: 7,
      maxConcurrency: 3,
      proxy: "http://proxy:8080",
      headers: { "x-ms-publisherId": "42" },
    });
    const own = configuration({ ...values, ...explicit }, environment).settings();
    assert.deepEqual([own.endpoint, own.requestsPerSecond], ["https://stack.example/v1", 5]);
  });

  for (const [key, value, message] of [
    ["requestsPerSecond", "many", /requestsPerSecond must be a number above zero, not "many"/],
    ["maxConcurrency", "0", /maxConcurrency must be a number above zero/],
    ["headers", "x: y", /headers must be a JSON object of texts/],
    ["headers", '{"x":1}', /headers must be a JSON object of texts/],
    ["headers", "[]x", /headers must be/],
    ["schemaVersions", "2022-07-01", /schemaVersions must be a JSON object/],
    ["schemaVersions", '{"plan":"newest"}', /schemaVersions: "plan" has the version "newest"/],
  ] as const) {
    it(`refuse ${key} ${value}`, () => {
      assert.throws(() => configuration({ [`partnercenter:${key}`]: value }).settings(), message);
    });
  }

  it("look for the Product Ingestion API beside an endpoint on this machine, and nowhere else unless it is said", () => {
    const beside = (endpoint: string, more: Record<string, string> = {}) =>
      configuration({ "partnercenter:endpoint": endpoint, ...more }).settings().productIngestionEndpoint;
    assert.equal(beside("http://127.0.0.1:4001/v1.0/ingestion"), "http://127.0.0.1:4001/rp/product-ingestion");
    assert.equal(beside("https://gateway.example/v1"), "https://graph.microsoft.com/rp/product-ingestion");
    const set = { "partnercenter:productIngestionEndpoint": "https://gateway.example/pia" };
    assert.equal(beside("http://127.0.0.1:4001/v1.0/ingestion", set), "https://gateway.example/pia");
  });

  it("refuse an endpoint that is no address", () => {
    for (const endpoint of ["nowhere", "https://user:passw0rd@ho st/"]) {
      assert.throws(() => configuration({ "partnercenter:endpoint": endpoint }).host(), /endpoint is not a URL$/);
    }
  });
});
