// The pages of a plan, in the order in which they are written.
import { together } from "../../pages/together.js";
import { availabilityPage } from "./availability.js";
import { planListingPage, planTranslationsPage } from "./listing.js";
import { planSetupPage } from "./setup.js";
import { technicalConfigurationPage } from "./technical-configuration.js";

/** The pages that are kept as drafts. */
export const planDraftPages = [planListingPage, availabilityPage, technicalConfigurationPage] as const;

/** All pages of a plan. */
export const planPages = together([planSetupPage, ...planDraftPages, planTranslationsPage]);
