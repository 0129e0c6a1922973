/** Mistakes are found at preview, all at once, without credentials; what is not known yet is no mistake. */
import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, Plan, Release, Submission } from "../../sdk/index.js";
import { createOfferStack, noRequests, type OfferStack } from "./emulated-service.js";
import { offerArgs, planArgs, png, program, write } from "./offer-program.js";

describe("the engine, with mistakes in the program", function () {
  this.timeout(120_000);
  let at: OfferStack;
  const preview = (declare: pulumi.automation.PulumiFn) =>
    at.service.counting(() => at.stack.preview({ program: declare, mayFail: true }));

  before(async () => {
    at = await createOfferStack();
    at.useVariables({ PARTNERCENTER_TENANT_ID: "", PARTNERCENTER_CLIENT_ID: "", PARTNERCENTER_CLIENT_SECRET: "" });
    await write(at.folder, "logos/odd.png", png(90, 48, 0));
    await write(at.folder, "logos/text.png", "no picture");
    await write(at.folder, "broken/mainTemplate.json", "{");
  });
  after(() => at.dispose());

  // The engine ends a preview at the first resource whose check fails; so it is one preview for each.
  const productId = "6aaf29b2-45e1-4fd8-976b-e25c0b8d97ac";
  const mistakes: Record<string, { declare: () => void; expected: RegExp[] }> = {
    "an offer": {
      declare: () => {
        const bad = offerArgs(
          { offerId: "Contoso", previewAudience: { subscriptions: ["no-guid"] } },
          {
            summary: "x".repeat(101),
            keywords: ["a", "b", "c", "d"],
            logos: { small: "logos/odd.png", medium: "logos/none.png", large: "logos/text.png" },
          },
        );
        new Offer("app", bad);
      },
      expected: [
        /property offerId value .*"Contoso" is not a valid offer id/,
        /' has a problem: listing\.summary .*is 101 characters long; Partner Center allows at most 100/,
        /' has a problem: listing\.keywords .*has 4 keywords; Partner Center allows at most 3/,
        /' has a problem: listing\.logos\.small .*is 90 × 48 pixels; Partner Center takes 48 × 48 pixels here/,
        /' has a problem: listing\.logos\.medium .*logos\/none\.png/,
        /' has a problem: listing\.logos\.large .*is not a picture/,
        /' has a problem: previewAudience\.subscriptions\[0\] .*is not a GUID/,
      ],
    },
    "a package": {
      declare: () => new ApplicationPackage("files", { offer: productId, path: "broken" }),
      expected: [
        /property path value .*has no createUiDefinition\.json at its root/,
        /property path value .*in mainTemplate\.json: is not JSON: line 1, column 2/,
      ],
    },
    "a plan": {
      declare: () => {
        const availability = {
          markets: ["US", "XX"],
          monthlyPrice: -1,
          monthlyPrices: { US: { amount: 1, currency: "ZZZ" } },
        };
        const technical = { version: "1.0", authorizations: [{ principalId: "nobody", role: "Owner" }] };
        new Plan("standard", planArgs(productId, "id", { planId: "p".repeat(51), availability }, technical));
      },
      expected: [
        /property planId value .*is 51 characters long/,
        /' has a problem: availability\.markets\[1\] .*"XX" is not a market/,
        /' has a problem: availability\.monthlyPrice .*a price cannot be below zero/,
        /' has a problem: availability\.monthlyPrices\.US\.currency .*"ZZZ" is not a currency/,
        /' has a problem: technicalConfiguration\.version .*"1\.0" is not a version/,
        /' has a problem: technicalConfiguration\.authorizations\[0\]\.principalId .*"nobody" is not a GUID/,
      ],
    },
  };
  for (const [what, { declare, expected }] of Object.entries(mistakes)) {
    it(`names each of many findings in ${what} by its property, in one preview`, async () => {
      const { result, counts } = await preview(async () => declare());
      assert.equal(result.succeeded, false);
      for (const pattern of expected) assert.match(result.stdout, pattern);
      assert.doesNotMatch(result.stdout, / {4}at /);
      assert.deepEqual(counts, noRequests);
    });
  }

  it("refuses two resources on one offer, plan, submission or release, naming both", async () => {
    const { result } = await preview(async () => {
      const offer = new Offer("app", offerArgs());
      new Offer("again", offerArgs());
      const files = new ApplicationPackage("files", { offer, path: "app" });
      const plan = new Plan("standard", planArgs(offer, files));
      new Plan("twice", planArgs(offer, files));
      const submission = new Submission("preview", { offer, plans: [plan] });
      new Submission("second", { offer });
      new Release("live", { offer, submission });
      new Release("third", { offer, submission });
    });
    assert.equal(result.succeeded, false);
    const errors = result.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    for (const [first, second] of [
      ["app", "again"],
      ["standard", "twice"],
      ["preview", "second"],
      ["live", "third"],
    ]) {
      assert.ok(
        errors.some((text) => text.includes(`"${first}"`) && text.includes(`"${second}"`)),
        `${first} and ${second}: ${errors.join("\n")}`,
      );
    }
  });

  it("takes what is not known yet for no mistake, in every kind of argument", async () => {
    const { result, counts } = await preview(async () => {
      const other = new Offer("other", offerArgs({ offerId: "contoso-other" }));
      const later = <T>(value: T): pulumi.Output<T> => other.productId.apply(() => value);
      const offer = new Offer("app", {
        offerId: later("contoso-app"),
        alias: later("Contoso App"),
        type: "AzureApplication",
        properties: later({ categories: { a: ["b"] } }),
        listing: {
          title: later("Title"),
          keywords: [later("app")],
          contacts: { support: later({ name: "a", email: "a@b.c", phone: "1" }) },
          logos: { small: later("logos/small.png") },
          screenshots: [{ file: later("logos/small.png") }],
        },
        previewAudience: { subscriptions: later(["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"]) },
        resale: { channel: later("Enabled" as const) },
        adopt: later(true),
      });
      const files = new ApplicationPackage("files", { offer, path: later("app") });
      const plan = new Plan("standard", {
        offer: later("id"),
        planId: later("standard"),
        planType: later("managed-application" as const),
        name: later("Standard"),
        listing: later({ summary: "Text" }),
        availability: {
          visibility: later("Private" as const),
          markets: [later("US")],
          monthlyPrice: later(1),
          monthlyPrices: { US: { amount: later(1), currency: later("USD") } },
          privateAudience: { tenants: later({}) },
        },
        technicalConfiguration: {
          version: later("1.0.0"),
          package: files,
          authorizations: [{ principalId: later("x"), role: later("Owner") }],
          justInTimeAccess: later(true),
          policies: later({}),
        },
      });
      const whole = new Plan("whole", { ...planArgs(offer, files), technicalConfiguration: later({ version: "1" }) });
      const submission = new Submission("preview", {
        offer,
        plans: [plan, whole],
        certificationNotes: later("Note"),
        timeouts: { create: later("1h") },
      });
      new Release("live", { offer, submission: later("12"), waitFor: later("live" as const) });
      new Submission("other", {
        offer: other,
        plans: [
          new Plan("of-other", planArgs(other, new ApplicationPackage("of-other", { offer: other, path: "app" }))),
        ],
        waitFor: later("accepted" as const),
        publisherId: submission.submissionId,
      });
    });
    assert.ok(result.succeeded, result.stdout);
    assert.equal(result.counts.create, 10);
    assert.deepEqual(counts, noRequests);
  });

  it("names adopt when the offer is somebody else's; with it, the preview says what would be overwritten", async () => {
    const colleague = at.service.colleague();
    const product = await colleague.products.create({
      resourceType: "AzureApplication",
      name: "Contoso App",
      offerId: "contoso-app",
    });
    await colleague.drafts.write({ productId: product.id, kind: "Listing" }, (body) => ({
      ...body,
      summary: "Theirs",
    }));
    at.useVariables({});
    const { result } = await at.service.counting(() => at.stack.up({ program: program(), mayFail: true }));
    assert.equal(result.succeeded, false);
    assert.match(result.stdout, /offer contoso-app: .*exists already.*`aliases: .*set `adopt: true`/);
    const adopting = program({ offer: { adopt: true } });
    const shown = await at.stack.preview({ program: adopting });
    assert.match(shown.stdout, /this would be overwritten: .*listing\.summary \("Theirs" becomes "An application/);
    await at.stack.up({ program: adopting });
    assert.equal((await at.stack.preview({ program: adopting })).counts.same, 3);
    assert.equal((await at.service.product()).id, product.id);
  });
});
