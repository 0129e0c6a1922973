/**
 * What an editor offers while a program is written: the values that are known, each of which the provider takes; and
 * any other text compiles as well.
 */
import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { categories } from "../../provider/kinds/offer/categories.js";
import { planInputs } from "../../provider/kinds/plan/inputs.js";
import { currencyMarkets, marketCodes } from "../../provider/kinds/shared/markets.js";
import { problemsOf, repository } from "../provider/programs-in-texts.js";

const program = (text: Readonly<Record<string, string>>) => `import { Offer, Plan } from "pulumi-partnercenter";
const offer = new Offer("app", { offerId: "app", alias: "App", type: "AzureApplication",
  properties: { categories: { ${text.category}: ["${text.subcategory}"] } },
  translations: { "${text.language}": { title: "App" } },
});
new Plan("plan", { offer, planId: "plan", planType: "managed-application", name: "Plan",
  setup: { clouds: ["${text.cloud}"] },
  availability: { markets: ["${text.market}"], monthlyPrices: { ${text.priced}: { amount: 1, currency: "${text.currency}" } } },
  technicalConfiguration: { authorizations: [{ principalId: "x", role: "${text.role}" }] },
});
`;

/** An editor with one program, in which the compiler's language service says what could be written. */
class Editor {
  private text = "";
  private version = 0;
  private readonly file = join(repository, "dist", "completed.mts");
  private readonly service = ts.createLanguageService({
    getCompilationSettings: () => ({ module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, types: [] }),
    getScriptFileNames: () => [this.file],
    getScriptVersion: (name) => (name === this.file ? String(this.version) : "1"),
    getScriptSnapshot: (name) => {
      const content = name === this.file ? this.text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => repository,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === this.file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    realpath: (path) => realpathSync(path),
  });

  /** What is offered where `|` stands. */
  offeredAt(source: string): string[] {
    this.text = source.replace("|", "");
    this.version++;
    const found = this.service.getCompletionsAtPosition(this.file, source.indexOf("|"), undefined)?.entries ?? [];
    return found.map(({ name }) => name.replaceAll(/^"|"$/g, ""));
  }
}

const written = {
  category: '"developer-tools-azure-apps"',
  subcategory: "scripts",
  language: "de-de",
  cloud: "public-azure",
  market: "US",
  priced: "DE",
  currency: "EUR",
  role: "Owner",
};

describe("texts that editors offer", function () {
  this.timeout(60_000);
  const editor = new Editor();

  const cases: [place: keyof typeof written, all: readonly string[]][] = [
    ["category", Object.keys(categories)],
    ["subcategory", [...new Set(Object.values(categories).flat())]],
    ["language", ["de-de", "fr-fr", "ja-jp", "zh-cn"]],
    ["cloud", ["public-azure", "azure-government"]],
    ["market", marketCodes],
    ["priced", marketCodes],
    ["currency", ["USD", ...Object.keys(currencyMarkets)]],
    ["role", ["Owner", "Contributor"]],
  ];
  for (const [place, all] of cases) {
    it(`are all that is known: ${place}`, () => {
      const isKey = ["category", "priced"].includes(place);
      const offered = editor.offeredAt(program({ ...written, [place]: isKey ? '"|"' : "|" }));
      assert.deepEqual(
        all.filter((text) => !offered.includes(text)),
        [],
      );
    });
  }

  it("are open for others", () => {
    const other = { ...written, category: '"new-category"', subcategory: "new", language: "nb-no", cloud: "moon" };
    assert.deepEqual(problemsOf(program(other)), []);
    const guid = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    assert.deepEqual(problemsOf(program({ ...written, market: "zz", priced: "ZZ", currency: "XXX", role: guid })), []);
  });

  it("are refused where they are no texts", () => {
    const wrong = program(written).replace('markets: ["US"]', "markets: [1]");
    assert.equal(problemsOf(wrong).length, 1);
  });

  it("are languages that the provider takes", () => {
    const languages = editor
      .offeredAt(program({ ...written, language: "|" }))
      .filter((code) => /^[a-z]{2}-[a-z]{2}$/.test(code));
    assert.ok(languages.length > 10, String(languages));
    const translations = Object.fromEntries(languages.map((code) => [code, { title: "x" }]));
    assert.deepEqual(planInputs.shape.translations.safeParse(translations).error, undefined);
  });
});
