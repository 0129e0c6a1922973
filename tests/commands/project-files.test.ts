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

  const names: [offerId: string, name: string][] = [
    ["_app", "app"],
    [".._App Two", "app-two"],
    ["___", "offer"],
    ["x".repeat(101), "x".repeat(100)],
  ];
  for (const [offerId, name] of names) {
    it(`has a name that Pulumi and npm take: ${offerId.slice(0, 20)}`, () => {
      const files = projectFiles(offerId);
      assert.equal(parse(files.get("Pulumi.yaml") ?? "").name, name);
      assert.equal(JSON.parse(files.get("package.json") ?? "").name, name);
    });
  }
});
