/** A submission that is given its plans and image versions by ids, as all languages but TypeScript give them. */
import assert from "node:assert/strict";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { decode, encode } from "../../native/wire.js";
import type { Properties } from "../../provider/values/properties.js";
import { unknownMarker } from "../../provider/values/unknown.js";
import type { Declared } from "../provider/declared.js";
import { WholeProgram } from "../provider/whole-program.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

describe("a submission that is given ids of resources", () => {
  const bench = workbench();
  let door: Door;
  beforeEach(async () => {
    door = await Door.open(bench);
  });
  afterEach(() => door.stop());

  /** What the engine asks of an offer and a plan that are there, before it comes to what depends on them. */
  async function comesTo(whole: WholeProgram, { offer = {}, plan = {} } = {}): Promise<string> {
    const come = async (kind: string, { id, inputs, outputs }: Declared, program: Properties) => {
      const checked = await door.check(kind, program, inputs, [], String(id));
      await door.diff(kind, String(id), encode(outputs), checked.getInputs() as Struct);
    };
    await come("Offer", whole.offer, { ...whole.offerProgram, ...offer });
    await come("Plan", whole.plan, { ...whole.planProgram, ...plan });
    return String(whole.plan.id);
  }

  async function submissionOf(program: Properties, olds?: Properties) {
    const checked = await door.check("Submission", program, olds);
    return {
      inputs: decode(checked.getInputs()).properties,
      failures: checked.getFailuresList().map((one) => one.getReason()),
    };
  }

  it("knows what they say: as the class in TypeScript tells it", async () => {
    const whole = await WholeProgram.make(bench, "given-ids");
    const plan = await comesTo(whole);
    const { inputs } = await submissionOf({ offer: whole.productId, plans: [plan] });
    assert.deepEqual(inputs.content, whole.submission().content);
    assert.deepEqual([inputs.planIds, inputs.offerId], [["gold"], "given-ids"]);
    const byClass = await submissionOf(whole.submission({ planIds: ["gold"] }));
    assert.equal(inputs.__contentHash, byClass.inputs.__contentHash);
  });

  it("sees a plan that changes, and takes one that this run leaves out as it was", async () => {
    const whole = await WholeProgram.make(bench, "given-edit");
    const plan = await comesTo(whole);
    const program = { offer: whole.productId, plans: [plan] };
    const { inputs: first } = await submissionOf(program);
    await comesTo(whole, { plan: { listing: { summary: "Another" } } });
    const { inputs: second } = await submissionOf(program, first);
    assert.notEqual(second.__contentHash, first.__contentHash);
    const another = await Door.open(bench);
    try {
      const checked = await another.check("Submission", program, first);
      assert.deepEqual(decode(checked.getInputs()).properties.content, first.content);
    } finally {
      another.stop();
    }
  });

  it("takes a plan that the program only looks up", async () => {
    const whole = await WholeProgram.make(bench, "given-looked-up");
    await door.read("Plan", String(whole.plan.id));
    const { inputs, failures } = await submissionOf({ offer: whole.productId, plans: [whole.plan.id] });
    assert.deepEqual(failures, []);
    const [name] = Object.keys(inputs.content as object);
    assert.equal(name, "plan gold");
  });

  it("refuses what this run does not know, and a plan of another offer", async () => {
    const whole = await WholeProgram.make(bench, "given-wrong");
    const other = await WholeProgram.make(bench, "given-other");
    await comesTo(whole);
    const foreign = await comesTo(other);
    const { failures } = await submissionOf({ offer: whole.productId, plans: ["gold", foreign] });
    assert.match(
      failures[0] ?? "",
      /plans\[0\] is "gold", of no Plan or VirtualMachinePlan or ContainerPlan or SaasPlan that this run has come to before\. Give the `id`/,
    );
    assert.match(failures[1] ?? "", /plans\[1\] is plan gold of another offer/);
    const misspelt = await submissionOf({ offer: whole.productId, plans: "gold" });
    assert.match(misspelt.failures.join(), /must be a list of ids of plans/);
  });

  it("is told where it has named one by a text, and so was not waited for", async () => {
    const whole = await WholeProgram.make(bench, "given-texts");
    const plan = await comesTo(whole);
    const { inputs } = await submissionOf({ offer: whole.productId, plans: [plan] });
    const another = await Door.open(bench);
    try {
      await another.check("Submission", { offer: whole.productId, plans: [plan] }, inputs);
      const { id, inputs: program, outputs } = whole.plan;
      await assert.rejects(
        another.diff("Plan", String(id), encode(outputs), encode(program)),
        /plan gold: the submission of offer .* names it by the text ".*Name the resource itself/,
      );
    } finally {
      another.stop();
    }
  });

  it("says what they lack to be published", async () => {
    const whole = await WholeProgram.make(bench, "given-lacking");
    const plan = await comesTo(whole, { offer: { listing: { title: "Alone" } } });
    const { inputs, failures } = await submissionOf({ offer: whole.productId, plans: [plan] });
    const { offer } = inputs.lacking as { offer: string[] };
    assert.ok(offer.includes("listing.summary") && !offer.includes("listing.title"), offer.join());
    assert.match(failures.join(), /given-lacking, listing\.shortDescription is required to publish/);
    assert.doesNotMatch(failures.join(), /listing\.summary/, "Partner Center has it");
  });

  it("warns of a reseller's channel where all plans are private", async () => {
    const whole = await WholeProgram.make(bench, "given-resale");
    const plan = await comesTo(whole, {
      offer: { resale: { channel: "Enabled" } },
      plan: { availability: { visibility: "Private" } },
    });
    const printed = await bench.printed(
      async () => void (await submissionOf({ offer: whole.productId, plans: [plan] })),
    );
    assert.match(
      printed.join("\n"),
      /warning: offer given-resale: resale\.channel is "Enabled", but all plans are private/,
    );
  });

  it("waits for what is not known yet", async () => {
    const { inputs, failures } = await submissionOf({ offer: unknownMarker, plans: [unknownMarker] });
    assert.deepEqual(failures, []);
    assert.deepEqual([inputs.content, inputs.planIds], [unknownMarker, unknownMarker]);
  });
});
