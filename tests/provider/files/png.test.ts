/** A PNG picture is whole, or it is said what is wrong with it. */
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { pngDamage as damageOf, pictureType, pngSize } from "../../../provider/files/png.js";
import { chunk, jpeg, png } from "../pictures.js";

const whole = png(4, 3);
const signature = whole.subarray(0, 8);
const pngDamage = (bytes: Uint8Array) => damageOf(Buffer.from(bytes), 12);

describe("a PNG picture", () => {
  it("is whole, also as a part of other bytes and with more bytes behind it", () => {
    assert.equal(pngDamage(whole), undefined);
    const within = Buffer.concat([Buffer.from("before"), whole, Buffer.from("behind")]);
    assert.equal(pngDamage(within.subarray(6, 6 + whole.length)), undefined);
    assert.equal(pngDamage(within.subarray(6)), undefined);
  });

  it("ends too early wherever it was cut off", () => {
    for (let length = 8; length < whole.length; length++) {
      assert.equal(pngDamage(whole.subarray(0, length)), "it ends too early", `of ${length} bytes`);
    }
  });

  it("is damaged by a bit in any part but the sizes", () => {
    const damaged = Buffer.from(whole);
    for (const at of [13, 20, 30, 45]) {
      damaged.set(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
      assert.equal(pngDamage(damaged), "a part of it is damaged", `at ${at}`);
    }
  });

  it("has pixels, and whole ones", () => {
    const of = (pixels: Uint8Array) =>
      Buffer.concat([signature, chunk("IDAT", pixels), chunk("IEND", new Uint8Array())]);
    assert.equal(pngDamage(of(deflateSync("x"))), undefined);
    assert.equal(pngDamage(of(deflateSync(""))), "it has no pixels");
    assert.equal(pngDamage(of(Buffer.from("no pixels"))), "its pixels are damaged");
    assert.equal(pngDamage(of(new Uint8Array())), "its pixels are damaged");
  });

  it("is not unpacked beyond the pixels that it may have", () => {
    const bomb = Buffer.concat([
      signature,
      chunk("IDAT", deflateSync(Buffer.alloc(1024 * 1024))),
      chunk("IEND", new Uint8Array()),
    ]);
    assert.equal(pngDamage(bomb), "it has more pixels than it says");
  });
});

describe("the type of a picture", () => {
  const cases: [bytes: Uint8Array | string, type: string | undefined][] = [
    [whole, "PNG"],
    [jpeg(4, 3), "JPG"],
    ["GIF89a", "GIF"],
    ["RIFF\0\0\0\0WEBPVP8 ", "WEBP"],
    ["BM1234", "BMP"],
    ["II*\0", "TIFF"],
    ["MM\0*", "TIFF"],
    ['<?xml version="1.0"?>\n<svg width="4">', "SVG"],
    ["<svg>", "SVG"],
    ["", undefined],
    ["text with <svg> in it", undefined],
  ];
  for (const [bytes, type] of cases) {
    const name = typeof bytes === "string" ? JSON.stringify(bytes) : type;
    it(`${name} is ${type}`, () => {
      assert.equal(pictureType(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : Buffer.from(bytes)), type);
    });
  }

  it("PNG comes with its size, when it begins with it", () => {
    assert.deepEqual(pngSize(whole), { width: 4, height: 3 });
    assert.equal(pngSize(whole.subarray(0, 23)), undefined);
    assert.equal(pngSize(Buffer.concat([signature, chunk("CgBI", Buffer.alloc(4)), whole.subarray(8)])), undefined);
  });
});
