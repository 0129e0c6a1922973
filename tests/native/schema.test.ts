/** The schema of the plugin's package: as the sources have it, and for people of all languages. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { offerCredentials } from "../../sdk/offer.js";
import { packageSchema, schemaFile } from "../../tools/schema/package-schema.js";

interface Described {
  description?: string;
  type?: string;
  $ref?: string;
  secret?: true;
  enum?: unknown;
  replaceOnChanges?: true;
  properties?: Record<string, Described>;
}

interface Resource extends Described {
  inputProperties: Record<string, Described>;
  requiredInputs: string[];
  aliases: { type: string }[];
}

interface Schema {
  resources: Record<string, Resource>;
  types: Record<string, Described>;
  functions: Record<string, { description: string; inputs: Described; outputs: Described }>;
  language: { nodejs: { packageName: string } };
}

/** What nobody sets: it is made of the resources that are given. */
const notOffered: Partial<Record<KindName, string[]>> = {
  Submission: ["content", "lacking", "offerId", "offerType", "planIds"],
  Release: ["offerId", "offerType"],
};

const written = JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;

/** All objects in the schema that may have a description, with where they are. */
function* described(value: unknown, path = ""): Generator<[string, Described]> {
  if (typeof value !== "object" || value === null) return;
  yield [path, value as Described];
  for (const [key, inner] of Object.entries(value)) yield* described(inner, `${path}/${key}`);
}

describe("the plugin's schema", () => {
  it("is as the sources say: else run `npm run schema`", async () => {
    assert.deepEqual(written, JSON.parse(JSON.stringify(await packageSchema())));
  });

  it("has each kind, which goes on with what dynamic resources have stored", () => {
    assert.deepEqual(
      Object.entries(written.resources).map(([type, { aliases }]) => [type, aliases]),
      Object.keys(kindLoaders).map((name) => [
        `partnercenter:index:${name}`,
        [{ type: `pulumi-nodejs:dynamic/partnercenter:${name}` }],
      ]),
    );
    assert.equal(written.language.nodejs.packageName, "pulumi-partnercenter");
  });

  it("has the inputs of each kind, and says which make another object", async () => {
    for (const name of Object.keys(kindLoaders) as KindName[]) {
      const { shape } = (await kindLoaders[name]()).schema;
      const { inputProperties } = written.resources[`partnercenter:index:${name}`] as Resource;
      const offered = Object.keys(shape).filter((key) => !notOffered[name]?.includes(key));
      assert.deepEqual(Object.keys(inputProperties).sort(), offered.sort());
      for (const [key, { replaceOnChanges }] of Object.entries(inputProperties)) {
        const meta = (shape[key] as unknown as { meta(): { replaces?: boolean } | undefined }).meta();
        assert.equal(replaceOnChanges ?? false, meta?.replaces ?? false, `${name}.${key}`);
      }
    }
  });

  it("marks all credentials as secrets", () => {
    const at = (path: string) => {
      let found: Described | undefined = {
        properties: written.resources["partnercenter:index:Offer"]?.inputProperties ?? {},
      };
      for (const key of path.split(".")) {
        found = found?.$ref === undefined ? found : written.types[found.$ref.replace("#/types/", "")];
        found = found?.properties?.[key];
      }
      return found;
    };
    for (const path of offerCredentials) assert.equal(at(path)?.secret, true, path);
  });

  it("leads to every type that it names, and to nothing else", () => {
    const named = new Set([...described(written)].flatMap(([, { $ref }]) => ($ref === undefined ? [] : [$ref])));
    assert.deepEqual(
      [...named].sort(),
      Object.keys(written.types)
        .map((name) => `#/types/${name}`)
        .sort(),
    );
  });

  it("has no enum types, so that code that `pulumi import` writes fits the classes of this package", () => {
    assert.deepEqual(
      [...described(written)].filter(([, one]) => "enum" in one).map(([path]) => path),
      [],
    );
  });

  it("describes everything, and speaks no TypeScript", () => {
    const all = [...described(written)].filter(([path]) =>
      /\/(inputP|p)roperties\/[^/]+$|^\/provider$|^\/(resources|types|functions)\/[^/]+$/.test(path),
    );
    assert.ok(all.length > 300, String(all.length));
    const silent = all.filter(([, { description }]) => description === undefined).map(([path]) => path);
    assert.deepEqual(silent, []);
    const foreign = all.filter(([, { description = "" }]) =>
      /```ts|TypeScript|\bnew [A-Z]|dynamic resource|\{@|Args\b|undefined|resource as/.test(description),
    );
    assert.deepEqual(
      foreign.map(([path, { description }]) => `${path}: ${description}`),
      [],
    );
  });
});
