/** Properties on their way between gRPC and the handlers. */
import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { decode, encode } from "../../native/wire.js";
import { isSealed, sealed } from "../../provider/values/secrets.js";
import { unknownMarker } from "../../provider/values/unknown.js";

const sign = (signature: string, more: object) => ({ "4dabf18193072939515e22adb298388d": signature, ...more });
const resource = (more: object) => sign("5cf8f73096256a8f31e491e813e4eb8e", more);
const output = (more: object) => sign("d0e6a833031e9bbcd3f4e8bde6ca49a4", more);
const received = (value: object) => decode(Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]));

describe("the wire", () => {
  it("hands over plain values as they are, and back", () => {
    const values = {
      text: "a",
      number: 1.5,
      yes: true,
      no: false,
      nothing: null,
      list: [1, ["a"], { b: "c" }],
      "a.b": {},
    };
    assert.deepEqual(decode(encode(values)), { properties: values, secrets: [] });
  });

  it("takes what is undefined for not there", () => {
    assert.deepEqual(decode(encode({ a: undefined, b: 1 })).properties, { b: 1 });
    assert.deepEqual(decode(undefined), { properties: {}, secrets: [] });
  });

  it("has one marker for each of the seven kinds of values that are not known", () => {
    const markers = [
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      "030794c1-ac77-496b-92df-f27374a8bd58",
      "e48ece36-62e2-4504-bad9-02848725956a",
      "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];
    const { properties } = received({ all: markers, inner: { one: markers[6] } });
    assert.deepEqual(properties, { all: markers.map(() => unknownMarker), inner: { one: unknownMarker } });
  });

  it("takes a resource for its id, which may not be known", () => {
    const { properties } = received({
      offer: resource({ urn: "u", id: "4711" }),
      later: [resource({ urn: "u", id: "" })],
    });
    assert.deepEqual(properties, { offer: "4711", later: [unknownMarker] });
  });

  it("takes an output for its value", () => {
    const { properties, secrets } = received({
      a: output({ value: "x", secret: true, dependencies: [] }),
      b: output({ dependencies: ["u"] }),
    });
    assert.deepEqual(properties, { a: "x", b: unknownMarker });
    assert.deepEqual(secrets, [["a"]]);
  });

  it("tells where secrets are; one in a list makes it of the list", () => {
    const { properties, secrets } = received({
      a: sealed("x"),
      b: { "c.d": sealed({ e: sealed("y") }) },
      list: [{ f: sealed("z") }, sealed("z")],
    });
    assert.deepEqual(properties, { a: "x", b: { "c.d": { e: "y" } }, list: [{ f: "z" }, "z"] });
    assert.deepEqual(secrets, [["a"], ["b", "c.d"], ["b", "c.d", "e"], ["list"]]);
  });

  it("seals what is at a place, once", () => {
    const struct = encode({ a: "x", b: { "c.d": { e: sealed("y") } }, list: ["z"], plain: 1 }, [
      ["a"],
      ["b", "c.d"],
      ["b", "c.d", "e"],
      ["list"],
      ["nowhere", "at", "all"],
    ]);
    const { a, b, list, plain } = struct.toJavaScript() as Record<string, never>;
    assert.ok(isSealed(a));
    assert.ok(isSealed(b?.["c.d"]));
    assert.ok(isSealed(list));
    assert.equal(plain, 1);
    assert.deepEqual(decode(struct).properties, { a: "x", b: { "c.d": { e: "y" } }, list: ["z"], plain: 1 });
  });

  it("keeps names that mean something to JavaScript", () => {
    const values = { constructor: "b", toString: { valueOf: 1 } };
    assert.deepEqual(decode(encode(values)).properties, values);
  });
});
