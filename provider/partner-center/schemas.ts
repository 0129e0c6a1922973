/**
 * What travels: one zod schema per object of the ingestion API, and its type.
 *
 * Every object is loose (fields we do not know are kept, so that a read – merge – PUT sends them back), every
 * enumeration is an open string, every id is a string (submission ids exceed 2^53), every date is the service's own
 * text. Only what the client cannot work without is required. Facts: API reference §3.6–§3.17.
 */
import { z } from "zod";

const text = z.string().optional();
const flag = z.boolean().optional();
const number = z.number().optional();
const texts = z.array(z.string()).optional();
/** An id; a number on the wire (never seen) becomes text. */
const identifier = z.union([z.string(), z.number().transform(String)]);

/** Accepts other spellings of a key, and moves their value to the first one (API reference §8.1). */
function spelled<Schema extends z.ZodType>(schema: Schema, spellings: Record<string, string>) {
  return z.preprocess((input) => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
    const found = Object.keys(spellings).filter((key) => key in input);
    if (found.length === 0) return input;
    const output: Record<string, unknown> = { ...input };
    for (const key of found) {
      const name = spellings[key];
      if (name === undefined) continue;
      output[name] ??= output[key];
      delete output[key];
    }
    return output;
  }, schema);
}

/** A kind and its value: used for external ids, targets, resources, package references … (§3.6). */
export const TypeValuePair = z.looseObject({ type: z.string(), value: z.string() });
export type TypeValuePair = z.infer<typeof TypeValuePair>;
const pairs = z.array(TypeValuePair).optional();

/** An offer (§3.7). It has no ETag; `externalIDs` holds the offer id as `{type: "AzureOfferId", value}`. */
export const Product = spelled(
  z.looseObject({
    resourceType: z.string(),
    /** The alias: immutable through this API. */
    name: text,
    externalIDs: z.array(TypeValuePair).default([]),
    isModularPublishing: flag,
    id: identifier,
  }),
  { ID: "id", externalIds: "externalIDs" },
);
export type Product = z.infer<typeof Product>;

/** The set-up of an offer (§3.7). No id, no ETag. */
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

/** A pointer from (offer or plan, module) to the draft instance (§3.7). It has neither id nor ETag. */
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

const entity = { resourceType: text, "@odata.etag": z.string(), id: identifier };

/** The properties page of an offer (§3.8). */
export const Property = spelled(
  z.looseObject({
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
  }),
  { ID: "id" },
);
export type Property = z.infer<typeof Property>;

/** The listing of an offer or a plan in one language (§3.9). */
export const Listing = spelled(
  z.looseObject({
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
  }),
  { ID: "id" },
);
export type Listing = z.infer<typeof Listing>;

/** A logo or a screenshot of a listing (§3.10). `state` stays `Uploaded` for images. */
export const ListingImage = spelled(
  z.looseObject({
    ...entity,
    "@odata.etag": text,
    fileName: text,
    /** `AzureLogoSmall`, `AzureLogoMedium`, `AzureLogoLarge`, `AzureLogoWide`, `AzureLogoScreenshot`. */
    type: text,
    /** Only with `$expand=FileSasUri`, or in the reply to a POST or PUT. A secret. */
    fileSasUri: text,
    /** `PendingUpload`, `Uploaded`, `InProcessing`, `Processed`, `ProcessFailed`. */
    state: text,
    /** The caption. */
    description: text,
    order: number,
  }),
  { ID: "id" },
);
export type ListingImage = z.infer<typeof ListingImage>;

/** A plan (§3.11), or the pseudo-plan `testdrive`. */
export const Variant = spelled(
  z.looseObject({
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
    certificationsAzureGovernment: z.array(z.looseObject({ title: text, uri: text })).optional(),
    extendedProperties: pairs,
    testDriveType: text,
  }),
  {
    ID: "id",
    SubType: "subType",
    externalId: "externalID",
    azureGovernmentCertifications: "certificationsAzureGovernment",
  },
);
export type Variant = z.infer<typeof Variant>;

/** A member of a private audience (§3.12, §3.13). */
export const AudienceMember = spelled(z.looseObject({ ID: text, description: text }), { id: "ID", Id: "ID" });
export type AudienceMember = z.infer<typeof AudienceMember>;

