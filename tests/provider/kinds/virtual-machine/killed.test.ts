/** Runs that die, answers that get lost, siblings that are refused, and colleagues at the same plan. */
import assert from "node:assert/strict";
import type { FaultEffect, HeldCall } from "pulumi-partnercenter-emulator";
import { failure } from "../../declared.js";
import { galleryImage } from "../../machine-images.js";
import { imageVersion, MachineOffer } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const post = "POST /configure";

describe("an image version, when", function () {
  this.timeout(60_000);
  let onHang: (held: HeldCall) => void = (held) => held.goOn();
  const bench = workbench({ speed: 0, delays: { draftJob: 65_000 }, onHang: (held) => onHang(held) });
  let count = 0;
  const made = () => MachineOffer.make(bench, `image-killed-${++count}`);
  /** What happens to the next `configure`. */
  const fault = (effect: FaultEffect) => bench.emulator.setFaults([{ operation: post, times: 1, effect }]);
  const posts = async (work: () => Promise<unknown>) => (await bench.writes(work)).length;
  /** Somebody does something when a call arrives for the n-th time, before it is answered. */
  const whenCalled = (operation: string, nth: number, work: () => Promise<void>) => {
    bench.emulator.setFaults([{ operation, nth, effect: { hang: "before" } }]);
    onHang = (held) => void work().then(() => held.goOn());
  };

  it("its run is killed after any request, is there once after the next run", async () => {
    let deaths = 0;
    for (; ; deaths++) {
      const offer = await made();
      const program = offer.imageProgram("1.0.0");
      const isDead = await offer.dying(deaths, (run) => offer.image(run).up(program));
      const image = offer.image();
      assert.equal(await image.up(program), "created");
      await offer.clock.sleep(120_000);
      assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"], `after ${deaths}`);
      assert.equal(await image.refresh(), true);
      assert.equal(await image.up(program), "unchanged");
      if (!isDead) break;
    }
    assert.ok(deaths >= 5, `${deaths}`);
  });

  const mishaps: Readonly<Record<string, FaultEffect>> = {
    "cut after it was accepted": { reset: "after" },
    "502 after it was accepted": { statusAfter: 502 },
    "cut before it arrives": { reset: "before" },
    "without a job": { statusAfter: 202, body: {} },
  };
  for (const [what, effect] of Object.entries(mishaps)) {
    it(`the answer to its post is ${what}, is there once`, async () => {
      const offer = await made();
      fault(effect);
      const up = async () => assert.equal(await offer.image().up(offer.imageProgram("1.0.0")), "created");
      assert.equal(await posts(up), effect.reset === "before" ? 2 : 1);
      assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"]);
    });
  }

  it("it is refused, fails with the reasons, and is posted once more though the draft has it", async () => {
    const offer = await made();
    const image = offer.image();
    fault({ jobFailed: "afterWriting" });
    const { message } = await failure(image.up(offer.imageProgram("1.0.0")));
    assert.match(message, /plan standard.*: the job .* was refused: Failure for resource/);
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"]);
    assert.equal(await posts(async () => assert.equal(await image.up(offer.imageProgram("1.0.0")), "updated")), 1);
    assert.equal(await image.up(offer.imageProgram("1.0.0")), "unchanged");
  });

  it("it is refused, takes another image under the same version", async () => {
    const offer = await made();
    const image = offer.image();
    fault({ jobFailed: "afterWriting" });
    await failure(image.up(offer.imageProgram("1.0.0")));
    const images = { x64Gen2: { galleryImage: galleryImage("1.0.7"), tenantId: guids.tenant } };
    await image.up(offer.imageProgram("1.0.0", { images }));
    assert.match(JSON.stringify(await offer.imageVersions()), /versions\/1\.0\.7/);
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"]);
  });

  it("it is refused, leaves nothing of it behind when it leaves the program, or gets another number", async () => {
    const offer = await made();
    const [gone, renamed] = [offer.image(), offer.image()];
    fault({ jobFailed: "afterWriting" });
    await failure(gone.up(offer.imageProgram("1.0.0")));
    fault({ jobFailed: "afterWriting" });
    await failure(renamed.up(offer.imageProgram("1.1.0")));
    await gone.destroy();
    await renamed.up(offer.imageProgram("1.2.0"));
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.2.0"]);
  });

  it("a sibling of another plan is refused, is there all the same", async () => {
    const offer = await made();
    await offer.addPlan("large");
    const full = Array.from({ length: 100 }, (_, index) => imageVersion(`0.1.${index}`));
    await offer.configure({ vmImageVersions: full }, "large");
    const run = offer.run();
    const [good, bad] = [offer.image(run), offer.image(run)];
    const [, { message }] = await Promise.all([
      good.up(offer.imageProgram("1.0.0")),
      failure(bad.up(offer.imageProgram("1.0.0", { plan: "large" }))),
    ]);
    assert.match(message, /plan large.*At most 100 image versions are possible/);
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"]);
    assert.equal(good.isPartial, false);
  });

  it("a colleague posts between its first read and the next, both are there", async () => {
    const offer = await made();
    whenCalled("GET /resource-tree/product/{productId}", 1, () =>
      offer.replaceVersions(imageVersion("0.9.0"), imageVersion("0.9.1")),
    );
    await offer.image().up(offer.imageProgram("1.0.0"));
    assert.deepEqual(await offer.versions(), ["0.9.0", "0.9.1", "1.0.0"]);
  });

  it("another tool's post takes it away while the job runs, is composed again", async () => {
    const offer = await made();
    whenCalled("GET /resource-tree/product/{productId}", 2, () =>
      offer.replaceVersions(imageVersion("0.9.0"), imageVersion("0.9.1")),
    );
    await offer.image().up(offer.imageProgram("1.0.0"));
    assert.deepEqual(await offer.versions(), ["0.9.0", "0.9.1", "1.0.0"]);
  });
});

describe("an image version whose job takes too long", () => {
  const bench = workbench({ speed: 0, delays: { draftJob: 15 * 60_000 } });

  it("keeps the job's id, and the next run waits for that", async () => {
    const offer = await MachineOffer.make(bench, "slow-images");
    const image = offer.image();
    const program = offer.imageProgram("1.0.0");
    const writes = await bench.writes(async () => {
      const { message } = await failure(image.up(program));
      assert.match(message, /has not ended within 10 min.*run again/);
      assert.equal(image.isPartial, true);
      assert.equal(typeof image.outputs.jobId, "string");
      assert.equal(await image.refresh(), true, "a job that runs is no reason to forget it");
      image.isPartial = true;
      assert.equal(await image.up(program), "updated");
    });
    assert.deepEqual(writes, ["POST /configure"]);
    assert.equal("jobId" in image.outputs, false);
  });
});
