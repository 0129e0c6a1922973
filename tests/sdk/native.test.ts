/** `partnercenter:native`: the classes of a program by the plugin, where the stack has chosen it. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Offer, Provider } from "../../sdk/index.js";
import { complaints, record } from "./recorded.js";

const anOffer = { offerId: "contoso", alias: "Contoso", type: "AzureApplication" } as const;

describe("a program of a stack that has chosen the plugin", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  const recorded = (options: pulumi.CustomResourceOptions = {}) =>
    record(() => {
      pulumi.runtime.setAllConfig({ "partnercenter:native": "true" });
      const provider = new Provider("emea", { tenantId: "fabrikam", clientSecret: "hush", headers: { a: "b" } });
      new Offer("offer", anOffer, { provider, ...options });
    });

  it("registers the plugin's types, with the same inputs", async () => {
    const { type, inputs, secretOutputs } = (await recorded()).named("offer");
    assert.equal(type, "partnercenter:index:Offer");
    const { __provider, __stack, __urn, ...plain } = inputs;
    assert.deepEqual(plain, anOffer);
    assert.equal(__urn, "urn:pulumi:stack::project::partnercenter:index:Offer::offer");
    assert.deepEqual(secretOutputs, ["observed"]);
  });

  it("has an explicit provider of the plugin, with plain keys", async () => {
    const { type, inputs } = (await recorded()).named("emea");
    assert.equal(type, "pulumi:providers:partnercenter");
    assert.deepEqual(Object.keys(inputs).sort(), ["clientSecret", "headers", "tenantId"]);
  });

  it("refuses two resources for one offer all the same, and no two of two providers", async () => {
    const { errors } = await complaints(() => {
      pulumi.runtime.setAllConfig({ "partnercenter:native": "true" });
      new Offer("one", anOffer);
      new Offer("two", anOffer);
      new Offer("elsewhere", anOffer, { provider: new Provider("emea", { tenantId: "fabrikam" }) });
    });
    assert.equal(errors.length, 1);
    assert.match(String(errors[0]), /declared by two resources of this program, "one" and "two"/);
  });

  it("may import what exists", async () => {
    assert.equal((await recorded({ import: "contoso" })).named("offer").type, "partnercenter:index:Offer");
  });
});
