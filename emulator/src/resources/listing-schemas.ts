// The schemas of an offer's listing, its pictures, documents and videos. Product Ingestion API §11.4 to §11.6.

import { list, object, text, whole, word } from "./forms.js";
import { language, reference, removable, url } from "./offer-schemas.js";

const contact = object({
  required: { name: text() },
  optional: { email: text(), phone: text(), url },
  closed: true,
});

/** §11.4. Limits of texts are the portal's, and looked at when the offer is published. */
export const listingSchema = object({
  required: { kind: word("azureVM", "azureContainer", "azureSaaS"), product: reference, languageId: language },
  optional: {
    title: text(),
    searchResultSummary: text(),
    shortDescription: text(),
    description: text(),
    privacyPolicyLink: text(),
    generalLinks: list(object({ required: { displayText: text(), link: url }, closed: true })),
    cloudSolutionProviderMarketingMaterials: text(),
    globalSupportWebsite: text(),
    governmentSupportWebsite: text(),
    supportContact: contact,
    engineeringContact: contact,
    cloudSolutionProviderContact: contact,
    gettingStartedInstructions: text(),
    searchKeywords: list(text()),
    lifecycleState: removable,
  },
  closed: true,
});

/** §11.5. */
export const assetSchema = object({
  required: {
    kind: word("azure"),
    product: reference,
    listing: reference,
    languageId: language,
    type: word(
      "azureLogoSmall",
      "azureLogoMedium",
      "azureLogoLarge",
      "azureLogoWide",
      "azureLogoScreenshot",
      "azureLogoHero",
      "pdfDocument",
    ),
  },
  optional: {
    url,
    fileName: text(),
    friendlyName: text(),
    description: text(),
    displayOrder: whole(0),
    lifecycleState: removable,
  },
  closed: true,
});

/** §11.6. */
export const trailerSchema = object({
  required: { kind: word("azure"), product: reference, listing: reference },
  optional: {
    streamingUrl: url,
    assets: object({
      optional: {
        "en-us": object({
          required: { title: text() },
          optional: { imageList: list(object({ optional: { url: text() } }), { least: 1, most: 1 }) },
        }),
      },
      closed: true,
    }),
    lifecycleState: removable,
  },
  closed: true,
});
