/** The names in a program that is exported: each of them valid, and none of them twice. */
import assert from "node:assert/strict";
import { fileStem, planVariables, secretKey } from "../../commands/program-names.js";

describe("the names in an exported program", () => {
  it("are a variable for each plan", () => {
    assert.deepEqual(planVariables(["standard", "gold-plan", "two_words", "2-small", "default", "_"]), [
      "standardPlan",
      "goldPlan",
      "twoWordsPlan",
      "plan2Small",
      "defaultPlan",
      "plan",
    ]);
    assert.deepEqual(planVariables(["a-b", "a_b", "a-b-plan"]), ["aBPlan", "aBPlan2", "aBPlan3"]);
  });

  it("are a key of the configuration for each secret", () => {
    assert.equal(secretKey("", "leads.httpsEndpoint.url"), "leadsHttpsEndpointUrl");
    assert.equal(secretKey("my-plan", "images.password"), "myPlanImagesPassword");
  });

  it("are parts of the names of files", () => {
    assert.deepEqual(["Contoso, Inc.", "shortDescription", "-- a --"].map(fileStem), [
      "contoso-inc",
      "short-description",
      "a",
    ]);
  });
});
