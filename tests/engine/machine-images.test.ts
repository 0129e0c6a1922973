/** Image versions of virtual machines by the real engine: many at once, and an engine that is killed. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { galleryImage, signedVhd } from "../provider/machine-images.js";
import { OtherTool } from "../provider/machine-offer.js";
import { guids } from "../provider/programs.js";
import { credentials, EmulatedService } from "./emulated-service.js";
import { linkPackages, writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

describe("image versions of virtual machines", function () {
  this.timeout(240_000);
  let service: EmulatedService;
  let place: Place;
  let owner: OtherTool;
  const secretSas = signedVhd("os", { signature: "bm90LXRvLWJlLXNlZW4" });

  beforeEach(async () => {
    service = await EmulatedService.start({ delays: { draftJob: 1_500 } });
    place = await createPlace(service.environment());
    owner = await OtherTool.makeOffer(service.emulator, "contoso-appliance", credentials.tenantId);
    await linkPackages(place.folder);
  });
  afterEach(async () => {
    await place.dispose();
    await service.stop();
  });

  /** A stack whose program gives some versions to the plan, and submits them. */
  async function stack(versions: readonly string[], images: (version: string) => object) {
    const folder = join(place.folder, "images");
    await mkdir(folder, { recursive: true });
    const all = versions.map((version) => ({ version, images: images(version) }));
    await writeProject(
      folder,
      "images",
      `const { Submission, VirtualMachineImage } = require("pulumi-partnercenter");
       const assets = ${JSON.stringify(all)}.map((one) =>
         new VirtualMachineImage(one.version, { offer: "contoso-appliance", plan: "standard", ...one }));
       const preview = new Submission("preview", { offer: assets[0].productId, assets });
       exports.submissionId = preview.submissionId;`,
    );
    const pulumi = (...args: string[]) => place.run(args, { cwd: folder });
    const done = async (...args: string[]) => {
      const { code, stdout, stderr } = await pulumi(...args).finished;
      assert.equal(code, 0, stdout + stderr);
      return stdout + stderr;
    };
    await pulumi("stack", "init", "test").finished;
    return { pulumi, done };
  }
  const fromGallery = (version: string) => ({
    x64Gen2: { galleryImage: galleryImage(version), tenantId: guids.tenant },
  });
  const jobs = (made: readonly string[]) => made.filter((name) => name === "POST /configure");
  const operations = () => service.requests().map(({ operation, method, path }) => operation ?? `${method} ${path}`);
  const versions = (count: number) => Array.from({ length: count }, (_, index) => `1.${index}.0`);

  it("of one program are one job, and their submission another; no signature is shown or stored in clear", async () => {
    const { done } = await stack(versions(10), (version) =>
      version === "1.0.0" ? { x64Gen2: { osDisk: secretSas } } : fromGallery(version),
    );
    const before = operations().length;
    // By default the engine makes four at a time for each processor.
    const shown = [await done("up", "--yes", "--skip-preview", "--parallel", "16"), await done("preview", "--diff")];
    assert.deepEqual(jobs(operations().slice(before)), ["POST /configure", "POST /configure"]);
    assert.deepEqual((await owner.versions("preview")).sort(), ["0.9.0", ...versions(10)]);
    assert.match(shown[1] ?? "", /12 unchanged/);
    shown.push(await done("stack", "export"));
    assert.doesNotMatch(shown.join(), /bm90LXRvLWJlLXNlZW4/);
  });

  it("are there once, and submitted once, after an engine that was killed in their job", async () => {
    const { pulumi, done } = await stack(["1.0.0"], fromGallery);
    // The first dies in the job of the image, the second in that of the submission or before it.
    for (let time = 0; time < 2; time++) {
      const before = operations().length;
      const engine = pulumi("up", "--yes", "--skip-preview");
      let isOver = false;
      void engine.finished.then(() => {
        isOver = true;
      });
      while (jobs(operations().slice(before)).length === 0 && !isOver) await sleep(2);
      assert.equal(isOver, false, engine.stdout());
      engine.kill("SIGKILL");
      await engine.end();
      await pulumi("cancel", "--yes", "--stack", "test").finished;
    }
    await done("up", "--yes", "--skip-preview");
    assert.deepEqual(await owner.versions("preview"), ["0.9.0", "1.0.0"]);
    assert.equal((await service.product()).submissions.length, 1);
    assert.match(await done("preview", "--expect-no-changes"), /3 unchanged/);
  });
});
