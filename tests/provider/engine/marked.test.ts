/** What a program marks as a secret is in no text that is shown, while its resource is worked on. */
import assert from "node:assert/strict";
import { withoutMarked } from "../../../provider/engine/marked.js";
import type { Properties } from "../../../provider/values/properties.js";
import { secretPathsKey, withSecretsOf } from "../../../provider/values/secrets.js";

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

  const long = 'hush "canary" \\ one/two+three=&é 7';
  const repeated: Readonly<Record<string, string>> = {
    "in a URL": encodeURIComponent(long),
    "in a form": String(new URLSearchParams({ a: long })).slice(2),
    "in a sentence of JSON": JSON.stringify(`it is ${long}.`).slice(7, -2),
    "with escaped letters": long.replace(
      /[/+=&é]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
    ...Object.fromEntries(
      ["", "x", "xy"].map((before) => [
        `in Base64 after ${before.length} letters`,
        Buffer.from(`${before}${long}`).toString("base64"),
      ]),
    ),
    "in Base64 for URLs": Buffer.from(long).toString("base64url"),
  };
  for (const [where, text] of Object.entries(repeated)) {
    it(`leaves out a secret that the service repeats ${where}`, async () => {
      const said = await shown({ name: long }, ["name"], `bad: ${text}, it says`);
      assert.match(said, /^bad: \(a secret\)["\\]*, it says$/);
    });
  }

  it("takes a secret with half a character, which no URL can have", async () => {
    assert.equal(await shown({ name: "half \ud800" }, ["name"], "it is half \ud800"), "it is (a secret)");
  });
});
