// What a program says of an offer: the schema of its inputs, a block for each page.
import { z } from "zod";
import { takeOverDirectives } from "../shared/directives.js";
import { chosenId, requiredText } from "../shared/formats.js";
import { coSellInputs } from "./co-sell.js";
import { leadsInputs } from "./leads.js";
import { listingInputs, translationsInputs } from "./listing/listing.js";
import { meteredBillingInputs } from "./metered-billing.js";
import { previewAudienceInputs } from "./preview-audience.js";
import { propertiesInputs } from "./properties.js";
import { resaleInputs } from "./resale.js";
import { setupInputs } from "./setup.js";
import { testDriveInputs } from "./test-drive.js";

/** The inputs of an offer, as they cross the border to the engine. */
export const offerInputs = z.strictObject({
  offerId: chosenId("offer id").meta({ replaces: true }),
  alias: requiredText("the name by which Partner Center lists the offer").meta({ replaces: true }),
  type: z
    .literal("AzureApplication", {
      error: 'must be "AzureApplication"; other types are VirtualMachineOffer, ContainerOffer and SaasOffer',
    })
    .meta({ replaces: true }),
  setup: setupInputs.optional(),
  leads: leadsInputs.optional(),
  properties: propertiesInputs.optional(),
  listing: listingInputs.optional(),
  translations: translationsInputs.optional(),
  previewAudience: previewAudienceInputs.optional(),
  resale: resaleInputs.optional(),
  coSell: coSellInputs.optional(),
  meteredBilling: meteredBillingInputs.optional(),
  testDrive: testDriveInputs.optional(),
  ...takeOverDirectives,
});
