/** Submissions of an offer. */
// Product Ingestion API §4 E5, E6; §4.4, §9
import { segment } from "../../partner-center/http/endpoint.js";
import { productGuid, productId } from "../wire/durable-ids.js";
import { normalized, Submission, type TargetType } from "../wire/schemas.js";
import { type Calls, versioned } from "./calls.js";

export class Submissions {
  constructor(private readonly calls: Calls) {}

  /**
   * The active submissions. The draft's is among them (`…/0`). While preview and live are the same, there may be one
   * entry or two with the same id.
   *
   * @param product GUID, or durable id.
   */
  // Product Ingestion API §4.4, additions §3.5
  async list(product: string, { target }: { target?: TargetType } = {}): Promise<Submission[]> {
    const { transport, versions } = this.calls;
    const path = `/submission/${productGuid(product)}`;
    const root = productId(product);
    const form = normalized(Submission, root);
    return transport.list(path, form, versioned(versions.ceiling, { targetType: target }));
  }

  /** @param number The last part of its durable id. @throws NotFoundError */
  get(product: string, number: string): Promise<Submission> {
    const { transport, versions } = this.calls;
    const root = productId(product);
    const form = normalized(Submission, root);
    const path = `/submission/${productGuid(product)}/${segment(number)}`;
    return transport.get(path, form, versioned(versions.ceiling));
  }
}
