/** Taking what exists into a stack through the plugin's door. */
import assert from "node:assert/strict";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { decode } from "../../native/wire.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { release } from "../../provider/kinds/publishing/release.js";
import { submission } from "../../provider/kinds/publishing/submission.js";
import { type Properties, setPath } from "../../provider/values/properties.js";
import { smallOffer, wholeOffer } from "../provider/programs.js";
import { WholeProgram } from "../provider/whole-program.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

describe("an import", () => {
  const bench = workbench();
  let door: Door;
  beforeEach(async () => {
    door = await Door.open(bench);
  });
  afterEach(() => door.stop());

  /** What the engine has after an import. */
  async function imported(kind: string, name: string) {
    const answer = await door.read(kind, name);
    return {
      id: answer.getId(),
      outputs: answer.getProperties() as Struct,
      inputs: decode(answer.getInputs()).properties,
    };
  }

  async function refused(kind: string, name: string, why: string) {
    const message = await imported(kind, name).then(
      ({ id }) => `imported as "${id}"`,
      (error: Error) => error.message,
    );
    assert.ok(message.includes(`${kind} ${name} cannot be imported: `), `${kind} ${name}: ${message}`);
    assert.ok(message.includes(why), `${kind} ${name}: ${message}`);
    assert.ok(!message.includes("\n"), message);
  }

  /** Whether a program that says this changes anything. */
  async function changes(kind: string, found: Awaited<ReturnType<typeof imported>>, program: Properties) {
    const checked = await door.check(kind, program, found.inputs);
    assert.deepEqual(
      checked.getFailuresList().map((one) => one.getReason()),
      [],
    );
    const news = checked.getInputs() as Struct;
    const diff = await door.diff(kind, found.id, found.outputs, news);
    return { paths: [...diff.getDetaileddiffMap().getEntryList()].map(([path]) => path), news };
  }

  it("of an offer, by its offer id or product id, says what a program says of it, and then nothing changes", async () => {
    const program = await wholeOffer(bench, "import-whole");
    const declared = bench.declared(offer);
    await declared.up(program);
    for (const name of ["import-whole", declared.id as string]) {
      const found = await imported("Offer", name);
      assert.equal(found.id, declared.id);
      assert.equal(found.inputs.offerId, "import-whole");
      assert.equal((found.inputs.listing as Properties).summary, "In short");
      assert.equal((found.inputs.listing as Properties).logos, undefined, "files are left alone");
      assert.equal(decode(found.outputs).properties.imported, true);
      const writes = await bench.writes(async () => {
        assert.deepEqual((await changes("Offer", found, found.inputs)).paths, []);
      });
      assert.deepEqual(writes, []);
    }
  });

  it("that is followed by a program which says a part leaves the rest alone", async () => {
    const program = await wholeOffer(bench, "import-part");
    const declared = bench.declared(offer);
    await declared.up(program);
    const found = await imported("Offer", "import-part");
    const { offerId, alias, type } = found.inputs;
    const part = { offerId, alias, type, listing: { summary: "In short" } };
    assert.deepEqual((await changes("Offer", found, part)).paths, []);
    setPath(part, "listing.summary", "Shorter");
    const { paths, news } = await changes("Offer", found, part);
    assert.deepEqual(paths, ["listing.summary"]);
    const updated = await door.update("Offer", found.id, found.outputs, news);
    const { properties } = decode(updated.getProperties());
    assert.equal(properties.imported, undefined);
    assert.deepEqual(properties.listing, { summary: "Shorter" });
    const now = await imported("Offer", "import-part");
    assert.equal((now.inputs.listing as Properties).title, (program.listing as Properties).title);
    assert.equal((now.inputs.listing as Properties).summary, "Shorter");
  });

  it("of a plan is by its ids or by those that people know", async () => {
    const whole = await WholeProgram.make(bench, "import-plan");
    for (const name of [whole.plan.id as string, "import-plan/gold"]) {
      const found = await imported("Plan", name);
      assert.equal(found.id, whole.plan.id);
      assert.deepEqual((await changes("Plan", found, found.inputs)).paths, []);
    }
  });

  it("of what is not there finds nothing", async () => {
    for (const [kind, name] of [
      ["Offer", "no-such-offer"],
      ["Offer", "00000000-0000-4000-8000-000000000000"],
      ["Plan", "no-such-offer/gold"],
      ["Plan", "00000000-0000-4000-8000-000000000000/gold"],
      ["Submission", "no-such-offer"],
      ["Release", "no-such-offer"],
    ] as const) {
      assert.equal((await imported(kind, name)).id, "", `${kind} ${name}`);
    }
  });

  it("of another type of offer is refused in one line", async () => {
    const product = await bench.colleague.call("POST", "/products", {
      resourceType: "AzureThirdPartyVirtualMachine",
      name: "Machine",
      externalIDs: [{ type: "AzureOfferId", value: "import-machine" }],
    });
    assert.ok(product);
    await bench.declared(offer).up(await smallOffer(bench, "import-application"));
    for (const [kind, name, why] of [
      ["Offer", "import-machine", "which a program declares as VirtualMachineOffer, not as Offer"],
      ["VirtualMachineOffer", "import-application", "which a program declares as Offer, not as VirtualMachineOffer"],
      [
        "VirtualMachinePlan",
        "import-application/gold",
        "which a program declares as Offer, not as VirtualMachineOffer",
      ],
      ["SaasOffer", "import-machine", "which a program declares as VirtualMachineOffer, not as SaasOffer"],
      ["SaasPlan", "import-machine/gold", "which a program declares as VirtualMachineOffer, not as SaasOffer"],
      ["ContainerOffer", "import-machine", "which a program declares as VirtualMachineOffer, not as ContainerOffer"],
      ["ContainerPlan", "import-application/gold", "which a program declares as Offer, not as ContainerOffer"],
      ["ContainerBundle", "import-machine/gold/1.0.0", "import-machine is no offer of containers: its type is"],
      ["VirtualMachineImage", "import-application/gold/1.0.0", "import-application is no offer of virtual machines"],
    ] as const) {
      await refused(kind, name, why);
    }
  });

  it("of what nobody can tell says why, and what to do", async () => {
    await assert.rejects(
      imported("ApplicationPackage", "4711"),
      /: ApplicationPackage 4711 cannot be imported: .*Declare it/,
    );
    for (const [kind, name, why] of [
      ["Offer", "contoso app", '"contoso app" is neither an offer id, such as contoso-app, nor a product id'],
      ["Plan", "contoso-app", "name it by its offer and its plan id, as contoso-app/standard"],
      ["Plan", "contoso-app/standard/4711", "name it by its offer and its plan id"],
      ["Submission", "contoso-app/4711", '"contoso-app/4711" is neither an offer id'],
      ["VirtualMachinePlan", "contoso-app", "name it by its offer and its plan id, as contoso-offer/standard"],
      ["SaasPlan", "contoso-app/standard/4711", "name it by its offer and its plan id"],
    ] as const) {
      await refused(kind, name, why);
    }
  });

  it("of a submission and its release is of what the drafts say, and a program with that content sends nothing", async () => {
    const whole = await WholeProgram.make(bench, "import-submission");
    const before = await imported("Submission", "import-submission").then(String, (error: Error) => error.message);
    assert.match(before, /Submission import-submission cannot be imported: the offer has no submission yet/);
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ planIds: ["gold"], certificationNotes: "Look at the page first." }));
    const early = await imported("Release", whole.productId).then(String, (error: Error) => error.message);
    assert.match(
      early,
      /cannot be imported: nothing of the offer is live or on its way there; its newest submission is/,
    );
    const released = bench.declared(release);
    await released.up(whole.release(submitted));

    const offers = await imported("Offer", "import-submission");
    await changes("Offer", offers, offers.inputs);
    const plans = await imported("Plan", "import-submission/gold");
    await changes("Plan", plans, plans.inputs);
    const found = await imported("Submission", "import-submission");
    const { offer, plans: ids, certificationNotes } = found.inputs;
    assert.deepEqual(
      [found.id, offer, ids, certificationNotes],
      [whole.productId, whole.productId, [whole.plan.id], "Look at the page first."],
    );
    assert.equal(decode(found.outputs).properties.submissionId, submitted.outputs.submissionId);
    const live = await imported("Release", "import-submission");
    assert.deepEqual([live.id, live.inputs.submission], [whole.productId, submitted.outputs.submissionId]);
    const writes = await bench.writes(async () => {
      assert.deepEqual((await changes("Submission", found, { offer, plans: ids, certificationNotes })).paths, []);
      assert.deepEqual((await changes("Release", live, { offer, submission: live.inputs.submission })).paths, []);
    });
    assert.deepEqual(writes, []);

    // Another content is another submission.
    await changes("Plan", plans, { ...plans.inputs, listing: { summary: "Another" } });
    const edited = await door.check("Submission", { offer, plans: ids, certificationNotes }, found.inputs);
    const { __contentHash: hash } = decode(edited.getInputs()).properties;
    assert.ok(typeof hash === "string" && hash !== found.inputs.__contentHash);
  });

  it("is gone on with by the other door", async () => {
    const program = await smallOffer(bench, "import-handed");
    await bench.declared(offer).up(program);
    const found = await imported("Offer", "import-handed");
    const dynamic = bench.declared(offer);
    const { properties } = decode(found.outputs);
    Object.assign(dynamic, { id: found.id, inputs: found.inputs, outputs: properties });
    const { offerId, alias, type } = found.inputs;
    assert.equal(await dynamic.up({ offerId, alias, type }), "unchanged");
    assert.equal(await dynamic.refresh(), true);
    assert.equal(dynamic.outputs.imported, true, "until its first update");
  });
});
