/** Findings: one per property, by a path that people can read. */
import assert from "node:assert/strict";
import { z } from "zod";
import { isCurrency, isMarket, marketCodes } from "../../../provider/kinds/shared/markets.js";
import { checkSchema, Findings, formatPath, known } from "../../../provider/values/findings.js";
import type { Properties } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";

const schema = z.strictObject({
  name: z.string().max(3, { error: "is too long" }),
  kind: z.enum(["a", "b"], { error: "must be a or b" }),
  list: z.array(z.strictObject({ id: z.string() })).optional(),
  map: z.record(z.string().regex(/^[a-z]+$/, { error: "is no good key" }), z.number()).optional(),
});

function check(inputs: Properties): Record<string, string> {
  const findings = new Findings();
  checkSchema(schema, inputs, findings);
  return Object.fromEntries(findings.list().map(({ property, reason }) => [property, reason]));
}

describe("findings", () => {
  it("are none for what is right", () =>
    assert.deepEqual(check({ name: "x", kind: "a", list: [{ id: "1" }], map: { a: 1 } }), {}));

  it("are several for a property that holds many things, unless it is wrong itself", () => {
    const findings = new Findings();
    findings.addAll("files", []);
    findings.addAll("files", ["one", "two"]);
    findings.add("path", "is missing");
    findings.addAll("path", ["one"]);
    assert.deepEqual(
      findings.list().map(({ property, reason }) => [property, reason]),
      [
        ["files", "one"],
        ["files", "two"],
        ["path", "is missing"],
      ],
    );
  });

  it("say what is required, too much, misspelled or wrong", () => {
    assert.deepEqual(check({ nmae: "x" }), {
      name: "is required",
      kind: "is required",
      nmae: "is not a property of this resource; check its spelling: did you mean name?",
    });
    assert.deepEqual(check({ name: "long", kind: "c", list: [{ id: "1" }, {}], map: { "no good": 1 } }), {
      name: "is too long",
      kind: "must be a or b",
      "list[1].id": "is required",
      'map["no good"]': "is no good key",
    });
  });

  it("say in plain words which type is wanted", () => {
    const plain = z.strictObject({
      text: z.string(),
      amount: z.number(),
      yes: z.boolean(),
      list: z.array(z.string()),
      object: z.strictObject({}),
      map: z.record(z.string(), z.string()),
      nothing: z.string(),
      code: z.string(),
    });
    const findings = new Findings();
    const wrong = { text: 1, amount: "1", yes: 1, list: "a,b", object: "x", map: ["x"], nothing: null, code: () => 1 };
    checkSchema(plain, wrong, findings);
    assert.deepEqual(Object.fromEntries(findings.list().map(({ property, reason }) => [property, reason])), {
      text: "must be a text, not a number",
      amount: "must be a number, not a text",
      yes: "must be true or false, not a number",
      list: "must be a list, not a text",
      object: "must be an object, not a text",
      map: "must be an object, not a list",
      nothing: "must be a text, not null",
      code: "must be a text, not a function",
    });
  });

  it("are none about what is not known yet, or has an unknown part", () => {
    assert.deepEqual(
      check({ name: unknownMarker, kind: unknownMarker, list: unknownMarker, map: { a: unknownMarker } }),
      {},
    );
    assert.deepEqual(check({ name: "x", kind: "a", list: [unknownMarker, { id: unknownMarker }] }), {});
  });

  it("keep the first one for a property", () => {
    const findings = new Findings();
    findings.add("a", "first");
    findings.add("a", "second");
    assert.deepEqual(findings.list(), [{ property: "a", reason: "first" }]);
  });

  it("keep warnings apart from what stops a run: any number for a property, each text once", () => {
    const findings = new Findings();
    findings.warn("a", "first");
    findings.warn("a", "second");
    findings.warn("a", "first");
    assert.deepEqual(findings.list(), []);
    assert.deepEqual(
      findings.warnings().map(({ property, reason }) => [property, reason]),
      [
        ["a", "first"],
        ["a", "second"],
      ],
    );
  });

  const paths: [path: PropertyKey[], text: string][] = [
    [["a"], "a"],
    [["a", "b", 0, "c"], "a.b[0].c"],
    [["a", "x.y"], 'a["x.y"]'],
    [["a", "dash-ed"], "a.dash-ed"],
    [["a", "5b4a"], 'a["5b4a"]'],
    [[], ""],
  ];
  for (const [path, text] of paths)
    it(`write a path as ${text || "nothing"}`, () => assert.equal(formatPath(path), text));

  it("are made from what is known only", () => {
    assert.equal(known({ a: { b: 1 } }, "a.b"), 1);
    assert.equal(known({ a: unknownMarker }, "a.b"), undefined);
    assert.equal(known({ a: [unknownMarker] }, "a"), undefined);
  });
});

describe("what findings quote", () => {
  const schema = z.record(z.string(), z.unknown());
  const found = (inputs: Properties) => {
    const findings = new Findings();
    checkSchema(schema, inputs, findings);
    return findings.list();
  };

  it("is in one line, of a length that can be read, in errors and warnings alike", () => {
    const findings = new Findings();
    findings.add("a\u001b".repeat(5000), `one\r\ntwo\u202e${"x".repeat(100_000)}`);
    findings.warn("b", "y".repeat(100_000));
    for (const { property, reason } of [...findings.list(), ...findings.warnings()]) {
      assert.ok(property.length <= 2000 && reason.length <= 3100, `${property.length}, ${reason.length}`);
      assert.doesNotMatch(property + reason, /[\p{Cc}\u202e]/u);
    }
    assert.match(findings.list()[0]?.reason ?? "", /^one two\\u\{202e\}x+…$/);
  });

  it("is cut where it is shown only: keys of a state are made of paths, too", () => {
    const title = "x y".repeat(100);
    assert.equal(formatPath(["documents", title, "file"]), `documents["${title}"].file`);
  });

  it("is no half of a character: no text that is sent could hold it", () => {
    assert.deepEqual(found({ whole: "😀", list: ["a", "\udc00"] }), [
      {
        property: "list[1]",
        reason:
          "has half of a character (U+DC00, at position 1), which no text can hold; it comes from a text that was " +
          "cut. Take it out",
      },
    ]);
    assert.deepEqual(found({ "a\ud83d": { b: 1 } }), [
      { property: '["a\\u{d83d}"]', reason: "has half of a character in its name. Take it out" },
    ]);
  });

  it("is no key that Pulumi loses", () => {
    const inputs = JSON.parse('{ "map": { "__proto__": "x", "constructor": "y" } }') as Properties;
    assert.deepEqual(found(inputs), [
      { property: "map.__proto__", reason: "cannot be a name: Pulumi loses it. Choose another one" },
    ]);
  });
});

describe("markets and currencies", () => {
  it("are known: 141 markets, and the currencies", () => {
    assert.equal(new Set(marketCodes).size, 141);
    assert.ok(["US", "DE", "JP", "va"].every(isMarket) && !["XX", "EU", ""].some(isMarket));
    assert.ok(["USD", "EUR", "JPY"].every(isCurrency) && !["usd", "EURO", "XYZ"].some(isCurrency));
  });
});
