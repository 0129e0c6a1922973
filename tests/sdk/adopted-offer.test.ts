/**
 * The plans of an offer that is about to be taken over: at a preview they know their offer, so that it can be compared.
 */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Offer, type OfferArgs, Plan, Provider } from "../../sdk/index.js";
import { secret, workbench } from "../provider/workbench.js";
import { record } from "./recorded.js";

describe("at a preview, the offer of a plan", () => {
  const bench = workbench();
  const anOffer: OfferArgs = { offerId: "adopted", alias: "Adopted", type: "AzureApplication", adopt: true };
  let productId = "";
  before(async () => {
    productId = String((await bench.colleague.createProduct("adopted", "Adopted")).id);
  });
  after(() => pulumi.runtime.setAllConfig({}));

  /** What two plans of an offer were given as their offer, and how many calls that took. */
  const offerOfPlans = async (
    args: OfferArgs,
    { preview = true, hasCredentials = true, hasProvider = false, isInStack = false } = {},
  ) => {
    let given: unknown[] = [];
    const calls = await bench.calls(async () => {
      const { resources } = await record(
        () => {
          pulumi.runtime.setAllConfig({
            "partnercenter:endpoint": bench.emulator.endpoint,
            "partnercenter:loginEndpoint": bench.emulator.loginEndpoint,
            ...(hasCredentials
              ? {
                  "partnercenter:tenantId": "contoso",
                  "partnercenter:clientId": "app",
                  "partnercenter:clientSecret": secret,
                }
              : {}),
          });
          const { endpoint, loginEndpoint } = bench.emulator;
          const own = { tenantId: "contoso", clientId: "app", clientSecret: secret, endpoint, loginEndpoint };
          const options = hasProvider ? { provider: new Provider("own", own) } : {};
          const offer = new Offer("offer", args, options);
          for (const planId of ["gold", "silver"]) {
            new Plan(planId, { offer, planId, planType: "managed-application", name: planId });
          }
        },
        preview,
        isInStack || !preview,
      );
      given = resources.filter(({ type }) => type.endsWith(":Plan")).map(({ inputs }) => inputs.offer);
      given = given.map((offer) => (typeof offer === "string" ? offer : "unknown"));
    });
    return { given: [...new Set(given)], calls: calls.length };
  };
  const unknown = { given: ["unknown"], calls: 0 };

  it("is known when it is taken over, with one request for all of them", async () => {
    assert.deepEqual(await offerOfPlans(anOffer), { given: [productId], calls: 1 });
    assert.deepEqual(await offerOfPlans({ ...anOffer, adopt: "unchanged" }), { given: [productId], calls: 1 });
    assert.deepEqual((await offerOfPlans({ ...anOffer, adopt: pulumi.output(true) })).given, [productId]);
  });

  it("is not asked for when it is not taken over, and not without credentials", async () => {
    assert.deepEqual(await offerOfPlans({ ...anOffer, adopt: false }), unknown);
    assert.deepEqual(await offerOfPlans(anOffer, { hasCredentials: false }), unknown);
  });

  it("is looked up with the offer's own provider", async () => {
    assert.deepEqual(await offerOfPlans(anOffer, { hasCredentials: false, hasProvider: true }), {
      given: [productId],
      calls: 1,
    });
  });

  it("is not asked for when it is in the stack", async () => {
    assert.deepEqual(await offerOfPlans(anOffer, { isInStack: true }), { given: ["id-of-offer"], calls: 0 });
  });

  it("is not known where there is none, or another one that it would replace", async () => {
    const externalIDs = [{ type: "AzureOfferId", value: "a-container" }];
    await bench.colleague.call("POST", "/products", { resourceType: "AzureContainer", name: "Adopted", externalIDs });
    assert.deepEqual((await offerOfPlans({ ...anOffer, offerId: "a-container" })).given, unknown.given);
    assert.deepEqual((await offerOfPlans({ ...anOffer, offerId: "no-such-offer" })).given, unknown.given);
    assert.deepEqual((await offerOfPlans({ ...anOffer, alias: "Another" })).given, unknown.given);
  });

  it("is the resource's own id in an update, and nobody is asked", async () => {
    assert.deepEqual(await offerOfPlans(anOffer, { preview: false }), { given: ["id-of-offer"], calls: 0 });
  });
});
