/** What exists as a program would declare it: which of its properties a finding is about. */
import assert from "node:assert/strict";
import { Description } from "../../../provider/pages/description.js";

describe("a description", () => {
  function described(): Description {
    const description = new Description();
    description.declareBlock("translations.de-de");
    description.declareBlock("translations.fr-fr");
    description.set("translations.de-de.title", "Titel");
    description.set("listing.contacts.support", { name: "S" });
    return description;
  }

  const cases: [path: string, units: string[]][] = [
    ["translations.fr-fr", ["translations.fr-fr"]],
    ["translations.fr-fr.summary", ["translations.fr-fr"]],
    ["translations.de-de", ["translations.de-de.title"]],
    ['translations["de-de"].title', ["translations.de-de.title"]],
    ["translations", ["translations.fr-fr", "translations.de-de.title"]],
    ["listing.contacts.support.email", ["listing.contacts.support"]],
    ["listing.contacts", ["listing.contacts.support"]],
    ["listing.summary", ["listing.contacts.support"]],
    ["listing.videos[0].title", ["listing.contacts.support"]],
    ["resale", []],
  ];
  for (const [path, units] of cases) {
    it(`has ${units.length === 0 ? "nothing" : units.join(" and ")} at ${path}`, () =>
      assert.deepEqual(described().unitsAt(path), units));
  }

  it("loses what is left out, with its credential, and keeps why", () => {
    const description = described();
    description.credentials.push({ path: "translations.de-de.title", isShown: true }, { path: "other", isShown: true });
    description.leaveOut(["translations.de-de.title"], "translations.de-de", "is wrong");
    assert.deepEqual(description.inputs.translations, { "fr-fr": {} });
    assert.deepEqual(description.credentials, [{ path: "other", isShown: true }]);
    assert.deepEqual(description.leftOut, [{ property: "translations.de-de", reason: "is wrong" }]);
    assert.deepEqual(description.unitsAt("translations.de-de.title"), ["translations.fr-fr"]);
  });

  it("is written in the form that is compared only where that is another one", () => {
    const description = new Description();
    description.set("properties.version", " 1 ", "1");
    description.set("properties.hideKeys", ["a"]);
    assert.equal(description.normalize("properties.version"), true);
    assert.equal(description.normalize("properties.version"), false);
    assert.equal(description.normalize("properties.hideKeys"), false);
    assert.equal(description.normalize("properties.termsOfUse"), false);
    assert.deepEqual(description.inputs.properties, { version: "1", hideKeys: ["a"] });
  });
});
