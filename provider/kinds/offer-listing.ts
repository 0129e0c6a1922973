// The Offer listing page as a program writes it: texts, links, contacts, pictures.
import { z } from "zod";
import { email, filePath, limitedText, link } from "./formats.js";

const contact = z.strictObject({
  name: z.string().min(1, { error: "is empty" }),
  email: email(),
  phone: z.string().min(1, { error: "is empty" }),
  url: link().optional(),
});

/** What a program says of the Offer listing page. */
export const offerListing = z.strictObject({
  title: limitedText(200).optional(),
  summary: limitedText(100).optional(),
  shortDescription: limitedText(256).optional(),
  description: limitedText(5_000).optional(),
  keywords: z
    .array(z.string())
    .max(3, {
      error: (issue) => `has ${(issue.input as unknown[]).length} keywords; Partner Center allows at most three`,
    })
    .optional(),
  privacyPolicyLink: link().optional(),
  supportLink: link().optional(),
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
});
