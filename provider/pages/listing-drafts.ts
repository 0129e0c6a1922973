// The listing in all its languages, as the service has it: one draft each, all of one instance read with one request
// (API reference §3.9, §2.1 rows 20, 36, 37).
import type { Draft } from "../partner-center/areas/drafts.js";
import { inLanguage } from "../partner-center/areas/traits.js";
import type { Properties } from "../values/properties.js";
import type { Target } from "./page.js";

/** The drafts of all languages. */
export function readLanguages({ context, productId, variantId }: Target): Promise<Draft<Properties>[]> {
  return context.client().drafts.readLanguages({ productId, variantId });
}

/** The listing in one language; by default the one that `listing` sets. */
export function listingIn(drafts: readonly Draft<Properties>[], language?: string): Draft<Properties> | undefined {
  const body = inLanguage(
    drafts.map((draft) => draft.body),
    language,
  );
  return drafts.find((draft) => draft.body === body);
}

/** The listings that are not the one that `listing` sets, by their lower-case codes. */
export function furtherListings(drafts: readonly Draft<Properties>[]): Map<string, Draft<Properties>> {
  const main = listingIn(drafts);
  return new Map(
    drafts
      .filter((draft) => draft !== main)
      .map((draft) => [String(draft.body.languageCode).toLowerCase(), draft] as const),
  );
}

/** The listing in all its languages, by code; the one that `listing` sets by `undefined`. */
export async function readListings(target: Target): Promise<Map<string | undefined, Draft<Properties>>> {
  const drafts = await readLanguages(target);
  const main = listingIn(drafts);
  return new Map<string | undefined, Draft<Properties>>([
    ...(main === undefined ? [] : [[undefined, main] as const]),
    ...furtherListings(drafts),
  ]);
}