/** The preview audience of an offer (§3.12). */
export const ProductAvailability = spelled(
  z.looseObject({
    ...entity,
    visibility: text,
    enterpriseLicensing: text,
    /** `[{type: "PreviewMarketplaceGroup", values: [subscription ids]}]`. */
    audiences: z
      .array(
        spelled(z.looseObject({ type: text, values: z.array(z.string()).optional() }), {
          Type: "type",
          Values: "values",
        }),
      )
      .optional(),
    emailAudiences: z.array(AudienceMember).optional(),
    subscriptionAudiences: z.array(AudienceMember).optional(),
    hideKeyAudience: text,
  }),
  { ID: "id" },
);
export type ProductAvailability = z.infer<typeof ProductAvailability>;

/** Whether a plan is sold in one market: `Disabled`, `Enabled`, `StopSelling`, `Terminated` (§3.13). */
export const MarketState = z.looseObject({ marketCode: z.string(), state: z.string() });
export type MarketState = z.infer<typeof MarketState>;

const DateTimeRange = z.looseObject({ startAt: z.unknown().optional(), endAt: z.unknown().optional() });

/** One price of a schedule (§3.13). */
export const PriceSchedule = z.looseObject({
  retailPrice: z.looseObject({ priceTierID: text, openPrice: number, currencyCode: text }).optional(),
  /** `Flat`, `Recurring` or `Usage`. */
  pricingModel: text,
  /** `{type: "Month" | "Year", value}`. */
  priceCadence: z.looseObject({ type: text, value: number }).optional(),
  pricingUnits: z.array(z.looseObject({ name: text, unitType: text })).optional(),
  dateTimeRange: DateTimeRange.optional(),
});
export type PriceSchedule = z.infer<typeof PriceSchedule>;

/** The prices of some markets, or of all others (`isBaseSchedule`) (§3.13). */
export const ScheduleInfo = z.looseObject({
  isBaseSchedule: flag,
  marketCodes: texts,
  friendlyName: text,
  schedules: z.array(PriceSchedule).optional(),
});
export type ScheduleInfo = z.infer<typeof ScheduleInfo>;

/** A metered dimension of a managed application (§3.13). */
export const CustomMeter = spelled(
  z.looseObject({
    isEnabled: flag,
    ID: text,
    uniqueID: text,
    displayName: text,
    unitOfMeasure: text,
    priceInUsd: number,
    includedBaseQuantities: z
      .array(z.looseObject({ recurringUnit: text, isInfinite: flag, quantity: number }))
      .optional(),
  }),
  { id: "ID" },
);
export type CustomMeter = z.infer<typeof CustomMeter>;

/** The trial of a plan (§3.13). */
export const Trial = z.looseObject({
  /** `NoTrial`, `TimedAccess`, `TimedUsage` or `Unlimited`. */
  type: text,
  /** `Minute`, `Days` or `Months`. */
  durationType: text,
  duration: number,
  dateTimeRange: DateTimeRange.optional(),
});
export type Trial = z.infer<typeof Trial>;

/** Visibility, markets, prices, trial, meters and private audience of a plan (§3.13). */
export const FeatureAvailability = spelled(
  z.looseObject({
    ...entity,
    /** `Public` or `Private`. */
    visibility: text,
    isHidden: flag,
    marketStates: z.array(MarketState).optional(),
    markets: z.array(z.looseObject({ friendlyName: text, marketCode: text })).optional(),
    properties: pairs,
    trial: Trial.optional(),
    tenantAudiences: z.array(AudienceMember).optional(),
    subscriptionAudiences: z.array(AudienceMember).optional(),
    priceSchedules: z.array(ScheduleInfo).optional(),
    customMeters: z.array(CustomMeter).optional(),
  }),
  { ID: "id" },
);
export type FeatureAvailability = z.infer<typeof FeatureAvailability>;

/** A principal and the role it gets in the customer's resource group (§3.15). */
export const Authorization = z.looseObject({ principalID: text, roleDefinitionID: text });
export type Authorization = z.infer<typeof Authorization>;

/** A technical configuration (§3.15): one loose type, told apart by `resourceType`. */
export const PackageConfiguration = spelled(
  z.looseObject({
    ...entity,
    /** `int.int.int`; must grow with each publication. */
    version: text,
    packageReferences: pairs,
    allowJitAccess: flag,
    /** Some clients send it as text; a text comes back as what it was. */
    canEnableCustomerActions: z.union([z.boolean(), z.string()]).optional(),
    allowedCustomerActions: texts,
    allowedDataActions: texts,
    publicAzureTenantID: text,
    publicAzureAuthorizations: z.array(Authorization).optional(),
    azureGovernmentTenantID: text,
    azureGovernmentAuthorizations: z.array(Authorization).optional(),
    policies: z
      .array(
        z.looseObject({
          policyName: text,
          policyDefinitionID: text,
          policyParameters: z.unknown().optional(),
          policySku: z.unknown().optional(),
        }),
      )
      .optional(),
    /** `Incremental` or `Complete`. */
    deploymentMode: text,
    /** `Managed`. */
    publisherManagementMode: text,
    /** `Disabled`, `Enabled`. */
    customerAccessEnableState: text,
    azureActiveDirectoryTenantID: text,
    azureActiveDirectoryApplicationID: text,
  }),
  { ID: "id", DeploymentMode: "deploymentMode" },
);
export type PackageConfiguration = z.infer<typeof PackageConfiguration>;

