/** A version of a plan's images from its first `up` to its end, and what others do meanwhile. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure } from "../../declared.js";
import { galleryImage, signedVhd } from "../../machine-images.js";
import { guids } from "../../programs.js";
import { Factory, program, theirs } from "./factory.js";

const gib = (sas: string) => ({ images: { x64Gen2: { osDisk: sas } } });

describe("an image version", () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "partnercenter-images-"));
  });
  after(() => rm(home, { recursive: true, force: true }));
  let count = 0;
  const factory = (...planIds: string[]) => {
    const made = new Factory(...(planIds.length === 0 ? ["standard"] : planIds));
    made.home = join(home, String(++count));
    return made;
  };

  it("is appended to what others have, with three reads and one post, and again with none", () =>
    factory().with(async (made) => {
      made.configure("standard", { vmImageVersions: [theirs("1.0.0", { alsoUnknown: { deep: true } })] });
      const before = structuredClone(made.versions());
      const image = made.image();
      assert.equal(await image.up(program("1.1.0")), "created");
      assert.equal(image.id, "contoso-appliance/standard/1.1.0");
      assert.equal(image.outputs.productId, made.product.slice("product/".length));
      const product = made.product;
      assert.deepEqual(made.gets(), ["GET /product", `GET /resource-tree/${product}`, `GET /resource-tree/${product}`]);
      assert.equal(made.posts(), 1);
      const [first, second] = made.versions();
      assert.deepEqual(first, before[0]);
      const sharedImage = { tenantId: guids.tenant, resourceId: galleryImage("1.1.0") };
      assert.deepEqual(second, {
        versionNumber: "1.1.0",
        vmImages: [{ imageType: "x64Gen2", source: { sourceType: "sharedImageGallery", sharedImage } }],
        lifecycleState: "generallyAvailable",
      });
      const calls = made.calls().length;
      assert.equal(await image.up(program("1.1.0")), "unchanged");
      assert.equal(made.calls().length, calls);
    }));

  it("is one of ten that one program gives to a plan: one post", () =>
    factory().with(async (made) => {
      const run = made.run();
      const versions = Array.from({ length: 10 }, (_, index) => `1.${index}.0`);
      await Promise.all(versions.map((version) => made.image(run).up(program(version))));
      assert.equal(made.posts(), 1);
      assert.deepEqual(made.numbers().sort(), versions);
    }));

  it("is refreshed with others of its offer by one read", () =>
    factory("standard", "large").with(async (made) => {
      const run = made.run();
      const images = ["1.0.0", "1.1.0", "1.2.0"].map((version, at) => ({
        declared: made.image(run),
        inputs: program(version, { plan: at === 2 ? "large" : "standard" }),
      }));
      await Promise.all(images.map(({ declared, inputs }) => declared.up(inputs)));
      const before = made.calls().length;
      assert.deepEqual(await Promise.all(images.map(({ declared }) => declared.refresh())), [true, true, true]);
      assert.equal(made.calls().length - before, 1);
      for (const { declared, inputs } of images) assert.equal(await declared.up(inputs), "unchanged");
    }));

  it("is replaced by another version in one job, and taken out when it was never live", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0"));
      const gets = made.gets().length;
      assert.equal(await image.up(program("1.1.0")), "updated");
      assert.deepEqual([image.id, made.numbers()], ["contoso-appliance/standard/1.0.0", ["1.1.0"]]);
      assert.equal(made.posts(), 2);
      assert.equal(made.gets().length - gets, 3);
    }));

  it("stays when it is live and another takes its place, which is said, or is deprecated", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0"));
      made.publish();
      await image.up(program("1.1.0"));
      assert.deepEqual(made.numbers(), ["1.0.0", "1.1.0"]);
      assert.match(made.lines.join("\n"), /version 1\.0\.0 is live and stays as it is; `onRemoved: "deprecate"`/);
      made.publish();
      await image.up(program("1.2.0", { onRemoved: "deprecate" }));
      const states = made.versions().map(({ versionNumber, lifecycleState }) => [versionNumber, lifecycleState]);
      assert.deepEqual(states, [
        ["1.0.0", "generallyAvailable"],
        ["1.1.0", "deprecated"],
        ["1.2.0", "generallyAvailable"],
      ]);
      assert.deepEqual(made.versions()[1]?.deprecationSchedule, { dateOffset: "P90D", reason: "other" });
    }));

  it("is deprecated and brought back as the program says, and left alone when it says nothing", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0", { deprecated: true }));
      assert.equal(made.versions()[0]?.lifecycleState, "deprecated");
      await image.up(program("1.0.0"));
      assert.deepEqual(
        [made.versions()[0]?.lifecycleState, made.versions()[0]?.deprecationSchedule],
        ["generallyAvailable", undefined],
      );
      made.configure("standard", { vmImageVersions: [{ ...made.versions()[0], lifecycleState: "deprecated" }] });
      await image.refresh();
      assert.equal(await image.up(program("1.0.0")), "unchanged");
    }));

  it("is taken over as it is when it is there with the same images", () =>
    factory().with(async (made) => {
      await made.image().up(program("1.0.0"));
      const posts = made.posts();
      const again = program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.0").toUpperCase() } } });
      assert.equal(await made.image().up(again), "created");
      assert.equal(made.posts(), posts);
    }));

  it("is refused when somebody else's has other images, and nothing is written", () =>
    factory().with(async (made) => {
      made.configure("standard", { vmImageVersions: [theirs("1.0.0")] });
      const { message } = await failure(made.image().up(program("1.0.0")));
      assert.match(
        message,
        /version 1\.0\.0 is there already in plan standard with another image .*another version number/,
      );
      assert.equal(made.posts(), 0);
      assert.deepEqual(made.versions(), [theirs("1.0.0")]);
    }));

  it("may get other images while it is a draft, and none once it is published", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0"));
      const other = program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.1") } } });
      assert.equal(await image.up(other), "updated");
      assert.match(JSON.stringify(made.versions()), /versions\/1\.0\.1/);
      made.publish();
      const posts = made.posts();
      const { message } = await failure(image.up(program("1.0.0")));
      assert.match(message, /images cannot change: version 1\.0\.0 is live, .*give another version number/);
      assert.equal(made.posts(), posts);
    }));

  it("is not changed by a new signature of its VHD", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0", gib(signedVhd("os"))));
      const posts = made.posts();
      assert.equal(await image.up(program("1.0.0", gib(signedVhd("os", { signature: "another" })))), "unchanged");
      assert.equal(await image.up(program("1.0.0", gib(signedVhd("other")))), "updated");
      assert.equal(made.posts(), posts + 1);
    }));

  it("gets the new signature where the old one has ended, unless it is published", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0", gib(signedVhd("os"))));
      image.outputs = { ...image.outputs, sasEnds: new Date(Date.now() - 1000).toISOString() };
      const renewed = signedVhd("os", { signature: "renewed", days: 70 });
      assert.equal(await image.up(program("1.0.0", gib(renewed))), "updated");
      assert.match(JSON.stringify(made.versions()), /renewed/);
      assert.equal(await image.up(program("1.0.0", gib(renewed))), "unchanged");
      made.publish();
      image.outputs = { ...image.outputs, sasEnds: new Date(Date.now() - 1000).toISOString() };
      const posts = made.posts();
      await image.up(program("1.0.0", gib(signedVhd("os", { signature: "once-more", days: 80 }))));
      assert.equal(made.posts(), posts);
    }));

  it("keeps its signatures out of the outputs, and out of what is said", () =>
    factory().with(async (made) => {
      const image = made.image();
      const sas = signedVhd("os", { signature: "c2VjcmV0LXNpZw" });
      await image.up(program("1.0.0", gib(sas)));
      assert.doesNotMatch(JSON.stringify(image.outputs), /sig=|c2VjcmV0/);
      const bad = made.image();
      made.service.rule = () => ({
        code: "badRequest",
        message: "Invalid resource",
        details: [{ code: "businessValidationError", message: `cannot fetch ${sas}` }],
      });
      const other = program("1.1.0", gib(sas));
      const { message, properties } = await failure(bad.up(other));
      assert.match(message, /was refused: cannot fetch/);
      assert.doesNotMatch(message, /c2VjcmV0/);
      assert.doesNotMatch(JSON.stringify(properties), /c2VjcmV0/);
    }));

  describe("that leaves the program", () => {
    it("is taken out of the draft when it was never live", () =>
      factory().with(async (made) => {
        made.configure("standard", { vmImageVersions: [theirs("0.9.0")] });
        const image = made.image();
        await image.up(program("1.0.0"));
        await image.destroy();
        assert.deepEqual(made.versions(), [theirs("0.9.0")]);
      }));

    it("stays when it is live, which is said, or is deprecated", () =>
      factory().with(async (made) => {
        const [left, deprecated] = [made.image(), made.image()];
        await left.up(program("1.0.0"));
        await deprecated.up(program("1.1.0", { onRemoved: "deprecate" }));
        made.publish();
        await left.destroy();
        await deprecated.destroy();
        const states = made.versions().map(({ lifecycleState }) => lifecycleState);
        assert.deepEqual(states, ["generallyAvailable", "deprecated"]);
        assert.match(made.lines.join("\n"), /1\.0\.0 is live and stays as it is/);
        assert.match(made.lines.join("\n"), /1\.1\.0 is deprecated in the draft/);
      }));

    it("stays when it is the only image of a SKU, which is said", () =>
      factory().with(async (made) => {
        const image = made.image();
        await image.up(program("1.0.0"));
        await image.destroy();
        assert.deepEqual(made.numbers(), ["1.0.0"]);
        assert.match(made.lines.join("\n"), /1\.0\.0 of plan standard stays: it has the only active image for x64Gen2/);
      }));

    it("is gone already with its plan, and that is no error", () =>
      factory("standard", "other").with(async (made) => {
        const image = made.image();
        await image.up(program("1.0.0"));
        const drafts = made.service.drafts;
        const plan = made.service.find(made.product, "plan", "standard").id;
        for (const [key, resources] of drafts)
          drafts.set(
            key,
            resources.filter((one) => one.id !== plan && one.plan !== plan),
          );
        await image.destroy();
      }));
  });

  it("is gone when somebody has taken it out, and comes back with the next `up`", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0"));
      made.configure("standard", { vmImageVersions: [theirs("0.9.0")] });
      assert.equal(await image.refresh(), false);
      assert.equal(await image.up(program("1.0.0")), "created");
      assert.deepEqual(made.numbers(), ["0.9.0", "1.0.0"]);
    }));

  it("shows what somebody else has made of it, and is brought back", () =>
    factory().with(async (made) => {
      const image = made.image();
      await image.up(program("1.0.0"));
      made.configure("standard", { vmImageVersions: [theirs("1.0.0")] });
      const { message } = await failure(image.up(program("1.0.0", { deprecated: true })));
      assert.match(message, /version 1\.0\.0 of plan standard was changed by somebody else .*pulumi refresh/);
      await image.refresh();
      assert.equal(await image.up(program("1.0.0")), "updated");
      assert.match(JSON.stringify(made.versions()), /appliance-gen2\/versions\/1\.0\.0/);
    }));
});
