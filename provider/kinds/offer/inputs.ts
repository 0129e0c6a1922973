// What a program says of an offer: the schema of its inputs.
import { z } from "zod";
import { extendedProperties } from "../shared/extended-properties.js";
import { adoption, chosenId, email, filePath, guid, limitedText, link, requiredText } from "../shared/formats.js";
import { leadDestinationNames } from "./leads.js";
import { offerListing, offerTranslations } from "./listing.js";

const offerProperties = z.strictObject({
  categories: z
    .record(
      z.string(),
      z.array(z.string()).max(2, { error: "has more than two subcategories (Partner Center's limit)" }),
    )
    .refine((categories) => Object.keys(categories).length <= 2, {
      error: "has more than two categories (Partner Center's limit)",
    })
    .optional(),
  additionalCategories: z.array(requiredText("a category")).optional(),
  industries: z.record(z.string(), z.array(z.string())).optional(),
  version: z.string().optional(),
  standardContract: z.boolean().optional(),
  universalAmendment: limitedText(10_000).optional(),
  customAmendments: z
    .record(
      requiredText("the name of the amendment"),
      z.strictObject({
        terms: limitedText(10_000).regex(/\S/, { error: "is empty" }),
        tenants: z
          .record(guid("a customer's tenant id"), z.string())
          .refine((tenants) => Object.keys(tenants).length <= 20, {
            error: "has more than 20 tenants (Partner Center's limit)",
          })
          .optional(),
      }),
    )
    .refine((amendments) => Object.keys(amendments).length <= 10, {
      error: "has more than ten amendments (Partner Center's limit)",
    })
    .optional(),
  termsOfUse: limitedText(10_000).optional(),
  marketingOnlyChange: z.boolean().optional(),
  hideKeys: z.array(requiredText("a hide key")).optional(),
  productTags: z.array(requiredText("a tag")).optional(),
  submissionVersion: z.string().optional(),
  extendedProperties: extendedProperties().optional(),
});

const setup = z.strictObject({
  sellingOption: z.enum(["ListAndSell", "ListingOnly"], { error: 'must be "ListAndSell" or "ListingOnly"' }).optional(),
  callToAction: z
    .enum(["free", "free-trial", "contact-me"], { error: 'must be "free", "free-trial" or "contact-me"' })
    .optional(),
  trialLink: link().optional(),
  testDrive: z.boolean().optional(),
  testDriveType: z.string().optional(),
});

const leads = z
  .strictObject({
    azureTable: z
      .strictObject({ connectionString: requiredText("the storage account's connection string") })
      .optional(),
    azureBlob: z
      .strictObject({
        connectionString: requiredText("the storage account's connection string"),
        containerName: requiredText("the name of the blob container"),
      })
      .optional(),
    dynamics365: z
      .strictObject({
        url: link(),
        authentication: z.string().optional(),
        userName: z.string().optional(),
        password: z.string().optional(),
        applicationId: guid("the application that may write leads").optional(),
        applicationKey: z.string().optional(),
        tenantId: guid("the tenant of the application").optional(),
      })
      .optional(),
    // Not `link()`, whose message shows what was given: a secret here.
    httpsEndpoint: z
      .strictObject({
        url: z.string().regex(/^https:\/\/\S+$/i, { error: "must be an address that starts with https://" }),
      })
      .optional(),
    marketo: z
      .strictObject({
        serverId: requiredText("the Marketo server id"),
        munchkinAccountId: requiredText("the Munchkin account id"),
        formId: requiredText("the form id"),
      })
      .optional(),
    salesforce: z.strictObject({ objectIdentifier: requiredText("the organization's object identifier") }).optional(),
    contactEmail: email().optional(),
    dailyDigestEmails: z.array(email()).optional(),
  })
  .superRefine((value, issues) => {
    const set = leadDestinationNames.filter((name) => name in value);
    if (set.length === 1) return;
    const message =
      set.length === 0
        ? `has no destination; set one of ${leadDestinationNames.join(", ")}`
        : `has ${set.length} destinations (${set.join(", ")}); Partner Center sends leads to one`;
    issues.addIssue({ code: "custom", message, path: [] });
  });

const resale = z.strictObject({
  channel: z
    .enum(["Disabled", "PartialOptIn", "OptOut", "Enabled"], {
      error: 'must be "Enabled", "PartialOptIn", "OptOut" or "Disabled"',
    })
    .optional(),
  tenantIds: z.array(guid("a CSP partner's tenant id")).optional(),
});

const coSell = z.strictObject({
  documents: z
    .record(
      requiredText("the name of the document"),
      z.strictObject({ file: filePath(), type: requiredText("the type of the document") }),
    )
    .optional(),
  offerPlatforms: z.array(z.string()).optional(),
  customerSegments: z.array(z.string()).optional(),
  offerType: z.string().optional(),
  solutionAreas: z.record(z.string(), z.array(z.string())).optional(),
  contacts: z
    .record(
      email(),
      z.strictObject({
        type: z.string().optional(),
        name: z.string().optional(),
        jobTitle: z.string().optional(),
        role: z.string().optional(),
        regions: z.array(z.string()).optional(),
        subRegions: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const meteredBilling = z.strictObject({
  tenantId: guid("the tenant of the application that reports usage").optional(),
  applicationId: guid("the application that reports usage").optional(),
});

const count = () => z.int({ error: "must be a whole number" }).min(0, { error: "cannot be below zero" });

const testDrive = z.strictObject({
  tenantId: guid("the tenant of the subscription").optional(),
  applicationId: guid("the application that deploys test drives").optional(),
  applicationKey: z.string().optional(),
  subscriptionId: guid("the subscription that test drives are deployed to").optional(),
  durationHours: count().optional(),
  regions: z.array(z.string()).optional(),
  hotInstances: count().optional(),
  warmInstances: count().optional(),
  coldInstances: count().optional(),
});

/** The inputs of an offer, as they cross the border to the engine. */
export const offerInputs = z.strictObject({
  offerId: chosenId("offer id").meta({ replaces: true }),
  alias: requiredText("the name by which Partner Center lists the offer").meta({ replaces: true }),
  type: z
    .literal("AzureApplication", { error: 'must be "AzureApplication", the only type so far' })
    .meta({ replaces: true }),
  setup: setup.optional(),
  leads: leads.optional(),
  properties: offerProperties.optional(),
  listing: offerListing.optional(),
  translations: offerTranslations.optional(),
  previewAudience: z
    .strictObject({
      subscriptions: z
        .array(guid("an Azure subscription id"))
        .max(100, { error: "has more than 100 subscriptions (Partner Center's limit)" })
        .optional(),
      emails: z
        .record(email(), z.string())
        .refine((emails) => Object.keys(emails).length <= 100, {
          error: "has more than 100 addresses (Partner Center's limit)",
        })
        .optional(),
      hideKey: z.string().optional(),
    })
    .optional(),
  resale: resale.optional(),
  coSell: coSell.optional(),
  meteredBilling: meteredBilling.optional(),
  testDrive: testDrive.optional(),
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
  replacePublished: z.boolean().optional().meta({ directive: true }),
});
