/**
 * The public subpath `pulumi-partnercenter/partner-center`: the client of Partner Center's submission ("ingestion") API,
 * for programs that need a call of it without Pulumi. See this folder's README.
 */
export { type AssetUpload, ListingAsset } from "./assets.js";
export {
  AudienceMember,
  CustomMeter,
  FeatureAvailability,
  MarketState,
  PriceSchedule,
  ProductAvailability,
  ScheduleInfo,
  Trial,
} from "./availability-schemas.js";
export { azureCliTokenSource, managedIdentityTokenSource } from "./azure-identity.js";
export { PartnerCenterClient } from "./client.js";
export { type ClientCertificateOptions, clientCertificateTokenSource } from "./client-certificate.js";
export type { Clock } from "./clock.js";
export { CosellAsset, type CosellAssetUpload, CosellListing } from "./cosell.js";
export type { Draft, DraftBodies, DraftKind, DraftReference } from "./drafts.js";
export {
  AccessDeniedError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  DownloadError,
  DraftNotFoundError,
  ForeignHostError,
  NotFoundError,
  PartnerCenterError,
  RateLimitedError,
  ServiceError,
  UnexpectedResponseError,
  UploadError,
  ValidationError,
} from "./errors.js";
export { type FindingPlace, failureReasons } from "./failure-reasons.js";
export type { ImageUpload } from "./images.js";
export { LeadConfiguration, NewLeadConfiguration } from "./leads.js";
export { type Operation, operations } from "./operations.js";
export { Authorization, PackageConfiguration } from "./package-configuration-schema.js";
export { PackageProcessingError, PackageTimeoutError, type PackageUpload, type PackageWait } from "./packages.js";
export { offerIdOf } from "./products.js";
export {
  SubmissionFailedError,
  type SubmissionPhase,
  submissionPhase,
  WaitTimeoutError,
  type WatchChange,
  type WatchOptions,
  watch,
} from "./publishing.js";
export {
  NewCosellAsset,
  NewDraft,
  NewListingAsset,
  NewListingImage,
  NewListingVideo,
  NewPackage,
  NewProduct,
  NewVariant,
  SubmissionRequest,
} from "./requests.js";
export {
  Branch,
  CertificationReport,
  Listing,
  ListingImage,
  Package,
  Product,
  ProductSetup,
  Property,
  PublishOption,
  ResellerConfiguration,
  Submission,
  TypeValuePair,
  ValidationItem,
  Variant,
  WorkflowDetail,
  WorkflowStep,
} from "./schemas.js";
export { SupplementalContent } from "./supplemental-contents.js";
export {
  CachedTokenSource,
  type ClientSecretOptions,
  clientSecretTokenSource,
  ingestionAudience,
  type TokenSource,
} from "./token-sources.js";
export type { ClientOptions } from "./transport.js";
export { ListingVideo } from "./videos.js";
export { type RunningStep, runningStep, typicalDuration } from "./workflow-steps.js";
export {
  type AssertionSource,
  assertionFromAzurePipelines,
  assertionFromFile,
  assertionFromGitHub,
  assertionFromText,
  type WorkloadIdentityOptions,
  workloadIdentityTokenSource,
} from "./workload-identity.js";
