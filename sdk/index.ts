// The package's entry: what a Pulumi program imports.
import "./node-version.js";

export type { ApplicationOffer, ApplicationOfferArgs, PlanOfOffer } from "./application-offer.js";
export { ApplicationPackage, type ApplicationPackageArgs } from "./application-package.js";
export { ContainerBundle, type ContainerBundleArgs } from "./container-bundle.js";
export { ContainerOffer, type ContainerOfferArgs, type ContainerSetup } from "./container-offer.js";
export {
  type ContainerConfiguration,
  type ContainerImages,
  ContainerPlan,
  type ContainerPlanArgs,
  type KubernetesApplication,
  type KubernetesBundle,
} from "./container-plan.js";
export type { ContainerMarketPrices, ContainerPlanAvailability, ContainerPrice } from "./container-prices.js";
export type {
  AzureCloud,
  ByKnown,
  Currency,
  KnownCategory,
  KnownCurrency,
  KnownLanguage,
  KnownMarket,
  ManagementRole,
  Market,
  Subcategory,
} from "./known-texts.js";
export type {
  ContainerListing,
  ContainerLogos,
  ContainerPicture,
  ContainerScreenshot,
  FetchedFile,
  FetchedLogos,
  FetchedScreenshot,
  FetchedVideo,
  ListingWithFiles,
} from "./listing-files.js";
export {
  ManagedApplicationOffer,
  type ManagedApplicationOfferArgs,
  type Management,
} from "./managed-application-offer.js";
export type {
  ContractAmendment,
  DynamicsLeads,
  EmailLeads,
  ListingContact,
  ListingContacts,
  MarketoFormLeads,
  MarketplaceLeads,
  MarketplaceListing,
  MarketplaceProperties,
  PreviewSubscriptions,
  ResaleChannel,
} from "./marketplace-offer.js";
export type { MarketplacePlanListing, MarketplacePlanSetup } from "./marketplace-plan.js";
export type {
  MarketPrice,
  MarketplaceAvailability,
  OfferMeter,
  TenantAudience,
  UsageMeter,
} from "./marketplace-prices.js";
export type { MarketplaceOfferArgs, MarketplacePlanArgs } from "./marketplace-resources.js";
export {
  type CustomAmendment,
  Offer,
  type OfferArgs,
  type OfferProperties,
  type PreviewAudience,
  type Resale,
} from "./offer.js";
export type {
  Contact,
  OfferContacts,
  OfferDocument,
  OfferLink,
  OfferListing,
  OfferLogos,
  Screenshot,
  Video,
} from "./offer-listing.js";
export type {
  AzureBlobLeads,
  AzureTableLeads,
  CoSellContact,
  CoSellDocument,
  Dynamics365Leads,
  HttpsEndpointLeads,
  MarketoLeads,
  MeteredBilling,
  OfferCoSell,
  OfferLeads,
  OfferSetup,
  SalesforceLeads,
  TestDrive,
} from "./offer-setup.js";
export { Plan, type PlanArgs, type PlanListing, type PlanSetup } from "./plan.js";
export type {
  CustomMeter,
  IncludedQuantities,
  IncludedQuantity,
  PlanAvailability,
  Price,
  PrivateAudience,
  Trial,
} from "./plan-availability.js";
export type { Authorization, Policy, TechnicalConfiguration } from "./plan-technical-configuration.js";
export { Provider, type ProviderArgs } from "./provider.js";
export {
  type GetOfferArgs,
  type GetOfferResult,
  type GetPlanArgs,
  type GetPlanResult,
  getOffer,
  getOfferOutput,
  getPlan,
  getPlanOutput,
  type ListedOffer,
  type ListedSubmission,
  type ListOffersArgs,
  type ListSubmissionsArgs,
  listOffers,
  listOffersOutput,
  listSubmissions,
  listSubmissionsOutput,
  type OfferReference,
  type OutputArgs,
  QueryError,
  type QueryOptions,
} from "./queries.js";
export { Release, type ReleaseArgs } from "./release.js";
export type { Account, Links } from "./resource.js";
export {
  type PreviewEmails,
  type SaasConfiguration,
  type SaasListing,
  SaasOffer,
  type SaasOfferArgs,
  type SaasProperties,
  type SaasSetup,
} from "./saas-offer.js";
export { SaasPlan, type SaasPlanArgs, type SaasPlanListing } from "./saas-plan.js";
export type {
  IncludedByTerm,
  IncludedUnits,
  SaasMeter,
  SaasPlanAvailability,
  SaasPrice,
  SaasPrices,
  SaasTerm,
  UserLimits,
} from "./saas-prices.js";
export { SolutionTemplateOffer, type SolutionTemplateOfferArgs } from "./solution-template-offer.js";
export {
  type PublishOption,
  Submission,
  type SubmissionArgs,
  type SubmissionTimes,
  type Timeouts,
} from "./submission.js";
export type {
  MachineProperties,
  OpenPort,
  OperatingSystem,
  VirtualMachineConfiguration,
} from "./virtual-machine-configuration.js";
export { type MachineImage, VirtualMachineImage, type VirtualMachineImageArgs } from "./virtual-machine-image.js";
export { VirtualMachineOffer, type VirtualMachineOfferArgs } from "./virtual-machine-offer.js";
export {
  VirtualMachinePlan,
  type VirtualMachinePlanArgs,
  type VirtualMachinePlanSetup,
} from "./virtual-machine-plan.js";
export type {
  CorePrices,
  HourlyPrice,
  PlanAudience,
  Reservations,
  VirtualMachinePlanAvailability,
} from "./virtual-machine-prices.js";
export { type PlanOfContainers, WholeContainerOffer, type WholeContainerOfferArgs } from "./whole-container-offer.js";
export type { WholeMarketplaceOfferArgs } from "./whole-marketplace-offer.js";
export type { PartsOfOffer, WholeOffer, WholeOfferSteps } from "./whole-offer.js";
export { type PlanOfSaas, WholeSaasOffer, type WholeSaasOfferArgs } from "./whole-saas-offer.js";
export {
  type PlanOfVirtualMachines,
  WholeVirtualMachineOffer,
  type WholeVirtualMachineOfferArgs,
} from "./whole-virtual-machine-offer.js";
