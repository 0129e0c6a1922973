/** A plan with just-in-time access needs a package with which customers can switch it on. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApplicationPackage, Plan } from "../../sdk/index.js";
import { complaints } from "./recorded.js";

describe("just-in-time access", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "jit-"));
  });
  after(() => rm(folder, { recursive: true }));

  /** What is said of the plan, by a package with these outputs. */
  const said = async (outputs: object, justInTimeAccess: boolean | undefined) => {
    await writeFile(join(folder, "createUiDefinition.json"), JSON.stringify({ parameters: { outputs } }));
    const { warnings } = await complaints(() => {
      const files = new ApplicationPackage("files", { offer: "product", path: folder });
      const technicalConfiguration = { package: files, justInTimeAccess };
      new Plan("plan", {
        offer: "product",
        planId: "gold",
        planType: "managed-application",
        name: "Gold",
        technicalConfiguration,
      });
    });
    return warnings.filter(([text]) => text.includes("justInTimeAccess"));
  };

  it("is a warning when the package has no control for it", async () => {
    const [[text, urn] = [], ...others] = await said({}, true);
    assert.match(text ?? "", /^technicalConfiguration\.justInTimeAccess is true, but .* has no output jitAccessPolicy/);
    assert.match(urn ?? "", /:Plan::plan$/);
    assert.deepEqual(others, []);
  });

  it("is none with the control, or when it is off", async () => {
    assert.deepEqual(await said({ jitAccessPolicy: "[steps('jit').control]" }, true), []);
    assert.deepEqual(await said({}, false), []);
    assert.deepEqual(await said({}, undefined), []);
  });
});
