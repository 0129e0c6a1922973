// The Offer listing page as a program writes it: texts, links, contacts, pictures, videos, documents, in each language.
import { z } from "zod";
import { email, filePath, languageMap, limitedText, link, linkTo } from "../shared/formats.js";

const contact = z.strictObject({
  name: z.string().regex(/\S/, { error: "is empty" }),
  email: email(),
  phone: z.string().regex(/\S/, { error: "is empty" }),
  url: link().optional(),
});

const usefulLink = z.strictObject({
  url: link(),
  type: z.string().regex(/\S/, { error: "is empty" }).optional(),
  subtype: z.string().optional(),
});

const videoHosts = ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com"];

const video = z.strictObject({
  title: z.string().regex(/\S/, { error: "is empty; customers see it under the video" }),
  address: linkTo(videoHosts, "a video on YouTube or Vimeo"),
  thumbnail: filePath(),
  description: z.string().optional(),
});

const document = z.strictObject({ file: filePath(), description: z.string().optional() });

/** What a program says of the Offer listing page in one language. */
export const offerListing = z.strictObject({
  title: limitedText(200).regex(/\S/, { error: "is empty; leave it out, and it is the offer's alias" }).optional(),
  summary: limitedText(100).optional(),
  shortDescription: limitedText(256).optional(),
  description: limitedText(5_000).optional(),
  keywords: z
    .array(z.string())
    .max(3, {
      error: (issue) => `has ${(issue.input as unknown[]).length} keywords; Partner Center allows at most three`,
    })
    .optional(),
  publisherName: z.string().optional(),
  productDisplayName: z.string().optional(),
  gettingStartedInstructions: z.string().optional(),
  accessInformation: z.string().optional(),
  compatibleProducts: z.array(z.string()).optional(),
  managedDisksOnly: z.boolean().optional(),
  privacyPolicyLink: link().optional(),
  supportLink: link().optional(),
  links: z
    .record(limitedText(255).regex(/\S/, { error: "is empty; the key is the link's title" }), usefulLink)
    .optional(),
  contacts: z
    .strictObject({
      support: contact.optional(),
      engineering: contact.optional(),
      channelManager: contact.optional(),
    })
    .optional(),
  logos: z
    .strictObject({
      small: filePath().optional(),
      medium: filePath().optional(),
      large: filePath().optional(),
      wide: filePath().optional(),
    })
    .optional(),
  screenshots: z
    .array(z.strictObject({ file: filePath(), caption: z.string().optional() }))
    .max(5, { error: "has more than five screenshots (Partner Center's limit)" })
    .optional(),
  videos: z.array(video).max(5, { error: "has more than five videos (Partner Center's limit)" }).optional(),
  documents: z
    .record(z.string().regex(/\S/, { error: "is empty; the key is the document's title" }), document)
    .refine((documents) => Object.keys(documents).length <= 3, {
      error: "has more than three documents (Partner Center's limit)",
    })
    .optional(),
});

/** The listing in further languages. */
export const offerTranslations = languageMap(offerListing);
