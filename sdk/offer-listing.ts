// The listing of an offer, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";

/** A person or team. */
export interface Contact {
  name: pulumi.Input<string>;
  email: pulumi.Input<string>;
  phone: pulumi.Input<string>;
  /** A page for requests. */
  url?: pulumi.Input<string>;
}

/** People that customers and Microsoft turn to. */
export interface OfferContacts {
  /** Customers turn to it. */
  support?: pulumi.Input<Contact>;
  /** Microsoft turns to it, also about a certification. */
  engineering?: pulumi.Input<Contact>;
  /** CSP partners turn to it. */
  channelManager?: pulumi.Input<Contact>;
}

/**
 * Logos: paths of PNG files, relative to the program's folder. Only the content counts: a file may be moved or
 * renamed. Sizes in pixels (API reference §3.10).
 */
export interface OfferLogos {
  /** 48 × 48. */
  small?: pulumi.Input<string>;
  /** 90 × 90. */
  medium?: pulumi.Input<string>;
  /** A square of 216 to 350. Required to publish. */
  large?: pulumi.Input<string>;
  /** 255 × 115. */
  wide?: pulumi.Input<string>;
}

/** A picture of the product, with its caption. */
export interface Screenshot {
  /** Path of a PNG of 1280 × 720 pixels, relative to the program's folder. */
  file: pulumi.Input<string>;
  caption?: pulumi.Input<string>;
}

/** The Offer listing page, in English (en-us). A key that is not set is not managed. */
export interface OfferListing {
  /** Name that customers see; at most 200 characters. Service's default: the alias. */
  title?: pulumi.Input<string>;
  /** Search results summary; at most 100 characters. */
  summary?: pulumi.Input<string>;
  /** Short description; at most 256 characters. */
  shortDescription?: pulumi.Input<string>;
  /** Description in HTML; at most 5,000 characters, tags included. */
  description?: pulumi.Input<string>;
  /** Search keywords; at most three. Order has no meaning. */
  keywords?: pulumi.Input<pulumi.Input<string>[]>;
  /** Address of the privacy policy. */
  privacyPolicyLink?: pulumi.Input<string>;
  /** Address of the support page (public cloud). */
  supportLink?: pulumi.Input<string>;
  contacts?: pulumi.Input<OfferContacts>;
  logos?: pulumi.Input<OfferLogos>;
  /** At most five, in the order in which they are shown. */
  screenshots?: pulumi.Input<pulumi.Input<Screenshot>[]>;
}
