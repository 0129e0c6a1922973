/** Submissions of virtual machines whose run is killed, or whose answers get lost: one submission in all. */
import assert from "node:assert/strict";
import type { Properties } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { MachineOffer } from "../../machine-offer.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;

describe("one submission of virtual machines in all, when", function () {
  this.timeout(120_000);
  const bench = workbench({
    speed: 0,
    delays: {
      draftJob: 20_000,
      submissionLag: 5000,
      validation: hour,
      previewCreation: 30 * hour,
      certification: hour,
    },
  });
  let count = 0;
  const withImage = async () => {
    const offer = await MachineOffer.make(bench, `killed-${++count}`);
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    return { offer, image, program: offer.submissionProgram([image]) };
  };

  it("its run is killed after any request", async () => {
    let deaths = 0;
    for (let calls = 0; ; calls++) {
      const { offer, program } = await withImage();
      const isDead = await offer.dying(calls, (run) => offer.submission(run).up(program));
      const next = offer.submission();
      assert.equal(await next.up(program), "created", `after ${calls}`);
      const all = await offer.submissions();
      assert.equal(all.length, 1, `after ${calls}`);
      assert.equal(next.outputs.submissionId, all[0]?.id);
      assert.equal(await next.up(program), "unchanged");
      if (!isDead) break;
      deaths++;
    }
    assert.ok(deaths >= 7, `${deaths}`);
  });

  it("a later one is killed after any request, on a machine that has noted nothing of it, once it can be seen", async () => {
    for (const calls of [5, 7, 9]) {
      const { offer, image, program } = await withImage();
      const first = offer.submission();
      await first.up(program);
      await offer.clock.sleep(32 * hour);
      await image.up(offer.imageProgram("1.1.0"));
      const stored = first.stored();
      const changed = offer.submissionProgram([image]);
      await offer.dying(calls, (run) => {
        const declared = offer.submission(run);
        Object.assign(declared, stored);
        return declared.up(changed);
      });
      await offer.clock.sleep(60_000);
      bench.folder = `${bench.folder}-other`;
      assert.equal(await first.up(changed), "updated", `after ${calls}`);
      const running = (await offer.submissions()).filter(({ substate }) => substate === "Submitted");
      assert.equal(running.length, 1, `after ${calls}`);
    }
  });

  const running = async (offer: MachineOffer) =>
    (await offer.submissions()).flatMap(({ id, substate }) => (substate === "Submitted" ? [id] : []));
  /** A later one, which a killed run has sent. */
  const killLater = async () => {
    const { offer, image, program } = await withImage();
    const submitted = offer.submission();
    await submitted.up(program);
    await offer.clock.sleep(32 * hour);
    await submitted.refresh();
    await image.up(offer.imageProgram("1.1.0"));
    await killSent(offer, submitted, offer.submissionProgram([image]));
    return { offer, image, submitted };
  };
  const killSent = async (offer: MachineOffer, submitted: Declared, program: Properties) => {
    await offer.dying(Number.POSITIVE_INFINITY, (run) => {
      const dead = offer.submission(run);
      Object.assign(dead, submitted.stored());
      return dead.up(program);
    });
    assert.equal((await running(offer)).length, 1);
  };

  it("it is killed once it was sent, and is taken back when the program then has another version", async () => {
    const { offer, image, program } = await withImage();
    const first = { offer, image, submitted: offer.submission() };
    await killSent(offer, first.submitted, program);
    for (const { offer, image, submitted } of [first, await killLater()]) {
      await image.up(offer.imageProgram("1.2.0"));
      await submitted.up(offer.submissionProgram([image]));
      assert.deepEqual(await running(offer), [submitted.outputs.submissionId]);
    }
  });

  it("it is killed once it was sent, and is taken back when it leaves the program", async () => {
    const { offer, submitted } = await killLater();
    await submitted.takeOut();
    assert.deepEqual(await running(offer), []);
  });

  const lost: Readonly<Record<string, Properties>> = {
    "is cut before it arrives": { reset: "before" },
    "is cut after it was accepted": { reset: "after" },
    "cannot be read": { malformedJson: true },
  };
  for (const [what, effect] of Object.entries(lost)) {
    it(`the answer to its post ${what}`, async () => {
      const { offer, program } = await withImage();
      bench.emulator.setFaults([{ operation: "POST /configure", times: 1, effect: effect as never }]);
      const submitted = offer.submission();
      const first = await submitted.up(program).catch((error: Error) => error.message);
      if (first !== "created") {
        assert.match(
          String(first),
          /cannot be seen within 5 min whether the submission was accepted. Run `pulumi up` again/,
        );
        assert.equal(await submitted.up(program), "updated");
      }
      assert.equal((await offer.submissions()).length, 1);
      assert.equal(await submitted.up(program), "unchanged");
    });
  }

  it("its job is refused, which is told with the reasons", async () => {
    const { offer, program } = await withImage();
    const listing = (await offer.resources()).find(({ id }) => id.startsWith("listing/"));
    await offer.write({ ...listing, privacyPolicyLink: "" });
    const submitted = offer.submission();
    const { message } = await failure(submitted.up(program));
    assert.match(message, /the job .* was refused: .*The offer needs a link to a privacy policy/);
    assert.deepEqual(await offer.submissions(), []);
    await offer.write({ ...listing });
    assert.equal(await submitted.up(program), "updated");
    assert.equal((await offer.submissions()).length, 1);
  });

  it("a promotion is killed after any request", async () => {
    for (let calls = 0; ; calls++) {
      const { offer, program } = await withImage();
      const submitted = offer.submission();
      await submitted.up(program);
      await offer.clock.sleep(32 * hour);
      const release = { offer: offer.productId, submission: submitted.outputs.submissionId };
      const isDead = await offer.dying(calls, (run) => offer.release(run).up(release));
      await offer.clock.sleep(60_000);
      const live = offer.release();
      await live.up(release);
      assert.match(String(live.outputs.substate), /Publishing|InStore/, `after ${calls}`);
      if (!isDead) break;
    }
  });
});
