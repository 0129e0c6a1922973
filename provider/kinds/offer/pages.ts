// The pages of an offer, in the order in which they are written.
import { together } from "../../pages/together.js";
import { coSellPage } from "./co-sell.js";
import { coSellDocumentsPage } from "./co-sell-documents.js";
import { leadsPage } from "./leads.js";
import { offerListingPage, offerTranslationsPage } from "./listing/listing.js";
import { listingMediaPage } from "./listing/media.js";
import { meteredBillingPage } from "./metered-billing.js";
import { previewAudiencePage } from "./preview-audience.js";
import { propertiesPage } from "./properties.js";
import { resalePage } from "./resale.js";
import { setupPage } from "./setup.js";
import { testDrivePage } from "./test-drive.js";

/** The pages that are kept as drafts. */
export const offerDraftPages = [propertiesPage, offerListingPage, previewAudiencePage] as const;

/** The pages that are kept as objects without drafts. */
export const offerObjectPages = [
  setupPage,
  leadsPage,
  resalePage,
  coSellPage,
  meteredBillingPage,
  testDrivePage,
] as const;

/** All pages of an offer. */
export const offerPages = together([
  ...offerDraftPages,
  offerTranslationsPage,
  listingMediaPage,
  ...offerObjectPages,
  coSellDocumentsPage,
]);
