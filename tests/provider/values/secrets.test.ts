/** Which properties are secrets, while their resource is worked on. */
import assert from "node:assert/strict";
import { isSecret, secretPathsKey, withSecretsOf } from "../../../provider/values/secrets.js";

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
