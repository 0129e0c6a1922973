// An offer of containers: which pages it has, and what a program says of them.
import { z } from "zod";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { leadsInputs, leadsPage } from "../ingested/leads.js";
import { listingPage, listingTexts } from "../ingested/listing/listing.js";
import { listingFilesPageWithPaths, listingFilesWithPaths } from "../ingested/listing/listing-files.js";
import { offerMetersInputs, offerMetersPage } from "../ingested/meters.js";
import { offerKind } from "../ingested/offer-kind.js";
import { offerPage } from "../ingested/offer-page.js";
import { previewAudienceInputs, previewAudiencePage } from "../ingested/preview-audience.js";
import { propertiesInputs, propertiesPage } from "../ingested/properties.js";
import { resaleInputs, resalePage } from "../ingested/resale.js";
import { saleInputs, salePage } from "../ingested/sale.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { offerKey } from "../shared/natural-keys.js";

/** The inputs of an offer of containers, as they cross the border to the engine. */
export const containerOfferInputs = z.strictObject({
  offerId: offerKey().meta({ replaces: true }),
  alias: requiredText("the name by which Partner Center lists the offer"),
  setup: z.strictObject(saleInputs).optional(),
  properties: propertiesInputs.optional(),
  listing: z.strictObject({ ...listingTexts, ...listingFilesWithPaths }).optional(),
  previewAudience: previewAudienceInputs.optional(),
  meters: offerMetersInputs.optional(),
  leads: leadsInputs.optional(),
  resale: resaleInputs.optional(),
  ...takeOverDirectives,
});

const container = "azureContainer";

/** The types of offers that have containers. */
export const containerOfferTypes: readonly string[] = [container];

/** In the order in which their edits are made. */
export const containerOfferPages = new TreePages([
  offerPage,
  salePage,
  propertiesPage,
  listingPage,
  listingFilesPageWithPaths,
  previewAudiencePage,
  offerMetersPage,
  leadsPage,
  resalePage,
]);

/** The kind `ContainerOffer`; its id is the offer id. */
export const containerOffer = offerKind({
  name: "ContainerOffer",
  schema: containerOfferInputs,
  pages: containerOfferPages,
  typeOf: () => container,
});
