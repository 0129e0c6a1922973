// An offer of virtual machines: which pages it has, and what a program says of them.
import { z } from "zod";
import { TreePages } from "../../tree-pages/tree-pages.js";
import { leadsInputs, leadsPage } from "../ingested/leads.js";
import { listingPage, listingTexts } from "../ingested/listing/listing.js";
import { listingFiles, listingFilesPage } from "../ingested/listing/listing-files.js";
import { offerKind } from "../ingested/offer-kind.js";
import { offerPage } from "../ingested/offer-page.js";
import { previewAudienceInputs, previewAudiencePage } from "../ingested/preview-audience.js";
import { propertiesInputs, propertiesPage } from "../ingested/properties.js";
import { resaleInputs, resalePage } from "../ingested/resale.js";
import { takeOverDirectives } from "../shared/directives.js";
import { requiredText } from "../shared/formats.js";
import { offerKey } from "../shared/natural-keys.js";

/** The inputs of an offer of virtual machines, as they cross the border to the engine. */
export const virtualMachineOfferInputs = z.strictObject({
  offerId: offerKey().meta({ replaces: true }),
  alias: requiredText("the name by which Partner Center lists the offer"),
  core: z.boolean({ error: "must be true or false" }).optional().meta({ replaces: true }),
  properties: propertiesInputs.optional(),
  listing: z.strictObject({ ...listingTexts, ...listingFiles }).optional(),
  previewAudience: previewAudienceInputs.optional(),
  leads: leadsInputs.optional(),
  resale: resaleInputs.optional(),
  ...takeOverDirectives,
});

const [ordinary, core] = ["azureVirtualMachine", "coreVirtualMachine"] as const;

/** The types of offers that have virtual machines. */
export const machineOfferTypes: readonly string[] = [ordinary, core];

/** In the order in which their edits are made. */
export const virtualMachineOfferPages = new TreePages([
  offerPage,
  propertiesPage,
  listingPage,
  listingFilesPage,
  previewAudiencePage,
  leadsPage,
  resalePage,
]);

/** The kind `VirtualMachineOffer`; its id is the offer id. */
export const virtualMachineOffer = offerKind({
  name: "VirtualMachineOffer",
  schema: virtualMachineOfferInputs,
  pages: virtualMachineOfferPages,
  typeOf: (inputs) => (inputs.core === true ? core : ordinary),
  describeType(type, description) {
    if (type === core) description.set("core", true);
  },
});
