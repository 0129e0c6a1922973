/** Queries in programs, against the emulator: what they find, whom they ask, what stays secret or unknown. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import {
  getOffer,
  getOfferOutput,
  getPlan,
  getPlanOutput,
  listOffers,
  listOffersOutput,
  listSubmissions,
  listSubmissionsOutput,
  Provider,
  QueryError,
} from "../../sdk/index.js";

const tenant = "11111111-1111-4111-8111-111111111111";
const otherTenant = "99999999-9999-4999-8999-999999999999";
const credentials = {
  tenantId: tenant,
  clientId: "22222222-2222-4222-8222-222222222222",
  clientSecret: "not-a-secret",
};

/** What an output holds, as the engine would see it. */
async function seen<T>(output: pulumi.Output<T>): Promise<{ value: unknown; isKnown: boolean; isSecret: boolean }> {
  const inner = output as unknown as { isKnown: Promise<boolean>; promise(withUnknowns: boolean): Promise<unknown> };
  const [value, isKnown, isSecret] = await Promise.all([inner.promise(true), inner.isKnown, pulumi.isSecret(output)]);
  return { value, isKnown, isSecret };
}

/** Runs a program with this stack configuration, its resources mocked. */
async function program<T>(configuration: Record<string, string>, run: () => Promise<T>, preview = false): Promise<T> {
  pulumi.runtime.setAllConfig(configuration);
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ name, inputs }) => ({ id: preview ? undefined : `${name}-id`, state: inputs }),
    },
    "project",
    "stack",
    preview,
  );
  let result: T | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    result = await run();
    return {};
  });
  return result as T;
}

const failure = async (promise: Promise<unknown>): Promise<QueryError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof QueryError, String(error));
  return error;
};

