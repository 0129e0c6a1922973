/** What an edit costs in requests, counted in the emulator's log. */
import assert from "node:assert/strict";
import { setPath } from "../../../provider/values/properties.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const changing = (calls: readonly string[]) => calls.filter((call) => !call.startsWith("GET "));

for (const instanceIdsChangeAtPublish of [false, true]) {
  describe(`with instance ids that ${instanceIdsChangeAtPublish ? "change" : "stay"} at publish`, () => {
    const bench = workbench({ switches: { instanceIdsChangeAtPublish } });
    let whole: WholeProgram;

    before(async () => {
      whole = await WholeProgram.make(bench, `budget-${instanceIdsChangeAtPublish}`);
    });

    const edit = {
      "an offer's listing": (text: string) => {
        setPath(whole.offerProgram, "listing.summary", text);
        return whole.offer.up(whole.offerProgram);
      },
      "a plan's listing": (text: string) => {
        setPath(whole.planProgram, "listing.summary", text);
        return whole.plan.up(whole.planProgram);
      },
    };
    const put = "PUT /products/{productId}/listings/{id}";

    for (const [what, change] of Object.entries(edit)) {
      it(`an edited text of ${what} costs two requests, of which one writes`, async () => {
        const calls = await bench.calls(() => change("An edit"));
        assert.ok(calls.length <= 2, calls.join(", "));
        assert.deepEqual(changing(calls), [put]);
        const again = await bench.calls(() => change("Another edit"));
        assert.ok(again.length <= 2, again.join(", "));
      });
    }

    it("an edited text costs at most four requests when a submission was made since", async () => {
      for (const [what, change] of Object.entries(edit)) {
        await whole.submit();
        const calls = await bench.calls(() => change(`After a submission, ${what}`));
        assert.ok(calls.length <= 4, calls.join(", "));
        assert.deepEqual(changing(calls), [put]);
        assert.ok(!calls.some((call) => /images|videos|assets/.test(call)), "files are copied with their listing");
        const again = await bench.calls(() => change(`And once more, ${what}`));
        assert.ok(again.length <= 2, again.join(", "));
      }
      const listing = await bench.colleague.draft(whole.productId, "Listing");
      assert.equal(listing.summary, "And once more, an offer's listing");
    });

    it("an update without a change of content costs no request", async () => {
      for (const [declared, program] of [
        [whole.offer, whole.offerProgram],
        [whole.plan, whole.planProgram],
      ] as const) {
        const calls = await bench.calls(async () => {
          const news = await declared.check(program);
          await declared.handlers.update(declared.id as string, structuredClone(declared.outputs), news);
        });
        assert.deepEqual(calls, []);
      }
    });

    it("a refresh of an offer lists each kind of its files once, and asks for nothing twice", async () => {
      const calls = await bench.calls(() => whole.offer.refresh());
      const files = calls.filter((call) => /images|videos|assets/i.test(call));
      assert.deepEqual(
        files.sort(),
        ["assets", "images", "videos"].map((kind) => `GET /products/{productId}/listings/{id}/${kind}`),
      );
      const branches = calls.filter((call) => call.includes("getByModule"));
      const others = calls.filter((call) => !call.includes("getByModule"));
      assert.equal(new Set(others).size, others.length, others.join(", "));
      assert.ok(calls.length <= 19, `${calls.length}: ${calls.join(", ")}`);
      assert.ok(branches.length <= 5, branches.join(", "));
    });

    it("nothing is lost by a submission: what is read afterwards is what the program says", async () => {
      await whole.submit();
      await whole.offer.refresh();
      await whole.plan.refresh();
      assert.equal(await whole.offer.up(whole.offerProgram), "unchanged");
      assert.equal(await whole.plan.up(whole.planProgram), "unchanged");
    });
  });
}
