/** Offers. */
// API reference §2.1 rows 1–4, §2.3, §3.7, §4.1

import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, NewProduct } from "../schemas/requests.js";
import { Product } from "../schemas/resources.js";
import { offerIdOf, offerIdType } from "./traits.js";
import { firstOf, noticed } from "./twins.js";

/** Text inside an OData string literal. */
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

export class Products {
  constructor(private readonly transport: Transport) {}

  /** The offer with exactly this offer id, or undefined. The service filters, the client checks. */
  // API reference §8.1
  async find(offerId: string): Promise<Product | undefined> {
    return firstOf(await this.named(offerId));
  }

  /** The offers of this offer id: two, where two clients made it at the same moment and the service took both. */
  async named(offerId: string): Promise<Product[]> {
    const filter = `externalIDs/Any(i:i/type eq '${offerIdType}' and i/value eq ${literal(offerId)})`;
    for await (const page of this.transport.pages("/products", Product, { $filter: filter })) {
      const found = page.filter((product) => offerIdOf(product) === offerId);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** All offers of the account, or of one resource type. Give a type: the unfiltered list has failed before. */
  // API reference §6.3
  list({ type }: { type?: string } = {}): Promise<Product[]> {
    return this.transport.list(
      "/products",
      Product,
      type === undefined ? {} : { $filter: `ResourceType eq ${literal(type)}` },
    );
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Product> {
    return this.transport.get(path`/products/${id}`, Product);
  }

  /**
   * Creates the draft of an offer. After a failure that leaves it open whether the offer exists, it is looked for
   * before it is created again.
   *
   * @param onFound Called when it was found then: it may be somebody else's.
   * @throws ConflictError if the offer id is taken.
   */
  async create(product: NewProduct, onFound = () => {}): Promise<Product> {
    const { resourceType, name, offerId } = checkedBody(NewProduct, product, "a new offer");
    const body = {
      resourceType,
      name,
      externalIDs: [{ type: offerIdType, value: offerId }],
      isModularPublishing: true,
    };
    let isFound = false;
    const recover = noticed(
      () => this.find(offerId),
      () => {
        isFound = true;
        onFound();
      },
    );
    const made = await this.transport.post("/products", body, Product, { recover });
    if (!isFound) this.transport.justSeen.keep(path`/products/${made.id}`, made);
    return made;
  }

  /** Only for an offer that was never published. @throws ConflictError, NotFoundError */
  // API reference §4.12
  delete(id: string): Promise<void> {
    return this.transport.delete(path`/products/${id}`);
  }
}
