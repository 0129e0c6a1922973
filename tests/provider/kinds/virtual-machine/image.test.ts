/** A version of a plan's images from its first `up` to its end, and what others do meanwhile. */
import assert from "node:assert/strict";
import { failure } from "../../declared.js";
import { galleryImage, signedVhd } from "../../machine-images.js";
import { imageVersion, MachineOffer } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const gib = (osDisk: string) => ({ images: { x64Gen2: { osDisk } } });
const gallery = (version: string) => ({
  images: { x64Gen2: { galleryImage: galleryImage(version), tenantId: guids.tenant } },
});

describe("an image version", () => {
  const bench = workbench({ speed: 0, delays: { draftJob: 65_000 }, switches: { unknownKeys: "kept" } });
  let count = 0;
  const made = () => MachineOffer.make(bench, `images-${++count}`);
  const posts = async (work: () => Promise<unknown>) => (await bench.writes(work)).length;
  /** What each version of the draft is, such as `1.0.0 deprecated`. */
  const states = async (offer: MachineOffer) =>
    (await offer.imageVersions()).map(({ versionNumber, lifecycleState }) => `${versionNumber} ${lifecycleState}`);

  it("is appended to what others have, with three reads and one post, and again with none", async () => {
    const offer = await made();
    const theirs = { ...imageVersion("1.0.0"), alsoUnknown: { deep: [{ Kind: "X", ofID: 1 }] } };
    await offer.configure({ vmImageVersions: [theirs], future: [[{ a: { b: "ü" } }]] });
    const image = offer.image();
    const program = offer.imageProgram("1.1.0");
    const calls = await bench.calls(async () => assert.equal(await image.up(program), "created"));
    assert.equal(image.id, `${offer.offerId}/standard/1.1.0`);
    assert.equal(image.outputs.productId, offer.productId);
    const tree = "GET /resource-tree/product/{productId}";
    const isPoll = (call: string) => call.endsWith("/status");
    assert.deepEqual(
      calls.filter((call) => !isPoll(call)),
      ["GET /product", tree, "POST /configure", tree],
    );
    const [first, second] = await offer.imageVersions();
    assert.deepEqual(first, theirs);
    const sharedImage = { tenantId: guids.tenant, resourceId: galleryImage("1.1.0") };
    assert.deepEqual(second, {
      versionNumber: "1.1.0",
      vmImages: [{ imageType: "x64Gen2", source: { sourceType: "sharedImageGallery", sharedImage } }],
      lifecycleState: "generallyAvailable",
    });
    assert.deepEqual((await offer.configuration()).future, [[{ a: { b: "ü" } }]]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await image.up(program), "unchanged")), []);
  });

  it("is of the tenant of the credentials where the program says none", async () => {
    const offer = await MachineOffer.make(bench, `images-${++count}`, guids.tenant);
    const images = { x64Gen2: { galleryImage: galleryImage("1.0.0") } };
    await offer.image().up(offer.imageProgram("1.0.0", { images }));
    assert.match(JSON.stringify((await offer.imageVersions()).at(-1)), new RegExp(`"tenantId":"${guids.tenant}"`));
  });

  it("has a submission of its own where the draft has lost it, and is as what is live", async () => {
    const offer = await made();
    await offer.publish();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    await offer.replaceVersions(imageVersion("0.9.0"));
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    assert.match(offer.lines.join("\n"), /version 1\.0\.0 of plan standard was missing in the draft/);
    assert.equal(submitted.outputs.releaseNumber, 2);
  });

  it("is one of ten that one program gives to a plan: one post", async () => {
    const offer = await made();
    const run = offer.run();
    const versions = Array.from({ length: 10 }, (_, index) => `1.${index}.0`);
    const all = () => Promise.all(versions.map((version) => offer.image(run).up(offer.imageProgram(version))));
    assert.equal(await posts(all), 1);
    assert.deepEqual((await offer.versions()).sort(), ["0.9.0", ...versions]);
  });

  it("is refreshed with others of its offer by one read", async () => {
    const offer = await made();
    await offer.addPlan("large");
    const run = offer.run();
    const images = ["1.0.0", "1.1.0", "1.2.0"].map((version, at) => ({
      declared: offer.image(run),
      inputs: offer.imageProgram(version, { plan: at === 2 ? "large" : "standard" }),
    }));
    await Promise.all(images.map(({ declared, inputs }) => declared.up(inputs)));
    const refreshed = () => Promise.all(images.map(({ declared }) => declared.refresh()));
    const calls = await bench.calls(async () => assert.deepEqual(await refreshed(), [true, true, true]));
    assert.equal(calls.length, 1);
    for (const { declared, inputs } of images) assert.equal(await declared.up(inputs), "unchanged");
  });

  it("is replaced by another version in one job, and taken out when it was never live", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    const calls = await bench.calls(async () => assert.equal(await image.up(offer.imageProgram("1.1.0")), "updated"));
    assert.deepEqual([image.id, await offer.versions()], [`${offer.offerId}/standard/1.0.0`, ["0.9.0", "1.1.0"]]);
    assert.equal(calls.filter((call) => call === "POST /configure").length, 1);
    assert.equal(calls.filter((call) => /^GET (?!.*status)/.test(call)).length, 3);
  });

  it("stays when it is live and another takes its place, which is said, or is deprecated", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    await offer.publish();
    await image.up(offer.imageProgram("1.1.0"));
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0", "1.1.0"]);
    assert.match(offer.lines.join("\n"), /version 1\.0\.0 is live and stays as it is; `onRemoved: "deprecate"`/);
    await offer.publish();
    await image.up(offer.imageProgram("1.2.0", { onRemoved: "deprecate" }));
    assert.deepEqual(await states(offer), [
      "0.9.0 generallyAvailable",
      "1.0.0 generallyAvailable",
      "1.1.0 deprecated",
      "1.2.0 generallyAvailable",
    ]);
    const { deprecationSchedule } = (await offer.imageVersions())[2] ?? {};
    assert.deepEqual(deprecationSchedule, { dateOffset: "P90D", reason: "other" });
  });

  it("is deprecated and brought back as the program says, and left alone when it says nothing", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0", { deprecated: true }));
    assert.deepEqual(await states(offer), ["0.9.0 generallyAvailable", "1.0.0 deprecated"]);
    await image.up(offer.imageProgram("1.0.0"));
    const [others, ours] = await offer.imageVersions();
    assert.deepEqual([ours?.lifecycleState, ours?.deprecationSchedule], ["generallyAvailable", undefined]);
    await offer.configure({ vmImageVersions: [others, { ...ours, lifecycleState: "deprecated" }] });
    await image.refresh();
    assert.equal(await image.up(offer.imageProgram("1.0.0")), "unchanged");
  });

  it("is taken over as it is when it is there with the same images", async () => {
    const offer = await made();
    await offer.image().up(offer.imageProgram("1.0.0"));
    const images = { x64Gen2: { galleryImage: galleryImage("1.0.0").toUpperCase(), tenantId: guids.tenant } };
    const again = () => offer.image().up(offer.imageProgram("1.0.0", { images }));
    assert.equal(await posts(async () => assert.equal(await again(), "created")), 0);
  });

  it("is refused when somebody else's has other images, and nothing is written", async () => {
    const offer = await made();
    await offer.configure({ vmImageVersions: [imageVersion("1.0.0")] });
    const refused = async () => {
      const { message } = await failure(offer.image().up(offer.imageProgram("1.0.0")));
      assert.match(message, /version 1\.0\.0 is there already in plan standard with another image .*another version/);
    };
    assert.equal(await posts(refused), 0);
    assert.deepEqual(await offer.imageVersions(), [imageVersion("1.0.0")]);
  });

  it("may get other images while it is a draft, and none once it is published", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    assert.equal(await image.up(offer.imageProgram("1.0.0", gallery("1.0.1"))), "updated");
    assert.match(JSON.stringify(await offer.imageVersions()), /versions\/1\.0\.1/);
    await offer.publish();
    const refused = async () => {
      const { message } = await failure(image.up(offer.imageProgram("1.0.0")));
      assert.match(message, /images cannot change: version 1\.0\.0 is live, .*give another version number/);
    };
    assert.equal(await posts(refused), 0);
  });

  it("is not changed by a new signature of its VHD", async () => {
    const offer = await made();
    const image = offer.image();
    const up = (sas: string) => image.up(offer.imageProgram("1.0.0", gib(sas)));
    await up(signedVhd("os"));
    const renewed = () => up(signedVhd("os", { signature: "another" }));
    assert.equal(await posts(async () => assert.equal(await renewed(), "unchanged")), 0);
    assert.equal(await posts(async () => assert.equal(await up(signedVhd("other")), "updated")), 1);
  });

  it("gets the new signature where the old one has ended, unless it is published", async () => {
    const offer = await made();
    const image = offer.image();
    const up = (sas: string) => image.up(offer.imageProgram("1.0.0", gib(sas)));
    const end = () => {
      image.outputs = { ...image.outputs, sasEnds: new Date(Date.now() - 1000).toISOString() };
    };
    await up(signedVhd("os"));
    end();
    const renewed = signedVhd("os", { signature: "renewed", days: 70 });
    assert.equal(await up(renewed), "updated");
    assert.match(JSON.stringify(await offer.imageVersions()), /renewed/);
    assert.equal(await up(renewed), "unchanged");
    await offer.publish();
    end();
    assert.equal(await posts(() => up(signedVhd("os", { signature: "once-more", days: 80 }))), 0);
  });

  it("keeps its signatures out of the outputs, and out of what is said", async () => {
    const offer = await made();
    const image = offer.image();
    const sas = signedVhd("os", { signature: "c2VjcmV0LXNpZw" });
    await image.up(offer.imageProgram("1.0.0", gib(sas)));
    assert.doesNotMatch(JSON.stringify(image.outputs), /sig=|c2VjcmV0/);
    const error = { code: "badRequest", message: `cannot fetch ${sas}`, details: [] };
    bench.emulator.setFaults([{ operation: "POST /configure", times: 1, effect: { status: 400, body: { error } } }]);
    const { message, properties } = await failure(offer.image().up(offer.imageProgram("1.1.0", gib(sas))));
    assert.match(message, /refused .*cannot fetch/);
    assert.doesNotMatch(message, /c2VjcmV0/);
    assert.doesNotMatch(JSON.stringify(properties), /c2VjcmV0/);
  });

  describe("that leaves the program", () => {
    it("is taken out of the draft when it was never live", async () => {
      const offer = await made();
      const before = await offer.imageVersions();
      const image = offer.image();
      await image.up(offer.imageProgram("1.0.0"));
      await image.destroy();
      assert.deepEqual(await offer.imageVersions(), before);
    });

    it("stays when it is live, which is said, or is deprecated", async () => {
      const offer = await made();
      const [left, deprecated] = [offer.image(), offer.image()];
      await left.up(offer.imageProgram("1.0.0"));
      await deprecated.up(offer.imageProgram("1.1.0", { onRemoved: "deprecate" }));
      await offer.publish();
      await left.destroy();
      await deprecated.destroy();
      assert.deepEqual((await states(offer)).slice(1), ["1.0.0 generallyAvailable", "1.1.0 deprecated"]);
      assert.match(offer.lines.join("\n"), /1\.0\.0 is live and stays as it is/);
      assert.match(offer.lines.join("\n"), /1\.1\.0 is deprecated in the draft/);
    });

    it("stays when it is the only image of a SKU, which is said", async () => {
      const offer = await made();
      const image = offer.image();
      await image.up(offer.imageProgram("1.0.0"));
      await offer.configure({ vmImageVersions: (await offer.imageVersions()).slice(1) });
      await image.destroy();
      assert.deepEqual(await offer.versions(), ["1.0.0"]);
      assert.match(offer.lines.join("\n"), /1\.0\.0 of plan standard stays: it has the only active image for x64Gen2/);
    });

    it("is gone already with its plan, and that is no error", async () => {
      const offer = await made();
      await offer.addPlan("other");
      const image = offer.image();
      await image.up(offer.imageProgram("1.0.0", { plan: "other" }));
      await offer.deletePlan("other");
      await image.destroy();
    });
  });

  it("is gone when somebody has taken it out, and comes back with the next `up`", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    await offer.configure({ vmImageVersions: [imageVersion("0.9.0")] });
    assert.equal(await image.refresh(), false);
    assert.equal(await image.up(offer.imageProgram("1.0.0")), "created");
    assert.deepEqual(await offer.versions(), ["0.9.0", "1.0.0"]);
  });

  it("shows what somebody else has made of it, and is brought back", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    await offer.configure({ vmImageVersions: [imageVersion("1.0.0")] });
    const { message } = await failure(image.up(offer.imageProgram("1.0.0", { deprecated: true })));
    assert.match(message, /version 1\.0\.0 of plan standard was changed by somebody else .*pulumi refresh/);
    await image.refresh();
    assert.equal(await image.up(offer.imageProgram("1.0.0")), "updated");
    assert.match(JSON.stringify(await offer.imageVersions()), /appliance-gen2\/versions\/1\.0\.0/);
  });
});
