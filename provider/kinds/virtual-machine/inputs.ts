// The inputs of a virtual machine's image version, as they cross the border to the engine.
import { z } from "zod";
import { imageTypes } from "../../rules/image-types.js";
import { quoted } from "../../values/show.js";
import { guid, threePartVersion } from "../shared/formats.js";
import { offerKey, planKey } from "../shared/natural-keys.js";
import { galleryImagePattern } from "./sources.js";

/** The type of an image, and of the SKU that it is for. */
export const imageTypeName = z.string().superRefine((text, issues) => {
  if (/^[a-z][A-Za-z0-9]*$/.test(text) && !isMisspelt(text)) return;
  const meant = imageTypes.find((type) => type.toLowerCase() === text.toLowerCase());
  const hint = meant === undefined ? `one of ${imageTypes.join(", ")}` : meant;
  issues.addIssue({ code: "custom", message: `${quoted(text)} is not an image type; write ${hint}` });
});

const isMisspelt = (text: string) =>
  imageTypes.some((type) => type !== text && type.toLowerCase() === text.toLowerCase());

/** What it is a signed address of is looked at in `sources.ts`: it must not be quoted. */
const signedAddress = z.string({ error: "must be the address of a VHD with its SAS, as a text" });

const image = z.strictObject({
  galleryImage: z
    .string({ error: "must be the id of an image version in a gallery, as a text" })
    .regex(galleryImagePattern, {
      error: (issue) =>
        `${quoted(issue.input, 300)} is not the id of an image version in an Azure Compute Gallery; expected ` +
        "/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/galleries/…/images/…/versions/1.0.0, such as " +
        "the `id` of a GalleryImageVersion",
    })
    .optional(),
  tenantId: guid("the Microsoft Entra tenant of the gallery's subscription").optional(),
  osDisk: signedAddress.optional(),
  dataDisks: z
    .record(
      z.string().regex(/^(1[0-5]|[0-9])$/, {
        error: (issue) => `${quoted(issue.input)} is not a LUN; the keys of dataDisks are whole numbers from 0 to 15`,
      }),
      signedAddress,
    )
    .optional(),
});

/** The images of a version: image type → where it comes from. */
export const imagesInputs = z.record(imageTypeName, image);

/** At most 32 characters. */
// Product Ingestion API §11.17
export const imageVersion = threePartVersion().max(32, {
  error: (issue) => `is ${String(issue.input).length} characters long; it may have at most 32`,
});

export const virtualMachineImageInputs = z.strictObject({
  offer: offerKey().meta({ replaces: true }),
  plan: planKey().meta({ replaces: true }),
  version: imageVersion,
  images: imagesInputs,
  deprecated: z.boolean({ error: "must be true or false" }).optional(),
  onRemoved: z
    .enum(["leave", "deprecate"], { error: 'must be "leave" or "deprecate"' })
    .optional()
    .meta({ directive: true }),
});

/** What a program that submits gives of an image version that has to be in the draft before. */
export const assetInputs = z.strictObject({
  offer: z.string(),
  plan: z.string(),
  version: z.string(),
  images: imagesInputs,
  deprecated: z.boolean().optional(),
});
