/** Runs that die, answers that get lost, siblings that are refused, and colleagues at the same plan. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure } from "../../declared.js";
import { galleryImage } from "../../machine-images.js";
import type { Mishap } from "../../product-ingestion/service.js";
import { Factory, program, theirs } from "./factory.js";

const refusal = (version: string) => ({
  code: "badRequest",
  message: "Invalid resource",
  details: [{ code: "businessValidationError", message: `Image ${version} cannot be read` }],
});

describe("an image version, when", () => {
  let home: string;
  let count = 0;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "partnercenter-killed-"));
  });
  after(() => rm(home, { recursive: true, force: true }));
  const factory = () => {
    const made = new Factory("standard");
    made.home = join(home, String(++count));
    made.configure("standard", { vmImageVersions: [theirs("0.9.0")] });
    return made;
  };

  for (const isAfter of [false, true]) {
    it(`its run is killed ${isAfter ? "after" : "before"} any request, is there once after the next run`, async () => {
      let deaths = 0;
      for (let at = 0; ; at++) {
        let isDead = false;
        await factory().with(async (made) => {
          const image = made.image();
          isDead = await made.dying(at, isAfter, () => made.image().up(program("1.0.0")));
          assert.equal(await image.up(program("1.0.0")), "created");
          made.service.clock.sleep(120_000);
          made.service.work();
          assert.deepEqual(made.numbers(), ["0.9.0", "1.0.0"], `at ${at}`);
          assert.equal(await image.refresh(), true);
          assert.equal(await image.up(program("1.0.0")), "unchanged");
        });
        if (!isDead) break;
        deaths++;
      }
      assert.ok(deaths >= 5, `${deaths}`);
    });
  }

  for (const mishap of ["lostAfter", "502After", "lostBefore", "unreadable"] satisfies Mishap[]) {
    it(`the answer to its post is ${mishap}, is there once`, () =>
      factory().with(async (made) => {
        made.service.mishaps.push(mishap);
        assert.equal(await made.image().up(program("1.0.0")), "created");
        assert.deepEqual(made.numbers(), ["0.9.0", "1.0.0"]);
        assert.equal(made.posts(), mishap === "lostBefore" ? 2 : 1);
      }));
  }

  it("its job takes too long, keeps the job's id, and the next run waits for that", () =>
    factory().with(async (made) => {
      made.service.jobMs = 15 * 60_000;
      const image = made.image();
      const { message } = await failure(image.up(program("1.0.0")));
      assert.match(message, /has not ended within 10 min.*run again/);
      assert.equal(image.isPartial, true);
      assert.equal(typeof image.outputs.jobId, "string");
      assert.equal(await image.refresh(), true, "a job that runs is no reason to forget it");
      image.isPartial = true;
      assert.equal(await image.up(program("1.0.0")), "updated");
      assert.equal(made.posts(), 1);
      assert.equal("jobId" in image.outputs, false);
    }));

  it("it is refused, fails with the reasons, and is posted once more though the draft has it", () =>
    factory().with(async (made) => {
      made.service.rule = () => ({ ...refusal("1.0.0"), written: true });
      const image = made.image();
      const { message } = await failure(image.up(program("1.0.0")));
      assert.match(message, /plan standard.*: the job .* was refused: Image 1\.0\.0 cannot be read/);
      assert.deepEqual(made.numbers(), ["0.9.0", "1.0.0"]);
      made.service.rule = () => undefined;
      assert.equal(await image.up(program("1.0.0")), "updated");
      assert.equal(made.posts(), 2);
      assert.equal(await image.up(program("1.0.0")), "unchanged");
    }));

  it("it is refused, takes another image under the same version", () =>
    factory().with(async (made) => {
      made.service.rule = () => ({ ...refusal("1.0.0"), written: true });
      const image = made.image();
      await failure(image.up(program("1.0.0")));
      made.service.rule = () => undefined;
      await image.up(program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.7") } } }));
      assert.match(JSON.stringify(made.versions()), /versions\/1\.0\.7/);
      assert.deepEqual(made.numbers(), ["0.9.0", "1.0.0"]);
    }));

  it("it is refused, leaves nothing of it behind when it leaves the program, or gets another number", () =>
    factory().with(async (made) => {
      made.service.rule = () => ({ ...refusal("1.0.0"), written: true });
      const [gone, renamed] = [made.image(), made.image()];
      await failure(gone.up(program("1.0.0")));
      await failure(renamed.up(program("1.1.0")));
      made.service.rule = () => undefined;
      await gone.destroy();
      await renamed.up(program("1.2.0"));
      assert.deepEqual(made.numbers(), ["0.9.0", "1.2.0"]);
    }));

  it("a sibling of another plan is refused, is there all the same", async () => {
    const made = new Factory("standard", "large");
    await made.with(async () => {
      const large = made.service.find(made.product, "plan", "large").id;
      made.service.rule = (resource) => (resource.plan === large ? refusal("1.0.0") : undefined);
      const run = made.run();
      const [good, bad] = [made.image(run), made.image(run)];
      const [, { message }] = await Promise.all([
        good.up(program("1.0.0")),
        failure(bad.up(program("1.0.0", { plan: "large" }))),
      ]);
      assert.match(message, /plan large.*Image 1\.0\.0 cannot be read/);
      assert.deepEqual(made.numbers("standard"), ["1.0.0"]);
      assert.equal(good.isPartial, false);
    });
  });

  it("a colleague posts between its read and its post, both are there where the service shows it", () =>
    factory().with(async (made) => {
      let isDone = false;
      const { service } = made;
      const answer = service.answer.bind(service);
      // After the first read of the draft, somebody else's tool appends its version.
      service.answer = (request) => {
        const answered = answer(request);
        if (!isDone && request.method === "GET" && request.url.startsWith("/product")) {
          isDone = true;
          made.configure("standard", { vmImageVersions: [theirs("0.9.0"), theirs("0.9.1")] });
        }
        return answered;
      };
      await made.image().up(program("1.0.0"));
      assert.deepEqual(made.numbers(), ["0.9.0", "0.9.1", "1.0.0"]);
    }));

  it("another tool's post takes it away while the job runs, is composed again", () =>
    factory().with(async (made) => {
      let left = 1;
      const { service } = made;
      const answer = service.answer.bind(service);
      service.answer = (request) => {
        service.work();
        const isThere = made.numbers().includes("1.0.0");
        if (isThere && left-- > 0) made.configure("standard", { vmImageVersions: [theirs("0.9.0"), theirs("0.9.1")] });
        return answer(request);
      };
      await made.image().up(program("1.0.0"));
      assert.deepEqual(made.numbers(), ["0.9.0", "0.9.1", "1.0.0"]);
      assert.equal(made.posts(), 2);
    }));
});
