// An offer of SaaS: which pages it has, and what a program says of them.
import { z } from "zod";
import { plainField } from "../../fields/forms.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { leadsInputs, leadsPage } from "../ingested/leads.js";
import { listingFilesPage } from "../ingested/listing/listing-files.js";
import { offerMetersInputs, offerMetersPage } from "../ingested/meters.js";
import { offerKind } from "../ingested/offer-kind.js";
import { offerPage } from "../ingested/offer-page.js";
import { previewEmailsInputs, previewEmailsPage } from "../ingested/preview-audience.js";
import { resaleInputs, resalePage } from "../ingested/resale.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { offerKey } from "../shared/natural-keys.js";
import { lockOf } from "../shared/publication-locks.js";
import { listingInputs, listingPage } from "./listing.js";
import { propertiesInputs, propertiesPage } from "./properties.js";
import { foreseeSale, setupInputs, setupPage } from "./setup.js";
import { technicalInputs, technicalPage } from "./technical-configuration.js";

const saas = "softwareAsAService";

/** The types of offers that are SaaS. */
export const saasOfferTypes: readonly string[] = [saas];

/** The inputs of an offer of SaaS, as they cross the border to the engine. */
export const saasOfferInputs = z.strictObject({
  offerId: offerKey().meta({ replaces: true }),
  alias: requiredText("the name by which Partner Center lists the offer"),
  setup: setupInputs.optional(),
  properties: propertiesInputs.optional(),
  listing: listingInputs.optional(),
  previewAudience: previewEmailsInputs.optional(),
  technicalConfiguration: technicalInputs.optional(),
  meters: offerMetersInputs.optional(),
  leads: leadsInputs.optional(),
  resale: resaleInputs.optional(),
  ...takeOverDirectives,
});

/** In the order in which their edits are made. */
export const saasOfferPages = new TreePages([
  resourcePage({ ...offerPage, fields: [{ ...plainField("alias", "alias"), ...lockOf("alias") }] }),
  setupPage,
  propertiesPage,
  listingPage,
  listingFilesPage,
  previewEmailsPage,
  technicalPage,
  offerMetersPage,
  leadsPage,
  resalePage,
]);

/** The kind `SaasOffer`; its id is the offer id. */
export const saasOffer = offerKind({
  name: "SaasOffer",
  schema: saasOfferInputs,
  pages: saasOfferPages,
  typeOf: () => saas,
  foresee: foreseeSale,
});
