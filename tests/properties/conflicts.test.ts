/**
 * When we and a colleague change the same property, each to a value of their own, nothing is written and both values
 * are told.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { valueIn } from "../../provider/fields/compared.js";
import { canonical } from "../../provider/fields/field.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { type Properties, same } from "../../provider/values/properties.js";
import { showBoth } from "../../provider/values/show.js";
import { failure } from "../provider/declared.js";
import { workbench } from "../provider/workbench.js";
import { edit } from "./edits.js";
import { accepted } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";
import { type Place, Subject, subjectKinds } from "./subjects.js";

for (const [name, kind] of subjectKinds) {
  describe(`a property of ${name} that a colleague changes as well`, function () {
    this.timeout(600_000);
    const bench = workbench({ switches: { testDriveVariant: true } });
    const subject = new Subject(bench, kind, false);
    before(() => subject.prepare());

    it("is refused with both values, and nothing is written", async () => {
      const values = fc.tuple(subject.programs, subject.programs, subject.programs, fc.nat(1_000));
      await holdsFor(kind === offer ? seeds(1, 80) : seeds(81, 200), values, async ([one, two, three, start]) => {
        const declared = bench.declared(kind);
        const [random, other, theirs] = subject.ofOne(one, two, three) as [Properties, Properties, Properties];
        const program = await accepted(declared, random);
        const at = (place: Place, of: Properties) => canonical(place, valueIn(place, of));
        const places = subject.places(declared, program).filter((place) => {
          const [set, ours, value] = [program, other, theirs].map((of) => at(place, of));
          return (
            set !== undefined && ours !== undefined && value !== undefined && !same(value, set) && !same(value, ours)
          );
        });
        const edited = await edit(declared, program, other, places, start);
        fc.pre(edited !== undefined);
        if (edited === undefined) return;
        await declared.up(program);
        const where = subject.places(declared, program).find(({ path }) => path === edited.where.path) as Place;
        const body = await where.module.read();
        const value = valueIn(where, theirs);
        where.write(body, structuredClone(value), { name: "theirs" });
        await where.module.write(body);
        const before = await where.module.read();
        fc.pre(same(canonical(where, where.read(before)), canonical(where, value)));

        const { message } = await failure(declared.up(edited.program));
        const [actual, wanted] = showBoth(at(where, theirs), at(where, edited.program), where.concealed);
        const told = `${where.path} is ${actual} in Partner Center, wanted is ${wanted}`;
        assert.ok(message.includes(told), `"${told}" is not in: ${message}`);
        assert.deepEqual(await where.module.read(), before);
      });
    });
  });
}
