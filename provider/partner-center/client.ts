/** The client of the ingestion API: one transport, and one object per area of the API. */
import { Drafts } from "./drafts.js";
import { Images } from "./images.js";
import { Packages } from "./packages.js";
import { Products } from "./products.js";
import { Reseller } from "./reseller.js";
import { Setup } from "./setup.js";
import { Submissions } from "./submissions.js";
import { type ClientOptions, Transport } from "./transport.js";
import { Uploader } from "./uploads.js";
import { Variants } from "./variants.js";

/**
 * Partner Center's submission ("ingestion") API. It knows HTTP and nothing of Pulumi. Requests share one limiter
 * (requests per second, concurrency), so use one client per account.
 *
 * @throws ConfigurationError at construction, for an endpoint, proxy or header that cannot be right.
 */
export class PartnerCenterClient {
  /** The base address without a slash at its end, e.g. `https://api.partner.microsoft.com/v1.0/ingestion`. */
  readonly endpoint: string;
  readonly products: Products;
  readonly setup: Setup;
  readonly drafts: Drafts;
  readonly images: Images;
  readonly variants: Variants;
  readonly packages: Packages;
  readonly reseller: Reseller;
  readonly submissions: Submissions;

  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    const uploader = new Uploader({ proxy: options.proxy });
    this.endpoint = transport.endpoint;
    this.products = new Products(transport);
    this.setup = new Setup(transport);
    this.drafts = new Drafts(transport);
    this.images = new Images(transport, uploader);
    this.variants = new Variants(transport);
    this.packages = new Packages(transport, uploader);
    this.reseller = new Reseller(transport);
    this.submissions = new Submissions(transport, this.drafts);
  }
}
