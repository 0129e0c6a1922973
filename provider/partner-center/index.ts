/**
 * The public subpath `pulumi-partnercenter/partner-center`: the client of Partner Center's submission ("ingestion")
 * API, for programs that need it without Pulumi. See this folder's README.
 */
export { type AssetUpload, ListingAsset } from "./areas/assets.js";
export type { ByteSource } from "./areas/byte-source.js";
export { CosellAsset, type CosellAssetUpload, CosellListing } from "./areas/cosell.js";
export type { Draft, DraftBodies, DraftKind, DraftReference } from "./areas/drafts.js";
export type { ImageUpload } from "./areas/images.js";
export { LeadConfiguration, NewLeadConfiguration } from "./areas/leads.js";
export { PackageProcessingError, PackageTimeoutError, type PackageWait } from "./areas/package-processing.js";
export type { PackageUpload } from "./areas/packages.js";
export { SupplementalContent } from "./areas/supplemental-contents.js";
export { offerIdOf } from "./areas/traits.js";
export { ListingVideo } from "./areas/videos.js";
export { PartnerCenterClient } from "./client.js";
export type { Clock } from "./clock.js";
export { ingestionAudience } from "./endpoints.js";
export {
  AccessDeniedError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  DownloadError,
  DraftNotFoundError,
  ForeignHostError,
  MovedError,
  NotFoundError,
  PartnerCenterError,
  RateLimitedError,
  ServiceError,
  UnexpectedResponseError,
  UploadError,
  ValidationError,
} from "./errors.js";
export type { ClientOptions } from "./http/options.js";
export { defaultTimeouts, type Timeouts } from "./http/patience.js";
export type { TokenSource } from "./http/token-source.js";
export { type Operation, operations } from "./operations.js";
export { type FindingPlace, failureReasons } from "./publishing/failure-reasons.js";
export { type SubmissionPhase, submissionPhase } from "./publishing/submission-phase.js";
export {
  SubmissionFailedError,
  WaitTimeoutError,
  type WatchChange,
  type WatchOptions,
  watch,
} from "./publishing/watch.js";
export { type RunningStep, runningStep, typicalDuration } from "./publishing/workflow-steps.js";
export {
  AudienceMember,
  CustomMeter,
  FeatureAvailability,
  MarketState,
  PriceSchedule,
  ProductAvailability,
  ScheduleInfo,
  Trial,
} from "./schemas/availability.js";
export { Authorization, PackageConfiguration } from "./schemas/package-configuration.js";
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
} from "./schemas/requests.js";
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
} from "./schemas/resources.js";
export { azureCliTokenSource, managedIdentityTokenSource } from "./sign-in/azure-identity.js";
export { type ClientCertificateOptions, clientCertificateTokenSource } from "./sign-in/client-certificate.js";
export { CachedTokenSource, type ClientSecretOptions, clientSecretTokenSource } from "./sign-in/token-sources.js";
export {
  type AssertionSource,
  assertionFromAzurePipelines,
  assertionFromFile,
  assertionFromGitHub,
  assertionFromText,
  type WorkloadIdentityOptions,
  workloadIdentityTokenSource,
} from "./sign-in/workload-identity.js";
