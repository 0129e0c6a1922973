/** The decisions of the three-way merge, by tables: what differs, what is overwritten, what is a colleague's. */
import assert from "node:assert/strict";
import {
  canonical,
  changedPaths,
  content,
  type Field,
  takeManaged,
  touched,
  unmanagedChanges,
} from "../../../provider/fields/field.js";
import { flagField, guidSet, plainField, setOf } from "../../../provider/fields/forms.js";
import { differences, type Guard, merge } from "../../../provider/fields/merge.js";
import type { IsOurs } from "../../../provider/fields/said.js";
import { contentHash, shortHash } from "../../../provider/values/content-hash.js";
import { unmanagedInWords } from "../../../provider/values/difference.js";
import type { Properties } from "../../../provider/values/properties.js";
import { ChangedElsewhereError, ExistsError } from "../../../provider/values/refusals.js";
import { show, showBoth } from "../../../provider/values/show.js";
import { unknownMarker } from "../../../provider/values/unknown.js";

const owner = { name: "The alias" };
const text = plainField("block.text", "wireText");
const fields: Field[] = [
  text,
  plainField("block.title", "wireTitle", { initial: ({ name }) => name }),
  flagField("block.flag", "wireFlag"),
  { ...plainField("block.set", "wireSet"), canonical: setOf },
];
const body = (more: Properties = {}) => ({
  wireText: "there",
  wireTitle: "The alias",
  wireFlag: false,
  unknown: 1,
  ...more,
});
const inputs = (block: Properties) => ({ block });
const overwrite: Guard = { kind: "overwrite" };

