// The Offer listing page of SaaS, which has more than that of other types (Product Ingestion API §11.4).
import { z } from "zod";
import { plainField, setOf } from "../../fields/forms.js";
import { canonicalHtml } from "../../files/html.js";
import { checkDescription } from "../../files/html-check.js";
import { withFields } from "../../tree-pages/resource-page.js";
import { listingTexts, listingPage as sharedPage } from "../ingested/listing/listing.js";
import { listingFiles } from "../ingested/listing/listing-files.js";
import { text } from "../shared/formats.js";

/** What a program says of the Offer listing page. */
export const listingInputs = z.strictObject({
  ...listingTexts,
  ...listingFiles,
  gettingStartedInstructions: text().optional(),
  keywords: z.array(text()).optional(),
});

/** The Offer listing page. */
export const listingPage = withFields(
  sharedPage,
  [
    plainField("listing.gettingStartedInstructions", "gettingStartedInstructions", { canonical: canonicalHtml }),
    plainField("listing.keywords", "searchKeywords", { canonical: setOf }),
  ],
  (inputs, findings) => checkDescription(inputs, "listing.gettingStartedInstructions", findings),
);
