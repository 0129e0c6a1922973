/** Offers of virtual machines: submitted and taken live through the Product Ingestion API. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { handlersOf } from "../../../../provider/engine/lifecycle.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { virtualMachineImage } from "../../../../provider/kinds/virtual-machine/virtual-machine-image.js";
import { runCommand } from "../../../commands/run-command.js";
import { failure } from "../../declared.js";
import { imageVersion, MachineOffer } from "../../machine-offer.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;

describe("the submission of an offer of virtual machines", function () {
  this.timeout(60_000);
  const bench = workbench({
    speed: 0,
    delays: {
      draftJob: 60_000,
      submissionLag: 1000,
      validation: hour,
      previewCreation: 30 * hour,
      certification: hour,
      publish: hour,
    },
  });
  let count = 0;
  const made = () => MachineOffer.make(bench, `machines-${++count}`);
  /** An offer with an image of ours in its draft. */
  const withImage = async (version = "1.0.0") => {
    const offer = await made();
    const image = offer.image();
    await image.up(offer.imageProgram(version));
    return { offer, image };
  };

  it("is accepted and not waited for, once for a content; then it goes live", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    const program = offer.submissionProgram([image]);
    const started = offer.clock.now();
    assert.equal(await submitted.up(program), "created");
    assert.ok(offer.clock.now() - started < 120_000);
    assert.deepEqual([submitted.id, submitted.outputs.substate], [offer.productId, "Submitted"]);
    assert.match(offer.lines.join("\n"), /submitted; nobody waits for it/);
    const calls = await bench.calls(() => submitted.up(program));
    assert.deepEqual(calls, []);

    const early = offer.release();
    const release = { offer: offer.productId, submission: submitted.outputs.submissionId };
    assert.match((await failure(early.up(release))).message, /is not in preview yet/);
    await offer.clock.sleep(31 * hour);
    assert.equal(await submitted.refresh(), true);
    assert.equal(submitted.outputs.substate, "ReadyToPublish");
    assert.equal(await submitted.up(program), "unchanged");
    const live = offer.release();
    assert.equal(await live.up(release), "created");
    assert.equal(live.outputs.substate, "Publishing");
    await offer.clock.sleep(3 * hour);
    assert.equal(await live.refresh(), true);
    assert.equal(live.outputs.substate, "InStore");
    assert.equal(await live.up(release), "unchanged");
    assert.deepEqual(await offer.versions("live"), ["0.9.0", "1.0.0"]);
    assert.equal((await offer.submissions()).length, 1);
  });

  it("is found by the offer id, and waited for when the program says so", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    const program = offer.submissionProgram([image], { offer: offer.offerId, waitFor: "preview" });
    assert.equal(await submitted.up(program), "created");
    assert.deepEqual([submitted.id, submitted.outputs.substate], [offer.productId, "ReadyToPublish"]);
    const live = offer.release();
    await live.up({ offer: offer.offerId, submission: submitted.outputs.submissionId, waitFor: "live" });
    assert.deepEqual([live.id, live.outputs.substate], [offer.productId, "InStore"]);
  });

  it("needs no assets: what others have made is submitted by the offer's product id", async () => {
    const offer = await made();
    const submitted = offer.submission();
    // As the class says of an offer of which the program declares nothing.
    const lacking = { offer: ["listing.title", "plans"] };
    assert.equal(await submitted.up({ offer: offer.productId, content: {}, lacking }), "created");
    assert.equal(submitted.outputs.substate, "Submitted");
  });

  it("costs four reads, one post and its polls, and a refresh of all of the offer three reads", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    const calls = await bench.calls(() => submitted.up(offer.submissionProgram([image])));
    const posted = calls.findIndex((call) => !call.startsWith("GET "));
    assert.equal(posted, 4, calls.join(", "));
    const after = calls.slice(posted + 1).map((call) => call.replace(/.*\//, ""));
    assert.equal(after.pop(), "workflowdetails", "for its times");
    // Until it can be seen, the job and the list are looked at in turns, and not once more after that.
    const looks = after.length / 2;
    assert.deepEqual(after, Array.from({ length: looks }, () => ["status", "submissions"]).flat());
    const run = offer.run();
    image.process = () => run;
    submitted.process = () => run;
    const refreshed = await bench.calls(() => Promise.all([image.refresh(), submitted.refresh()]));
    assert.ok(refreshed.length <= 3, refreshed.join(", "));
  });

  it("puts back an asset that somebody else has taken out of the draft, and says so", async () => {
    const { offer, image } = await withImage();
    await offer.replaceVersions(imageVersion("0.9.0"), imageVersion("0.9.1"));
    await offer.submission().up(offer.submissionProgram([image]));
    assert.match(
      offer.lines.join("\n"),
      /version 1\.0\.0 of plan standard was missing in the draft, .* it was put back/,
    );
    assert.deepEqual(await offer.versions("preview"), ["0.9.0", "0.9.1", "1.0.0"]);
    assert.equal((await offer.submissions()).length, 1);
  });

  it("has images that can be imported, whoever has made them; a submission cannot be", async () => {
    const offer = await made();
    const handlers = handlersOf(virtualMachineImage, () => offer.run());
    const name = `${offer.offerId}/standard/0.9.0`;
    const { id, props = {}, inputs = {} } = await handlers.import(name, {});
    assert.equal(id, name);
    assert.deepEqual(Object.keys(inputs.images as object), ["x64Gen2"]);
    const image = offer.image();
    Object.assign(image, { id, inputs, outputs: props });
    const { offer: offerId, plan, version, images } = inputs;
    assert.equal(await image.up({ offer: offerId, plan, version, images }), "unchanged");
    assert.equal(await image.refresh(), true);

    assert.deepEqual(await handlers.import(`${offer.offerId}/standard/4.0.0`, {}), {});
    const refused = (kind: Kind, what: string) => failure(handlersOf(kind, () => offer.run()).import(what, {}));
    assert.match(
      (await refused(virtualMachineImage, "0.9.0")).message,
      /^VirtualMachineImage 0\.9\.0 cannot be imported: name it/,
    );
    assert.match(
      (await refused(submission, offer.offerId)).message,
      /cannot be imported: it is of an offer of virtual/,
    );
  });

  it("is given them by the ids of their resources: one run knows what these say", async () => {
    const { offer, image } = await withImage();
    const run = offer.run();
    image.process = () => run;
    await image.up(offer.imageProgram("1.0.0"));
    await offer.replaceVersions(imageVersion("0.9.0"));
    const submitted = offer.submission();
    submitted.process = () => run;
    await submitted.up({ offer: offer.productId, assets: [image.id] });
    assert.deepEqual(submitted.inputs.content, offer.submissionProgram([image]).content);
    assert.doesNotMatch(JSON.stringify(submitted.inputs), /galleryImage|osDisk/);
    assert.deepEqual(await offer.versions("preview"), ["0.9.0", "1.0.0"]);
  });

  it("warns of what somebody else has in preview, and what the draft has lost", async () => {
    const { offer } = await withImage("2.0.0");
    await offer.submit();
    await offer.clock.sleep(31 * hour);
    await offer.replaceVersions(imageVersion("0.9.0"));
    const image = offer.image();
    await image.up(offer.imageProgram("1.0.0"));
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    const said =
      /warning: version 2\.0\.0 of plan standard is in submission .* which somebody else has made, and not in/;
    assert.match(offer.lines.join("\n"), said);
    await offer.clock.sleep(31 * hour);
    assert.deepEqual(await offer.versions("preview"), ["0.9.0", "1.0.0"]);
    await image.up(offer.imageProgram("1.1.0"));
    offer.lines.length = 0;
    await submitted.up(offer.submissionProgram([image]));
    assert.doesNotMatch(offer.lines.join("\n"), /warning/, "of our own preview, we know");
  });

  it("is not sent when somebody else has put another image in the place of an asset", async () => {
    const { offer, image } = await withImage();
    await offer.replaceVersions(imageVersion("0.9.0"), imageVersion("1.0.0"));
    const { message } = await failure(offer.submission().up(offer.submissionProgram([image])));
    assert.match(message, /version 1\.0\.0 is there already in plan standard with another image/);
    assert.deepEqual(await offer.submissions(), []);
  });

  it("is not sent with an asset that left the program and was never live, unless that is allowed", async () => {
    const { offer, image } = await withImage();
    const other = offer.image();
    await other.up(offer.imageProgram("1.1.0"));
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image, other]));
    await offer.clock.sleep(31 * hour);
    const without = offer.submissionProgram([other]);
    const { message } = await failure(submitted.up({ ...without, __preview: true }));
    assert.match(message, /assets no longer include version 1\.0\.0 of plan standard, never live .*onRemovedAsset/);
    assert.equal((await offer.submissions()).length, 1);
    assert.equal(await submitted.up({ ...without, onRemovedAsset: "submit" }), "updated");
    assert.equal((await offer.submissions()).at(-1)?.substate, "Submitted");
  });

  it("goes on with a new version in place", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    await offer.clock.sleep(31 * hour);
    await image.up(offer.imageProgram("1.1.0"));
    assert.equal(await submitted.up(offer.submissionProgram([image])), "updated");
    assert.deepEqual(await offer.versions("preview"), ["0.9.0", "1.1.0"]);
  });

  it("takes its own back when the content changes while it is in progress", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    await image.up(offer.imageProgram("1.1.0"));
    assert.equal(await submitted.up(offer.submissionProgram([image])), "updated");
    assert.match(offer.lines.join("\n"), /taking back submission/);
    assert.deepEqual(await offer.versions("preview"), ["0.9.0", "1.1.0"]);
    assert.equal((await offer.submissions()).length, 1);
  });

  it("of somebody else stands in the way, and is named", async () => {
    const { offer, image } = await withImage();
    await offer.submit();
    await image.up(offer.imageProgram("1.1.0"));
    const { message } = await failure(offer.submission().up(offer.submissionProgram([image])));
    assert.match(message, /is in progress, and this stack did not make it/);
    assert.equal((await offer.submissions()).length, 1);
  });

  it("of somebody else that has the same content is taken for ours", async () => {
    const { offer, image } = await withImage();
    await offer.submit();
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    assert.equal((await offer.submissions()).length, 1);
    assert.equal(submitted.outputs.substate, "Submitted");
  });

  it("that fails tells the reasons of its job, and is sent again by the next run", async () => {
    const { offer, image } = await withImage();
    bench.emulator.setFaults([{ operation: "POST /configure", times: 1, effect: { submissionFailed: true } }]);
    const submitted = offer.submission();
    const program = offer.submissionProgram([image], { waitFor: "preview" });
    const { message, reasons } = await failure(submitted.up(program));
    assert.match(message, /Automated validation failed/);
    assert.match(String(reasons), /businessValidationError: Automated validation failed/);
    const status = await runCommand(["status", offer.offerId], bench.environment(), bench.folder);
    assert.match(
      status.stdout,
      /Reasons of the failure:\n {2}Error businessValidationError: Automated validation failed/,
    );
    assert.equal(await submitted.up(program), "updated");
    assert.equal(submitted.outputs.substate, "ReadyToPublish");
  });

  it("that has failed in certification is not sent again as it was", async () => {
    const { offer, image } = await withImage();
    bench.emulator.setFaults([{ operation: "POST /configure", times: 1, effect: { certificationFailed: true } }]);
    const submitted = offer.submission();
    const program = offer.submissionProgram([image], { waitFor: "preview" });
    assert.match((await failure(submitted.up(program))).message, /Issues found during Certification/);
    const again = await failure(submitted.up(program));
    assert.match(again.message, /has failed in certification \(.*\), and the draft is as it was: .*resubmit: "always"/);
    await image.up(offer.imageProgram("1.1.0"));
    assert.equal(await submitted.up(offer.submissionProgram([image], { waitFor: "preview" })), "updated");
  });

  it("takes neither options nor notes", async () => {
    const { offer, image } = await withImage();
    const program = offer.submissionProgram([image], { certificationNotes: "be kind" });
    assert.match((await failure(offer.submission().up(program))).message, /certificationNotes cannot be given/);
    const bare = { offer: offer.productId, content: {}, publishOption: { autoPromote: true } };
    assert.match((await failure(offer.submission().up(bare))).message, /publishOption cannot be given for offers/);
    assert.deepEqual(await offer.submissions(), []);
  });

  it("is taken back when it leaves the program", async () => {
    const { offer, image } = await withImage();
    const submitted = offer.submission();
    await submitted.up(offer.submissionProgram([image]));
    await submitted.takeOut();
    assert.deepEqual(await offer.submissions(), []);
    assert.match(offer.lines.join("\n"), /was taken back/);
  });

  it("is read by the second API where the first refuses", async () => {
    const { offer, image } = await withImage();
    bench.emulator.setFaults([
      { operation: "GET /products/{productId}/submissions", effect: { status: 403 } },
      { operation: "GET /products/{productId}/submissions/{id}/workflowdetails", effect: { status: 404 } },
    ]);
    const submitted = offer.submission();
    const program = offer.submissionProgram([image], { waitFor: "preview" });
    assert.equal(await submitted.up(program), "created");
    assert.equal(submitted.outputs.substate, "ReadyToPublish");
    const live = offer.release();
    await live.up({ offer: offer.productId, submission: submitted.outputs.submissionId, waitFor: "live" });
    assert.equal(live.outputs.substate, "InStore");
  });
});

