/** Files that are missing or not what Partner Center takes are found by check, from their bytes. */
import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import type { Kind } from "../../../provider/engine/kind.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { Findings } from "../../../provider/values/findings.js";
import type { Properties } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";
import { byProperty } from "../declared.js";
import { jpeg, png } from "../pictures.js";
import { createUiDefinition, mainTemplate, packageFolder } from "../programs.js";
import { workbench } from "../workbench.js";

describe("check of files", () => {
  const bench = workbench();

  async function findings(kind: Kind, inputs: Properties): Promise<[property: string, reason: string][]> {
    const offline = bench.declared(kind, bench.run({}));
    const { failures } = await offline.handlers.check({}, inputs);
    return failures.map(byProperty).map(({ property, reason }) => [property, reason]);
  }
  const logos = (value: Properties) =>
    findings(offer, { offerId: "contoso", alias: "Contoso", type: "AzureApplication", listing: { logos: value } });

  describe("pictures", () => {
    const wrong: [logo: string, name: string, make: () => Uint8Array | string, reason: RegExp][] = [
      [
        "large",
        "too-small.png",
        () => png(215, 215),
        /is 215 × 215 pixels; Partner Center takes a square of 216 to 350/,
      ],
      ["large", "too-big.png", () => png(351, 351), /is 351 × 351 pixels/],
      ["large", "oblong.png", () => png(216, 217), /is 216 × 217 pixels/],
      ["small", "small-wrong.png", () => png(49, 48), /takes 48 × 48 pixels here/],
      ["medium", "medium-wrong.png", () => png(48, 48), /takes 90 × 90 pixels here/],
      ["wide", "wide-wrong.png", () => png(115, 255), /takes 255 × 115 pixels here/],
      ["small", "photo.png", () => jpeg(48, 48), /is a JPE?G picture; Partner Center takes a PNG/],
      ["small", "text.png", () => "not a picture at all", /is not a picture; Partner Center takes a PNG/],
      ["small", "empty.png", () => "", /is not a picture/],
    ];
    for (const [logo, name, make, reason] of wrong) {
      it(`refuses ${name} as the ${logo} logo`, async () => {
        const [finding, ...rest] = await logos({ [logo]: await bench.file(name, make()) });
        assert.deepEqual(rest, []);
        assert.equal(finding?.[0], `listing.logos.${logo}`);
        assert.match(finding?.[1] as string, reason);
      });
    }

    it("refuses pictures that were cut off or damaged, saying so", async () => {
      const whole = png(48, 48);
      const changed = Buffer.from(whole);
      changed.writeUInt8((changed[50] as number) ^ 0xff, 50);
      const pixels = whole.indexOf("IDAT") + 4;
      const noPixels = Buffer.concat([whole.subarray(0, pixels - 8), whole.subarray(-12)]);
      for (const [bytes, reason] of [
        [whole.subarray(0, whole.length - 12), /not a whole PNG picture: it ends too early/],
        [whole.subarray(0, 45), /ends too early/],
        [changed, /a part of it is damaged/],
        [noPixels, /its pixels are damaged/],
      ] as const) {
        const [finding, ...rest] = await logos({ small: await bench.file("broken.png", bytes) });
        assert.deepEqual(rest, []);
        assert.match(String(finding?.[1]), reason);
      }
    });

    it("takes the smallest and the largest large logo", async () => {
      for (const size of [216, 350])
        assert.deepEqual(await logos({ large: await bench.file(`${size}.png`, png(size, size)) }), []);
    });

    it("takes paths that are relative to the program's folder", async () => {
      const path = relative(process.cwd(), await bench.file("relative.png", png(48, 48)));
      assert.ok(!path.startsWith("/"));
      assert.deepEqual(await logos({ small: path }), []);
    });

    it("refuses a missing file and a folder, naming where it looked", async () => {
      const [missing, folder] = await logos({ small: "no/such.png", wide: bench.folder });
      assert.match(
        missing?.[1] as string,
        /"no\/such\.png" does not exist \(looked at \/.*no\/such\.png; paths are relative/,
      );
      assert.match(folder?.[1] as string, /is not a file/);
    });

    it("refuses a screenshot of another size by its place", async () => {
      const file = await bench.file("shot.png", png(1280, 721));
      const good = await bench.file("good-shot.png", png(1280, 720));
      const listing = { screenshots: [{ file: good }, { file }] };
      const found = await findings(offer, { offerId: "contoso", alias: "Contoso", type: "AzureApplication", listing });
      assert.deepEqual(
        found.map(([property]) => property),
        ["listing.screenshots[1].file"],
      );
      assert.match(found[0]?.[1] as string, /1280 × 720/);
    });
  });

  it("finds what is wrong with the files that are known while others are not", async () => {
    const small = await bench.file("wrong-small.png", png(40, 48));
    const listing = {
      logos: { small, large: unknownMarker },
      screenshots: unknownMarker,
      videos: [unknownMarker, { title: unknownMarker, address: "https://youtu.be/x", thumbnail: small }],
    };
    const found = await findings(offer, { offerId: "contoso", alias: "Contoso", type: "AzureApplication", listing });
    assert.deepEqual(
      found.map(([property]) => property),
      ["listing.logos.small", "listing.videos[1].thumbnail"],
    );
  });

  describe("videos and documents", () => {
    const listing = (at: string, value: Properties) =>
      findings(offer, {
        offerId: "contoso",
        alias: "Contoso",
        type: "AzureApplication",
        ...(at === "listing" ? { listing: value } : { translations: { "de-DE": value } }),
      });
    for (const at of ["listing", "translations.de-DE"]) {
      it(`refuses what is not a PDF, or not there, by its place in ${at}`, async () => {
        const found = await listing(at, {
          documents: {
            "User guide": { file: await bench.file("guide.pdf", "%PDF-1.7 and so on") },
            Facts: { file: await bench.file("facts.pdf", "<html>no facts</html>") },
            "Fact sheet": { file: "no/such.pdf" },
            Empty: { file: await bench.file("empty.pdf", "") },
          },
        });
        const documents = `${at}.documents`;
        assert.deepEqual(
          found.map(([property, reason]) => [property, reason.replace(/ \(.*/, "").replace(/".*\//, "")]),
          [
            [`${documents}.Facts.file`, 'facts.pdf" is not a PDF document'],
            [`${documents}["Fact sheet"].file`, 'such.pdf" does not exist'],
            [`${documents}.Empty.file`, 'empty.pdf" is empty'],
            [documents, "has 4 documents; Partner Center allows at most 3"],
          ],
        );
      });

      it(`refuses a picture of another size for a video in ${at}, and for everything else there`, async () => {
        const small = await bench.file("small-thumbnail.png", png(640, 360));
        const video = { title: "Tour", address: "https://youtu.be/tour" };
        const good = { ...video, thumbnail: await bench.file("good-thumbnail.png", png(1280, 720)) };
        const found = await listing(at, {
          logos: { small },
          screenshots: [{ file: small }],
          videos: [good, { ...video, thumbnail: small }],
        });
        assert.deepEqual(
          found.map(([property]) => property),
          [`${at}.logos.small`, `${at}.screenshots[0].file`, `${at}.videos[1].thumbnail`],
        );
        for (const [, reason] of found) assert.match(reason, /is 640 × 360 pixels; Partner Center takes/);
      });
    }
  });

  describe("packages", () => {
    const check = (path: string) => findings(applicationPackage, { offer: "product", path });
    const encode = (text: string) => new TextEncoder().encode(text);

    async function folder(name: string, files: Record<string, string>): Promise<string> {
      const path = join(bench.folder, name);
      await mkdir(path, { recursive: true });
      for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
      return path;
    }

    it("takes a folder and a zip", async () => {
      const good = await packageFolder(bench, "good");
      assert.deepEqual(await check(good), []);
      const zip = zipSync({
        "mainTemplate.json": encode(mainTemplate("1")),
        "createUiDefinition.json": encode(createUiDefinition),
      });
      assert.deepEqual(await check(await bench.file("good.zip", zip)), []);
    });

    it("refuses a package without its two files, naming both", async () => {
      assert.deepEqual(await check(await folder("bare", { "readme.md": "x" })), [
        ["path", "has no mainTemplate.json at its root [package-files]"],
        ["path", "has no createUiDefinition.json at its root [package-files]"],
      ]);
    });

    it("refuses files that are not JSON, naming where", async () => {
      const path = await folder("no-json", {
        "mainTemplate.json": "{\n}}",
        "createUiDefinition.json": createUiDefinition,
      });
      assert.deepEqual(await check(path), [
        [
          "path",
          "in mainTemplate.json: is not JSON: line 2, column 2: something follows after the end of the value [json-syntax]",
        ],
      ]);
      const wide = await folder("utf-16", { "createUiDefinition.json": createUiDefinition });
      await writeFile(join(wide, "mainTemplate.json"), Buffer.from([0xff, 0xfe, 0x22, 0x00]));
      assert.match((await check(wide))[0]?.[1] as string, /mainTemplate\.json: is not JSON: its text is not UTF-8/);
    });

    it("names all that is wrong, in each of the files, at once", async () => {
      const path = await folder("many", {
        "mainTemplate.json": mainTemplate("1")
          .replace('"1.0.0.0"', "null")
          .replace("parameters('location')", "parameters('place')"),
        "createUiDefinition.json": createUiDefinition.replace('CreateUIDef"', 'CreateUI"'),
      });
      assert.deepEqual(
        (await check(path)).map(([property, reason]) => [property, reason.replace(/: .*(?= \[)/s, "")]),
        [
          ["path", "in mainTemplate.json, line 1 [template-version]"],
          ["path", "in mainTemplate.json, line 1 [parameter-declared]"],
          ["path", "in createUiDefinition.json, line 1 [ui-handler]"],
        ],
      );
    });

    it("takes errors of rules that the program tolerates for warnings, and no others", async () => {
      const text = mainTemplate("1")
        .replace('"1.0.0.0"', "null")
        .replace("parameters('location')", "parameters('place')");
      const path = await folder("tolerated", {
        "mainTemplate.json": text,
        "createUiDefinition.json": createUiDefinition,
      });
      const found = async (...toleratedRules: string[]) => {
        const collected = new Findings();
        await applicationPackage.derive({ offer: "product", path, toleratedRules }, collected, {});
        const rule = ({ reason }: { reason: string }) => /\[([a-z-]+)\]$/.exec(reason)?.[1];
        return [collected.list().map(rule), collected.warnings().map(rule).includes("parameter-declared")];
      };
      assert.deepEqual(await found(), [["template-version", "parameter-declared"], false]);
      assert.deepEqual(await found("parameter-declared"), [["template-version"], true]);
      const inputs = { offer: "product", path, toleratedRules: ["template-version", "no-such-rule"] };
      assert.deepEqual((await findings(applicationPackage, inputs))[0], [
        "toleratedRules[1]",
        '"no-such-rule" is not the id of a rule; docs/package-checks.md lists them',
      ]);
    });

    it("shows what fails certification, and stops only when the program says so", async () => {
      const path = await folder("certification", {
        "mainTemplate.json": mainTemplate("1").replace("parameters('location')", "resourceGroup().location"),
        "createUiDefinition.json": createUiDefinition,
      });
      const found = async (certification?: string) => {
        const collected = new Findings();
        await applicationPackage.derive({ offer: "product", path, certification }, collected, {});
        const end = / \(arm-ttk: Location Should Not Be Hardcoded\) \[resource-location-parameter\]$/;
        const isThere = ({ reason }: { reason: string }) =>
          end.test(reason) && reason.includes("; fails certification");
        return [collected.list().some(isThere), collected.warnings().some(isThere)];
      };
      assert.deepEqual(await found(), [false, true]);
      assert.deepEqual(await found("warning"), [false, true]);
      assert.deepEqual(await found("error"), [true, false]);
      assert.deepEqual(await findings(applicationPackage, { offer: "product", path, certification: "no" }), [
        ["certification", '"no" is neither "error" nor "warning"'],
      ]);
    });

    it("does not refuse what Partner Center has taken already", async () => {
      const path = await folder("taken", { "mainTemplate.json": "{}", "createUiDefinition.json": "{}" });
      const { handlers } = bench.declared(applicationPackage, bench.run({}));
      const { contentHash } = (await handlers.check({}, { offer: "product", path })).inputs as Properties;
      const { failures } = await handlers.check({ offer: "product", path, contentHash }, { offer: "product", path });
      assert.deepEqual(failures, []);
      await writeFile(join(path, "mainTemplate.json"), "{ }");
      assert.notEqual(
        (await handlers.check({ offer: "product", path, contentHash }, { offer: "product", path })).failures.length,
        0,
      );
    });

    it("takes JSON with a byte order mark", async () => {
      const path = await folder("marked", {
        "mainTemplate.json": `\uFEFF${mainTemplate("1")}`,
        "createUiDefinition.json": `\uFEFF${createUiDefinition}`,
      });
      assert.deepEqual(await check(path), []);
    });

    it("says where the files are when they are not at the root, and how they are spelled", async () => {
      const inner = { "app/mainTemplate.json": encode("{}"), "app/createUiDefinition.json": encode("{}") };
      const [[, nested] = ["", ""]] = await check(await bench.file("nested.zip", zipSync(inner)));
      assert.match(
        nested,
        /no mainTemplate\.json at its root \(it is at app\/mainTemplate\.json; move it to the root\)/,
      );
      const odd = await folder("odd", { "maintemplate.json": "{}", "createUiDefinition.json": "{}" });
      assert.match((await check(odd))[0]?.[1] as string, /it is spelled maintemplate\.json/);
    });

    it("refuses what is neither a folder nor a zip", async () => {
      assert.match(
        (await check(await bench.file("text.zip", "text")))[0]?.[1] as string,
        /neither a folder nor a \.zip file that can be taken: it has no directory at its end/,
      );
      const whole = zipSync({ "mainTemplate.json": encode("{}") });
      const half = await bench.file("half.zip", whole.subarray(0, whole.length - 30));
      assert.match(
        (await check(half))[0]?.[1] as string,
        /neither a folder nor a \.zip file that can be taken: it has no directory at its end/,
      );
    });

    it("refuses a folder with a link that leads nowhere", async () => {
      const path = await packageFolder(bench, "dangling");
      await symlink("/no/such/place", join(path, "link.json"));
      const [[property, reason] = ["", ""]] = await check(path);
      assert.equal(property, "path");
      assert.match(reason, /"link\.json" in it cannot be read: ENOENT/);
    });
  });
});