describe("queries", () => {
  let emulator: Emulator;
  let productId: string;
  let variantId: string;
  let stack: Record<string, string>;
  const variables = Object.entries(process.env).filter(([name]) => /^(PARTNERCENTER|AZURE|ARM)_/.test(name));

  before(async () => {
    for (const [name] of variables) delete process.env[name];
    emulator = await startEmulator({ port: 0 });
    stack = {
      "partnercenter:tenantId": credentials.tenantId,
      "partnercenter:clientId": credentials.clientId,
      "partnercenter:clientSecret": credentials.clientSecret,
      "partnercenter:endpoint": emulator.endpoint,
      "partnercenter:loginEndpoint": emulator.loginEndpoint,
    };
    const client = new PartnerCenterClient({
      endpoint: emulator.endpoint,
      tokenSource: clientSecretTokenSource({
        ...credentials,
        loginEndpoint: emulator.loginEndpoint,
        origin: "the test",
      }),
    });
    const product = await client.products.create({
      resourceType: "AzureApplication",
      name: "Contoso App",
      offerId: "contoso-app",
    });
    await client.products.create({ resourceType: "AzureContainer", name: "Contoso Box", offerId: "contoso-box" });
    const plan = await client.variants.create(product.id, {
      externalID: "standard",
      friendlyName: "Standard",
      subType: "managed-application",
    });
    productId = product.id;
    variantId = plan.id;
  });
  after(async () => {
    await emulator.stop();
    for (const [name, value] of variables) process.env[name] = value;
    pulumi.runtime.setAllConfig({});
  });

  const offer = () => ({ productId, offerId: "contoso-app", type: "AzureApplication", alias: "Contoso App" });
  const plan = () => ({
    id: `${productId}/${variantId}`,
    productId,
    variantId,
    planId: "standard",
    planType: "managed-application",
    name: "Standard",
    state: "Active",
  });

  it("find an offer by either of its ids, with its plans", () =>
    program(stack, async () => {
      assert.deepEqual(await getOffer({ offerId: "contoso-app" }), { ...offer(), plans: [plan()] });
      assert.deepEqual(await getOffer({ productId }), { ...offer(), plans: [plan()] });
    }));

  it("list offers: all, of a type, by an id", () =>
    program(stack, async () => {
      const ids = async (args: Parameters<typeof listOffers>[0]) =>
        (await listOffers(args)).map(({ offerId }) => offerId).sort();
      assert.deepEqual(await ids(undefined), ["contoso-app", "contoso-box"]);
      assert.deepEqual(await listOffers({ type: "AzureApplication" }), [offer()]);
      assert.deepEqual(await ids({ type: "AzureThirdPartyVirtualMachine" }), []);
      assert.deepEqual(await ids({ offerId: "contoso-box" }), ["contoso-box"]);
      assert.deepEqual(await ids({ offerId: "contoso-box", type: "AzureApplication" }), []);
      assert.deepEqual(await ids({ offerId: "nobody" }), []);
    }));

  it("find a plan, and list submissions", () =>
    program(stack, async () => {
      assert.deepEqual(await getPlan({ offerId: "contoso-app", planId: "standard" }), plan());
      assert.deepEqual(await getPlan({ productId, planId: "standard" }), plan());
      assert.deepEqual(await listSubmissions({ offerId: "contoso-app" }), []);
    }));

  it("know no pseudo-plan for test drives, and nothing without a plan id, as a plan", () =>
    program(stack, async () => {
      const variant = { resourceType: "AzureSkuVariant", state: "Active" };
      const value = [
        { ...variant, id: "testdrive", externalID: "by-its-id" },
        { ...variant, id: "1", resourceType: "AzureTestDriveVariant", externalID: "by-its-type" },
        { ...variant, id: "2", externalID: "gold" },
        { ...variant, id: "3" },
      ];
      emulator.setFaults([{ operation: "GET /products/{id}/variants", effect: { status: 200, body: { value } } }]);
      try {
        const { plans } = await getOffer({ productId });
        assert.deepEqual(
          plans.map(({ planId }) => planId),
          ["gold"],
        );
        for (const planId of ["by-its-id", "by-its-type", ""]) {
          assert.match((await failure(getPlan({ productId, planId }))).message, /has no plan with the plan id/);
        }
      } finally {
        emulator.setFaults([]);
      }
    }));

  it("take outputs, and give outputs that are no secrets", () =>
    program(stack, async () => {
      const offerId = pulumi.output("contoso-app");
      assert.deepEqual(await seen(getOfferOutput({ offerId })), {
        value: { ...offer(), plans: [plan()] },
        isKnown: true,
        isSecret: false,
      });
      assert.deepEqual((await seen(getPlanOutput({ offerId, planId: "standard" }))).value, plan());
      assert.deepEqual((await seen(listOffersOutput({ offerId }))).value, [offer()]);
      assert.deepEqual((await seen(listSubmissionsOutput({ offerId }))).value, []);
    }));

  it("keep secret what was asked with a secret", () =>
    program(stack, async () => {
      const found = await seen(getOfferOutput({ offerId: pulumi.secret("contoso-app") }));
      assert.deepEqual([found.isKnown, found.isSecret], [true, true]);
    }));

  it("ask at preview too; but not while an argument is unknown", () =>
    program(
      stack,
      async () => {
        assert.equal((await getOffer({ offerId: "contoso-app" })).productId, productId);
        const later = new pulumi.ComponentResource("test:Later", "later").urn.apply(() => "contoso-app");
        assert.equal((await seen(getOfferOutput({ offerId: later }))).isKnown, true);
        const resource = new Provider("unknown-id", { tenantId: "t" });
        const unknown = resource.id.apply((id) => `offer-${id}`);
        const before = await requests();
        const found = await seen(getOfferOutput({ offerId: unknown }));
        assert.deepEqual([found.isKnown, await requests()], [false, before]);
      },
      true,
    ));

  const requests = async (): Promise<number> => {
    const log = (await (await fetch(`${emulator.control}/requests`)).json()) as unknown[];
    return log.length;
  };

  it("use the environment before the stack's configuration, as resources do", () =>
    program(stack, async () => {
      Object.assign(process.env, {
        PARTNERCENTER_TENANT_ID: otherTenant,
        PARTNERCENTER_CLIENT_ID: credentials.clientId,
        PARTNERCENTER_CLIENT_SECRET: "x",
      });
      try {
        assert.deepEqual(await listOffers(), []);
      } finally {
        for (const name of ["TENANT_ID", "CLIENT_ID", "CLIENT_SECRET"]) delete process.env[`PARTNERCENTER_${name}`];
      }
    }));

  it("use an explicit provider's arguments, given or inherited from a component; the answer is no secret", () =>
    program({}, async () => {
      const provider = new Provider("own", {
        ...credentials,
        clientSecret: pulumi.secret(credentials.clientSecret),
        endpoint: emulator.endpoint,
        loginEndpoint: emulator.loginEndpoint,
      });
      assert.equal((await getOffer({ offerId: "contoso-app" }, { provider })).productId, productId);
      const component = new pulumi.ComponentResource("test:Component", "c", {}, { providers: [provider] });
      assert.equal((await listOffers({ offerId: "contoso-app" }, { parent: component })).length, 1);
      const found = await seen(getOfferOutput({ offerId: "contoso-app" }, { provider }));
      assert.deepEqual([found.isKnown, found.isSecret], [true, false]);
      const other = new Provider("other", { ...credentials, tenantId: otherTenant, endpoint: emulator.endpoint });
      process.env.PARTNERCENTER_LOGIN_ENDPOINT = emulator.loginEndpoint;
      try {
        assert.deepEqual(await listOffers({}, { provider: other }), []);
      } finally {
        delete process.env.PARTNERCENTER_LOGIN_ENDPOINT;
      }
    }));

  it("of a provider whose arguments are not known yet say what to use; the output form waits", () =>
    program(
      {},
      async () => {
        const first = new Provider("first", credentials);
        const provider = new Provider("second", { ...credentials, tenantId: first.id.apply((id) => `${id}`) });
        const error = await failure(getOffer({ offerId: "contoso-app" }, { provider }));
        assert.match(error.message, /not known yet.*getOfferOutput/);
        assert.equal((await seen(getOfferOutput({ offerId: "contoso-app" }, { provider }))).isKnown, false);
      },
      true,
    ));

  it("without credentials give one line that says what to set", () =>
    program({}, async () => {
      const error = await failure(getOffer({ offerId: "contoso-app" }));
      assert.match(
        error.message,
        /^getOffer: No credentials for Partner Center\. Set PARTNERCENTER_TENANT_ID.*also at preview/,
      );
      assert.equal(error.code, "ERR_PARTNER_CENTER_CONFIGURATION");
      assert.ok(!error.message.includes("\n"));
      assert.ok(pulumi.RunError.isInstance(error), "the engine then prints no stack");
    }));

  it("name what is not there, and where they looked", () =>
    program(stack, async () => {
      const missing = await failure(getOffer({ offerId: "nobody" }));
      assert.match(
        missing.message,
        new RegExp(`^getOffer: There is no offer with the offer id "nobody" \\(tenant ${tenant} at `),
      );
      assert.equal(missing.code, "ERR_PARTNER_CENTER_NOT_FOUND");
      const noPlan = await failure(getPlan({ offerId: "contoso-app", planId: "gold" }));
      assert.match(noPlan.message, /The offer "contoso-app" has no plan with the plan id "gold"/);
      for (const { message } of [missing, noPlan]) assert.doesNotMatch(message, /preview/);
      assert.equal(
        (await failure(listSubmissions({ productId: "00000000-0000-4000-8000-000000000000" }))).code,
        "ERR_PARTNER_CENTER_NOT_FOUND",
      );
    }));

  it("want exactly one id of an offer", () =>
    program(stack, async () => {
      for (const args of [{}, { offerId: "contoso-app", productId }]) {
        assert.match((await failure(getOffer(args))).message, /either its offerId or its productId/);
      }
    }));

  it("sign in once for all of a program", () =>
    program({ ...stack, "partnercenter:requestsPerSecond": "99" }, async () => {
      await Promise.all(Array.from({ length: 5 }, () => getOffer({ productId })));
      const before = await requests();
      await getOffer({ productId });
      assert.equal((await requests()) - before, 2);
    }));

  it("load nothing of HTTP before the first one", () => {
    const script = `
      require("pulumi-partnercenter");
      const late = /node_modules.(got|zod|@azure)|partner-center.client|provider.queries/;
      const loaded = Object.keys(require.cache).filter((file) => late.test(file));
      console.log(JSON.stringify(loaded));`;
    assert.deepEqual(JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })), []);
  });
});
