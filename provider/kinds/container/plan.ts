// A plan of containers: which pages it has, and what a program says of them.
import { z } from "zod";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { audienceMembers, planAvailabilityPage } from "../ingested/availability/plan-availability.js";
import { planKind } from "../ingested/plan-kind.js";
import { planListingInputs, planListingPage } from "../ingested/plan-listing.js";
import { planPage, planSetupInputs } from "../ingested/plan-page.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { whereSold } from "../shared/market-selection.js";
import { offerKey, planKey } from "../shared/natural-keys.js";
import { containerOfferTypes } from "./offer.js";
import { checkPrices, priceFields, priceInputs } from "./prices.js";
import { onRemovedInput } from "./published.js";
import { technicalConfigurationPage, technicalInputs } from "./technical-configuration.js";

/** The inputs of a plan of containers, as they cross the border to the engine. */
export const containerPlanInputs = z.strictObject({
  offer: offerKey().meta({ replaces: true }),
  planId: planKey().meta({ replaces: true }),
  name: requiredText("the name by which Partner Center lists the plan"),
  setup: z.strictObject(planSetupInputs).optional(),
  listing: planListingInputs.optional(),
  availability: z
    .strictObject({
      ...whereSold,
      ...priceInputs,
      privateAudience: z.strictObject({ tenants: audienceMembers.tenants }).optional(),
    })
    .optional(),
  technicalConfiguration: technicalInputs.optional(),
  onRemovedBundle: onRemovedInput,
  ...takeOverDirectives,
});

/** In the order in which their edits are made. */
export const containerPlanPages = new TreePages([
  planPage(),
  planListingPage,
  planAvailabilityPage({ fields: priceFields, members: ["tenants"], check: checkPrices }),
  technicalConfigurationPage,
]);

/** The kind `ContainerPlan`; its id is offer id / plan id. */
export const containerPlan = planKind({
  name: "ContainerPlan",
  offer: "ContainerOffer",
  schema: containerPlanInputs,
  pages: containerPlanPages,
  types: containerOfferTypes,
});
