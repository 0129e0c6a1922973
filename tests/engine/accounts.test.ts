/** The right account, and no secret anywhere: explicit providers, other tenants, rotated and wrong secrets. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Emulator } from "pulumi-partnercenter-emulator";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import { Offer, Provider, type ProviderArgs } from "../../sdk/index.js";
import { createOfferStack, credentials, nothing, type OfferStack, writes } from "./emulated-service.js";
import { program } from "./offer-program.js";
import type { OperationResult } from "./stack.js";
import { storedState } from "./stored-state.js";

const emea = { ...credentials, clientSecret: "secret-of-emea" };
const apac = {
  tenantId: "44444444-4444-4444-8444-444444444444",
  clientId: "55555555-5555-4555-8555-555555555555",
  clientSecret: "secret-of-apac",
};
const rotated = "rotated-secret-of-emea";
const unconfigured = { PARTNERCENTER_TENANT_ID: "", PARTNERCENTER_CLIENT_ID: "", PARTNERCENTER_CLIENT_SECRET: "" };

/** Two accounts in one program: four offers in one, and one of the same offer id in the other. */
function twoAccounts(emulator: Emulator, one: ProviderArgs = {}) {
  const settings: ProviderArgs = {
    endpoint: emulator.endpoint,
    loginEndpoint: emulator.loginEndpoint,
    requestsPerSecond: 1000,
  };
  return async () => {
    const first = new Provider("emea", { ...settings, ...emea, ...one });
    const second = new Provider("apac", { ...settings, ...apac });
    const simple = (offerId: string) => ({ offerId, alias: offerId, type: "AzureApplication" as const });
    for (const offerId of ["one", "two", "three", "four"]) {
      new Offer(offerId, simple(offerId), { provider: first });
    }
    new Offer("one-in-apac", simple("one"), { provider: second });
  };
}

/** A token, or an address that lets its holder write. Both have signs in them that no encrypted value has. */
const granting = /eyJ[\w-]+\.[\w-]+\.|[?&]sig=/;

describe("the engine, with explicit providers", function () {
  this.timeout(120_000);
  let at: OfferStack;
  const tenants = async () => (await at.service.products()).map(({ tenantId }) => tenantId).sort();

  before(async () => {
    const environment = {
      ...unconfigured,
      PARTNERCENTER_ENDPOINT: "https://nobody.invalid",
      PARTNERCENTER_LOGIN_ENDPOINT: "https://nobody.invalid",
    };
    at = await createOfferStack({
      environment,
      emulator: { credentials: [emea, { ...emea, clientSecret: rotated }, apac] },
    });
  });
  after(() => at.dispose());

  it("uses the account of each, also when four first calls come at the same time", async () => {
    const { counts } = await at.service.counting(() => at.stack.up({ program: twoAccounts(at.service.emulator) }));
    const expected = [emea, emea, emea, emea, apac].map(({ tenantId }) => tenantId);
    assert.deepEqual(await tenants(), expected);
    assert.equal(counts.token, 2);
  });

  it("replaces nothing when a secret is rotated, and refuses another tenant without touching anything", async () => {
    const same = await at.stack.up({ program: twoAccounts(at.service.emulator, { clientSecret: rotated }) });
    assert.deepEqual([same.counts.replace, same.counts.same], [0, 6]);
    const moved = twoAccounts(at.service.emulator, apac);
    const { result, counts } = await at.service.counting(() => at.stack.up({ program: moved, mayFail: true }));
    assert.equal(result.succeeded, false);
    const refused =
      "offer (one|two|three|four) belongs to tenant 11111111-\\S+ at 127\\.0\\.0\\.1:\\d+, " +
      "but the provider is configured for tenant 44444444-\\S+";
    assert.match(result.stdout, new RegExp(refused));
    assert.deepEqual(writes(counts.operations), []);
    const destroyed = await at.stack.destroy({ mayFail: true });
    assert.deepEqual([destroyed.succeeded, destroyed.counts.delete], [false, 1]);
    assert.doesNotMatch(destroyed.stdout + destroyed.stderr, / {4}at /);
    assert.deepEqual(new Set(await tenants()), new Set([emea.tenantId]));
    assert.equal((await tenants()).length, 4);
  });

  it("keeps no secret in the state in clear", async () => {
    await at.stack.up({ program: twoAccounts(at.service.emulator, { clientSecret: rotated }) });
    const text = await storedState(at);
    assert.match(text, /partnercenter:clientSecret/);
    for (const secret of [emea.clientSecret, rotated, apac.clientSecret]) {
      assert.equal(text.includes(secret), false, secret);
    }
    assert.doesNotMatch(text, granting);
  });
});

