/** Offers and plans of the Product Ingestion API that a stack has imported, and then changes. */
import assert from "node:assert/strict";
import { handlersOf } from "../../../../provider/engine/lifecycle.js";
import { ingestedSubjects, saidOf } from "../../ingested-subjects.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("what was imported", () => {
  const bench = workbench({ speed: 0 });
  let count = 0;

  for (const [name, subject] of Object.entries(ingestedSubjects)) {
    it(`is changed: ${name}`, async () => {
      const runs = await IngestionRuns.of(bench, guids.tenant);
      const offerId = `imported-${++count}`;
      await subject.prepare(runs, offerId);
      const made = runs.declared(subject.kind);
      await made.up(subject.first(offerId));
      const declared = runs.declared(subject.kind);
      const {
        id,
        props = {},
        inputs = {},
      } = await handlersOf(subject.kind, () => runs.run()).import(String(made.id), {});
      assert.equal(id, made.id);
      Object.assign(declared, { id, outputs: props, inputs });
      const program = saidOf(subject, offerId, 2);
      // What no import has, such as credentials and files, is set for the first time: that takes a `force`.
      delete program.leads;
      program.listing = subject.first(offerId).listing;
      if (name === "a plan of images of containers") delete program.technicalConfiguration;
      assert.equal(await declared.up(program), "updated");
      assert.equal(await declared.up(program), "unchanged");
    });
  }
});
