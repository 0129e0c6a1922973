// A plan of virtual machines: which pages it has, and what a program says of them.
import { z } from "zod";
import { plainField } from "../../fields/forms.js";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { audienceMembers, planAvailabilityPage } from "../ingested/availability/plan-availability.js";
import { planKind } from "../ingested/plan-kind.js";
import { planListingInputs, planListingPage } from "../ingested/plan-listing.js";
import { planPage, planSetupInputs } from "../ingested/plan-page.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { whereSold } from "../shared/market-selection.js";
import { offerKey, planKey } from "../shared/natural-keys.js";
import { imagesPage } from "./configuration/images-page.js";
import { baseOfPlan, technicalConfigurationPage, technicalInputs } from "./configuration/technical-configuration.js";
import { imagesInputs, imageVersion } from "./inputs.js";
import { machineOfferTypes } from "./offer.js";
import { checkPrices, priceFields, priceInputs } from "./prices.js";

/** The inputs of a plan of virtual machines, as they cross the border to the engine. */
export const virtualMachinePlanInputs = z.strictObject({
  offer: offerKey().meta({ replaces: true }),
  planId: planKey().meta({ replaces: true }),
  name: requiredText("the name by which Partner Center lists the plan"),
  setup: z
    .strictObject({
      ...planSetupInputs,
      technicalConfigurationOf: baseOfPlan.optional(),
      displayRank: z.int({ error: "must be a whole number" }).min(0, { error: "is less than 0" }).optional(),
    })
    .optional(),
  listing: planListingInputs.optional(),
  availability: z
    .strictObject({
      ...whereSold,
      ...priceInputs,
      privateAudience: z.strictObject(audienceMembers).optional(),
    })
    .optional(),
  technicalConfiguration: z
    .strictObject({
      ...technicalInputs,
      images: z.record(imageVersion, imagesInputs).optional(),
      deprecatedVersions: z.array(imageVersion).optional(),
    })
    .optional(),
  onRemovedImage: z
    .enum(["leave", "deprecate"], { error: 'must be "leave" or "deprecate"' })
    .optional()
    .meta({ directive: true }),
  ...takeOverDirectives,
});

/** In the order in which their edits are made. */
export const virtualMachinePlanPages = new TreePages([
  planPage([plainField("setup.displayRank", "displayRank", { initial: () => 2_147_483_647 })]),
  planListingPage,
  planAvailabilityPage({ fields: priceFields, members: ["subscriptions", "tenants"], check: checkPrices }),
  technicalConfigurationPage,
  imagesPage,
]);

/** The kind `VirtualMachinePlan`; its id is offer id / plan id. */
export const virtualMachinePlan = planKind({
  name: "VirtualMachinePlan",
  offer: "VirtualMachineOffer",
  schema: virtualMachinePlanInputs,
  pages: virtualMachinePlanPages,
  types: machineOfferTypes,
});
