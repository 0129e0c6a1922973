// What steers the work on an offer or plan and is never a change of it.
import { z } from "zod";
import { quoted } from "../../values/show.js";
import { adoption } from "./formats.js";
import { publicationLocks } from "./publication-locks.js";

/** The directives of what can be taken over; see the arguments of the same names in the program's classes. */
export const takeOverDirectives = {
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
  replacePublished: z.boolean().optional().meta({ directive: true }),
  toleratedLocks: z
    .array(
      z.string().refine((path) => Object.hasOwn(publicationLocks, path), {
        error: (issue) =>
          `${quoted(issue.input)} is nothing that publication locks; docs/publishing.md lists it ("What publication locks")`,
      }),
    )
    .optional()
    .meta({ directive: true }),
};
