// Where customers' interest is sent to, as far as both APIs ask for the same.
import { z } from "zod";

/** An HTTPS endpoint. Not `link()`, whose message shows what was given: a secret here. */
export const httpsDestination = z.strictObject({
  url: z.string().regex(/^https:\/\/\S+$/i, { error: "must be an address that starts with https://" }),
});

/**
 * Refuses leads without a destination, and with more than one.
 *
 * @param names The properties that name one.
 */
export function hasOneDestination(names: readonly string[]) {
  return (value: object, issues: z.RefinementCtx): void => {
    const set = names.filter((name) => name in value);
    if (set.length === 1) return;
    const message =
      set.length === 0
        ? `has no destination; set one of ${names.join(", ")}`
        : `has ${set.length} destinations (${set.join(", ")}); Partner Center sends leads to one`;
    issues.addIssue({ code: "custom", message, path: [] });
  };
}
