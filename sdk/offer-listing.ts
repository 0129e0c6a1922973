// The listing of an offer, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";

/** A person or team. */
export interface Contact {
  /** Name of the person or team. */
  name: pulumi.Input<string>;
  /** E-mail address. */
  email: pulumi.Input<string>;
  /** Telephone number, such as `+1 425 555 0100`. */
  phone: pulumi.Input<string>;
  /** A page for requests. Partner Center's page asks for it for `support`, where customers see it. */
  url?: pulumi.Input<string> | undefined;
}

/** People that customers and Microsoft turn to. */
export interface OfferContacts {
  /** Customers turn to it. */
  support?: pulumi.Input<Contact> | undefined;
  /** Microsoft turns to it, also about a certification. */
  engineering?: pulumi.Input<Contact> | undefined;
  /** CSP partners turn to it. */
  channelManager?: pulumi.Input<Contact> | undefined;
}

/** A link of the listing, besides the privacy policy and support. */
export interface OfferLink {
  /** Address, starting with `https://`. */
  url: pulumi.Input<string>;
  /**
   * What the service calls this kind of link. Default: `HelpUri`, the only type that was observed; that useful links
   * have this type is assumed. Any other is sent as it is.
   */
  type?: pulumi.Input<string> | undefined;
  /** A finer kind, if the service has one: a text, no values are known. */
  subtype?: pulumi.Input<string> | undefined;
}

/**
 * Logos: paths of PNG files, relative to the program's folder, of at most 20 MB (our limit, as for all pictures). Only
 * the content counts: a file may be moved or renamed. Sizes in pixels, as Microsoft's page
 * [azure-app-offer-listing](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-offer-listing) and
 * recorded offers have them.
 */
export interface OfferLogos {
  /** 48 × 48. */
  small?: pulumi.Input<string> | undefined;
  /** 90 × 90. */
  medium?: pulumi.Input<string> | undefined;
  /** A square of 216 to 350. Required to publish. */
  large?: pulumi.Input<string> | undefined;
  /** 255 × 115. */
  wide?: pulumi.Input<string> | undefined;
}

/** A picture of the product, with its caption. */
export interface Screenshot {
  /** Path of a PNG of 1280 × 720 pixels, relative to the program's folder. */
  file: pulumi.Input<string>;
  /** What the picture shows. */
  caption?: pulumi.Input<string> | undefined;
}

/** A video of the product. Its title and address are changed in place; for another picture it is replaced. */
export interface Video {
  /** Name that customers see. */
  title: pulumi.Input<string>;
  /** Address on YouTube or Vimeo. */
  address: pulumi.Input<string>;
  /** Picture in its place: path of a PNG of 1280 × 720 pixels, relative to the program's folder. */
  thumbnail: pulumi.Input<string>;
  /** What the picture shows. The API has it, Partner Center's page does not. */
  description?: pulumi.Input<string> | undefined;
}

/** A document for customers. Only the content counts: the file may be moved or renamed. */
export interface OfferDocument {
  /** Path of a PDF file of at most 100 MB (our limit), relative to the program's folder. */
  file: pulumi.Input<string>;
  /** What the document is about. */
  description?: pulumi.Input<string> | undefined;
}

/** The Offer listing page, in one language. A key that is not set is not managed. */
export interface OfferListing {
  /** Name that customers see; at most 200 characters. Service's default: the alias. */
  title?: pulumi.Input<string> | undefined;
  /** Search results summary; at most 100 characters. */
  summary?: pulumi.Input<string> | undefined;
  /** Short description; at most 256 characters. */
  shortDescription?: pulumi.Input<string> | undefined;
  /** Description in HTML; at most 5,000 characters, tags included. */
  description?: pulumi.Input<string> | undefined;
  /** Search keywords; at most three. Order does not matter. */
  keywords?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Name of the publisher on this listing. Microsoft's command-line tool sets it; Partner Center's page does not show
   * it.
   */
  publisherName?: pulumi.Input<string> | undefined;
  /** Another name of the product. Rarely used. */
  productDisplayName?: pulumi.Input<string> | undefined;
  /**
   * How customers begin. Other types of offers show it; Azure applications rarely use it. Service's default: empty
   * (observed).
   */
  gettingStartedInstructions?: pulumi.Input<string> | undefined;
  /** How to get at the product. Rarely used. */
  accessInformation?: pulumi.Input<string> | undefined;
  /** Products that it works with. Rarely used. Order does not matter. */
  compatibleProducts?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Only deployments with managed disks: `allowOnlyManagedDiskDeployments`. Rarely used. Service's default: not set.
   */
  managedDisksOnly?: pulumi.Input<boolean> | undefined;
  /** Address of the privacy policy. */
  privacyPolicyLink?: pulumi.Input<string> | undefined;
  /** Address of the support page (public cloud). For another cloud, see `links`. */
  supportLink?: pulumi.Input<string> | undefined;
  /**
   * Useful links, by their titles of at most 255 characters, such as `{ "User guide": { url: "https://…" } }`. When
   * set, all links are managed but for the privacy policy and support. Order does not matter.
   */
  links?: pulumi.Input<Record<string, pulumi.Input<OfferLink>>> | undefined;
  /** Whom customers, Microsoft and CSP partners turn to. */
  contacts?: pulumi.Input<OfferContacts> | undefined;
  /** The logos; the large one is required to publish. */
  logos?: pulumi.Input<OfferLogos> | undefined;
  /** At most five, in the order in which they are shown. When set, all screenshots are managed: others are removed. */
  screenshots?: pulumi.Input<pulumi.Input<Screenshot>[]> | undefined;
  /**
   * At most five
   * ([plan-azure-application-offer](https://learn.microsoft.com/partner-center/marketplace-offers/plan-azure-application-offer);
   * [azure-app-offer-listing](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-offer-listing)
   * says four), in the order in which they were added: the API has no other order, so inserting a video replaces all
   * those after it. When set, all videos are managed.
   */
  videos?: pulumi.Input<pulumi.Input<Video>[]> | undefined;
  /**
   * PDF documents by the title that customers see; at most three, the limit of other types of offers. The page for
   * Azure applications does not show them, the API takes them (observed). Order does not matter. When set, all
   * documents are managed.
   */
  documents?: pulumi.Input<Record<string, pulumi.Input<OfferDocument>>> | undefined;
}
