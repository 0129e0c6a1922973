// What a program says of a plan: the schema of its inputs, a block for each page.
import { z } from "zod";
import { takeOverDirectives } from "../shared/directives.js";
import { chosenId, offerReference, text } from "../shared/formats.js";
import { availabilityInputs } from "./availability.js";
import { listingInputs, translationsInputs } from "./listing.js";
import { setupInputs } from "./setup.js";
import { technicalConfigurationInputs } from "./technical-configuration.js";

/** The inputs of a plan, as they cross the border to the engine. */
export const planInputs = z.strictObject({
  offer: offerReference(),
  planId: chosenId("plan id").meta({ replaces: true }),
  planType: z
    .enum(["managed-application", "solution-template"], {
      error: 'must be "managed-application" or "solution-template"',
    })
    .meta({ replaces: true }),
  name: text().regex(/\S/, { error: "is empty" }),
  setup: setupInputs.optional(),
  listing: listingInputs.optional(),
  translations: translationsInputs.optional(),
  availability: availabilityInputs.optional(),
  technicalConfiguration: technicalConfigurationInputs.optional(),
  ...takeOverDirectives,
});
