// What a program says of a plan: the schema of its inputs.
import { z } from "zod";
import { extendedProperties } from "../shared/extended-properties.js";
import {
  adoption,
  chosenId,
  guid,
  isGuid,
  languageMap,
  limitedText,
  link,
  offerReference,
  requiredText,
  threePartVersion,
} from "../shared/formats.js";
import { planAvailability } from "./availability-inputs.js";

const authorization = z.strictObject({
  principalId: guid("the object id of a user, group or application"),
  role: z.string().refine((role) => ["owner", "contributor"].includes(role.toLowerCase()) || isGuid(role), {
    error: (issue) => `"${String(issue.input)}" is neither Owner, Contributor nor the GUID of a built-in role`,
  }),
});

/** What a program says of the Plan setup page. */
const setup = z.strictObject({
  clouds: z
    .array(requiredText("a cloud, such as public-azure"))
    .min(1, { error: "is empty; a plan is available in at least one cloud, such as public-azure" })
    .optional(),
  governmentCertifications: z
    .record(requiredText("the name of the certification"), link())
    .refine((certifications) => Object.keys(certifications).length <= 100, {
      error: "has more than 100 certifications (Partner Center's limit)",
    })
    .optional(),
  technicalConfigurationOf: z
    .string()
    .regex(/^([^/]+\/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: (issue) =>
        `"${String(issue.input)}" is not the id of a plan in Partner Center; give the Plan itself, or that id (a GUID, its output variantId)`,
    })
    .optional(),
  state: z.enum(["Active", "Inactive"], { error: 'must be "Active" or "Inactive"' }).optional(),
  leadGenId: z.string().optional(),
  extendedProperties: extendedProperties().optional(),
});

/** What a program says of the Plan listing page in one language. */
const planListing = z.strictObject({
  title: limitedText(100).regex(/\S/, { error: "is empty; leave it out, and it is the plan's name" }).optional(),
  summary: limitedText(100).optional(),
  description: limitedText(2_000).optional(),
});

const technicalConfiguration = z.strictObject({
  version: threePartVersion().optional(),
  package: z
    .string()
    .regex(/\S/, { error: "is empty; give an ApplicationPackage, or its id", abort: true })
    .regex(/^[\w-]+(\/[\w-]+)?$/, {
      error: (issue) =>
        `"${String(issue.input)}" is not the id of a package; declare an ApplicationPackage with this path, and give it here`,
    })
    .optional(),
  tenantId: guid("the tenant whose people manage the application").optional(),
  authorizations: z
    .array(authorization)
    .max(100, { error: "has more than 100 entries (Partner Center's limit)" })
    .optional(),
  governmentTenantId: guid("a tenant of Azure Government").optional(),
  governmentAuthorizations: z.array(authorization).max(100, { error: "has more than 100 entries" }).optional(),
  justInTimeAccess: z.boolean().optional(),
  deploymentMode: z.enum(["Incremental", "Complete"], { error: 'must be "Incremental" or "Complete"' }).optional(),
  customizeAllowedActions: z.boolean().optional(),
  allowedCustomerActions: z.array(z.string()).optional(),
  allowedDataActions: z.array(z.string()).optional(),
  policies: z
    .record(
      limitedText(50),
      z.strictObject({ definitionId: z.string(), parameters: z.string().optional(), sku: z.string().optional() }),
    )
    .refine((policies) => Object.keys(policies).length <= 5, {
      error: "has more than five policies (Partner Center's limit)",
    })
    .optional(),
  managementMode: z.string().optional(),
  customerAccess: z.enum(["Enabled", "Disabled"], { error: 'must be "Enabled" or "Disabled"' }).optional(),
});

/** The inputs of a plan, as they cross the border to the engine. */
export const planInputs = z.strictObject({
  offer: offerReference(),
  planId: chosenId("plan id").meta({ replaces: true }),
  planType: z
    .enum(["managed-application", "solution-template"], {
      error: 'must be "managed-application" or "solution-template"',
    })
    .meta({ replaces: true }),
  name: limitedText(50).regex(/\S/, { error: "is empty" }),
  setup: setup.optional(),
  listing: planListing.optional(),
  translations: languageMap(planListing).optional(),
  availability: planAvailability.optional(),
  technicalConfiguration: technicalConfiguration.optional(),
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
  replacePublished: z.boolean().optional().meta({ directive: true }),
});
