// Texts that editors offer while a program is written. Each is open: any other text is taken as well, and checked at
// preview.
import type { categories } from "../provider/kinds/offer/categories.js";
import type { currencyMarkets, marketLines } from "../provider/kinds/shared/markets.js";

/** The words of a text, as single types. */
type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;

/** What editors offer, and any other text. */
type Open<Known extends string> = Known | (string & Record<never, never>);

/** A map whose keys editors offer, and any other key. */
export type ByKnown<Known extends string, Value> = { [Key in Known]?: Value } & Record<string, Value>;

/** Two-letter codes (ISO 3166-1) of the marketplace's 141 markets. */
export type KnownMarket = Words<(typeof marketLines)[number]>;

/** A market, such as `US`. Letter case does not matter. */
export type Market = Open<KnownMarket>;

/** The currencies in which the marketplace has prices, by their ISO 4217 codes. */
export type KnownCurrency = "USD" | keyof typeof currencyMarkets;

/** A currency, such as `EUR`. */
export type Currency = Open<KnownCurrency>;

/** Ids of the categories of Azure applications. */
export type KnownCategory = keyof typeof categories;

/** Id of a subcategory, such as `scripts`. */
export type Subcategory = Open<(typeof categories)[KnownCategory][number]>;

/**
 * Languages in which the marketplace shows its own pages. Which further ones Partner Center takes is not documented;
 * that it takes these, in this spelling, is assumed.
 */
export type KnownLanguage =
  Words<"cs-cz de-de es-es fr-fr hu-hu it-it ja-jp ko-kr nl-nl pl-pl pt-br pt-pt ru-ru sv-se tr-tr zh-cn zh-tw">;

/** A role on the managed resource group: one of these names, or the GUID of a built-in role of Azure. */
export type ManagementRole = Open<"Owner" | "Contributor">;

/** A cloud of Azure. That `azure-government` is the name of Azure Government is assumed. */
export type AzureCloud = Open<"public-azure" | "azure-government">;
