/** Two resources of one program for the same object would take turns in overwriting each other: an error. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Offer, Plan, Provider, Release, Submission } from "../../sdk/index.js";
import { complaints } from "./recorded.js";

const anOffer = (offerId: pulumi.Input<string>) => ({ offerId, alias: "Contoso", type: "AzureApplication" as const });
const aPlan = (offer: Offer | string, planId: pulumi.Input<string>) => ({
  offer,
  planId,
  planType: "solution-template" as const,
  name: "Plan",
});

const errors = async (program: () => void) => (await complaints(program)).errors;

describe("declared twice in one program", () => {
  it("is an offer of the same id, known at once or later", async () => {
    const [first, ...rest] = await errors(() => {
      new Offer("one", anOffer("contoso"));
      new Offer("two", anOffer("contoso"));
      new Offer("other", anOffer("fabrikam"));
    });
    assert.match(
      String(first),
      /^The offer contoso is declared by two resources of this program, "one" and "two"\. .*remove one of them/,
    );
    assert.deepEqual(rest, []);
    const late = await errors(() => {
      new Offer("one", anOffer(pulumi.output("late")));
      new Offer("two", anOffer("late"));
    });
    assert.equal(late.length, 1);
  });

  it("is a plan of the same id in the same offer, not in another one", async () => {
    const found = await errors(() => {
      const offer = new Offer("offer", anOffer("plans"));
      const other = new Offer("other", anOffer("other-plans"));
      new Plan("one", aPlan(offer, "gold"));
      new Plan("two", aPlan(offer, pulumi.output("gold")));
      new Plan("three", aPlan(other, "gold"));
      new Plan("four", aPlan(offer, "silver"));
    });
    assert.equal(found.length, 1);
    assert.match(
      String(found[0]),
      /^The plan gold of offer plans is declared by two resources of this program, "one" and "two"/,
    );
  });

  it("is a submission or a release of the same offer", async () => {
    const found = await errors(() => {
      const offer = new Offer("offer", anOffer("submitted"));
      const submission = new Submission("one", { offer });
      new Submission("two", { offer });
      new Release("three", { offer, submission });
      new Release("four", { offer, submission });
    });
    assert.deepEqual(found.map((text) => text.split(" ")[1]).sort(), ["release", "submission"]);
  });

  it("is not the same offer id in two accounts", async () => {
    const found = await errors(() => {
      const emea = new Provider("emea", { tenantId: "emea" });
      const apac = new Provider("apac", { tenantId: "apac" });
      new Offer("one", anOffer("everywhere"));
      new Offer("two", anOffer("everywhere"), { provider: emea });
      new Offer("three", anOffer("everywhere"), { provider: apac });
    });
    assert.deepEqual(found, []);
  });

  it("is not the same offer in two runs", async () => {
    for (const _ of [1, 2]) {
      assert.deepEqual(await errors(() => void new Offer("one", anOffer("again"))), []);
    }
  });
});

describe("the technical configuration of another plan", () => {
  it("is that of a plan of the same type", async () => {
    const found = await errors(() => {
      const offer = new Offer("offer", anOffer("types"));
      const base = new Plan("base", aPlan(offer, "base"));
      const setup = { technicalConfigurationOf: base };
      new Plan("same", { ...aPlan(offer, "same"), setup });
      new Plan("managed", {
        ...aPlan(offer, "managed"),
        planType: pulumi.output("managed-application" as const),
        setup,
      });
    });
    assert.match(
      found.join(),
      /^Plan "managed": property setup\.technicalConfigurationOf is a plan of the type solution-template, and this one/,
    );
  });
});
