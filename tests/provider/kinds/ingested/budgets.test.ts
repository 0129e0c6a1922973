/** How many requests an edit of offers and plans of each type takes, and how large a state is. */
import assert from "node:assert/strict";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { bundle } from "../../container-programs.js";
import { ingestedSubjects } from "../../ingested-subjects.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("an edit of one text", () => {
  const bench = workbench({ speed: 0 });

  const texts: Readonly<Record<string, string>> = {
    "an offer of virtual machines": "listing.summary",
    "a plan of virtual machines": "listing.summary",
    "an offer of containers": "listing.summary",
    "a plan of containers": "listing.summary",
    "an offer of SaaS": "listing.gettingStartedInstructions",
    "a plan of SaaS": "listing.description",
  };
  for (const [name, path] of Object.entries(texts)) {
    it(`of ${name} takes three reads and a post of one resource at most, a refresh three, and no edit none`, async () => {
      const subject = ingestedSubjects[name];
      assert.ok(subject);
      const runs = await IngestionRuns.of(bench, guids.tenant);
      await subject.prepare(runs, "budget");
      const declared = runs.declared(subject.kind);
      const program = subject.first("budget");
      await declared.up(program);
      await runs.unchanged(declared, program);
      setPath(program, path, "In other words");
      const calls = await bench.calls(async () => assert.equal(await declared.up(program), "updated"));
      assert.equal(postsIn(calls), 1);
      assert.ok(readsIn(calls) <= 3, calls.join());
      const sent = bench.emulator.requests().findLast(({ method }) => method === "POST");
      assert.equal(sent?.resources, 1);
      assert.ok((await bench.calls(() => declared.refresh())).length <= 3);
      await runs.unchanged(declared, program);
      bench.emulator.reset();
    });
  }
});

describe("a plan with a hundred bundles", () => {
  const bench = workbench({ speed: 0 });

  it("has a state below 64 KB, whoever names them", async () => {
    const runs = await IngestionRuns.of(bench, guids.tenant);
    const subject = ingestedSubjects["a plan of containers"];
    assert.ok(subject);
    await subject.prepare(runs, "large");
    const plan = runs.declared(subject.kind);
    const program: Properties = subject.first("large");
    const many = Array.from({ length: 100 }, (_, index) => [`1.${index}.0`, bundle(index)]);
    setPath(program, "technicalConfiguration.kubernetes.bundles", Object.fromEntries(many));
    await plan.up(program);
    const one = runs.declared(subject.kind);
    setPath(program, "technicalConfiguration.kubernetes.bundles", { "1.0.0": bundle(0) });
    await one.up({ ...program, adopt: true });
    for (const declared of [plan, one]) {
      await declared.refresh();
      const size = JSON.stringify(declared.stored()).length;
      assert.ok(size < 64 * 1024, `${size} bytes`);
    }
  });
});
