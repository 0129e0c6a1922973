/** Taking offers of virtual machines, containers and SaaS into a stack through the plugin's door. */
import assert from "node:assert/strict";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { decode } from "../../native/wire.js";
import type { KindName } from "../../provider/kinds/index.js";
import { kindLoaders } from "../../provider/kinds/index.js";
import { getPath, type Properties } from "../../provider/values/properties.js";
import { bundle, containerOfferProgram, containerPlanProgram } from "../provider/container-programs.js";
import { IngestionRuns } from "../provider/ingestion-runs.js";
import { galleryImage } from "../provider/machine-images.js";
import { machineOfferProgram, machinePlanProgram } from "../provider/machine-programs.js";
import { guids, smallOffer } from "../provider/programs.js";
import { saasOfferProgram, saasPlanProgram } from "../provider/saas-programs.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

/** An offer of each type that the Product Ingestion API keeps, with a plan. */
const types: readonly [
  offer: KindName,
  plan: KindName,
  ofOffer: (id: string) => Properties,
  ofPlan: (id: string) => Properties,
][] = [
  ["VirtualMachineOffer", "VirtualMachinePlan", machineOfferProgram, machinePlanProgram],
  ["ContainerOffer", "ContainerPlan", containerOfferProgram, containerPlanProgram],
  ["SaasOffer", "SaasPlan", saasOfferProgram, saasPlanProgram],
];

describe("an import of an offer of the second API", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let door: Door;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
    door = await Door.open(bench);
  });
  afterEach(() => door.stop());

  const make = async (kind: KindName, program: Properties) => {
    const declared = runs.declared(await kindLoaders[kind]());
    await declared.up(program);
    return declared;
  };

  /** What the engine has after an import. */
  const imported = async (kind: KindName, name: string) => {
    const answer = await door.read(kind, name);
    const outputs = answer.getProperties() as Struct;
    return { id: answer.getId(), outputs, inputs: decode(answer.getInputs()).properties };
  };

  /** For whose sake a program that says what was imported would be brought up to date. */
  const changes = async (kind: KindName, { id, outputs, inputs }: Awaited<ReturnType<typeof imported>>) => {
    const checked = await door.check(kind, inputs, inputs);
    const failures = checked.getFailuresList().map((one) => `${one.getProperty()} ${one.getReason()}`);
    assert.deepEqual(failures, []);
    const diff = await door.diff(kind, id, outputs, checked.getInputs() as Struct);
    return [...diff.getDetaileddiffMap().getEntryList()].map(([path]) => path);
  };

  const refusal = (kind: KindName, name: string) => imported(kind, name).then(String, (error: Error) => error.message);

  for (const [offerKind, planKind, ofOffer, ofPlan] of types) {
    it(`of a ${offerKind} and a ${planKind}, by the ids of people or of Partner Center, leaves nothing to do`, async () => {
      const offerId = `import-${offerKind.toLowerCase()}`;
      const offer = await make(offerKind, ofOffer(offerId));
      const plan = await make(planKind, ofPlan(offerId));
      const { productId, variantId } = plan.outputs;
      assert.equal(offer.outputs.productId, productId);
      for (const name of [offerId, String(productId)]) {
        const found = await imported(offerKind, name);
        assert.equal(found.id, offerId);
        assert.equal(getPath(found.inputs, "listing.summary"), "In short");
        assert.equal(getPath(found.inputs, "leads.httpsEndpoint"), undefined, "a credential");
        assert.deepEqual(await changes(offerKind, found), []);
      }
      for (const name of [`${offerId}/${plan.inputs.planId}`, `${productId}/${variantId}`]) {
        const found = await imported(planKind, name);
        assert.equal(found.id, plan.id);
        assert.deepEqual(await changes(planKind, found), []);
      }
    });
  }

  it("of an image version and a bundle leaves nothing to do", async () => {
    await make("VirtualMachineOffer", { offerId: "import-image", alias: "Image" });
    await make("VirtualMachinePlan", machinePlanProgram("import-image"));
    const image = await imported("VirtualMachineImage", "import-image/standard/0.9.0");
    assert.deepEqual(image.inputs.images, { x64Gen2: { galleryImage: galleryImage("0.9.0"), tenantId: guids.tenant } });
    assert.deepEqual(await changes("VirtualMachineImage", image), []);
    await make("ContainerOffer", { offerId: "import-bundle", alias: "Bundle" });
    await make("ContainerPlan", containerPlanProgram("import-bundle"));
    const tagged = await imported("ContainerBundle", "import-bundle/per-node/1.4.0");
    assert.equal(tagged.inputs.digest, bundle(1).digest);
    assert.deepEqual(await changes("ContainerBundle", tagged), []);
  });

  it("of what is not there finds nothing", async () => {
    await make("SaasOffer", { offerId: "import-empty", alias: "Empty" });
    for (const [kind, name] of [
      ["SaasOffer", "no-such-offer"],
      ["SaasOffer", guids.tenant],
      ["SaasPlan", "no-such-offer/team"],
      ["SaasPlan", "import-empty/team"],
      ["SaasPlan", `import-empty/${guids.tenant}`],
      ["VirtualMachineImage", "no-such-offer/standard/1.0.0"],
      ["ContainerBundle", "no-such-offer/per-node/1.0.0"],
    ] as const) {
      assert.equal((await imported(kind, name)).id, "", `${kind} ${name}`);
    }
  });

  it("of another type, or of what cannot be a name, is refused in one line", async () => {
    await make("ContainerOffer", { offerId: "import-boxes", alias: "Boxes" });
    await bench.declared(await kindLoaders.Offer()).up(await smallOffer(bench, "import-app"));
    for (const [kind, name, why] of [
      [
        "SaasOffer",
        "import-boxes",
        "the offer is of the type AzureContainer, which a program declares as ContainerOffer, not as SaasOffer",
      ],
      ["SaasPlan", "import-boxes/team", "which a program declares as ContainerOffer, not as SaasOffer"],
      [
        "VirtualMachineOffer",
        "import-app",
        "of the type AzureApplication, which a program declares as Offer, not as VirtualMachineOffer",
      ],
      [
        "VirtualMachineImage",
        "import-boxes/a/1.0.0",
        "import-boxes is no offer of virtual machines: its type is azureContainer",
      ],
      ["ContainerBundle", "import-app/a/1.0.0", "import-app is no offer of containers: its type is azureApplication"],
      ["SaasOffer", "contoso app", '"contoso app" is neither an offer id, such as contoso-app, nor a product id'],
      ["SaasPlan", "import-boxes", "name it by its offer and its plan id, as contoso-offer/standard"],
      ["SaasPlan", "a/b/c", "name it by its offer and its plan id"],
      ["ContainerBundle", "a/b", "name it by its offer id, its plan id and its tag"],
    ] as const) {
      const message = await refusal(kind, name);
      assert.ok(message.includes(`${kind} ${name} cannot be imported: `) && message.includes(why), message);
      assert.ok(!message.includes("\n"), message);
    }
  });
});
