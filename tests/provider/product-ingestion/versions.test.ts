/** Versions of schemas: which is newer, which is written, what can be set from outside. */
import assert from "node:assert/strict";
import { compareVersions, parseSchemaAddress } from "../../../provider/product-ingestion/wire/schema-addresses.js";
import { parseSchemaVersions, Versions } from "../../../provider/product-ingestion/wire/versions.js";
import { schema } from "./emulated.js";

describe("versions of schemas", () => {
  it("are in order by date, then by preview, and a date alone is the newest of its previews", () => {
    const ordered = [
      "2022-03-01-dev",
      "2022-03-01-preview2",
      "2022-03-01-preview10",
      "2022-03-01",
      "2022-07-01",
      "2026-04-01-preview1",
    ];
    assert.deepEqual([...ordered].reverse().sort(compareVersions), ordered);
  });

  it("are read from the last segments, whatever the host", () => {
    const expected = { type: "plan", version: "2022-03-01-preview2" };
    for (const host of ["schema.mp.microsoft.com", "product-ingestion.azureedge.net"]) {
      assert.deepEqual(parseSchemaAddress(`https://${host}/schema/plan/2022-03-01-preview2 `), expected);
    }
    for (const text of [
      "",
      "plan",
      "https://x/schema/plan",
      "https://x/schema/Plan/2022-03-01",
      "https://x/schema/plan/1",
    ]) {
      assert.equal(parseSchemaAddress(text), undefined);
    }
  });

  it("are those of the table, or of the read when that is newer, or what is set from outside", () => {
    const table = new Versions();
    assert.equal(table.addressFor("plan"), schema("plan", "2022-03-01-preview2"));
    const vm = "virtual-machine-plan-technical-configuration";
    assert.equal(table.addressFor(vm, schema(vm, "2026-04-01-preview1")), schema(vm, "2026-04-01-preview1"));
    assert.equal(table.addressFor(vm, schema(vm, "2022-03-01-preview2")), schema(vm, "2022-03-01-preview5"));
    const set = new Versions({ [vm]: "2022-03-01-preview3", "new-thing": "2030-01-01" });
    assert.equal(set.addressFor(vm, schema(vm, "2026-04-01-preview1")), schema(vm, "2022-03-01-preview3"));
    assert.equal(set.addressFor("new-thing"), schema("new-thing", "2030-01-01"));
    assert.throws(() => table.addressFor("new-thing"), /"new-thing" is no type of resource that can be written/);
    assert.throws(() => table.addressFor("constructor"), /no type/);
  });

  it("have a ceiling that no resource of a request is above", () => {
    assert.equal(new Versions().ceiling, "2026-04-01-preview1");
    assert.equal(new Versions({ "resource-tree": "2022-07-01" }).ceiling, "2022-07-01");
    assert.equal(new Versions().atLeast([schema("plan", "2030-01-01"), "about:blank"]), "2030-01-01");
  });

  it("that are set are a JSON object of versions", () => {
    assert.deepEqual(parseSchemaVersions('{"plan": "2022-07-01"}'), { plan: "2022-07-01" });
    for (const text of ["x", "[]", "null", "1"])
      assert.throws(() => parseSchemaVersions(text), /must be a JSON object/);
    for (const text of ['{"plan": 1}', '{"plan": "p2"}', '{"Plan": "2022-07-01"}']) {
      assert.throws(() => parseSchemaVersions(text), /schemaVersions: "[Pp]lan"/);
    }
  });
});
