/** Slips beside the properties: in the configuration, in options, in the version of Node.js. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationWarnings } from "../../provider/configuration/configuration-warnings.js";
import { leastNode, outdatedNode } from "../../provider/values/node-version.js";
import { Offer } from "../../sdk/index.js";
import { record } from "./recorded.js";

describe("the stack's configuration", () => {
  it("is warned of when nobody reads a key, or when a credential is in plain text", () => {
    const keys = ["partnercenter:tenantID", "partnercenter:clientSecret", "partnercenter:proxy", "aws:region"];
    assert.deepEqual(
      configurationWarnings(keys, (key) => key === "partnercenter:proxy").map((text) => text.slice(0, 95)),
      [
        "The configuration key partnercenter:tenantID is not known, and nobody reads it; did you mean partnercenter:tenantId?",
        "The configuration has partnercenter:clientSecret in plain text: `pulumi config set --secret partnercenter:clientSecret`",
      ].map((text) => text.slice(0, 95)),
    );
    assert.match(
      configurationWarnings(["partnercenter:colour"], () => true).join(),
      /the README lists those that are$/,
    );
  });
});

describe("the option import", () => {
  it("is refused, with what to do instead", async () => {
    await assert.rejects(
      record(() => {
        const args = { offerId: "contoso", alias: "Contoso", type: "AzureApplication" } as const;
        new Offer("app", args, { import: "an-id" });
      }),
      /Offer "app": the option `import` .* Set `adopt: true` instead, .*`npx -p pulumi-partnercenter partnercenter export OFFER_ID`/,
    );
  });
});

describe("the version of Node.js", () => {
  it("is the one that the package names, or newer", () => {
    const { engines } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
    assert.equal(engines.node, `>=${leastNode}`);
    assert.deepEqual(["22.18.0", "24.1.0", "23.0.1"].map(outdatedNode), [undefined, undefined, undefined]);
    for (const old of ["22.17.9", "20.19.0", "18.0.0"])
      assert.match(outdatedNode(old) ?? "", /needs Node.js 22.18 or newer/);
  });
});