/** One finding of a validation (§3.16). `severity`: `Informational`, `Warning` or `Error`. */
export const ValidationItem = z.looseObject({ errorCode: text, severity: text, message: text, resource: text });
export type ValidationItem = z.infer<typeof ValidationItem>;

/** A technical asset of an offer (§3.14). */
export const Package = spelled(
  z.looseObject({
    ...entity,
    "@odata.etag": text,
    /** `PendingUpload`, `Uploaded`, `InProcessing`, `Processed`, `ProcessFailed` (§4.5). */
    state: text,
    isEmpty: flag,
    fileName: text,
    /** A secret; only while the upload is pending. */
    fileSasUri: text,
    /** Bytes. */
    fileSize: number,
    validationItems: z.array(ValidationItem).optional(),
    publishTargets: z.array(z.looseObject({})).optional(),
    isCertified: flag,
  }),
  { ID: "id" },
);
export type Package = z.infer<typeof Package>;

/** Resale through cloud solution providers (§3.17). No id, no ETag. */
export const ResellerConfiguration = z.looseObject({
  resourceType: text,
  /** `Disabled`, `PartialOptIn`, `OptOut`, `Enabled`. */
  resellerChannelState: text,
  tenantIds: texts,
});
export type ResellerConfiguration = z.infer<typeof ResellerConfiguration>;

/** How a submission goes on by itself (§3.16). */
export const PublishOption = z.looseObject({
  releaseTimeInUtc: text,
  isManualPublish: flag,
  isAutoPromote: flag,
  certificationNotes: text,
});
export type PublishOption = z.infer<typeof PublishOption>;

const VariantResources = z.looseObject({ variantID: z.string(), resources: z.array(TypeValuePair).default([]) });

/** A frozen list of instances on its way to preview and live (§3.16, §4.10). No ETag. */
export const Submission = spelled(
  z.looseObject({
    resourceType: text,
    /** Nineteen digits; never a number. */
    id: identifier,
    /** `InProgress`, `Published`, … Already `Published` in preview: look at `substate`. */
    state: text,
    /** `InDraft`, `Submitted`, `Failed`, `FailedInCertification`, `ReadyToPublish`, `Publishing`, `Published`, `InStore`, `Cancelled`. */
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
  }),
  { ID: "id", subState: "substate" },
);
export type Submission = z.infer<typeof Submission>;

/** What is sent to create a submission (§3.16, §4.9). `resources[].type` is a module, `value` its draft instance id. */
export interface SubmissionRequest {
  readonly resources: readonly { readonly type: string; readonly value: string }[];
  readonly variantResources?: readonly {
    readonly variantID: string;
    readonly resources: readonly { readonly type: string; readonly value: string }[];
  }[];
  readonly publishOption?: Partial<PublishOption>;
  readonly extendedProperties?: readonly TypeValuePair[];
  /** Default: `[{type: "Scope", value: "preview"}]`. */
  readonly targets?: readonly { readonly type: string; readonly value: string }[];
}

/** One step of a workflow (§3.16). `state`: `NotStarted`, `InProgress`, `Success`; anything else is a failure. */
export const WorkflowStep = z.looseObject({
  name: text,
  state: text,
  startDateTimeInUtc: text,
  completeDateTimeInUtc: text,
});
export type WorkflowStep = z.infer<typeof WorkflowStep>;

/** The workflow towards one environment: `Preview` or `Live` (§3.16). */
export const WorkflowDetail = z.looseObject({
  type: text,
  state: text,
  targetEnvironment: text,
  workflowSteps: z.array(WorkflowStep).optional(),
  startDateTimeInUtc: text,
  completeDateTimeInUtc: text,
});
export type WorkflowDetail = z.infer<typeof WorkflowDetail>;

/** A certification report (§3.16). `status`: `Pending`, `Failed`, `Passed`, `PassedWithNotes`, `Unknown`. */
export const CertificationReport = z.looseObject({ reportTimeInUtc: text, status: text, fileUri: text });
export type CertificationReport = z.infer<typeof CertificationReport>;
