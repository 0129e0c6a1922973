/**
 * What travels: one zod schema per object of the ingestion API, and its type.
 *
 * Every object is loose (fields we do not know are kept, so that a read – merge – PUT sends them back), every
 * enumeration is an open string, every id is a string (submission ids exceed 2^53), every date is the service's own
 * text. Only what the client cannot work without is required.
 */
// API reference §3.6–§3.17
import { z } from "zod";
import { entity, flag, identifier, number, resource, text, texts, uploaded } from "./wire-forms.js";

/** A kind and its value: used for external ids, targets, resources, package references … */
export const TypeValuePair = z.looseObject({ type: z.string(), value: z.string() });
export type TypeValuePair = z.infer<typeof TypeValuePair>;
const pairs = z.array(TypeValuePair).optional();

/** An offer. It has no ETag; `externalIDs` holds the offer id as `{type: "AzureOfferId", value}`. */
export const Product = resource(
  {
    resourceType: z.string(),
    /** The alias: immutable through this API. */
    name: text,
    externalIDs: z.array(TypeValuePair).default([]),
    isModularPublishing: flag,
    /** Part of the marketplace address; never seen on the wire. */
    offerMarketingUrlIDentifier: text,
    id: identifier,
  },
  { externalIds: "externalIDs" },
);
export type Product = z.infer<typeof Product>;

/** The set-up of an offer. No id, no ETag. */
export const ProductSetup = z.looseObject({
  resourceType: text,
  /** `ListingOnly` or `ListAndSell`. */
  sellingOption: text,
  /** `free`, `free-trial` or `contact-me`. */
  callToAction: text,
  trialUri: text,
  enableTestDrive: flag,
  testDriveType: text,
  channelStates: pairs,
});
export type ProductSetup = z.infer<typeof ProductSetup>;

/** A pointer from (offer or plan, module) to the draft instance. It has neither id nor ETag. */
export const Branch = z.looseObject({
  resourceType: text,
  friendlyName: text,
  /** `Main` or `Private`; only `Main` was ever seen. */
  type: text,
  /** `Listing`, `Property`, `Package`, `Availability`, `ResellerConfiguration`, … */
  module: text,
  currentDraftInstanceID: identifier,
  /** Absent on the offer's own branch; a plan's id, or `testdrive`, otherwise. */
  variantID: text,
});
export type Branch = z.infer<typeof Branch>;

/** The properties page of an offer. */
export const Property = resource({
  ...entity,
  industries: texts,
  categories: texts,
  additionalCategories: texts,
  hideKeys: texts,
  leveledCategories: z.record(z.string(), z.array(z.string())).optional(),
  leveledIndustries: z.record(z.string(), z.array(z.string())).optional(),
  applicableProducts: z.array(z.unknown()).optional(),
  extendedProperties: z.array(z.unknown()).optional(),
  submissionVersion: text,
  productTags: texts,
  appVersion: text,
  useEnterpriseContract: flag,
  termsOfUse: text,
  marketingOnlyChange: flag,
  globalAmendmentTerms: text,
  customAmendments: z
    .array(
      z.looseObject({
        name: text,
        terms: text,
        tenants: z.array(z.looseObject({ ID: text, description: text })).optional(),
      }),
    )
    .optional(),
});
export type Property = z.infer<typeof Property>;

/** The listing of an offer or a plan in one language. */
export const Listing = resource({
  ...entity,
  languageCode: text,
  title: text,
  summary: text,
  shortDescription: text,
  /** HTML. */
  description: text,
  publisherName: text,
  keywords: texts,
  listingUris: z.array(z.looseObject({ type: text, subtype: text, displayText: text, uri: text })).optional(),
  listingContacts: z.array(z.looseObject({ type: text, email: text, name: text, phone: text, uri: text })).optional(),
  gettingStartedInstructions: text,
  accessInformation: text,
  compatibleProducts: texts,
  productDisplayName: text,
  allowOnlyManagedDiskDeployments: flag,
});
export type Listing = z.infer<typeof Listing>;

/** A logo or a screenshot of a listing. `state` stays `Uploaded` for images. */
export const ListingImage = resource({
  ...entity,
  ...uploaded,
  "@odata.etag": text,
  /** `AzureLogoSmall`, `AzureLogoMedium`, `AzureLogoLarge`, `AzureLogoWide`, `AzureLogoScreenshot`. */
  type: text,
  /** The caption. */
  description: text,
  order: number,
});
export type ListingImage = z.infer<typeof ListingImage>;

