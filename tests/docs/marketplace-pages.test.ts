/** The first program of the pages of virtual machines, containers and SaaS: whole, so that a newcomer gets to a preview. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { blocks, repository } from "../provider/programs-in-texts.js";
import { record } from "../sdk/recorded.js";
import { previewFindings } from "./preview-findings.js";

describe("the first program of the page", function () {
  this.timeout(120_000);
  const from = process.cwd();
  let place: string;

  before(async () => {
    // Below the repository, so that the programs find the package.
    place = await mkdtemp(join(repository, "dist", "marketplace-pages-"));
    await cp(join(repository, "examples/managed-application/logos"), join(place, "logos"), { recursive: true });
    await symlink(join(repository, "node_modules"), join(place, "node_modules"), "junction");
    process.chdir(place);
  });
  after(async () => {
    process.chdir(from);
    await rm(place, { recursive: true, force: true });
  });

  for (const page of ["virtual-machines", "containers", "saas"]) {
    it(`${page}.md runs as it is, and lacks nothing that a submission needs`, async () => {
      const [first = ""] = blocks(await readFile(join(repository, "docs", `${page}.md`), "utf8"));
      const file = join(place, `${page}.mts`);
      await writeFile(file, first);
      const { resources } = await record(async () => {
        await import(pathToFileURL(file).href);
      }, true);
      const findings = await previewFindings(resources.map(({ type, wire }) => ({ type, inputs: wire })));
      assert.equal(findings.length, 3);
      for (const { kind, failures } of findings) assert.deepEqual(failures, [], kind);
    });
  }
});
