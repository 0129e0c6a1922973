/** What a program marks as a secret is in no text that is shown, while its resource is worked on. */
import assert from "node:assert/strict";
import type { Properties } from "../../../provider/values/properties.js";
import { isSecret, secretPathsKey, withoutMarked, withSecretsOf } from "../../../provider/values/secrets.js";

const shown = (inputs: Properties, paths: readonly string[], text: string) =>
  withSecretsOf([{ ...inputs, [secretPathsKey]: paths }], async () => withoutMarked(text));

describe("a text that is shown", () => {
  const cases: [what: string, secret: string, text: string, expected: string][] = [
    ["of four letters", "abcd", "name is abcd", "name is (a secret)"],
    ["of seven letters", "abcdefg", "name is abcdefg", "name is (a secret)"],
    ["within a word", "abcd", "xabcdx", "x(a secret)x"],
    ["more than once", "hidden", "hidden, hidden", "(a secret), (a secret)"],
    ["as JSON has it", 'say "hi"', 'listing.title is "say \\"hi\\""', "listing.title is (a secret)"],
    ["that looks like a pattern", "a.c$&", "a.c$& abcd", "(a secret) abcd"],
  ];
  for (const [what, secret, text, expected] of cases) {
    it(`leaves out a secret ${what}`, async () => {
      assert.equal(await shown({ name: secret }, ["name"], text), expected);
    });
  }

  it("keeps one of three letters, which is in many a word", async () => {
    assert.equal(await shown({ name: "abc" }, ["name"], "abc is abc"), "abc is abc");
  });

  it("leaves out the longest of secrets that hold each other", async () => {
    const inputs = { short: "apple", long: "apple sauce" };
    assert.equal(await shown(inputs, ["short", "long"], "apple sauce, no apple"), "(a secret), no (a secret)");
  });

  it("leaves out what is anywhere in a secret: texts, ids that are keys, but no names of properties", async () => {
    const audience = { "5b4a2c1d-0000": "Fabrikam", list: ["first", { title: "second" }] };
    const text = "5b4a2c1d-0000 Fabrikam first second title list";
    assert.equal(
      await shown({ audience }, ["audience"], text),
      "(a secret) (a secret) (a secret) (a secret) title list",
    );
  });

  it("is whole while no resource, or another one, is worked on", async () => {
    assert.equal(withoutMarked("abcd"), "abcd");
    assert.equal(await shown({ name: "abcd" }, [], "abcd"), "abcd");
    assert.equal(await withSecretsOf([{ name: "abcd" }], async () => withoutMarked("abcd")), "abcd");
  });
});

describe("a property", () => {
  const cases: [path: string, secret: string, isOne: boolean][] = [
    ["leads", "leads", true],
    ["leads.password", "leads", true],
    ["leads", "leads.password", true],
    ["links[0].title", "links.title", true],
    ['languages["de-de"].title', "languages.title", true],
    ["leadsCount", "leads", false],
    ["leads", "leadsCount", false],
    ["leads.name", "leads.password", false],
  ];
  for (const [path, secret, isOne] of cases) {
    it(`${path} is ${isOne ? "" : "no "}secret when ${secret} is one`, async () => {
      assert.equal(await withSecretsOf([{ [secretPathsKey]: [secret] }], async () => isSecret(path)), isOne);
    });
  }

  it("is no secret while no resource is worked on", () => assert.equal(isSecret("leads"), false));
});
