// The files of a listing, as programs declare them for offers of virtual machines, containers and SaaS.
import * as pulumi from "@pulumi/pulumi";
import type { MarketplaceListing } from "./marketplace-offer.js";

/**
 * A file that the service fetches while the job runs that has it: it must be readable from anywhere then. It is known by
 * its address without the query: another signature is no change, and for other content an address has to be another one,
 * such as with a hash or version in its path.
 */
export interface FetchedFile {
  /** Address, such as that of a Blob of azure-native, with its signature if it needs one. */
  url: pulumi.Input<string>;
}

/** Logos: PNG files, by their addresses. Sizes in pixels. */
export interface FetchedLogos {
  /** 48 × 48. Default: Partner Center makes it of the large one. */
  small?: pulumi.Input<FetchedFile> | undefined;
  /** 90 × 90. Default: Partner Center makes it of the large one. */
  medium?: pulumi.Input<FetchedFile> | undefined;
  /** A square of 216 to 350. Required to publish. */
  large?: pulumi.Input<FetchedFile> | undefined;
  /** 255 × 115. */
  wide?: pulumi.Input<FetchedFile> | undefined;
  /** A large picture at the top. Its size is not known: no page tells of it. */
  hero?: pulumi.Input<FetchedFile> | undefined;
}

/** A picture of the product, with its caption. */
export interface FetchedScreenshot {
  /** Address of a PNG of 1280 × 720 pixels; see {@link FetchedFile}. */
  url: pulumi.Input<string>;
  /** What the picture shows. */
  caption?: pulumi.Input<string> | undefined;
}

/** A video of the product. */
export interface FetchedVideo {
  /** Name that customers see. */
  title: pulumi.Input<string>;
  /** Address on YouTube or Vimeo. */
  address: pulumi.Input<string>;
  /** Picture in its place: a PNG of 1280 × 720 pixels. Which one the service has cannot be told. */
  thumbnail: pulumi.Input<FetchedFile>;
}

/** The Offer listing page in English. A key that is not set is not managed. */
export interface ListingWithFiles extends MarketplaceListing {
  /** Logos. */
  logos?: pulumi.Input<FetchedLogos> | undefined;
  /** Pictures of the product, in the order in which customers see them; at most five. When set, all of them are managed. */
  screenshots?: pulumi.Input<pulumi.Input<FetchedScreenshot>[]> | undefined;
  /** Videos; at most five. When set, all of them are managed. */
  videos?: pulumi.Input<pulumi.Input<FetchedVideo>[]> | undefined;
  /** PDF documents by their names; at most three. When set, all of them are managed. */
  documents?: pulumi.Input<Record<string, pulumi.Input<FetchedFile>>> | undefined;
}

/** A picture: `url` or `path`. */
export interface ContainerPicture {
  /**
   * Address, such as that of a Blob of azure-native, with its signature if it needs one. The service fetches it while the
   * job runs that has it; it is known by its address without the query, as a {@link FetchedFile} is.
   */
  url?: pulumi.Input<string> | undefined;
  /** Path of a PNG, relative to the program's folder, which is uploaded. Only its content counts. */
  path?: pulumi.Input<string> | undefined;
}

/** Logos: PNG files. Sizes in pixels. */
export interface ContainerLogos {
  /** 48 × 48. Default: Partner Center makes it of the large one. */
  small?: pulumi.Input<ContainerPicture> | undefined;
  /** 90 × 90. Default: Partner Center makes it of the large one. */
  medium?: pulumi.Input<ContainerPicture> | undefined;
  /** A square of 216 to 350. Required to publish. */
  large?: pulumi.Input<ContainerPicture> | undefined;
  /** 255 × 115. */
  wide?: pulumi.Input<ContainerPicture> | undefined;
  /** A large picture at the top, by its address. Its size is not known: no page tells of it. */
  hero?: pulumi.Input<FetchedFile> | undefined;
}

/** A picture of the product, a PNG of 1280 × 720 pixels, with its caption. */
export interface ContainerScreenshot extends ContainerPicture {
  /** What the picture shows. */
  caption?: pulumi.Input<string> | undefined;
}

/**
 * The Offer listing page of containers in English, whose pictures may also be given by paths. A key that is not set is not
 * managed.
 */
export interface ContainerListing extends Omit<ListingWithFiles, "logos" | "screenshots"> {
  /** Logos. */
  logos?: pulumi.Input<ContainerLogos> | undefined;
  /** Pictures of the product, in the order in which customers see them; at most five. When set, all of them are managed. */
  screenshots?: pulumi.Input<pulumi.Input<ContainerScreenshot>[]> | undefined;
}

/** The same with each address that has a signature as a secret, whatever the program marks. */
export function sealSigned(value: unknown): unknown {
  if (typeof value === "string") return /[?&]sig=/i.test(value) ? pulumi.secret(value) : value;
  if (value instanceof Promise || pulumi.Output.isInstance(value)) return pulumi.output(value).apply(sealSigned);
  if (Array.isArray(value)) return value.map(sealSigned);
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sealSigned(inner)]));
}
