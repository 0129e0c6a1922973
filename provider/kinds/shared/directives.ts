// What steers the work on an offer or plan and is never a change of it.
import { z } from "zod";
import { adoption } from "./formats.js";

/** The directives of what can be taken over; see the arguments of the same names in the program's classes. */
export const takeOverDirectives = {
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
  replacePublished: z.boolean().optional().meta({ directive: true }),
};
