/** The newest API versions that the checks of packages know are those that the installed azure-native names. */
import assert from "node:assert/strict";
import { newestApiVersions } from "../../provider/package-check/newest-api-versions.js";
import { newestVersions } from "../../tools/newest-api-versions.js";

describe("the newest API versions", () => {
  it("are those of @pulumi/azure-native; else run node dist/tools/newest-api-versions.js", () => {
    assert.deepEqual(newestApiVersions, newestVersions().versions);
  });
});
