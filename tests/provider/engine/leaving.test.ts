/** A stack whose offer cannot be deleted: it stays whole, or is let go of as a whole, and nobody is left in between. */
import assert from "node:assert/strict";
import { release } from "../../../provider/kinds/publishing/release.js";
import { type Declared, failure } from "../declared.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const submissions = "GET /products/{productId}/submissions";

describe("a destroy", () => {
  const bench = workbench();
  let count = 0;

  /** A program that is in preview or live, its resources in the order in which the engine deletes them. */
  async function published(isLive: boolean): Promise<{ whole: WholeProgram; all: Declared[] }> {
    const whole = await WholeProgram.make(bench, `leaving-${++count}`);
    const submitted = await whole.submit();
    const all = [submitted, whole.plan, whole.asset, whole.offer];
    if (!isLive) return { whole, all };
    const released = bench.declared(release);
    await released.up(whole.release(submitted));
    return { whole, all: [released, ...all] };
  }

  async function destroyWith(variables: NodeJS.ProcessEnv, all: readonly Declared[]): Promise<string[]> {
    const run = bench.run({ ...bench.environment(), ...variables });
    return bench.printed(async () => {
      for (const declared of all) {
        declared.process = () => run;
        await declared.destroy();
      }
    });
  }

  for (const [where, isLive] of [
    ["is in preview", false],
    ["is live", true],
  ] as const) {
    it(`of an offer that ${where} is refused by whatever comes first, in one read, with the ways out`, async () => {
      const { all } = await published(isLive);
      for (const declared of all) {
        let refusal = "";
        const calls = await bench.calls(async () => {
          refusal = (await failure(declared.destroy())).message;
        });
        assert.deepEqual(calls, [submissions]);
        assert.match(
          refusal,
          new RegExp(`nothing was deleted, and the stack still has everything: submission 1 .* ${where}`),
        );
        assert.match(refusal, /run the same command with PARTNERCENTER_LEAVE_PUBLISHED=true in the environment/);
        assert.match(refusal, /Stop distribution.*remove it from the program and run `pulumi up`/);
      }
    });

    it(`of an offer that ${where} leaves everything when it is told to, and says so of each thing`, async () => {
      const { whole, all } = await published(isLive);
      let told: string[] = [];
      const writes = await bench.writes(async () => {
        told = await destroyWith({ PARTNERCENTER_LEAVE_PUBLISHED: "true" }, all);
      });
      assert.deepEqual(writes, []);
      assert.equal(told.length, all.length);
      for (const line of told)
        assert.match(line, new RegExp(`left in Partner Center as it is, since submission 1 .* ${where}`));
      assert.equal((await bench.colleague.list(`/products/${whole.productId}/variants`)).length, 1);
    });
  }

  it("on the emulator ends well by itself, and says what Partner Center would do", async () => {
    const { all } = await published(true);
    const told = await destroyWith({ PARTNERCENTER_LEAVE_PUBLISHED: "" }, all);
    assert.equal(told.length, 1, "once, and not of each resource");
    assert.match(
      String(told[0]),
      /left in the emulator, since submission 1 .* is live\. Partner Center would refuse this/,
    );
  });

  it("whose emulator does not run any more ends well too", async () => {
    const { all } = await published(true);
    for (const { outputs } of all) outputs.account = { tenantId: "contoso", endpoint: "127.0.0.1:9" };
    const gone = await destroyWith({ PARTNERCENTER_ENDPOINT: "http://127.0.0.1:9/v1.0/ingestion" }, all);
    assert.match(String(gone[0]), /gone with its emulator/);
  });

  it("of a draft deletes all of it, also when it is told to leave what cannot be deleted", async () => {
    const whole = await WholeProgram.make(bench, "leaving-draft");
    const writes = await bench.writes(() =>
      destroyWith({ PARTNERCENTER_LEAVE_PUBLISHED: "true" }, [whole.plan, whole.asset, whole.offer]),
    );
    assert.deepEqual(writes, [
      "DELETE /products/{productId}/variants/{variantId}",
      "DELETE /products/{productId}/packages/{packageId}",
      "DELETE /products/{productId}",
    ]);
  });

  it("of a plan alone, which is live, leaves it when it is told to", async () => {
    const { whole } = await published(true);
    whole.plan.process = () => bench.run({ ...bench.environment(), PARTNERCENTER_LEAVE_PUBLISHED: "true" });
    const told = await bench.printed(() => whole.plan.takeOut());
    assert.match(told.join(), /plan gold: left in Partner Center, since this API cannot delete it/);
  });
});
