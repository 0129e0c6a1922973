/** The package as npm delivers it, in an empty folder far from this repository: resources find their handlers there. */
import assert from "node:assert/strict";
import { access, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "../../tools/child-process.js";
import { EmulatedService } from "./emulated-service.js";
import { write } from "./offer-program.js";
import { writeProject } from "./project.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";

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

  /** As `npm install` would: what the package declares, and nothing else, taken from our own node_modules. */
  const install = async (tarball: string, project: string) => {
    const target = join(project, "node_modules/pulumi-partnercenter");
    await mkdir(target, { recursive: true });
    await succeed("tar", ["-xzf", tarball, "--strip-components", "1", "-C", target], place.folder);
    const { dependencies, peerDependencies } = JSON.parse(await readFile(join(target, "package.json"), "utf8"));
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const link = join(project, "node_modules", name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(repositoryRoot, "node_modules", name), link, "junction");
    }
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
    await succeed("npm", ["pack", "--ignore-scripts", "--pack-destination", place.folder], repositoryRoot);
    const tarball = (await readdir(place.folder)).find((name) => name.endsWith(".tgz"));
    await install(join(place.folder, tarball ?? ""), project);
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
