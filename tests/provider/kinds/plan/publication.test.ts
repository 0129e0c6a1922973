/** Whether a plan counts as published, and what is then locked of values that the program has never set. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { publicationLocks } from "../../../../provider/kinds/shared/publication-locks.js";
import { Findings } from "../../../../provider/values/findings.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { front } from "../../front.js";
import { guids } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

describe("a plan", () => {
  const bench = workbench();
  const service = front(bench);
  let whole: WholeProgram;

  before(async () => {
    whole = await WholeProgram.make(bench, "plan-publication");
    await bench.declared(release).up(whole.release(await whole.submit()));
    service.take(whole.plan);
  });

  function madePrivate(): Properties {
    const program = structuredClone(whole.planProgram);
    setPath(program, "availability.visibility", "Private");
    setPath(program, "availability.privateAudience", { subscriptions: { [guids.subscription]: "ours" } });
    return program;
  }
  const locked = /availability\.visibility cannot become Private once the plan is published/;

  /** What the service says of each submission beside what it is. */
  function submissionsAre(more: (submission: Properties) => Properties): void {
    service.answer = (call, body) => {
      const isList = /^GET \S+\/submissions(\?|$)/.test(call);
      return isList ? { ...body, value: (body.value as Properties[]).map((one) => ({ ...one, ...more(one) })) } : body;
    };
  }

  it("whose submission is live is published", async () => {
    assert.match((await failure(whole.plan.diff(madePrivate()))).message, locked);
  });

  it("that loses the price of a market is told how selling there is stopped", () => {
    const price = { amount: 45, currency: "EUR" };
    const refused = (wanted: object) =>
      publicationLocks["availability.monthlyPrices"].refuses({ DE: price, FR: price }, wanted, {}) ?? "";
    assert.match(
      refused({ DE: price }),
      /^\(FR\) .*\. To stop selling in FR, leave the price and name the market in stop/,
    );
    assert.match(
      refused({ DE: price, FR: { ...price, amount: 46 } }),
      /^\(FR\) cannot change .* set the new price here$/,
    );
  });

  const canceled = { state: "Cancelled", substate: "Cancelled" };
  const failed = { state: "InProgress", substate: "Failed" };
  for (const [what, states] of Object.entries({ canceled, failed })) {
    it(`whose only submission was ${what} is not published`, async () => {
      submissionsAre(() => states);
      assert.deepEqual(await whole.plan.diff(madePrivate()), {
        changes: true,
        replaces: [],
        deleteBeforeReplace: false,
      });
    });
  }

  it("that is not in what is live is not published", async () => {
    submissionsAre(() => ({ variantResources: [{ variantID: guids.otherSubscription, resources: [] }] }));
    assert.equal((await whole.plan.diff(madePrivate())).changes, true);
  });

  it("that is published is not asked about when a colleague has changed what the program does not set", async () => {
    const before = structuredClone(whole.plan.outputs);
    const clouds = ["public-azure", "azure-government"];
    whole.plan.outputs = whole.plan.opened();
    setPath(whole.plan.outputs, "observed.variant.cloudAvailabilities", clouds);
    const program = structuredClone(whole.planProgram);
    setPath(program, "listing.summary", "Another");
    assert.deepEqual(await bench.calls(() => whole.plan.diff(program)), []);
    whole.plan.outputs = before;
  });

  describe("that is published, and of which nobody has seen a value", () => {
    /** The state of a program that never set it, as an interrupted run may leave it. */
    async function diffWithout(path: string, memory: string, value: unknown) {
      const { outputs } = whole.plan;
      whole.plan.outputs = whole.plan.opened();
      setPath(whole.plan.outputs, path, undefined);
      setPath(whole.plan.outputs, memory, undefined);
      const program = structuredClone(whole.planProgram);
      setPath(program, path, value);
      try {
        return await whole.plan.diff(program);
      } finally {
        whole.plan.outputs = outputs;
      }
    }

    it("is locked at the value that a new plan has", async () => {
      const error = await failure(diffWithout("setup.clouds", "observed.variant", ["azure-government"]));
      assert.match(error.message, /setup\.clouds cannot lose public-azure once the plan is published there/);
    });

    it("may say that it has the value that a new plan has", async () => {
      const trial = { type: "NoTrial" };
      await diffWithout("availability.trial", "observed.drafts.FeatureAvailability", trial);
      await diffWithout("setup.clouds", "observed.variant", ["public-azure"]);
    });
  });
});

describe("a live plan that uses the technical configuration of another one", () => {
  const bench = workbench({ scenario: "instant", switches: { lockPublishedFields: true } });

  it("is warned of, and is detached, submitted and live again, as Microsoft asks for", async () => {
    const whole = await WholeProgram.make(bench, "detached");
    const { technicalConfiguration, ...rest } = structuredClone(whole.planProgram);
    const sharing = { ...rest, planId: "second", name: "Second", setup: { technicalConfigurationOf: whole.plan.id } };
    const second = bench.declared(plan);
    await second.up(sharing);
    const findings = new Findings();
    await plan.derive(sharing, findings, {});
    assert.match(String(findings.warnings()[0]?.reason), /^is being deprecated by Microsoft/);
    const submitted = await whole.submit();
    const released = bench.declared(release);
    await released.up(whole.release(submitted));

    const { setup: _, ...own } = sharing;
    assert.equal(await second.up({ ...own, technicalConfiguration }), "updated");
    await submitted.up(whole.submission({ certificationNotes: "detached" }));
    await released.up(whole.release(submitted));
    assert.equal(released.outputs.substate, "InStore");
    const [, variant] = await bench.colleague.list(`/products/${whole.productId}/variants`);
    assert.equal(variant?.referenceVariantID, undefined);
    const { message } = await failure(second.diff(sharing));
    assert.match(message, /technicalConfigurationOf cannot be begun with once the plan is published/);
  });
});
