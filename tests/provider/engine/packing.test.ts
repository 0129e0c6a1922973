/** What the state keeps of objects as they were last seen: packed, and read in the forms of earlier releases. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { packed } from "../../../provider/engine/packed/text.js";
import { packedWords } from "../../../provider/engine/packed/words.js";
import { opened } from "../../../provider/engine/packing.js";
import { isObject } from "../../../provider/values/properties.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe("what was last seen", () => {
  const bench = workbench();
  let whole: WholeProgram;
  before(async () => {
    whole = await WholeProgram.make(bench, "packed");
  });

  it("takes less than 350 bytes in the state of a plan, and is all there", () => {
    const { outputs } = whole.plan;
    assert.equal(typeof outputs.observed, "string");
    const { observed } = whole.plan.opened();
    assert.ok(isObject(observed) && bytes(observed) > 7000);
    assert.ok(bytes(outputs.observed) < 350, `${bytes(outputs.observed)} bytes`);
    assert.ok(bytes(whole.offer.outputs.observed) < 350, `${bytes(whole.offer.outputs.observed)} bytes`);
  });

  it("is taken from states that have it in clear, for an update that asks for no more", async () => {
    whole.plan.outputs = whole.plan.opened();
    const program = structuredClone(whole.planProgram);
    (program.listing as Record<string, unknown>).summary = "Another";
    const calls = await bench.calls(() => whole.plan.up(program));
    assert.equal(calls.length, 2, calls.join(", "));
    assert.equal(typeof whole.plan.outputs.observed, "string");
  });

  it("is the same text as long as it is the same", async () => {
    const { observed } = whole.plan.outputs;
    await whole.plan.refresh();
    assert.equal(whole.plan.outputs.observed, observed);
  });

  // A number that is packed as an object would be.
  const packedNumber = packed(7, { name: "a" });
  for (const [what, text] of [
    ["of another form", "9:abc"],
    ["that is broken", "2:abc"],
    ["that is no object", packedNumber],
  ] as const) {
    it(`is not known from a text ${what}`, () => {
      assert.deepEqual(opened({ name: "a", observed: text }), { name: "a" });
    });
  }

  it("is packed by words that never change: states are read by the same ones", () => {
    const digest = createHash("sha256").update(packedWords).digest("hex");
    assert.equal(
      digest,
      "8c29577b9134aa8dff7a86eacfeb747a0a50d217a46e9892e78deb9272a2b2e7",
      "other words need another form",
    );
  });
});
