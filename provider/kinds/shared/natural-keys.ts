// Ids that people choose, by which offers and plans of the Product Ingestion API are known (§5.2). The API takes more
// than the portal lets people choose.
import { z } from "zod";
import { isGuid } from "../../values/guid.js";
import { quoted } from "../../values/show.js";

/** The id of an offer, as people chose it. */
export function offerKey(): z.ZodString {
  return z
    .string({ error: "must be the offer id, as a text" })
    .regex(/^[a-z0-9][a-z0-9_-]{2,49}$/, {
      error: (issue) =>
        `${quoted(issue.input)} is not an offer id: 3 to 50 lower-case letters, digits, - and _, beginning with a letter or digit`,
    })
    .refine((text) => !isGuid(text), {
      error: (issue) =>
        `${quoted(issue.input)} is the id that Partner Center gave the offer; give the offer id that people chose, such as contoso-appliance`,
    });
}

/** The id of a plan, as people chose it. */
export function planKey(): z.ZodString {
  return z.string({ error: "must be the plan id, as a text" }).regex(/^[a-z0-9_-]{1,50}$/, {
    error: (issue) =>
      `${quoted(issue.input)} is not a plan id: 1 to 50 lower-case letters, digits, - and _, such as standard`,
  });
}
