// The two APIs behind one port: where each begins, whom its tokens are for, which calls it has, and how it words errors.

import { findProductIngestionRoute } from "../product-ingestion/routes.js";
import { draftRoutes } from "../routes/drafts.js";
import { mediaRoutes } from "../routes/media.js";
import { offerSettingRoutes } from "../routes/offer-settings.js";
import { packageRoutes } from "../routes/packages.js";
import { productRoutes } from "../routes/products.js";
import { type FoundRoute, Router } from "../routes/router.js";
import { submissionRoutes } from "../routes/submissions.js";
import { supplementalContentRoutes } from "../routes/supplemental-content.js";
import { variantRoutes } from "../routes/variants.js";
import { graphAudience, ingestionAudience } from "../sign-in/accounts.js";
import { errorBody } from "../wire/product-ingestion-errors.js";
import type { ServiceError } from "../wire/service-errors.js";

/** One of the APIs. */
export interface Api {
  /** Where its paths begin; matched without regard to case. */
  readonly prefix: string;
  /** Whom its tokens are for. */
  readonly audience: string;
  /** The route of a call, or a ServiceError. */
  readonly find: (method: string, path: string) => FoundRoute;
  readonly errorBody: (error: ServiceError) => string;
}

const router = new Router(
  productRoutes,
  offerSettingRoutes,
  draftRoutes,
  mediaRoutes,
  packageRoutes,
  variantRoutes,
  submissionRoutes,
  supplementalContentRoutes,
);

/** The submission ("ingestion") API. */
export const ingestionApi: Api = {
  prefix: "/v1.0/ingestion",
  audience: ingestionAudience,
  find: (method, path) => router.find(method, path),
  errorBody: (error) => error.bodyText(),
};

/** The Product Ingestion API. */
export const productIngestionApi: Api = {
  prefix: "/rp/product-ingestion",
  audience: graphAudience,
  find: findProductIngestionRoute,
  errorBody,
};

/** The API that a path belongs to. */
export function apiOf(path: string): Api | undefined {
  const lower = path.toLowerCase();
  return [ingestionApi, productIngestionApi].find(({ prefix }) => lower.startsWith(prefix));
}