describe("the engine, with credentials of the environment", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack({ emulator: { credentials: [credentials] } });
  });
  after(() => at.dispose());

  it("tells wrong credentials in one line that says where they came from; no stack, no secret", async () => {
    at.useVariables({ PARTNERCENTER_CLIENT_SECRET: "a-wrong-secret" });
    const { succeeded, stdout, stderr, diagnostics } = await at.stack.up({ program: program(), mayFail: true });
    assert.equal(succeeded, false);
    const errors = diagnostics.filter(({ severity, urn }) => severity === "error" && urn.includes("Offer"));
    assert.equal(errors.length, 1, stdout);
    const [{ message }] = errors as [(typeof errors)[0]];
    assert.equal(message.split("\n").length, 1);
    for (const word of ["PARTNERCENTER_CLIENT_SECRET", "tenant", "Manager", "AADSTS7000215"]) {
      assert.ok(message.includes(word), `${word}: ${message}`);
    }
    assert.doesNotMatch(stdout + stderr, /a-wrong-secret| {4}at /);
  });

  it("stores for each resource a provider text that names only our handlers, and nothing secret", async () => {
    at.useVariables({});
    const live = program({ goal: "live", listing: { summary: pulumi.secret("an-unpublished-name") } });
    await at.stack.up({ program: live });
    const all = await storedState(at);
    const { resources } = JSON.parse(all).deployment as {
      resources: { type: string; inputs?: Record<string, unknown>; outputs?: Record<string, unknown> }[];
    };
    const ours = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/partnercenter:"));
    assert.equal(ours.length, 5);
    for (const { inputs, outputs } of ours) {
      const text = String(inputs?.__provider);
      assert.equal(outputs?.__provider, text);
      assert.ok(Buffer.byteLength(text) < 150, text);
      assert.deepEqual(
        [...text.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name),
        ["pulumi-partnercenter/handlers"],
      );
    }
    for (const secret of [credentials.clientSecret, "an-unpublished-name"]) {
      assert.equal(all.includes(secret), false, secret);
    }
    assert.doesNotMatch(all, granting);
    const { endpoint, loginEndpoint } = at.service.emulator;
    const source = clientSecretTokenSource({ ...credentials, loginEndpoint, origin: "this test" });
    assert.match(await source.token(endpoint), granting);
    assert.deepEqual((await at.stack.preview({ program: live })).counts, { ...nothing, same: 5 });
  });

  it("shows and stores nothing that the program marks as a secret: at conflicts, refusals and adoption", async () => {
    const marked = (name: string, adopt = false) =>
      program({
        listing: {
          summary: pulumi.secret(`unpublished ${name}`),
          supportLink: name === "refused" ? pulumi.secret("not-a-link") : "https://contoso.example/support",
        },
        offer: { adopt },
      });
    await at.stack.up({ program: marked("one") });
    const { id: productId } = await at.service.product();
    const colleague = at.service.colleague();
    const printed = ({ stdout, stderr }: OperationResult) => `${stdout}\n${stderr}`;
    await colleague.drafts.write({ productId, kind: "Listing" }, (body) => ({ ...body, summary: "By the colleague" }));
    const conflict = printed(await at.stack.up({ program: marked("two"), mayFail: true, diff: true }));
    assert.match(conflict, /listing\.summary is \(a secret\) in Partner Center, wanted is \(a secret\)/);
    const state = await storedState(at);
    const refused = printed(await at.stack.preview({ program: marked("refused"), mayFail: true, diff: true }));
    assert.match(refused, /listing\.supportLink \(a secret\) is not a link/);
    const { deployment, version } = await at.stack.exportState();
    await at.stack.importState({ version, deployment: { ...deployment, resources: [] } });
    const adopted = printed(await at.stack.preview({ program: marked("three", true), diff: true }));
    assert.match(adopted, /listing\.summary \(\(a secret\) becomes \(a secret\)\)/);
    for (const text of [conflict, refused, adopted]) assert.doesNotMatch(text, /unpublished|not-a-link|__secrets/);
    assert.doesNotMatch(state, /unpublished|not-a-link/);
  });
});