/** A plan, or the pseudo-plan `testdrive`. */
export const Variant = resource(
  {
    ...entity,
    "@odata.etag": text,
    /** `Inactive` or `Active`. */
    state: text,
    /** The plan's name. */
    friendlyName: text,
    /** The plan id. */
    externalID: text,
    /** `managed-application` or `solution-template`; absent for other offer types. */
    subType: text,
    leadGenID: text,
    conversionPaths: text,
    referenceVariantID: text,
    cloudAvailabilities: texts,
    certificationsAzureGovernment: z
      .array(
        z.looseObject({
          title: text,
          uri: text,
          /** `[{memberNames, errorMessage}]`; never seen. */
          validationResults: z.unknown().optional(),
        }),
      )
      .optional(),
    extendedProperties: pairs,
    testDriveType: text,
  },
  { SubType: "subType", externalId: "externalID", azureGovernmentCertifications: "certificationsAzureGovernment" },
);
export type Variant = z.infer<typeof Variant>;

/** One finding of a validation. `severity`: `Informational`, `Warning` or `Error`. */
export const ValidationItem = z.looseObject({ errorCode: text, severity: text, message: text, resource: text });
export type ValidationItem = z.infer<typeof ValidationItem>;

/** A technical asset of an offer. */
export const Package = resource({
  ...entity,
  ...uploaded,
  "@odata.etag": text,
  isEmpty: flag,
  /** Bytes. */
  fileSize: number,
  validationItems: z.array(ValidationItem).optional(),
  publishTargets: z.array(z.looseObject({})).optional(),
  isCertified: flag,
});
export type Package = z.infer<typeof Package>;

/** Resale through cloud solution providers. No id, no ETag. */
export const ResellerConfiguration = z.looseObject({
  resourceType: text,
  /** `Disabled`, `PartialOptIn`, `OptOut`, `Enabled`. */
  resellerChannelState: text,
  tenantIds: texts,
});
export type ResellerConfiguration = z.infer<typeof ResellerConfiguration>;

/** How a submission continues by itself. */
export const PublishOption = z.looseObject({
  releaseTimeInUtc: text,
  isManualPublish: flag,
  isAutoPromote: flag,
  certificationNotes: text,
});
export type PublishOption = z.infer<typeof PublishOption>;

const VariantResources = z.looseObject({ variantID: z.string(), resources: z.array(TypeValuePair).default([]) });

/** A frozen list of instances on its way to preview and live. No ETag. */
export const Submission = resource(
  {
    resourceType: text,
    /** Nineteen digits; never a number. */
    id: identifier,
    /** `InProgress`, `Published`, … Already `Published` in preview: look at `substate`. */
    state: text,
    /**
     * `InDraft`, `Submitted`, `Failed`, `FailedInCertification`, `ReadyToPublish`, `Publishing`, `Published`,
     * `InStore`, `Cancelled`.
     */
    substate: text,
    targets: pairs,
    resources: pairs,
    variantResources: z.array(VariantResources).optional(),
    /** Only with `$expand=PublishOption`. */
    publishOption: PublishOption.optional(),
    /** `1601-01-01T00:00:00Z`, or absent, before publication. */
    publishedTimeInUtc: text,
    pendingUpdateInfo: z
      .looseObject({
        /** `Create`, `Submit`, `Promote`, `Validate`. */
        updateType: text,
        /** `Running`, `Completed`, `Failed`, `Cancelled`, `PendingConfirmation`. */
        status: text,
        href: text,
        failureReason: text,
      })
      .optional(),
    extendedProperties: pairs,
    /** 1, 2, … per offer. */
    releaseNumber: number,
    friendlyName: text,
    areResourcesReady: flag,
  },
  { subState: "substate" },
);
export type Submission = z.infer<typeof Submission>;

/** One step of a workflow. `state`: `NotStarted`, `InProgress`, `Success`; anything else is a failure. */
export const WorkflowStep = z.looseObject({
  name: text,
  state: text,
  startDateTimeInUtc: text,
  completeDateTimeInUtc: text,
});
export type WorkflowStep = z.infer<typeof WorkflowStep>;

/** The workflow towards one environment: `Preview` or `Live`. */
export const WorkflowDetail = z.looseObject({
  type: text,
  state: text,
  targetEnvironment: text,
  workflowSteps: z.array(WorkflowStep).optional(),
  startDateTimeInUtc: text,
  completeDateTimeInUtc: text,
});
export type WorkflowDetail = z.infer<typeof WorkflowDetail>;

/** A certification report. `status`: `Pending`, `Failed`, `Passed`, `PassedWithNotes`, `Unknown`. */
export const CertificationReport = z.looseObject({ reportTimeInUtc: text, status: text, fileUri: text });
export type CertificationReport = z.infer<typeof CertificationReport>;
