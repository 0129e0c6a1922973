/** Reading and writing properties by path, comparing them, and what may be stored. */
import assert from "node:assert/strict";
import {
  getPath,
  isEmpty,
  type Properties,
  same,
  setPath,
  sorted,
  toState,
} from "../../../provider/values/properties.js";
import { hasUnknown, unknownMarker } from "../../../provider/values/unknown.js";

describe("properties", () => {
  it("are found by path, and missing steps are nothing", () => {
    const properties = { a: { b: { c: 1 } }, list: [1] };
    assert.equal(getPath(properties, "a.b.c"), 1);
    assert.deepEqual(getPath(properties, "a.b"), { c: 1 });
    for (const path of ["x", "a.x.c", "a.b.c.d", "list.0"]) assert.equal(getPath(properties, path), undefined, path);
  });

  it("are not known below something that is not known", () => {
    const properties = { a: unknownMarker, b: { c: unknownMarker } };
    assert.equal(getPath(properties, "a.x.y"), unknownMarker);
    assert.equal(getPath(properties, "b.c.d"), unknownMarker);
    assert.equal(getPath(properties, "b.d"), undefined);
  });

  it("are set by path, and objects on the way are made", () => {
    const properties: Properties = { a: 1 };
    setPath(properties, "b.c.d", 2);
    setPath(properties, "b.c.e", false);
    assert.deepEqual(properties, { a: 1, b: { c: { d: 2, e: false } } });
  });

  it("have names that each object has anyway, and change no other object", () => {
    const properties: Properties = {};
    setPath(properties, "translations.__proto__.summary", "x");
    setPath(properties, "constructor.prototype.summary", "y");
    assert.equal(({} as Properties).summary, undefined);
    assert.equal(getPath(properties, "translations.__proto__.summary"), "x");
    assert.equal(getPath(properties, "constructor.prototype.summary"), "y");
    assert.equal(getPath({}, "constructor"), undefined);
    setPath(properties, "translations.__proto__.summary", undefined);
    assert.deepEqual(Object.keys(properties), ["constructor"]);
  });

  it("are taken out by path, together with the objects that this leaves empty", () => {
    const properties: Properties = { a: { b: { c: 1, d: 2 } }, e: { f: {} } };
    setPath(properties, "a.b.c", undefined);
    assert.deepEqual(properties, { a: { b: { d: 2 } }, e: { f: {} } });
    setPath(properties, "a.b.d", undefined);
    assert.deepEqual(properties, { e: { f: {} } });
    setPath(properties, "x.y", undefined);
    setPath(properties, "e.f.g", undefined);
    assert.deepEqual(properties, { e: { f: {} } });
  });

  it("are the same whatever the order of their keys", () => {
    assert.ok(same(sorted({ a: 1, b: [{ c: 1, d: 2 }] }), sorted({ b: [{ d: 2, c: 1 }], a: 1 })));
    assert.ok(!same(sorted([1, 2]), sorted([2, 1])));
    assert.ok(!same(sorted({ a: 1 }), sorted({ a: "1" })));
  });

  for (const value of [undefined, null, "", [], {}]) {
    it(`count ${JSON.stringify(value)} as nothing`, () => assert.equal(isEmpty(value), true));
  }
  for (const value of [0, false, "x", [""], { a: undefined }]) {
    it(`count ${JSON.stringify(value)} as something`, () => assert.equal(isEmpty(value), false));
  }

  it("are stored without undefined, at any depth, and with dates as text", () => {
    const state = toState({ a: undefined, b: { c: undefined, d: [1, { e: undefined }] }, when: new Date(0) });
    assert.deepEqual(state, { b: { d: [1, {}] }, when: "1970-01-01T00:00:00.000Z" });
    assert.ok(!("a" in state));
  });

  it("are searched for the marker of what is not known yet, at any depth", () => {
    assert.ok(hasUnknown(unknownMarker));
    assert.ok(hasUnknown({ a: [{ b: unknownMarker }] }));
    assert.ok(!hasUnknown({ a: [`x ${unknownMarker}`, null, 1] }));
  });
});
