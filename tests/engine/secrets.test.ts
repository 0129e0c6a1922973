/** What a program took back from its secrets stays sealed, whatever fails on the way. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { OfferListing } from "../../sdk/index.js";
import { createOfferStack, type OfferStack } from "./emulated-service.js";
import { offerArgs, program } from "./offer-program.js";
import { everythingStored, storedState } from "./stored-state.js";

const { summary: _, ...listing } = offerArgs().listing as OfferListing;
const earlier = program({
  offer: { leads: { azureTable: { connectionString: "AccountKey=old-canary" } } },
  listing: { summary: pulumi.secret("a canary in the listing") },
});
const later = program({
  offer: { leads: { httpsEndpoint: { url: "https://crm.contoso.example/new-canary" } }, listing },
});

describe("the engine, when an update fails that replaces secrets", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
    await at.stack.up({ program: earlier });
    at.service.emulator.setFaults([
      { operation: "POST /products/{id}/leadconfiguration", effect: { status: 400 } },
      { operation: "PUT /products/{id}/listings/{id}", effect: { status: 400 } },
    ]);
    const failed = await at.stack.up({ program: later, mayFail: true });
    assert.match(failed.stdout, /Partner Center refused what was sent/);
    at.service.emulator.setFaults([]);
  });
  after(() => at.dispose());

  it("keeps the old ones, sealed", async () => {
    assert.match(await storedState(at), /"azureTable"/);
    for (const text of await everythingStored(at)) assert.doesNotMatch(text, /canary/);
  });

  it("keeps them sealed through a refresh", async () => {
    await at.stack.refresh();
    assert.match(await storedState(at), /"azureTable"/);
    for (const text of await everythingStored(at)) assert.doesNotMatch(text, /canary/);
  });

  it("has the new ones alone after the next update", async () => {
    await at.stack.up({ program: later });
    const state = await storedState(at);
    assert.doesNotMatch(state, /"azureTable"|__sealed/);
    assert.match(state, /"httpsEndpoint"/);
    for (const text of await everythingStored(at)) assert.doesNotMatch(text, /canary/);
    assert.equal((await at.stack.preview({ program: later })).counts.same, 3);
  });
});
