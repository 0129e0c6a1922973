/**
 * Reads of resources: an offer with all that belongs to it, or one by its durable id.
 */
// Product Ingestion API §4.1, §4.2
import { NotFoundError, ValidationError } from "../../partner-center/errors.js";
import { segment } from "../../partner-center/http/endpoint.js";
import { productId, productOf } from "../wire/durable-ids.js";
import { normalForm, type Resource } from "../wire/normal-form.js";
import { type ResourceTree, SentResource, type TargetType, TreeReply } from "../wire/schemas.js";
import { type Calls, versioned } from "./calls.js";

export class Resources {
  constructor(private readonly calls: Calls) {}

  /** The draft of an offer. @param product GUID, or durable id. @throws NotFoundError */
  draft(product: string): Promise<ResourceTree> {
    return this.read(product, "draft");
  }

  /** What was published to preview or live, or undefined when nothing was. @param product GUID, or durable id. */
  async published(product: string, target: "preview" | "live"): Promise<ResourceTree | undefined> {
    try {
      return await this.read(product, target);
    } catch (error) {
      // Sources disagree whether a target that was never published is a 404 or a 400 (§4.1).
      if (error instanceof NotFoundError) return undefined;
      const isOther = /not supported|notSupported|\bversion\b|\bschema\b/i;
      if (error instanceof ValidationError && !isOther.test(error.serviceText ?? "")) return undefined;
      throw error;
    }
  }

  /**
   * One resource of the draft. What is live and has no draft is not found here: then it is in {@link published}.
   *
   * @param id Durable id, such as `plan/G/P`. @throws NotFoundError
   */
  async get(id: string): Promise<Resource> {
    const { transport, versions } = this.calls;
    const path = id.split("/").map((part) => `/${segment(part)}`);
    return normalForm(await transport.get(path.join(""), SentResource, versioned(versions.ceiling)), productOf(id));
  }

  private async read(product: string, target: TargetType): Promise<ResourceTree> {
    const { transport, versions } = this.calls;
    const root = productId(product);
    const query = versioned(versions.ceiling, { targetType: target });
    const { resources } = await transport.get(`/resource-tree/${root}`, TreeReply, query);
    return { root, target, resources: resources.map((resource) => normalForm(resource, root)) };
  }
}
