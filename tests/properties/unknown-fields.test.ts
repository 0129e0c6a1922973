/**
 * Keys that no table of ours knows survive a merge, at any depth of what the program leaves alone. The emulator has the
 * fields of the API reference only, so this is asked of the tables themselves.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Run } from "../../provider/engine/run.js";
import { valueIn } from "../../provider/fields/compared.js";
import type { Field } from "../../provider/fields/field.js";
import { differences, merge } from "../../provider/fields/merge.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { offerDraftPages, offerObjectPages } from "../../provider/kinds/offer/pages.js";
import { planDraftPages } from "../../provider/kinds/plan/pages.js";
import { planSetupPage } from "../../provider/kinds/plan/setup.js";
import { isObject, type Properties } from "../../provider/values/properties.js";
import { Declared } from "../provider/declared.js";
import { accepted, noFiles, randomOffer, randomPlan } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";
import { subjectKinds } from "./subjects.js";

const owner = { name: "The owner" };

/** A key that nobody knows in the object and in all objects inside of it. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, each]) => [key, withUnknown(each)]);
  return { ...Object.fromEntries(inner), "unknown to us": { since: "today" } };
}

function bodyOf(fields: readonly Field[], program: Properties): Properties {
  const body: Properties = {};
  for (const field of fields) {
    const value = valueIn(field, program);
    if (value !== undefined) field.write(body, structuredClone(value), owner);
  }
  return withUnknown(body) as Properties;
}

const tables: Record<string, readonly (readonly Field[])[]> = {
  "an offer": [...offerDraftPages, ...offerObjectPages].map(({ fields }) => fields),
  "a plan": [planSetupPage.fields, ...planDraftPages.map(({ fields }) => fields)],
};

for (const [name, kind] of subjectKinds) {
  describe(`what our tables do not know of ${name}`, function () {
    this.timeout(600_000);
    it("survives each merge", async () => {
      const programs = kind === offer ? randomOffer(noFiles) : randomPlan(noFiles);
      await holdsFor(seeds(1, 200), fc.tuple(programs, programs), async ([one, other]) => {
        const declared = new Declared(kind, () => new Run({ get: () => undefined }, {}));
        const wanted = await accepted(declared, one);
        const there = await accepted(declared, other);
        for (const fields of tables[name] as (readonly Field[])[]) {
          const body = bodyOf(fields, there);
          const merged = merge(fields, body, { inputs: wanted, before: undefined }, owner, { kind: "overwrite" });
          const changed = differences(fields, body, { inputs: wanted, before: undefined }, owner).map(
            ({ path }) => path,
          );
          const written = fields.filter(({ path }) => changed.includes(path)).flatMap(({ wire }) => wire);
          // Another kind of lead destination takes the place of the first.
          const isAnother = written.includes("resourceType") && merged.resourceType !== body.resourceType;
          const known = new Set(fields.flatMap(({ wire }) => wire));
          const untouched = Object.keys(body).filter((key) => !(isAnother ? known.has(key) : written.includes(key)));
          assert.ok(untouched.includes("unknown to us"));
          for (const key of untouched) assert.deepEqual(merged[key], body[key], `${key}, after ${changed}`);
          assert.deepEqual(
            differences(fields, merged, { inputs: wanted, before: undefined }, owner),
            [],
            "a merge is all it takes",
          );
        }
      });
    });
  });
}
