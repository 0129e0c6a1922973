/** The files that make an exported program a Pulumi project. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { projectFiles } from "../../commands/project-files.js";

describe("the project of an exported program", () => {
  for (const offerId of ["contoso-app", "365", "true", "null", "2024-01-01", "1e3"]) {
    it(`has the offer's id as its name: ${offerId}`, () => {
      assert.equal(parse(projectFiles(offerId).get("Pulumi.yaml") ?? "").name, offerId);
    });
  }
});