describe("values are equal", () => {
  const equal: [unknown, unknown, Partial<Field>?][] = [
    ["a\r\nb", "a\nb"],
    [" a ", "a"],
    ["", undefined],
    [" \r\n", undefined],
    [[], undefined],
    [null, undefined],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [["b", "a", "b"], ["a", "b"], { canonical: setOf }],
    [[{ b: 1, a: 2 }, "x"], ["x", { a: 2, b: 1 }], { canonical: setOf }],
    [["a", "", " "], ["a"], { canonical: setOf }],
    [[""], undefined, { canonical: setOf }],
    [["one", " padded "], ["padded", "one"], { canonical: setOf }],
    [["ABC", "def"], ["DEF", "abc"], { canonical: guidSet }],
    ["true", true, flagField("x", "x")],
  ];
  for (const [a, b, more] of equal) {
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      const field = { ...text, ...more };
      assert.deepEqual(canonical(field, a), canonical(field, b));
    });
  }
  for (const [a, b] of [
    [0, undefined],
    [false, undefined],
    [
      ["a", "b"],
      ["b", "a"],
    ],
    ["1", 1],
    ["A", "a"],
  ]) {
    it(`but not ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      assert.notDeepEqual(canonical(text, a), canonical(text, b));
    });
  }
});

describe("what changes between two versions", () => {
  const cases: [name: string, before: Properties, after: Properties, changed: string[]][] = [
    ["nothing", { text: "a" }, { text: "a" }, []],
    ["a value", { text: "a" }, { text: "b" }, ["block.text"]],
    ["a key that is taken out", { text: "a", flag: true }, { text: "a" }, ["block.flag"]],
    ["a key that comes", {}, { flag: false }, ["block.flag"]],
    [
      "something not known yet, even when it was there",
      { text: unknownMarker },
      { text: unknownMarker },
      ["block.text"],
    ],
    ["something that has an unknown part", { set: ["a"] }, { set: ["a", unknownMarker] }, ["block.set"]],
    ["the order of a set: nothing", { set: ["a", "b"] }, { set: ["b", "a"] }, []],
  ];
  for (const [name, before, after, changed] of cases) {
    it(`is seen: ${name}`, () => assert.deepEqual(changedPaths(fields, inputs(before), inputs(after)), changed));
  }
});

describe("a merge", () => {
  const merged = (wanted: Properties, before?: Properties, guard: Guard = overwrite, actual = body()) =>
    merge(
      fields,
      actual,
      { inputs: inputs(wanted), before: before === undefined ? undefined : inputs(before) },
      owner,
      guard,
    );

  it("writes what the program sets, and leaves the rest and what it does not know", () => {
    assert.deepEqual(merged({ text: "ours", flag: true }), body({ wireText: "ours", wireFlag: true }));
    assert.deepEqual(merged({}), body());
  });

  it("does not touch a value that is equal in another form", () => {
    const actual = body({ wireText: "a\r\nb ", wireSet: ["b", "a"] });
    assert.deepEqual(merged({ text: "a\nb", set: ["a", "b"] }, undefined, overwrite, actual), actual);
  });

  it("gives back the service's initial value for what is taken out of the program", () => {
    const actual = body({ wireTitle: "Ours", wireFlag: true });
    const now = merged({}, { text: "there", title: "Ours", flag: true }, overwrite, actual);
    assert.deepEqual(now, { wireTitle: "The alias", wireFlag: false, unknown: 1 });
  });

  it("does not change what it was given", () => {
    const actual = body();
    merged({ text: "ours" }, undefined, overwrite, actual);
    assert.deepEqual(actual, body());
  });

  const lastSeen = (seen: Properties | undefined, isOurs: IsOurs = () => false): Guard => {
    return { kind: "lastSeen", what: "Its page", body: seen, isOurs };
  };
  const conflicts: [
    name: string,
    actual: Properties,
    seen: Properties | undefined,
    wanted: Properties,
    before: Properties,
    conflict: RegExp | undefined,
  ][] = [
    ["our own last value", { wireText: "old" }, { wireText: "old" }, { text: "new" }, { text: "old" }, undefined],
    [
      "a colleague's value",
      { wireText: "theirs" },
      { wireText: "old" },
      { text: "new" },
      { text: "old" },
      /block\.text is "theirs" in Partner Center, wanted is "new"/,
    ],
    [
      "a colleague's value that is ours too",
      { wireText: "new" },
      { wireText: "old" },
      { text: "new" },
      { text: "old" },
      undefined,
    ],
    [
      "a colleague's value in a field we do not set",
      { wireText: "theirs" },
      { wireText: "old" },
      { flag: true },
      {},
      undefined,
    ],
    ["a colleague's emptying", {}, { wireText: "old" }, { text: "new" }, { text: "old" }, /block\.text is \(not set\)/],
    [
      "a field taken out that a colleague changed",
      { wireText: "theirs" },
      { wireText: "old" },
      {},
      { text: "old" },
      /wanted is \(not set\)/,
    ],
    [
      "what we wrote and have not seen since",
      { wireText: "old" },
      undefined,
      { text: "new" },
      { text: "old" },
      undefined,
    ],
    ["what is as the service makes it and was never seen", {}, undefined, { text: "new" }, {}, undefined],
    [
      "what somebody has set and was never seen",
      { wireText: "theirs" },
      undefined,
      { text: "new" },
      {},
      /has values that this stack has never seen: block\.text is "theirs"/,
    ],
    [
      "two conflicts, both named",
      { wireText: "a", wireTitle: "b" },
      { wireText: "1", wireTitle: "2" },
      { text: "x", title: "y" },
      {},
      /block\.text .*; block\.title /,
    ],
  ];
  for (const [name, actual, seen, wanted, before, conflict] of conflicts) {
    it(`${conflict ? "refuses" : "overwrites"} ${name}`, () => {
      const work = () => merged(wanted, before, lastSeen(seen), { ...actual } as ReturnType<typeof body>);
      if (conflict === undefined) return assert.equal(work().wireText, wanted.text ?? actual.wireText);
      assert.throws(work, (error: Error) => error instanceof ChangedElsewhereError && conflict.test(error.message));
    });
  }

  it("overwrites what an interrupted run has written since it was last seen, and nothing else", () => {
    const isOurs: IsOurs = ([path, value]) => path === "block.text" && value === "killed";
    const work = (text: string, title = "The alias") => {
      const guard = lastSeen({ wireText: "old", wireTitle: "The alias" }, isOurs);
      const actual = { wireText: text, wireTitle: title } as ReturnType<typeof body>;
      return merged({ text: "new", title: "New" }, { text: "old" }, guard, actual).wireText;
    };
    assert.equal(work("killed"), "new");
    assert.throws(() => work("theirs"), /block\.text is "theirs" in Partner Center/);
    assert.throws(() => work("killed", "killed"), /block\.title is "killed" in Partner Center/);
  });

  it("continues our own unfinished work, and refuses anybody else's", () => {
    const unfinished: Guard = { kind: "unfinished", what: "The offer" };
    const fresh = { wireTitle: "The alias", wireFlag: false } as ReturnType<typeof body>;
    assert.equal(merged({ text: "ours", title: "Ours" }, undefined, unfinished, fresh).wireText, "ours");
    assert.throws(
      () => merged({ text: "ours" }, undefined, unfinished),
      (error: Error) => {
        assert.ok(error instanceof ExistsError);
        assert.match(error.message, /The offer exists already .*block\.text is "there".*`adopt: true`/);
        return true;
      },
    );
  });
});

describe("what is kept of an object", () => {
  const taken = (actual: Properties, managed: Properties) => {
    const state: Properties = {};
    takeManaged(fields, actual, inputs(managed), state, owner);
    return state;
  };
  it("is the program's own writing where the service agrees", () => {
    assert.deepEqual(taken({ wireSet: ["b", "a"], wireText: "x\r\n" }, { set: ["a", "b"], text: "x" }), {
      block: { text: "x", set: ["a", "b"] },
    });
  });
  it("is the service's where it does not, and nothing where it has nothing", () => {
    assert.deepEqual(taken({ wireText: "theirs" }, { text: "ours", set: ["a"] }), { block: { text: "theirs" } });
  });
  it("is not what the program does not set", () => assert.deepEqual(taken(body(), {}), {}));
  it("is an empty value where the service has its initial one", () => {
    assert.deepEqual(taken({ wireTitle: "The alias" }, { title: "", text: "" }), { block: { text: "", title: "" } });
  });
});

describe("a colleague's work", () => {
  it("is told for what the program does not set, in a line each", () => {
    const seen = body({ wireText: "new", wireFlag: true });
    const changes = unmanagedChanges(fields, body(), seen, inputs({ flag: true }));
    assert.deepEqual(changes.map(unmanagedInWords), [
      'block.text, which this program does not set, went from "there" to "new"',
    ]);
    assert.deepEqual(unmanagedChanges(fields, undefined, body(), {}), []);
  });
  it("is known from a fresh object", () => {
    assert.deepEqual(touched(fields, { wireTitle: "The alias", wireFlag: false }, {}, owner), []);
    assert.deepEqual(touched(fields, body({ wireTitle: "Theirs" }), inputs({ text: "ours" }), owner), ["block.title"]);
  });
  it("is not looked for in what is not known yet", () => {
    assert.deepEqual(
      differences(fields, body(), { inputs: inputs({ text: unknownMarker }), before: undefined }, owner),
      [],
    );
  });
});

describe("content", () => {
  const hash = (block: Properties) => contentHash(content(fields, inputs(block)));
  it("has the same hash in every equal form, and another one for another value", () => {
    assert.equal(hash({ set: ["a", "b"], text: "x\r\n" }), hash({ text: "x", set: ["b", "a"] }));
    assert.notEqual(hash({ text: "x" }), hash({ text: "y" }));
    assert.notEqual(hash({ text: "" }), hash({}), "a value that is set to nothing is managed");
    assert.match(hash({}), /^[0-9a-f]{64}$/);
    assert.match(shortHash(hash({})), /^[0-9a-f]{12}$/);
  });
  it("is unknown as soon as a part of it is", () => {
    assert.equal(hash({ text: unknownMarker }), unknownMarker);
    assert.equal(contentHash(content(fields, { block: unknownMarker })), unknownMarker);
  });
});

describe("two values for people", () => {
  const many = (...codes: string[]) => [...Array.from({ length: 40 }, (_, index) => `M${index}`), ...codes];
  const map = (more: Properties) => ({ ...Object.fromEntries(many().map((key) => [key, key])), ...more });
  const cases: [title: string, one: unknown, other: unknown, texts: [string, string]][] = [
    ["short ones are whole", ["a", "b"], ["a"], ['["a","b"]', '["a"]']],
    ["long lists are what they do not share", many("x"), many("y", "z"), ['["x"] beside 40 that agree', '["y","z"]']],
    ["long maps too", map({ M0: "other" }), map({}), ['{"M0":"other"} beside 39 that agree', '{"M0":"M0"}']],
    [
      "maps within maps too, where the difference is at the end",
      { calls: { name: "x".repeat(100), unit: "per call" } },
      { calls: { name: "x".repeat(100), unit: "per hour" } },
      ['{"calls":{"unit":"per call"}} beside 1 that agree', '{"calls":{"unit":"per hour"}}'],
    ],
    ["a long list and nothing", undefined, many(), ["(not set)", `${JSON.stringify(many()).slice(0, 97)}…`]],
    ["secrets are never shown", many("x"), many(), ["(a secret)", "(a secret)"]],
  ];
  for (const [title, one, other, texts] of cases) {
    it(title, () => assert.deepEqual(showBoth(one, other, title.includes("secret")), texts));
  }

  it("two long texts are cut", () => {
    const [one, other] = showBoth("x".repeat(200), "y".repeat(200));
    assert.deepEqual([one.length, other.length], [98, 98]);
  });
});

describe("a value for people", () => {
  it("is one short line", () => {
    assert.equal(show(undefined), "(not set)");
    assert.equal(show('a "b"\nc'), '"a \\"b\\"\\nc"');
    assert.equal(show({ b: 1, a: [2] }), '{"a":[2],"b":1}');
    assert.equal(show("x".repeat(500)).length, 98);
  });
});
