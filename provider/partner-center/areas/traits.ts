// What an object of the API tells by itself. Apart from the calls, so that who only looks at one loads no schemas.
import type { Product, Variant } from "../schemas/resources.js";

/** The type of external id that holds an offer id. */
// API reference §3.2
export const offerIdType = "AzureOfferId";

/** The offer id of a product, or undefined if it has none. */
export function offerIdOf(product: Product): string | undefined {
  return product.externalIDs.find(({ type }) => type.toLowerCase() === offerIdType.toLowerCase())?.value;
}

/** Whether it is the pseudo-plan for test drives, which no program declares. */
// API reference §3.11
export function isTestDrive({ id, resourceType }: Variant): boolean {
  return id === "testdrive" || resourceType === "AzureTestDriveVariant";
}

/** Of listings the one in a language; none wanted: `en-us`, or the first there is. */
export function inLanguage<Body extends { readonly [field: string]: unknown }>(
  bodies: readonly Body[],
  wanted?: string,
): Body | undefined {
  const of = (language: string) =>
    bodies.find(({ languageCode }) => typeof languageCode === "string" && languageCode.toLowerCase() === language);
  return wanted === undefined ? (of("en-us") ?? bodies[0]) : of(wanted.toLowerCase());
}
