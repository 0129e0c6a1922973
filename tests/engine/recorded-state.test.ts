/**
 * A state that an earlier version has stored: the present one sees no change in it, without credentials or requests.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createProgramFolder, nothing } from "./emulated-service.js";
import { program, write } from "./offer-program.js";
import { createPlace, createStack, type Place, repositoryRoot } from "./stack.js";

const folder = join(repositoryRoot, "tests/states");
const versions = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""));

/**
 * The package of version 0.1.0. It is none that Azure would deploy, which that version did not check; what Partner
 * Center has taken once is not refused, but warned of.
 */
async function writeOldApplication(folder: string): Promise<void> {
  const template = { contentVersion: "1.0.0.0", metadata: { title: "first" }, resources: [] };
  await write(folder, "app/mainTemplate.json", JSON.stringify(template));
  await write(folder, "app/createUiDefinition.json", JSON.stringify({ handler: "Microsoft.Azure.CreateUIDef" }));
}

describe("the engine, with a recorded state", function () {
  this.timeout(60_000);
  let place: Place;

  before(async () => {
    place = await createPlace();
  });
  after(() => place.dispose());

  it("has states to try", () => assert.ok(versions.includes("0.1.0")));

  for (const version of versions) {
    it(`sees no change in one of version ${version}`, async () => {
      const main = await createProgramFolder(place);
      if (version === "0.1.0") await writeOldApplication(main);
      const stack = await createStack({ name: "recorded", main });
      try {
        await stack.importState(JSON.parse(readFileSync(join(folder, `${version}.json`), "utf8")));
        const preview = await stack.preview({ program: program({ goal: "live" }) });
        assert.deepEqual(preview.counts, { ...nothing, same: 5 });
        assert.deepEqual(
          preview.diagnostics.filter(({ severity, message }) => {
            return severity === "error" || (severity === "warning" && !/^path in \w+\.json/.test(message));
          }),
          [],
        );
      } finally {
        await stack.dispose();
      }
    });
  }
});
