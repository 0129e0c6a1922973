/** A list of the service that a program writes as a map. */
import assert from "node:assert/strict";
import { type KeyedList, readKeyed, without, writeKeyed } from "../../../provider/fields/keyed-list.js";
import type { Properties } from "../../../provider/values/properties.js";

const people: KeyedList = {
  key: "email",
  fromEntry: ({ name }) => ({ name }),
  toEntry: (value, old) => ({ ...without(old, "name"), ...(value as Properties) }),
};
const there = [
  { email: "Ada@contoso.com", name: "Ada", theirs: 1 },
  { email: "bob@contoso.com", name: "Bob", theirs: 2 },
];

describe("a list that a program writes as a map", () => {
  it("is read by its keys, as the service spells them", () =>
    assert.deepEqual(readKeyed(people, there), {
      "Ada@contoso.com": { name: "Ada" },
      "bob@contoso.com": { name: "Bob" },
    }));

  it("has the program's entries only, each with what the service keeps of it beside", () => {
    const written = writeKeyed(people, there, { "bob@contoso.com": { name: "Robert" }, "eve@contoso.com": {} });
    assert.deepEqual(written, [{ email: "bob@contoso.com", name: "Robert", theirs: 2 }, { email: "eve@contoso.com" }]);
  });

  it("loses of an entry what the program leaves out", () =>
    assert.deepEqual(writeKeyed(people, there, { "bob@contoso.com": {} }), [{ email: "bob@contoso.com", theirs: 2 }]));

  it("knows an entry in another letter case where that has no meaning, and leaves it its own", () => {
    const value = { "ADA@contoso.com": { name: "Ada L." } };
    assert.deepEqual(writeKeyed({ ...people, ignoresCase: true }, there, value), [
      { email: "Ada@contoso.com", name: "Ada L.", theirs: 1 },
    ]);
    assert.deepEqual(writeKeyed(people, there, value), [{ email: "ADA@contoso.com", name: "Ada L." }]);
  });
});
