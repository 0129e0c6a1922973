import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { imageSize } from "image-size";
import { pictures } from "../../tools/draw-logos.js";
import { encodePng } from "../../tools/picture.js";

const example = resolve(__dirname, "../../../examples/managed-application");

describe("the example's pictures", () => {
  for (const [path, width, height] of [
    ["logos/small.png", 48, 48],
    ["logos/medium.png", 90, 90],
    ["logos/large.png", 216, 216],
    ["logos/wide.png", 255, 115],
    ["screenshots/overview.png", 1280, 720],
  ] as const) {
    it(`${path} is a PNG of ${width} × ${height}, as the tool draws it`, () => {
      const bytes = readFileSync(join(example, path));
      assert.deepEqual(imageSize(bytes), { width, height, type: "png" });
      const draw = pictures[path];
      assert.ok(draw);
      // The compressed bytes may differ between versions of zlib; the pixels may not.
      assert.ok(pixelsOf(bytes).equals(pixelsOf(encodePng(draw()))));
    });
  }
});

describe("the example's managed application", () => {
  const template = read("mainTemplate.json") as {
    parameters: Record<string, { defaultValue?: unknown; metadata?: { description?: string } }>;
    resources: { type: string; properties?: Record<string, unknown>; tags?: string; identity?: unknown }[];
  };
  const definition = read("createUiDefinition.json") as { parameters: { outputs: Record<string, string> } };

  it("asks in the portal for every parameter of its template, and for nothing else", () => {
    assert.deepEqual(Object.keys(definition.parameters.outputs).sort(), Object.keys(template.parameters).sort());
  });

  it("documents every parameter", () => {
    for (const [name, parameter] of Object.entries(template.parameters)) {
      assert.ok(parameter.metadata?.description, name);
    }
  });

  it("uses every parameter and variable that it declares, and no other", () => {
    const text = readFileSync(join(example, "app/mainTemplate.json"), "utf8");
    const { variables } = read("mainTemplate.json") as { variables: Record<string, unknown> };
    const used = (kind: string) => [
      ...new Set([...text.matchAll(new RegExp(`${kind}\\('(\\w+)'\\)`, "g"))].map((m) => m[1])),
    ];
    assert.deepEqual(used("parameters").sort(), Object.keys(template.parameters).sort());
    assert.deepEqual(used("variables").sort(), Object.keys(variables).sort());
  });

  it("speaks https only, and signs in without keys", () => {
    const one = (type: string) => template.resources.find((resource) => resource.type === type);
    const site = one("Microsoft.Web/sites");
    assert.equal(site?.properties?.httpsOnly, true);
    assert.deepEqual(site?.identity, { type: "SystemAssigned" });
    const storage = one("Microsoft.Storage/storageAccounts")?.properties;
    assert.equal(storage?.supportsHttpsTrafficOnly, true);
    assert.equal(storage?.allowSharedKeyAccess, false);
  });
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(example, "app", name), "utf8"));
}

/** The header and the decompressed rows of a PNG with one data chunk. */
function pixelsOf(png: Buffer): Buffer {
  const header = png.subarray(8, 33);
  const length = png.readUInt32BE(33);
  assert.equal(png.toString("latin1", 37, 41), "IDAT");
  return Buffer.concat([header, inflateSync(png.subarray(41, 41 + length))]);
}
