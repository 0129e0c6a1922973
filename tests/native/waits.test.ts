/** Waits through the plugin's door: what is kept when one fails, and Ctrl-C. */
import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { decode } from "../../native/wire.js";
import { providerText } from "../../provider/provider-text.js";
import type { Properties } from "../../provider/values/properties.js";
import { galleryImage } from "../provider/machine-images.js";
import { OtherTool } from "../provider/machine-offer.js";
import { guids } from "../provider/programs.js";
import { WholeProgram } from "../provider/whole-program.js";
import { workbench } from "../provider/workbench.js";
import { Door, reached } from "./server.js";

const hour = 3_600_000;

describe("a wait in the plugin", () => {
  const bench = workbench({
    speed: 0,
    delays: {
      branchLag: 0,
      packageProcessing: 0,
      validation: hour,
      previewCreation: hour,
      certification: hour,
      draftJob: 60_000,
    },
  });

  it("that fails keeps what was reached", async () => {
    const whole = await WholeProgram.make(bench, "native-timeout");
    const door = await Door.open(bench);
    try {
      const { inputs } = await submissionOf(door, whole);
      const error = await refused(door.create("Submission", inputs, { timeout: 1 }));
      const kept = reached(error);
      assert.equal(kept?.getId(), whole.productId);
      const { properties } = decode(kept?.getProperties());
      assert.match(String(properties.submissionId), /^\d+$/);
      assert.equal(properties.__provider, providerText("Submission"));
      assert.ok((kept?.getReasonsList().length ?? 0) > 0);
    } finally {
      door.stop();
    }
  });

  it("is ended by Ctrl-C, and the next run goes on with the same submission", async () => {
    const whole = await WholeProgram.make(bench, "native-cancel");
    const door = await Door.open(bench);
    try {
      const { inputs } = await submissionOf(door, whole);
      const waiting = refused(door.create("Submission", inputs));
      while ((await bench.colleague.list(`/products/${whole.productId}/submissions`)).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const began = Date.now();
      await door.call(door.client.cancel, new Empty());
      const error = await waiting;
      assert.ok(Date.now() - began < 2_000);
      assert.match(error.details, /ended by Ctrl-C/);
      const { properties } = decode(reached(error)?.getProperties());
      const next = await Door.open(bench);
      try {
        const olds = reached(error)?.getProperties() as NonNullable<ReturnType<typeof inputs.clone>>;
        const again = await submissionOf(next, whole, { waitFor: "accepted" });
        const updated = await next.update("Submission", whole.productId, olds, again.inputs);
        assert.equal(decode(updated.getProperties()).properties.submissionId, properties.submissionId);
      } finally {
        next.stop();
      }
    } finally {
      door.stop();
    }
  });

  it("for the job of a draft is ended by Ctrl-C, and the next run waits for the same job", async () => {
    await OtherTool.makeOffer(bench.emulator, "native-images");
    const jobs = () => bench.emulator.requests().filter(({ operation }) => operation === "POST /configure");
    const before = jobs().length;
    const images = { x64Gen2: { galleryImage: galleryImage("1.0.0"), tenantId: guids.tenant } };
    const program = { offer: "native-images", plan: "standard", version: "1.0.0", images };
    const imageOf = async (door: Door) => (await door.check("VirtualMachineImage", program)).getInputs() as Struct;
    const door = await Door.open(bench);
    try {
      const waiting = refused(door.create("VirtualMachineImage", await imageOf(door)));
      while (jobs().length === before) await new Promise((resolve) => setTimeout(resolve, 20));
      await door.call(door.client.cancel, new Empty());
      const error = await waiting;
      assert.match(error.details, /ended by Ctrl-C/);
      const next = await Door.open(bench);
      bench.emulator.advance(60_000);
      const olds = reached(error)?.getProperties();
      assert.ok(olds);
      const id = String(reached(error)?.getId());
      const updated = await next.update("VirtualMachineImage", id, olds, await imageOf(next));
      assert.equal(decode(updated.getProperties()).properties.version, "1.0.0");
      next.stop();
      assert.equal(jobs().length, before + 1);
    } finally {
      door.stop();
    }
  });

  async function submissionOf(door: Door, whole: WholeProgram, more: Properties = {}) {
    const checked = await door.check("Submission", whole.submission(more));
    assert.deepEqual(checked.getFailuresList(), []);
    return { inputs: checked.getInputs() as NonNullable<ReturnType<typeof checked.getInputs>> };
  }
});

async function refused(work: Promise<unknown>): Promise<ServiceError> {
  return work.then(
    () => assert.fail("it succeeded"),
    (error: ServiceError) => error,
  );
}
