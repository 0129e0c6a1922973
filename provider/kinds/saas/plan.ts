// A plan of SaaS: which pages it has, and what a program says of them. It has no technical configuration of its own.
import { z } from "zod";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { audienceMembers, planAvailabilityPage } from "../ingested/availability/plan-availability.js";
import { planKind } from "../ingested/plan-kind.js";
import { planListingInputs, planListingPage } from "../ingested/plan-listing.js";
import { planPage, planSetupInputs } from "../ingested/plan-page.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { whereSold } from "../shared/market-selection.js";
import { offerKey, planKey } from "../shared/natural-keys.js";
import { saasOfferTypes } from "./offer.js";
import { checkPrices, priceFields, priceInputs } from "./prices.js";
import { foreseePricingModel } from "./pricing-model.js";

/** The inputs of a plan of SaaS, as they cross the border to the engine. */
export const saasPlanInputs = z.strictObject({
  offer: offerKey().meta({ replaces: true }),
  planId: planKey().meta({ replaces: true }),
  name: requiredText("the name by which Partner Center lists the plan"),
  setup: z.strictObject(planSetupInputs).optional(),
  listing: planListingInputs.omit({ summary: true }).optional(),
  availability: z
    .strictObject({
      ...whereSold,
      ...priceInputs,
      privateAudience: z.strictObject({ tenants: audienceMembers.tenants }).optional(),
    })
    .optional(),
  ...takeOverDirectives,
});

/** In the order in which their edits are made. The listing of a plan of SaaS has no summary. */
// Product Ingestion API §11.7
export const saasPlanPages = new TreePages([
  planPage(),
  resourcePage({
    ...planListingPage,
    fields: planListingPage.fields.filter(({ path }) => path !== "listing.summary"),
  }),
  {
    ...planAvailabilityPage({ fields: priceFields, members: ["tenants"], check: checkPrices }),
    foresee: foreseePricingModel,
  },
]);

/** The kind `SaasPlan`; its id is offer id / plan id. */
export const saasPlan = planKind({
  name: "SaasPlan",
  offer: "SaasOffer",
  schema: saasPlanInputs,
  pages: saasPlanPages,
  types: saasOfferTypes,
});
