/**
 * What a colleague changes in an object of the service, and the program does not set, survives our edit of the same
 * object.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { valueIn } from "../../provider/fields/compared.js";
import { canonical, isManaged } from "../../provider/fields/field.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { getPath, type Properties, same } from "../../provider/values/properties.js";
import { workbench } from "../provider/workbench.js";
import { edit } from "./edits.js";
import { accepted } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";
import { type Place, Subject, subjectKinds } from "./subjects.js";

/** Values of the service's objects for which no class has a property, or had none when this was written. */
const wireOnly: Record<string, Properties> = {
  properties: {
    extendedProperties: [{ type: "x", value: "y" }],
    applicableProducts: [{ name: "z", more: [1, { a: 2 }] }],
    submissionVersion: "theirs",
    productTags: ["theirs"],
  },
  productavailabilities: { enterpriseLicensing: "Theirs" },
  featureavailabilities: {
    properties: [{ type: "ApplicableClouds", value: "PublicAzure" }],
    markets: [{ friendlyName: "Theirs", marketCode: "AD" }],
  },
  variants: { extendedProperties: [{ type: "x", value: "y" }], leadGenID: "theirs", conversionPaths: "theirs" },
};

/** The service derives these from another field. */
const derived: Record<string, readonly string[]> = { "properties.standardContract": ["termsOfUse"] };

/**
 * Lays a colleague's values over an object: of fields that the program leaves alone, and of keys that have no field.
 */
function editedByColleague(where: Place, body: Properties, programs: readonly Properties[], theirs: Properties) {
  const { fields, collection } = where.module;
  const managed = fields.filter((field) => programs.some((program) => isManaged(field, program)));
  const seen = (now: Properties) => managed.map((field) => canonical(field, field.read(now)));
  const claimed = new Set(fields.flatMap(({ wire }) => wire));
  const extra = Object.entries(wireOnly[collection] ?? {}).filter(([key]) => !claimed.has(key));
  let edited: Properties = { ...structuredClone(body), ...Object.fromEntries(extra) };
  for (const field of fields.filter((candidate) => !managed.includes(candidate))) {
    const value = valueIn(field, theirs);
    if (canonical(field, value) === undefined || field.path in derived) continue;
    const next = structuredClone(edited);
    field.write(next, structuredClone(value), { name: "theirs" });
    if (same(seen(next), seen(edited))) edited = next; // otherwise it is no edit of this field alone
  }
  return edited;
}

/**
 * Whether the language that a field belongs to is still there; one that is removed takes a colleague's work with it,
 * and is refused.
 */
function hasLanguageOf({ path }: { path: string }, program: Properties): boolean {
  const [block, code] = path.split(".");
  return block !== "translations" || getPath(program, `${block}.${code}`) !== undefined;
}

for (const [name, kind] of subjectKinds) {
  describe(`a colleague's work on ${name}`, function () {
    this.timeout(600_000);
    const bench = workbench({ switches: { testDriveVariant: true } });
    const subject = new Subject(bench, kind, false);
    before(() => subject.prepare());

    it("survives an edit by us in the same object", async () => {
      const values = fc.tuple(subject.programs, subject.programs, subject.programs, fc.nat(1_000));
      await holdsFor(kind === offer ? seeds(1, 80) : seeds(81, 200), values, async ([one, two, three, start]) => {
        const declared = bench.declared(kind);
        const [random, other, theirs] = subject.ofOne(one, two, three) as [Properties, Properties, Properties];
        const program = await accepted(declared, random);
        const edited = await edit(declared, program, other, subject.places(declared, program), start);
        fc.pre(edited !== undefined && hasLanguageOf(edited.where, edited.program));
        if (edited === undefined) return;
        await declared.up(program);
        const where = subject.places(declared, program).find(({ path }) => path === edited.where.path) as Place;
        const { module } = where;
        const body = await module.read().catch(() => undefined); // no leads have been set yet
        if (body === undefined) return;
        await module.write(editedByColleague(where, body, [program, edited.program], theirs));
        const before = await module.read();
        // The service derives fields from others: what it changed of ours is another matter.
        const ours = module.fields.filter((field) => isManaged(field, program));
        fc.pre(ours.every((field) => same(canonical(field, field.read(body)), canonical(field, field.read(before)))));
        const refusal = await declared.up(edited.program).then(
          () => undefined,
          (error: Error) => error,
        );
        const after = await module.read();
        if (refusal !== undefined) {
          // Fields that share entries: what the colleague did would be undone, so it is said, and nothing is written.
          const shared = module.fields.filter(
            ({ path, wire }) => path !== where.path && wire.some((key) => where.wire.includes(key)),
          );
          assert.match(refusal.message, /this stack (last saw it|has never seen)/);
          assert.ok(
            shared.some(({ path }) => refusal.message.includes(`${path} is `)),
            refusal.message,
          );
          assert.deepEqual(after, before);
          return;
        }
        const written = ["@odata.etag", ...where.wire, ...(derived[where.path] ?? [])];
        for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
          if (!written.includes(key)) assert.deepEqual(after[key], before[key], `${key}, when we edited ${where.path}`);
        }
        for (const field of module.fields.filter(({ path }) => path !== where.path)) {
          if (field.wire.some((key) => (derived[where.path] ?? []).includes(key))) continue;
          const [was, is] = [before, after].map((state) => canonical(field, field.read(state)));
          assert.deepEqual(is, was, `${field.path}, when we edited ${where.path}`);
        }
        await declared.refresh();
        assert.equal((await declared.diff(edited.program)).changes, false);
      });
    });
  });
}
