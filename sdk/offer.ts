// The offer, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import { rememberAdoption } from "./adopted-offer.js";
import { checkWithPlans } from "./compared-plans.js";
import { declareOffer } from "./declared-offers.js";
import type { ByKnown, KnownCategory, KnownLanguage, Subcategory } from "./known-texts.js";
import type { OfferListing } from "./offer-listing.js";
import type { MeteredBilling, OfferCoSell, OfferLeads, OfferSetup, TestDrive } from "./offer-setup.js";
import type { ListedOffer } from "./queries.js";
import { warnIfRenamed } from "./renamed.js";
import { contentHashOf, hashInput, PartnerCenterResource, sealed } from "./resource.js";

/** The Properties page. A key that is not set is not managed. */
export interface OfferProperties {
  /**
   * Categories with their subcategories, such as `{ "developer-tools-azure-apps": ["scripts"] }`. At most two
   * categories with at most two subcategories each
   * ([azure-app-properties](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-properties)); at
   * least one to publish. Order has no meaning. docs/getting-started.md lists the ids that are known; others are sent
   * as they are.
   */
  categories?: pulumi.Input<ByKnown<KnownCategory, pulumi.Input<pulumi.Input<Subcategory>[]>>> | undefined;
  /**
   * Further categories, of the older list without subcategories. Partner Center's page shows `categories`. Order does
   * not matter.
   */
  additionalCategories?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Version of the offer, such as `1.0.0`: any text. That of a package is in the plan's `technicalConfiguration`. */
  version?: pulumi.Input<string> | undefined;
  /**
   * Use Microsoft's standard contract. It cannot be turned off once the offer is published. Service's default: false.
   */
  standardContract?: pulumi.Input<boolean> | undefined;
  /** Industries with their sub-industries: open texts, no values are known. Order does not matter. */
  industries?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
  /**
   * Amendments to the standard contract for all customers; more than 10,000 characters are a warning
   * (`docs/limits.md`).
   */
  universalAmendment?: pulumi.Input<string> | undefined;
  /**
   * Amendments to the standard contract for single customers, by a name that you choose; at most ten
   * ([azure-app-properties](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-properties)).
   */
  customAmendments?: pulumi.Input<Record<string, pulumi.Input<CustomAmendment>>> | undefined;
  /** Terms of your own, at most 10,000 characters. Not together with `standardContract: true`, which blanks them. */
  termsOfUse?: pulumi.Input<string> | undefined;
  /**
   * Says that a new submission changes the marketing texts only. Service's default: false. What the service does with
   * it is not documented.
   */
  marketingOnlyChange?: pulumi.Input<boolean> | undefined;
  /**
   * Keys for addresses that show an offer which is hidden otherwise. Empty in all that was observed of Azure
   * applications. Order does not matter.
   */
  hideKeys?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Tags of the product. One client sends a constant; no meaning is known. Order does not matter. */
  productTags?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** A text that one client sends with each write; no meaning is known. */
  submissionVersion?: pulumi.Input<string> | undefined;
  /** Further name-value pairs. None are known for Azure applications. When set, all of them are managed. */
  extendedProperties?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** An amendment to the standard contract for single customers. */
export interface CustomAmendment {
  /** At most 10,000 characters. */
  terms: pulumi.Input<string>;
  /** The customers: tenant id (GUID) → description; at most 20. */
  tenants?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The Preview audience page. */
export interface PreviewAudience {
  /** Azure subscriptions (GUIDs) that see the preview; at most 100. Order and letter case do not matter. */
  subscriptions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * E-mail addresses with a description of whose they are; at most 100. Only offers of software as a service are known
   * to use them.
   */
  emails?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** The key of an address that shows the hidden preview: `hideKeyAudience`. Empty in all that was observed. */
  hideKey?: pulumi.Input<string> | undefined;
}

/** The Resell through CSPs page. */
export interface Resale {
  /**
   * Which partners in the Cloud Solution Provider program may resell: all (`Enabled`), those named (`PartialOptIn`),
   * none (`Disabled`, the service's default). `OptOut` is the older name of an exclusion. The service was observed to
   * refuse `PartialOptIn`.
   */
  channel?: pulumi.Input<"Enabled" | "PartialOptIn" | "OptOut" | "Disabled"> | undefined;
  /** Tenants (GUIDs) of the partners, for `PartialOptIn`. */
  tenantIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Arguments of {@link Offer}. */
export interface OfferArgs {
  /**
   * The offer's id in web addresses: at most 50 lower-case letters, digits, `-` and `_`, not at the ends. It cannot be
   * changed: another id is another offer.
   */
  offerId: pulumi.Input<string>;
  /**
   * The name by which Partner Center lists the offer; customers do not see it. The API cannot change it: another alias
   * is another offer.
   */
  alias: pulumi.Input<string>;
  /** The type of the offer. Virtual machines, containers and SaaS have classes of their own, such as `SaasOffer`. */
  type: pulumi.Input<"AzureApplication">;
  /** The Offer setup page. */
  setup?: pulumi.Input<OfferSetup> | undefined;
  /** The Customer leads page: where Microsoft sends who is interested. */
  leads?: pulumi.Input<OfferLeads> | undefined;
  /** The Properties page: categories, contract, version. */
  properties?: pulumi.Input<OfferProperties> | undefined;
  /** The Offer listing page in English (en-us). */
  listing?: pulumi.Input<OfferListing> | undefined;
  /**
   * The Offer listing page in further languages, by language code, such as `{ "de-de": { title: "…" } }`; letter case
   * does not matter. Each has logos, screenshots, videos and documents of its own. A language that is removed from the
   * program is removed from the offer; one that is not set is left alone. No known client does this through the API:
   * how the API does it is assumed.
   */
  translations?: pulumi.Input<ByKnown<KnownLanguage, pulumi.Input<OfferListing>>> | undefined;
  /** The Preview audience page: who sees the preview before the offer is live. */
  previewAudience?: pulumi.Input<PreviewAudience> | undefined;
  /** The Resell through CSPs page. */
  resale?: pulumi.Input<Resale> | undefined;
  /** The Co-sell page: what Microsoft's sellers see. */
  coSell?: pulumi.Input<OfferCoSell> | undefined;
  /** The Technical configuration page: who may report metered usage. */
  meteredBilling?: pulumi.Input<MeteredBilling> | undefined;
  /** The Test drive page, for offers that still have one. */
  testDrive?: pulumi.Input<TestDrive> | undefined;
  /**
   * Take over an offer that exists already. `true`: what this program sets is overwritten, and `pulumi preview` shows
   * what that would be. `"unchanged"`: only when nothing differs. Default: an existing offer is refused (but for our
   * own unfinished work).
   */
  adopt?: pulumi.Input<boolean | "unchanged"> | undefined;
  /**
   * Overwrite also what somebody else has changed since this stack last looked. Default: false, which refuses and names
   * the fields.
   */
  force?: pulumi.Input<boolean> | undefined;
  /**
   * Allow a change of `offerId` of an offer that is published or in preview: the other offer is created, and this one
   * stays in Partner Center, outside this stack. `alias` alone cannot change then, since the id stays taken. Default:
   * false, which refuses such a change at preview.
   */
  replacePublished?: pulumi.Input<boolean> | undefined;
  /**
   * Properties whose lock at publication is a warning instead of an error, such as `["properties.standardContract"]`: for
   * a lock that Microsoft has lifted since. docs/publishing.md lists all locks ("What publication locks"). Default: none.
   */
  toleratedLocks?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Paths of the credentials: secrets, also when the program does not mark them as such. */
export const offerCredentials: readonly string[] = [
  "leads.azureTable.connectionString",
  "leads.azureBlob.connectionString",
  "leads.dynamics365.password",
  "leads.dynamics365.applicationKey",
  "leads.httpsEndpoint.url",
  "testDrive.applicationKey",
];

/**
 * An offer of the Azure Marketplace: product, properties, listing with its pictures, videos and documents, preview
 * audience, resale, co-sell.
 *
 * What is set is managed; what is not set stays as it is in Partner Center, so that a team can split an offer between
 * a program and the portal. A value that is removed from the program goes back to the service's initial value.
 *
 * Deleting: a draft is deleted. An offer in preview or live cannot be deleted by the API; `pulumi destroy` then refuses
 * before anything has left the stack. `PARTNERCENTER_LEAVE_PUBLISHED=true` lets go of it (docs/publishing.md,
 * "Destroying").
 *
 * @example
 * ```ts
 * const offer = new Offer("app", {
 *   offerId: "contoso-app",
 *   alias: "Contoso App",
 *   type: "AzureApplication",
 *   properties: { categories: { "developer-tools-azure-apps": ["scripts"] }, version: "1.0.0", standardContract: true },
 *   listing: { summary: "One line for the search results", logos: { large: "logos/large.png" } },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over an offer that exists by its `offerId`; `pulumi preview` lists what would be overwritten.
 * `npx -p pulumi-partnercenter partnercenter export OFFER_ID` writes its whole program. By the plugin
 * (docs/other-languages.md): `pulumi import partnercenter:index:Offer NAME OFFER_ID`.
 *
 * @waits None: an offer is written in seconds, and waits for nothing that takes longer. Pulumi's `customTimeouts` have no effect.
 *
 * @errors An offer that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets,
 * stops the update with the field and both values, unless `force` is set. Changes that publication locks are refused at
 * preview. Deleting what is in preview or live is refused before anything has left the stack.
 */
export class Offer extends PartnerCenterResource {
  /** Id of the product in Partner Center (a GUID); the resource's id too. */
  declare readonly productId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly offerId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly alias: pulumi.Output<string>;
  /** Hash of all that this program sets for the offer, files included; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: OfferArgs, options?: pulumi.CustomResourceOptions) {
    super("Offer", name, sealed({ ...args }, offerCredentials), ["productId", "contentHash", hashInput], options);
    this.contentHash = contentHashOf(this);
    // One whose alias has changed will be replaced.
    const { offerId, alias, type, adopt } = args;
    const idOf = (found: ListedOffer) => {
      const isSame = pulumi.all([alias, type]).apply(([name, kind]) => found.alias === name && found.type === kind);
      return isSame.apply((is) => (is ? found.productId : ""));
    };
    rememberAdoption(this, { offerId, adopt, idOf });
    declareOffer("Offer", this, args);
    checkWithPlans(name, this, args);
    this.refuseSecond(name, "offer", args.offerId);
    const sought = pulumi.output(args.offerId).apply((id) => ({
      title: `offer ${id}`,
      isSame: ({ offerId }: Record<string, unknown>) => offerId === id,
    }));
    warnIfRenamed(this, args.adopt, sought);
  }
}
