/** The package as npm delivers it, in an empty folder far from this repository: resources find their handlers there. */
import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "../../tools/child-process.js";
import { installLinked, pack } from "../../tools/first-steps/installing.js";
import { EmulatedService } from "./emulated-service.js";
import { write } from "./offer-program.js";
import { writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

const source = (summary: string) => `
const { Offer, Plan } = require("pulumi-partnercenter");
const offer = new Offer("app", {
  offerId: "packed", alias: "Packed", type: "AzureApplication", listing: { summary: "${summary}" },
});
new Plan("standard", { offer, planId: "standard", planType: "managed-application", name: "Standard" });
`;

describe("the packed package", function () {
  this.timeout(300_000);
  let service: EmulatedService;
  let place: Place;

  before(async () => {
    service = await EmulatedService.start();
    place = await createPlace(service.environment());
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  const succeed = async (command: string, args: string[], cwd: string, env = process.env) => {
    const result = await run(command, args, { cwd, env });
    assert.equal(result.code, 0, result.stdout + result.stderr);
  };

  /** What the README and the pages in `docs` link to is in the package too. */
  const checkLinks = async (folder: string) => {
    const pages = ["README.md"];
    for (const page of pages) {
      const text = await readFile(join(folder, page), "utf8");
      for (const [, target = ""] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
        const path = join(dirname(page), target);
        await access(join(folder, path)).catch(() => assert.fail(`${page} links to ${target}, which is not packed`));
        if (path.startsWith("docs/") && !pages.includes(path)) pages.push(path);
      }
    }
    assert.ok(pages.length > 4, pages.join(", "));
  };

  it("goes through up, a change and destroy where it is installed", async () => {
    const project = join(place.folder, "project");
    await writeProject(project, "packed", source("First"));
    for (const tarball of await pack(place.folder, ["."])) await installLinked(tarball, project);
    await checkLinks(join(project, "node_modules/pulumi-partnercenter"));
    const pulumi = async (...args: string[]) => {
      const result = await place.run(args, { cwd: project }).finished;
      assert.equal(result.code, 0, result.stdout + result.stderr);
      return result.stdout;
    };
    await pulumi("stack", "init", "test");
    assert.match(await pulumi("up", "--yes", "--skip-preview"), /\+ 3 created/);
    await write(project, "index.js", source("Second"));
    assert.match(await pulumi("up", "--yes", "--skip-preview"), /~ 1 updated/);
    const product = await service.product();
    const listing = product.instances.find(({ module, variantID }) => module === "Listing" && variantID === undefined);
    assert.equal(listing?.resources[0]?.summary, "Second");
    const command = join(project, "node_modules/pulumi-partnercenter/bin/partnercenter.js");
    await succeed(process.execPath, [command, "export", "packed"], project, place.environment);
    assert.match(await readFile(join(project, "packed/index.ts"), "utf8"), /summary: "Second"/);
    await pulumi("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await service.products(), []);
  });
});
