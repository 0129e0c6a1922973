/** Runs that die, and programs that then say something else: nothing of them is left in the draft, and nothing else goes. */
import assert from "node:assert/strict";
import type { Properties } from "../../../../provider/values/properties.js";
import { galleryImage } from "../../machine-images.js";
import { MachineOffer } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const program = (version: string, more: Properties = {}) => ({ version, ...more });
const [first, second] = [program("1.0.0"), program("1.1.0")];
const from = (version: string, source: string) =>
  program(version, { images: { x64Gen2: { galleryImage: galleryImage(source), tenantId: guids.tenant } } });
const inLarge = program("1.0.0", { plan: "large" });
const only = [["0.9.0"], ["0.9.0"]];
const standard = (version: string) => [["0.9.0", version], ["0.9.0"]];
const large = (version: string) => [["0.9.0"], ["0.9.0", version]];

/** What a run was doing when it was killed, what a person then does, and the versions of both plans in the end. */
const corrections: Readonly<
  Record<string, { first?: Properties; dying?: Properties; next?: Properties; left: string[][] }>
> = {
  "a creation that then has another version": { dying: first, next: second, left: standard("1.1.0") },
  "a creation that then has another image": { dying: first, next: from("1.0.0", "7.0.0"), left: standard("1.0.0") },
  "a creation that then is of another plan": { dying: first, next: inLarge, left: large("1.0.0") },
  "an update that is tried again": { first, dying: second, next: second, left: standard("1.1.0") },
  "an update that is taken back": { first, dying: second, next: first, left: standard("1.0.0") },
  "an update that then has another version": { first, dying: second, next: program("1.2.0"), left: standard("1.2.0") },
  "an update that then has another image": {
    first,
    dying: second,
    next: from("1.1.0", "7.0.0"),
    left: standard("1.1.0"),
  },
  "another image that is taken back": { first, dying: from("1.0.0", "7.0.0"), next: first, left: standard("1.0.0") },
  "another image that then is a third one": {
    first,
    dying: from("1.0.0", "7.0.0"),
    next: from("1.0.0", "8.0.0"),
    left: standard("1.0.0"),
  },
  "an update that is destroyed": { first, dying: second, left: only },
  "another image that is destroyed": { first, dying: from("1.0.0", "7.0.0"), left: only },
  "a replacement that is tried again": { first, dying: inLarge, next: inLarge, left: large("1.0.0") },
  "a replacement that then has another version": {
    first,
    dying: inLarge,
    next: program("1.1.0", { plan: "large" }),
    left: large("1.1.0"),
  },
  "a replacement that is taken back": { first, dying: inLarge, next: first, left: standard("1.0.0") },
  "a replacement that is destroyed": { first, dying: inLarge, left: only },
  "a deletion that is tried again": { first, left: only },
};

describe("an image version whose run is killed", function () {
  this.timeout(120_000);
  const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
  let count = 0;

  async function made({ plans = ["large"] } = {}) {
    const offer = await MachineOffer.make(bench, `image-corrected-${++count}`);
    for (const planId of plans) await offer.addPlan(planId);
    const type = "pulumi-nodejs:dynamic/partnercenter:VirtualMachineImage";
    const __urn = `urn:pulumi:dev::${offer.offerId}::${type}::image`;
    /** The inputs of the resource of a stack. */
    const ours = ({ version, ...more }: Properties) => ({ ...offer.imageProgram(String(version), more), __urn });
    const numbers = async () => [await offer.versions(), await offer.versions("draft", "large")];
    return { offer, ours, numbers };
  }

  for (const [what, { first, dying, next, left }] of Object.entries(corrections)) {
    it(`leaves nothing of it: ${what}`, async () => {
      // Before the post and after it, and while its job goes on.
      for (const calls of [2, 3, 5]) {
        const { offer, ours, numbers } = await made();
        const image = offer.image();
        if (first !== undefined) await image.up(ours(first));
        const stored = image.stored();
        await offer.dying(calls, async (run) => {
          const dead = offer.image(run);
          Object.assign(dead, stored);
          await (dying === undefined ? dead.destroy() : dead.up(ours(dying)));
        });
        await offer.clock.sleep(120_000);
        if (next === undefined) await image.destroy();
        else {
          await image.preview(ours(next));
          await image.up(ours(next));
        }
        assert.deepEqual(await numbers(), left, `after ${calls}`);
        if (next !== undefined) assert.equal(await image.up(ours(next)), "unchanged");
      }
    });
  }

  it("leaves what has replaced another one, when that is deleted", async () => {
    const { offer, ours, numbers } = await made();
    const image = offer.image();
    await image.up(ours(first));
    const run = offer.run();
    image.process = () => run;
    assert.equal(await image.up(ours(inLarge)), "replaced");
    assert.deepEqual(await numbers(), large("1.0.0"));
  });

  it("leaves what others have handed in for another plan, and what is live meanwhile", async () => {
    const { offer, ours, numbers } = await made({ plans: [] });
    const image = offer.image();
    const stored = image.stored();
    await image.up(ours(first));
    Object.assign(image, stored); // killed, nothing of it was stored
    await offer.publish();
    await offer.addPlan("large");
    await offer.configure({ vmImageVersions: await offer.imageVersions() }, "large");
    await image.up(ours(second));
    assert.deepEqual(await numbers(), [
      ["0.9.0", "1.0.0", "1.1.0"],
      ["0.9.0", "1.0.0"],
    ]);
    assert.match(offer.lines.join(), /version 1\.0\.0 is live and stays as it is/);
  });
});
