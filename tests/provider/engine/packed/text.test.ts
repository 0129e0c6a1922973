/** JSON in few bytes: whatever it holds comes back as it was, and only beside the texts with which it was packed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { packed, unpacked } from "../../../../provider/engine/packed/text.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { sealed } from "../../../../provider/values/secrets.js";

const hex = (length: number) =>
  fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length }).map((all) => all.join(""));

/** Few of them, so that they come back often. */
const ids = fc.oneof(
  fc.constantFrom(...[1, 2, 3].map((digit) => `${digit}1111111-2222-4333-8444-555555555555`)),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  hex(8).map((digits) => `"${digits}-0000-0800-0000-${digits}0000"`),
  hex(64),
  hex(70),
);
const texts = fc.oneof(ids, fc.string({ unit: "binary" }), fc.tuple(ids, ids).map(String), fc.constant("\u0002\u0010"));
const values = fc.dictionary(texts, fc.oneof(texts, fc.jsonValue(), fc.array(texts, { maxLength: 40 })));

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Properties;

describe("a packed text", () => {
  it("is unpacked to what it was", () => {
    fc.assert(
      fc.property(values, values, (value, beside) => {
        assert.deepEqual(unpacked(packed(json(value), json(beside)), json(beside)), json(value));
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it("takes few bytes for a text and an id that are beside it", () => {
    const description = Array.from({ length: 200 }, (_, index) => `Word ${index ** 3}`).join(" ");
    const value = { listing: { description, id: "d9bffff6-f7da-d963-e733-6b490649c12a" } };
    const beside = { description, listingId: value.listing.id };
    assert.ok(packed(value, {}).length > 1_000);
    assert.ok(packed(value, beside).length < 80, packed(value, beside));
  });

  it("is unpacked beside a secret, which is stored sealed and handed back in clear", () => {
    const value = { description: "What nobody may see" };
    const stored = packed(value, { listing: { description: sealed(value.description) } });
    assert.deepEqual(unpacked(stored, { listing: { description: value.description } }), value);
  });

  it("is not unpacked beside other texts, also where these are as long", () => {
    const value = { description: "This is how it was written" };
    const stored = packed(value, { description: value.description });
    assert.equal(unpacked(stored, { description: "This is how it wasn't used" }), undefined);
    assert.equal(unpacked(stored, {}), undefined);
  });

  it("is not unpacked when a byte of it is another one", () => {
    const stored = packed({ id: "d9bffff6-f7da-d963-e733-6b490649c12a" }, {});
    const broken = `${stored.slice(0, -3)}${stored.at(-3) === "A" ? "B" : "A"}${stored.slice(-2)}`;
    assert.equal(unpacked(broken, {}), undefined);
  });
});
