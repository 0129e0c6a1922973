/** The listing in further languages: added, changed, removed, and what colleagues do meanwhile. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { checkLanguageCodes } from "../../../../provider/pages/language-codes.js";
import { Findings } from "../../../../provider/values/findings.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { front } from "../../front.js";
import { smallOffer, smallPlan } from "../../programs.js";
import { workbench } from "../../workbench.js";

const german = {
  title: "Contoso-Anwendung",
  summary: "In Kürze",
  keywords: ["eins", "zwei"],
  links: { Handbuch: { url: "https://contoso.com/handbuch" } },
};
const create = "POST /products/{productId}/listings/createWithInstanceID(instanceID={instanceId})";
const put = "PUT /products/{productId}/listings/{id}";

describe("an offer's listing in further languages", () => {
  const bench = workbench();
  const service = front(bench);
  let count = 0;

  async function make(translations?: Properties): Promise<{ declared: Declared; program: Properties; id: string }> {
    const program = await smallOffer(bench, `languages-${++count}`);
    if (translations !== undefined) program.translations = structuredClone(translations);
    const declared = bench.declared(offer);
    await declared.up(program);
    return { declared, program, id: declared.id as string };
  }

  async function listings(productId: string, variantId?: string): Promise<Properties[]> {
    const branches = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=Listing)`);
    const branch = branches.find((candidate) => candidate.variantID === variantId);
    return bench.colleague.list(
      `/products/${productId}/listings/getByInstanceID(instanceID=${branch?.currentDraftInstanceID})`,
    );
  }
  const languages = async (productId: string, variantId?: string) =>
    (await listings(productId, variantId)).map(({ languageCode }) => languageCode).sort();
  async function inLanguage(productId: string, language: string, variantId?: string): Promise<Properties> {
    const found = (await listings(productId, variantId)).find(({ languageCode }) => languageCode === language);
    assert.ok(found, `no listing in ${language}`);
    return found;
  }
  async function edit(productId: string, language: string, change: Properties): Promise<void> {
    const listing = await inLanguage(productId, language);
    await bench.colleague.call(
      "PUT",
      `/products/${productId}/listings/${listing.id}`,
      { ...listing, ...change },
      {
        "if-match": "*",
      },
    );
  }
  async function add(productId: string, languageCode: string, more: Properties = {}): Promise<void> {
    const branches = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=Listing)`);
    const instance = branches.find(({ variantID }) => variantID === undefined)?.currentDraftInstanceID;
    await bench.colleague.call("POST", `/products/${productId}/listings/createWithInstanceID(instanceID=${instance})`, {
      resourceType: "AzureListing",
      languageCode,
      ...more,
    });
  }

  it("are made with the offer, and no difference is seen afterwards", async () => {
    const { declared, program, id } = await make({ "de-DE": german, "fr-fr": {} });
    assert.deepEqual(await languages(id), ["de-de", "en-us", "fr-fr"]);
    const page = await inLanguage(id, "de-de");
    assert.equal(page.summary, "In Kürze");
    assert.deepEqual(page.listingUris, [
      { type: "HelpUri", displayText: "Handbuch", uri: "https://contoso.com/handbuch" },
    ]);
    assert.equal((await inLanguage(id, "en-us")).summary, "In short");
    assert.equal(await declared.up(program), "unchanged");
    const printed = await bench.printed(() => declared.refresh());
    assert.deepEqual(printed, []);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("cost one write for one language that changes, none for one that is spelled in another case", async () => {
    const { declared, program, id } = await make({ "de-de": german, "fr-fr": { title: "Application" } });
    setPath(program, "translations.de-de.summary", "Noch kürzer");
    const calls = await bench.calls(() => declared.up(program));
    assert.ok(calls.length <= 2, calls.join(", "));
    assert.deepEqual(calls.slice(-1), [put]);
    assert.equal((await inLanguage(id, "de-de")).summary, "Noch kürzer");
    const spelled = { "DE-DE": getPath(program, "translations.de-de"), "fr-FR": { title: "Application" } };
    assert.deepEqual(await bench.calls(() => declared.up({ ...program, translations: spelled })), []);
    setPath(spelled, "DE-DE.summary", "Am kürzesten");
    assert.deepEqual(await bench.writes(() => declared.up({ ...program, translations: spelled })), [put]);
    await declared.refresh();
    assert.equal(await declared.up({ ...program, translations: spelled }), "unchanged");
  });

  it("are added later, and removed when they leave the program", async () => {
    const { declared, program, id } = await make();
    program.translations = { "de-de": german, "ja-jp": { title: "アプリ" } };
    assert.deepEqual(await bench.writes(() => declared.up(program)), [create, create]);
    program.translations = { "ja-jp": { title: "アプリ" } };
    assert.deepEqual(await bench.writes(() => declared.up(program)), ["DELETE /products/{productId}/listings/{id}"]);
    assert.deepEqual(await languages(id), ["en-us", "ja-jp"]);
    delete program.translations;
    assert.equal(await declared.up(program), "updated");
    assert.deepEqual(await languages(id), ["en-us"]);
    assert.equal(getPath(declared.outputs, "translations"), undefined);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("that a colleague takes away just before we do are gone, which is what was wanted", async () => {
    const program = { ...(await smallOffer(bench, `languages-${++count}`)), translations: { "de-de": german } };
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    await declared.up(program);
    const id = declared.id as string;
    service.before = async (call) => {
      if (!call.startsWith("DELETE ")) return;
      service.before = async () => {};
      await bench.colleague.call("DELETE", `/products/${id}/listings/${(await inLanguage(id, "de-de")).id}`);
    };
    const { translations: _, ...without } = program;
    assert.equal(await declared.up(without), "updated");
    assert.deepEqual(await languages(id), ["en-us"]);
  });

  it("lose a text that leaves the program", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    program.translations = { "de-de": { summary: german.summary } };
    await declared.up(program);
    const page = await inLanguage(id, "de-de");
    assert.deepEqual([page.title, page.keywords ?? [], page.listingUris], [program.alias, [], []]);
    program.translations = { "de-de": {} };
    await declared.up(program);
    assert.deepEqual(await languages(id), ["de-de", "en-us"]);
    assert.equal((await inLanguage(id, "de-de")).summary, undefined);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("are guarded: what a colleague changed is refused until a refresh has shown it", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    await edit(id, "de-de", { summary: "Von der Kollegin", description: "Auch von ihr" });
    setPath(program, "translations.de-de.summary", "Von uns");
    const error = await failure(declared.up(program));
    assert.match(error.message, /listing in de-de was changed .*translations\.de-de\.summary is "Von der Kollegin"/);
    const printed = await bench.printed(() => declared.refresh());
    assert.match(printed.join("\n"), /translations\.de-de\.description, which this program does not set, went from/);
    assert.equal(getPath(declared.inputs, "translations.de-de.summary"), "Von der Kollegin");
    assert.equal(await declared.up(program), "updated");
    const page = await inLanguage(id, "de-de");
    assert.deepEqual([page.summary, page.description], ["Von uns", "Auch von ihr"]);
  });

  it("are not removed with what a colleague has put there meanwhile, but by `force`", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    await edit(id, "de-de", { description: "Viel Arbeit" });
    delete program.translations;
    assert.match((await failure(declared.up(program))).message, /translations\.de-de\.description is "Viel Arbeit"/);
    assert.deepEqual(await languages(id), ["de-de", "en-us"]);
    await declared.up({ ...program, force: true });
    assert.deepEqual(await languages(id), ["en-us"]);
  });

  it("come back after a refresh when a colleague took them away; before it that is an error", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    const page = await inLanguage(id, "de-de");
    await bench.colleague.call("DELETE", `/products/${id}/listings/${page.id}`);
    setPath(program, "translations.de-de.summary", "Anders");
    assert.match((await failure(declared.up(program))).message, /in de-de was removed in Partner Center/);
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.equal((await inLanguage(id, "de-de")).summary, "Anders");
  });

  it("that a list leaves out once are still there", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    await add(id, "it-it");
    await declared.refresh();
    service.take(declared);
    service.answer = (call, body) =>
      call.includes("/listings/getByInstanceID")
        ? { ...body, value: (body.value as Properties[]).filter(({ languageCode }) => languageCode === "en-us") }
        : body;
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal((await declared.diff(program)).changes, false);
  });

  it("that the program does not set are left alone and reported when they come, change and go", async () => {
    const { declared, program, id } = await make({ "de-de": german });
    await add(id, "it-it", { title: "Applicazione" });
    assert.match((await bench.printed(() => declared.refresh())).join("\n"), /has a listing in it-it.*"Applicazione"/);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(program), "unchanged");
    await edit(id, "it-it", { summary: "In breve" });
    assert.match(
      (await bench.printed(() => declared.refresh())).join("\n"),
      /translations\.it-it\.summary, which this program does not set, went from \(not set\) to "In breve"/,
    );
    const page = await inLanguage(id, "it-it");
    await bench.colleague.call("DELETE", `/products/${id}/listings/${page.id}`);
    assert.match((await bench.printed(() => declared.refresh())).join("\n"), /listing in it-it, which .* is gone/);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
  });

  it("that a colleague has begun are not overwritten when the program begins to set them", async () => {
    const { declared, program, id } = await make();
    await add(id, "it-it", { title: "Applicazione", summary: "In breve" });
    program.translations = { "it-it": { summary: "Nostro" } };
    assert.match((await failure(declared.up(program))).message, /translations\.it-it\.summary is "In breve"/);
    await declared.refresh();
    await declared.up(program);
    const page = await inLanguage(id, "it-it");
    assert.deepEqual([page.title, page.summary], ["Applicazione", "Nostro"]);
  });

  it("are taken over with an offer, after the preview has shown what would be overwritten", async () => {
    const program = await smallOffer(bench, "languages-adopted");
    const first = bench.declared(offer);
    await first.up({ ...program, translations: { "de-de": { ...german, summary: "Alt" } } });
    const second = bench.declared(offer);
    const wanted = { ...program, adopt: true, translations: { "de-de": german, "fr-fr": { title: "Application" } } };
    const printed = (await bench.printed(() => second.check(wanted))).join("\n");
    assert.match(
      printed,
      /translations\.de-de\.summary \("Alt" becomes "In Kürze"\); translations\.fr-fr \(not there yet\)/,
    );
    await second.up(wanted);
    assert.deepEqual(await languages(second.id as string), ["de-de", "en-us", "fr-fr"]);
    assert.equal(await second.up(wanted), "unchanged");
    const without = bench.declared(offer);
    assert.match((await failure(without.up(program))).message, /somebody has added a listing in (de-de|fr-fr)/);
  });

  it("are refused with all findings when a code is none, is en-us, or is there twice", async () => {
    const program = await smallOffer(bench, "languages-wrong");
    program.translations = { german: {}, "en-US": {}, "de-de": { summary: "x".repeat(101) }, "DE-de": {} };
    const error = await failure(bench.declared(offer).up(program));
    assert.match(error.message, /translations\.german "german" is not a language code/);
    assert.match(error.message, /translations\.en-US is what `listing` sets/);
    assert.match(error.message, /translations\.DE-de is the same language as another key/);
    assert.match(error.message, /translations\.de-de\.summary is 101 characters long/);
  });

  it("are warned of when a code is misspelt, as far as one can tell", async () => {
    const findings = new Findings();
    const codes = ["de-de", "zh-hans-cn", "es-419", "no-no", "in-id", "jp-jp", "de-ed", "en-uk", "german"];
    checkLanguageCodes({ translations: Object.fromEntries(codes.map((code) => [code, {}])) }, findings);
    assert.deepEqual(
      findings.warnings().map(({ property, reason }) => `${property} ${reason}`),
      [
        "translations.in-id is commonly written id-id",
        'translations.jp-jp has "jp" as its language, which is not a known one; check the spelling',
        'translations.de-ed has "ed" as its region, which is not a known one; check the spelling',
        "translations.en-uk is commonly written en-gb",
      ],
    );
    const program = await smallOffer(bench, "languages-misspelt");
    await offer.derive({ ...program, translations: { "xx-de": {} } }, findings, {});
    await plan.derive({ ...smallPlan("product", "gold", "package"), translations: { "ge-de": {} } }, findings, {});
    assert.equal(findings.warnings().length, 6);
  });

  it("are continued by the next run when the engine was killed while they were made", async () => {
    const program = await smallOffer(bench, "languages-killed");
    program.translations = { "de-de": german, "fr-fr": { title: "Application" } };
    bench.emulator.setFaults([{ operation: create, nth: 2, times: 9, effect: { status: 400 } }]);
    await failure(bench.declared(offer).up(program));
    bench.emulator.setFaults([{ operation: create, nth: 1, times: 1, effect: { reset: "after" } }]);
    const second = bench.declared(offer);
    await second.up(program);
    assert.deepEqual(await languages(second.id as string), ["de-de", "en-us", "fr-fr"]);
    await second.refresh();
    assert.equal(await second.up(program), "unchanged");
  });

  it("of a plan are made, changed and removed too, all read with one request", async () => {
    const { id } = await make();
    const program = smallPlan(id, "plan", "6f0d0a52-0000-4000-8000-000000000001");
    delete (program.technicalConfiguration as Properties).package;
    program.translations = { "de-de": { title: "Der Plan", summary: "Kurz", description: "Lang" } };
    const declared = bench.declared(plan);
    await declared.up(program);
    const variantId = String(declared.outputs.variantId);
    assert.equal((await inLanguage(id, "de-de", variantId)).shortDescription, "Kurz");
    const calls = await bench.calls(() => declared.refresh());
    assert.equal(calls.filter((call) => call.includes("listings")).length, 1, calls.join(", "));
    setPath(program, "translations.de-de.summary", "Kürzer");
    assert.deepEqual(await bench.writes(() => declared.up(program)), [put]);
    delete program.translations;
    await declared.up(program);
    assert.deepEqual(await languages(id, variantId), ["en-us"]);
  });
});
