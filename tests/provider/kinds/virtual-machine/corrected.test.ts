/** Runs that die, and programs that then say something else: nothing of them is left in the draft, and nothing else goes. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Properties } from "../../../../provider/values/properties.js";
import { galleryImage } from "../../machine-images.js";
import { Factory, program, theirs } from "./factory.js";

/** The same in a resource of a stack. */
const ours = (inputs: Properties): Properties => ({
  ...inputs,
  __urn: "urn:pulumi:dev::images::pulumi-nodejs:dynamic/partnercenter:VirtualMachineImage::image",
});

const [first, second] = [program("1.0.0"), program("1.1.0")];
const from = (version: string, source: string) =>
  program(version, { images: { x64Gen2: { galleryImage: galleryImage(source) } } });
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
  this.timeout(60_000);
  let home: string;
  let count = 0;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "partnercenter-corrected-"));
  });
  after(() => rm(home, { recursive: true, force: true }));
  const factory = () => {
    const made = new Factory("standard", "large");
    made.home = join(home, String(++count));
    for (const plan of ["standard", "large"]) made.configure(plan, { vmImageVersions: [theirs("0.9.0")] });
    return made;
  };

  for (const [what, { first, dying, next, left }] of Object.entries(corrections)) {
    it(`leaves nothing of it: ${what}`, async () => {
      // Before the post and after it, and while its job goes on.
      for (const [at, isAfter] of [
        [2, true],
        [3, true],
        [5, false],
      ] as const) {
        await factory().with(async (made) => {
          const image = made.image();
          if (first !== undefined) await image.up(ours(first));
          const stored = image.stored();
          const isDead = await made.dying(at, isAfter, async () => {
            const dead = made.image();
            Object.assign(dead, stored);
            await (dying === undefined ? dead.destroy() : dead.up(ours(dying)));
          });
          assert.ok(isDead);
          made.service.clock.sleep(120_000);
          made.service.work();
          if (next === undefined) await image.destroy();
          else {
            await image.preview(ours(next));
            await image.up(ours(next));
          }
          assert.deepEqual([made.numbers(), made.numbers("large")], left, `at ${at}`);
          if (next !== undefined) assert.equal(await image.up(ours(next)), "unchanged");
        });
      }
    });
  }

  it("leaves what has replaced another one, when that is deleted", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(ours(program("1.0.0")));
      const run = made.run();
      image.process = () => run;
      assert.equal(await image.up(ours(program("1.0.0", { plan: "large" }))), "replaced");
      assert.deepEqual([made.numbers(), made.numbers("large")], [["0.9.0"], ["0.9.0", "1.0.0"]]);
    }));

  it("leaves what others have handed in for another plan, and what is live meanwhile", () =>
    factory().with(async (made) => {
      const image = made.image();
      const stored = image.stored();
      await image.up(ours(program("1.0.0")));
      Object.assign(image, stored); // killed, nothing of it was stored
      made.configure("large", { vmImageVersions: made.versions() });
      made.publish();
      await image.up(ours(program("1.1.0")));
      assert.deepEqual(
        [made.numbers(), made.numbers("large")],
        [
          ["0.9.0", "1.0.0", "1.1.0"],
          ["0.9.0", "1.0.0"],
        ],
      );
      assert.match(made.lines.join(), /version 1\.0\.0 is live and stays as it is/);
    }));
});
