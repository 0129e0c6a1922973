/** Previews of programs that make an offer and its plans together: a plan names its offer by an id that people know. */
import assert from "node:assert/strict";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { KindName } from "../../provider/kinds/index.js";
import type { Properties } from "../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram } from "../provider/container-programs.js";
import { failure } from "../provider/declared.js";
import { machineOfferProgram, machinePlanProgram } from "../provider/machine-programs.js";
import { saasOfferProgram, saasPlanProgram } from "../provider/saas-programs.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

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

describe("a preview of a new offer with its plans", () => {
  const bench = workbench();
  let door: Door;
  beforeEach(async () => {
    door = await Door.open(bench);
  });
  afterEach(() => door.stop());

  const preview = async (kind: KindName, program: Properties) => {
    const checked = await door.check(kind, program);
    assert.deepEqual(checked.getFailuresList(), []);
    return door.create(kind, checked.getInputs() as Struct, { preview: true });
  };

  for (const [offer, plan, ofOffer, ofPlan] of types) {
    it(`takes a ${plan} of an offer that is not there yet`, async () => {
      await preview(offer, ofOffer("new-offer"));
      await preview(plan, ofPlan("new-offer"));
    });

    it(`takes a ${plan} with \`adopt\` there, too`, async () => {
      await preview(offer, { ...ofOffer("new-offer"), adopt: true });
      const printed = await bench.printed(() => preview(plan, { ...ofPlan("new-offer"), adopt: true }));
      assert.deepEqual(
        printed.filter((line) => line.includes("looked up")),
        [],
      );
    });

    it(`refuses a ${plan} of an offer that nobody makes`, async () => {
      const { message } = await failure(preview(plan, ofPlan("no-such-offer")));
      assert.match(message, /there is no offer "no-such-offer" in the account/);
    });
  }
});
