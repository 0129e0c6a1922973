/** What a preview says against the resources that a program declares. */
import * as handlers from "../../provider/handlers.js";
import type { Properties } from "../../provider/values/properties.js";
import { inClear } from "../commands/exported-program.js";

const providers = new Map(
  Object.entries({
    ApplicationPackage: handlers.applicationPackage,
    ContainerOffer: handlers.containerOffer,
    ContainerPlan: handlers.containerPlan,
    Offer: handlers.offer,
    Plan: handlers.plan,
    Release: handlers.release,
    SaasOffer: handlers.saasOffer,
    SaasPlan: handlers.saasPlan,
    Submission: handlers.submission,
    VirtualMachineOffer: handlers.virtualMachineOffer,
    VirtualMachinePlan: handlers.virtualMachinePlan,
  }),
);

interface DeclaredResource {
  readonly type: string;
  readonly inputs: Properties;
}

/** The findings by the kind of the resource; those of others than ours do not count. */
export async function previewFindings(resources: readonly DeclaredResource[]) {
  const ours = resources.filter(({ type }) => type.includes("partnercenter:"));
  return Promise.all(
    ours.map(async ({ type, inputs }) => {
      const kind = type.slice(type.lastIndexOf(":") + 1);
      const found = await providers.get(kind)?.check?.({}, inClear(inputs) as Properties);
      return {
        kind,
        failures: found?.failures ?? (found === undefined ? [{ property: kind, reason: "is no kind" }] : []),
      };
    }),
  );
}
