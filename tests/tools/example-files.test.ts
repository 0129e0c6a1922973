import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { pictureType, pngSize } from "../../provider/files/png.js";
import { pictures } from "../../tools/draw-logos.js";
import { encodePng } from "../../tools/picture.js";

const examples = resolve(__dirname, "../../../examples");

describe("the examples' pictures", () => {
  const sizes: Record<string, readonly [number, number]> = {
    "small.png": [48, 48],
    "medium.png": [90, 90],
    "large.png": [216, 216],
    "wide.png": [255, 115],
    "overview.png": [1280, 720],
  };
  for (const [path, draw] of Object.entries(pictures)) {
    it(`${path} is a PNG of the right size, as the tool draws it`, () => {
      const bytes = readFileSync(join(examples, path));
      const [width, height] = sizes[basename(path)] ?? [];
      assert.deepEqual([pictureType(bytes), pngSize(bytes)], ["PNG", { width, height }]);
      // The compressed bytes may differ between versions of zlib; the pixels may not.
      assert.ok(pixelsOf(bytes).equals(pixelsOf(encodePng(draw()))));
    });
  }
});

interface Template {
  parameters: Record<string, { type: string; defaultValue?: unknown; metadata?: { description?: string } }>;
  variables: Record<string, unknown>;
  resources: { type: string; name: string; properties?: Record<string, unknown>; identity?: unknown }[];
}

for (const path of packages()) {
  describe(`the package examples/${path}`, () => {
    const text = readFileSync(join(examples, path, "mainTemplate.json"), "utf8");
    const template = JSON.parse(text) as Template;
    const definition = read(path, "createUiDefinition.json") as { parameters: { outputs: Record<string, string> } };

    it("asks in the portal for every parameter of its template, and for nothing else", () => {
      assert.deepEqual(Object.keys(definition.parameters.outputs).sort(), Object.keys(template.parameters).sort());
    });

    it("documents every parameter, and deploys to the region of the resource group", () => {
      for (const [name, parameter] of Object.entries(template.parameters)) {
        assert.ok(parameter.metadata?.description, name);
      }
      assert.equal(template.parameters.location?.defaultValue, "[resourceGroup().location]");
    });

    it("uses every parameter and variable that it declares, and no other", () => {
      const used = (kind: string) => [
        ...new Set([...text.matchAll(new RegExp(`${kind}\\('(\\w+)'\\)`, "g"))].map((m) => m[1])),
      ];
      assert.deepEqual(used("parameters").sort(), Object.keys(template.parameters).sort());
      assert.deepEqual(used("variables").sort(), Object.keys(template.variables).sort());
    });

    it("keeps its storage to https, without keys and public access", () => {
      for (const { properties } of template.resources.filter(({ type }) => /\/storageAccounts$/.test(type))) {
        assert.equal(properties?.supportsHttpsTrafficOnly, true);
        assert.equal(properties?.allowSharedKeyAccess, false);
        assert.equal(properties?.allowBlobPublicAccess, false);
      }
    });
  });
}

describe("the web app of the example's managed application", () => {
  it("speaks https only, and signs in without keys", () => {
    const { resources } = read("managed-application/app", "mainTemplate.json") as Template;
    const site = resources.find(({ type }) => type === "Microsoft.Web/sites");
    assert.equal(site?.properties?.httpsOnly, true);
    assert.deepEqual(site?.identity, { type: "SystemAssigned" });
  });
});

/** The folders, inside that of the examples, of all their packages. */
function packages(): string[] {
  return readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((name) => basename(name) === "mainTemplate.json")
    .map((name) => dirname(name).replaceAll("\\", "/"))
    .filter((name) => !name.split("/").includes("node_modules"))
    .sort();
}

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(examples, folder, name), "utf8"));
}

/** The header and the decompressed rows of a PNG with one data chunk. */
function pixelsOf(png: Buffer): Buffer {
  const header = png.subarray(8, 33);
  const length = png.readUInt32BE(33);
  assert.equal(png.toString("latin1", 37, 41), "IDAT");
  return Buffer.concat([header, inflateSync(png.subarray(41, 41 + length))]);
}
