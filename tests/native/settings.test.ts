/** The configuration of the plugin. */
import assert from "node:assert/strict";
import { type CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { checkSettings, diffSettings, settingsOf } from "../../native/settings.js";
import { encode } from "../../native/wire.js";
import { explicitProviderKey } from "../../provider/configuration/configuration.js";
import { configurationKeys, isSecretKey } from "../../provider/configuration/keys.js";
import { isSealed } from "../../provider/values/secrets.js";

const reasons = (answer: CheckResponse) =>
  answer.getFailuresList().map((failed) => `${failed.getProperty()}|${failed.getReason()}`);

describe("the plugin's settings", () => {
  it("store credentials encrypted, whether the program marks them or not", () => {
    const all = Object.fromEntries(configurationKeys.map((key) => [key, "value"]));
    const answer = checkSettings(encode(all));
    assert.deepEqual(reasons(answer), []);
    const stored = answer.getInputs()?.toJavaScript() ?? {};
    for (const key of configurationKeys) assert.equal(isSealed(stored[key]), isSecretKey(key), key);
  });

  it("refuse what nobody reads, and never show its value", () => {
    const answer = checkSettings(
      encode({ clientSecrt: "very-secret", colour: "red", version: "0.1.0", native: "true" }),
    );
    assert.deepEqual(reasons(answer), [
      "|clientSecrt is not a setting of partnercenter; did you mean clientSecret?",
      "|colour is not a setting of partnercenter; the README lists those that are",
    ]);
  });

  it("never replace anything", () => {
    const answer = diffSettings(
      encode({ tenantId: "contoso", version: "0.1.0" }),
      encode({ tenantId: "fabrikam", version: "0.2.0" }),
    );
    assert.equal(answer.getChanges(), DiffResponse.DiffChanges.DIFF_SOME);
    assert.deepEqual([answer.getDiffsList(), answer.getReplacesList()], [["tenantId"], []]);
    const same = diffSettings(encode({ trace: true }), encode({ trace: true }));
    assert.equal(same.getChanges(), DiffResponse.DiffChanges.DIFF_NONE);
  });

  const urns: [name: string, isExplicit: boolean][] = [
    ["default", false],
    ["default_0_1_0", false],
    ["default_0_1_0_github_/api.github.com/owner", false],
    ["emea", true],
    ["defaults", true],
  ];
  for (const [name, isExplicit] of urns) {
    it(`of the provider "${name}" are ${isExplicit ? "an explicit one's" : "the stack's"}`, () => {
      const values = settingsOf(
        encode({ tenantId: "contoso", headers: { a: "b" }, trace: true }),
        `urn:pulumi:test::project::pulumi:providers:partnercenter::${name}`,
      );
      assert.equal(values.get("partnercenter:tenantId"), "contoso");
      assert.equal(values.get("partnercenter:headers"), '{"a":"b"}');
      assert.equal(values.get("partnercenter:trace"), "true");
      assert.equal(values.get(explicitProviderKey), isExplicit ? "true" : undefined);
    });
  }
});
