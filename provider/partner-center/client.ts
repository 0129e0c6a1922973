/** The client of the ingestion API: one transport, and one object per area of the API. */
import { Assets } from "./areas/assets.js";
import { CosellAssets, CosellListings } from "./areas/cosell.js";
import { Downloads } from "./areas/downloads.js";
import {
  FeatureAvailabilities,
  Listings,
  PackageConfigurations,
  ProductAvailabilities,
  Properties,
} from "./areas/draft-resources.js";
import { Drafts } from "./areas/drafts.js";
import { Images } from "./areas/images.js";
import { Leads } from "./areas/leads.js";
import { Packages } from "./areas/packages.js";
import { Products } from "./areas/products.js";
import { Reseller } from "./areas/reseller.js";
import { Setup } from "./areas/setup.js";
import { Submissions } from "./areas/submissions.js";
import { SupplementalContents } from "./areas/supplemental-contents.js";
import { Uploader } from "./areas/uploads.js";
import { Variants } from "./areas/variants.js";
import { Videos } from "./areas/videos.js";
import type { ClientOptions } from "./http/options.js";
import type { TokenSource } from "./http/token-source.js";
import { Transport } from "./http/transport.js";

/**
 * Partner Center's submission ("ingestion") API. It knows HTTP and nothing of Pulumi. Requests share one limiter
 * (requests per second, concurrency), so use one client per account.
 *
 * @throws ConfigurationError at construction, for an endpoint, proxy or header that cannot be right.
 */
export class PartnerCenterClient {
  /** The base address without a slash at its end, e.g. `https://api.partner.microsoft.com/v1.0/ingestion`. */
  readonly endpoint: string;
  /** Where its tokens come from. */
  readonly tokenSource: TokenSource;
  readonly products: Products;
  readonly setup: Setup;
  /** Finds drafts and changes them without losing what others wrote; the five areas after it are its single calls. */
  readonly drafts: Drafts;
  readonly properties: Properties;
  readonly listings: Listings;
  readonly productAvailabilities: ProductAvailabilities;
  readonly featureAvailabilities: FeatureAvailabilities;
  readonly packageConfigurations: PackageConfigurations;
  readonly images: Images;
  readonly assets: Assets;
  readonly videos: Videos;
  readonly variants: Variants;
  readonly packages: Packages;
  readonly leads: Leads;
  readonly reseller: Reseller;
  readonly cosellListings: CosellListings;
  readonly cosellAssets: CosellAssets;
  readonly supplementalContents: SupplementalContents;
  readonly submissions: Submissions;
  /** The bytes of images, documents and pictures of videos. */
  readonly downloads: Downloads;

  private readonly transport: Transport;

  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    this.transport = transport;
    const uploader = new Uploader(options);
    this.endpoint = transport.endpoint;
    this.tokenSource = options.tokenSource;
    this.products = new Products(transport);
    this.setup = new Setup(transport);
    this.properties = new Properties(transport);
    this.listings = new Listings(transport);
    this.productAvailabilities = new ProductAvailabilities(transport);
    this.featureAvailabilities = new FeatureAvailabilities(transport);
    this.packageConfigurations = new PackageConfigurations(transport);
    this.drafts = new Drafts(transport, {
      Property: this.properties,
      Listing: this.listings,
      ProductAvailability: this.productAvailabilities,
      FeatureAvailability: this.featureAvailabilities,
      PackageConfiguration: this.packageConfigurations,
    });
    this.images = new Images(transport, uploader);
    this.assets = new Assets(transport, uploader);
    this.videos = new Videos(transport, uploader);
    this.variants = new Variants(transport);
    this.packages = new Packages(transport, uploader);
    this.leads = new Leads(transport);
    this.reseller = new Reseller(transport);
    this.cosellListings = new CosellListings(transport);
    this.cosellAssets = new CosellAssets(transport, uploader);
    this.supplementalContents = new SupplementalContents(transport);
    this.downloads = new Downloads(options);
    this.submissions = new Submissions(transport, this.drafts);
  }

  /**
   * Runs work that only reads. All such work, also side by side, asks for each address once in five seconds, and again
   * after a write by this client.
   *
   * @param freshMs Others than five seconds, in milliseconds. Infinity: work that shows what there is at one time.
   */
  looking<Result>(work: () => Promise<Result>, freshMs?: number): Promise<Result> {
    return this.transport.reads.within(work, freshMs);
  }
}
