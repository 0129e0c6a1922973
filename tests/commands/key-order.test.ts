/** An exported program has its keys in the order of Partner Center's pages. */
import assert from "node:assert/strict";
import { z } from "zod";
import { inSchemaOrder } from "../../commands/key-order.js";

describe("the keys of an exported resource", () => {
  const inner = z.strictObject({ first: z.string().optional(), second: z.string().optional() });
  const schema = z.strictObject({
    block: inner.optional(),
    list: z.array(inner),
    map: z.record(z.string(), inner).optional(),
    any: z.unknown(),
  });

  it("are in the order of the schema, also in lists and maps; those of maps and unknown ones stay in theirs", () => {
    const mixed = { second: "2", first: "1" };
    const ordered = inSchemaOrder(
      { more: 1, any: mixed, map: { b: mixed, a: mixed }, list: [mixed], block: { odd: 0, ...mixed } },
      schema,
    );
    const right = '{"first":"1","second":"2"}';
    assert.equal(
      JSON.stringify(ordered),
      `{"block":{"first":"1","second":"2","odd":0},"list":[${right}],"map":{"b":${right},"a":${right}},` +
        '"any":{"second":"2","first":"1"},"more":1}',
    );
  });
});
