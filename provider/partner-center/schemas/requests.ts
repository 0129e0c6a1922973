/**
 * What is sent to create things: one zod schema per body that is not simply the resource itself. Replacing a resource
 * (PUT) sends the resource as it was read, changed.
 */
// API reference §3.6–§3.17
import { z } from "zod";
import { ValidationError } from "../errors.js";
import { PublishOption, TypeValuePair } from "./resources.js";

/** What creates an offer. All three are immutable through the API. */
// API reference §3.7, §4.1
export const NewProduct = z.object({
  /** `AzureApplication`, `AzureContainer`, `AzureThirdPartyVirtualMachine`, … */
  resourceType: z.string().min(1),
  /** The alias, shown in Partner Center only. */
  name: z.string().min(1),
  /** The offer id: lower-case letters, digits, `-` and `_`, at most 50. */
  offerId: z.string().min(1),
});
export type NewProduct = Readonly<z.infer<typeof NewProduct>>;

/** What creates a plan. Unknown fields are sent as they are. */
export const NewVariant = z.looseObject({
  /** Default `AzureSkuVariant`. */
  resourceType: z.string().optional(),
  /** The plan id: immutable; lower-case letters, digits, `-` and `_`, at most 50. */
  externalID: z.string().min(1),
  friendlyName: z.string().optional(),
  /** `managed-application` or `solution-template`; the service's default is the latter. */
  subType: z.string().optional(),
  /** `Active` or `Inactive`; the service's default is `Active`. */
  state: z.string().optional(),
});
export type NewVariant = Readonly<z.infer<typeof NewVariant>>;

/** What creates a draft resource. The service usually makes them itself. */
export const NewDraft = z.looseObject({ resourceType: z.string().optional(), languageCode: z.string().optional() });
export type NewDraft = Readonly<z.infer<typeof NewDraft>>;

/** What announces a logo or screenshot. */
export const NewListingImage = z.looseObject({
  fileName: z.string().min(1),
  /** `AzureLogoSmall`, `AzureLogoMedium`, `AzureLogoLarge`, `AzureLogoWide` or `AzureLogoScreenshot`. */
  type: z.string().min(1),
  /** Place among the screenshots. */
  order: z.number().int().optional(),
  /** The caption. */
  description: z.string().optional(),
});
export type NewListingImage = Readonly<z.infer<typeof NewListingImage>>;

/** What announces a document of a listing. */
export const NewListingAsset = z.looseObject({
  fileName: z.string().min(1),
  /** `PdfDocument`. */
  type: z.string().min(1),
  /** The title that customers see. */
  friendlyName: z.string().optional(),
  description: z.string().optional(),
});
export type NewListingAsset = Readonly<z.infer<typeof NewListingAsset>>;

/** What creates a video of a listing: an address, and a picture that is uploaded. */
export const NewListingVideo = z.looseObject({
  fileName: z.string().optional(),
  /** On YouTube or Vimeo. */
  streamingUri: z.string().min(1),
  thumbnail: z.looseObject({
    fileName: z.string().min(1),
    title: z.string().optional(),
    description: z.string().optional(),
  }),
});
export type NewListingVideo = Readonly<z.infer<typeof NewListingVideo>>;

/** What announces a technical asset. */
export const NewPackage = z.looseObject({
  /** Default `AzureApplicationPackage`. */
  resourceType: z.string().optional(),
  fileName: z.string().min(1),
});
export type NewPackage = Readonly<z.infer<typeof NewPackage>>;

/** What announces a document for co-selling. */
export const NewCosellAsset = z.looseObject({ fileName: z.string().min(1), type: z.string().min(1) });
export type NewCosellAsset = Readonly<z.infer<typeof NewCosellAsset>>;

const pairs = z.array(TypeValuePair).readonly();

/** What is sent to create a submission. `resources[].type` is a module, `value` its draft instance id. */
export const SubmissionRequest = z.object({
  resources: pairs,
  variantResources: z
    .array(z.object({ variantID: z.string(), resources: pairs }))
    .readonly()
    .optional(),
  publishOption: PublishOption.partial().optional(),
  extendedProperties: pairs.optional(),
  /** Default: `[{type: "Scope", value: "preview"}]`. */
  targets: pairs.optional(),
});
export type SubmissionRequest = Readonly<z.input<typeof SubmissionRequest>>;

/**
 * The body itself, once it is known to fit. Null counts as not set, as it does on the wire.
 *
 * @param what For the error, such as "a plan".
 * @throws ValidationError that names the first field that does not fit, without its value; nothing is sent.
 */
export function checkedBody<T>(schema: z.ZodType, body: T, what: string): T {
  const travelling: unknown = JSON.parse(JSON.stringify(body), (_key, value: unknown) => value ?? undefined);
  const result = schema.safeParse(travelling);
  if (result.success) return body;
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  throw new ValidationError(
    `This is not ${what}, so it was not sent: ` +
      `${field === "" ? "" : `${field}: `}${issue?.message ?? "it does not fit"}.`,
  );
}