describe("an offer that another job holds", function () {
  this.timeout(60_000);
  const delays = { draftJob: 60_000, validation: 0, previewCreation: 0, certification: hour, publish: hour };
  const bench = workbench({ speed: 0, switches: { parallelJobs: "conflict" }, delays });

  it("is submitted, and taken live, when it is free", async () => {
    const offer = await MachineOffer.make(bench, "held");
    const submitted = offer.submission();
    const started = offer.clock.now();
    await offer.beginEdit();
    assert.equal(await submitted.up({ offer: offer.productId, content: {} }), "created");
    assert.ok(offer.clock.now() - started < 5 * 60_000);
    await offer.clock.sleep(hour);
    await offer.beginEdit();
    const live = offer.release();
    await live.up({ offer: offer.productId, submission: submitted.outputs.submissionId });
    assert.equal(live.outputs.substate, "Publishing");
    assert.equal((await offer.submissions()).length, 1);
  });

  it("is not submitted while that lasts, which is said", async () => {
    const offer = await MachineOffer.make(bench, "held-long");
    const error = { code: "conflict", message: "Locked", details: [{ code: "productLocked", message: "Locked" }] };
    bench.emulator.setFaults([{ operation: "POST /configure", effect: { status: 409, body: { error } } }]);
    const { message } = await failure(offer.submission().up({ offer: offer.productId, content: {} }));
    assert.match(message, /Offer held-long is held by somebody else, .* for more than 10 min\. Nothing was written/);
    bench.emulator.setFaults([]);
    assert.deepEqual(await offer.submissions(), []);
  });
});
