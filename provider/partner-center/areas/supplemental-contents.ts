/** Supplemental content for certification (Dynamics 365), by draft instance. */
// API reference §2.1 rows 64–67, §3.17
import { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { entity, resource, text, texts } from "../schemas/wire-forms.js";
import { replaced } from "./replacing.js";

/** Files that the people who certify need. */
// API reference §3.17
export const SupplementalContent = resource({
  ...entity,
  "@odata.etag": text,
  targetRelease: text,
  supportedEditions: texts,
  assets: z
    .array(
      z.looseObject({
        assetID: text,
        fileName: text,
        type: text,
        /** A secret. */
        fileSasUri: text,
      }),
    )
    .optional(),
});
export type SupplementalContent = z.infer<typeof SupplementalContent>;

const one = (productId: string, instanceId: string) => path`/products/${productId}/supplementalContents/${instanceId}`;

export class SupplementalContents {
  constructor(private readonly transport: Transport) {}

  /** The content of a draft instance, which is found by its branch (module `SupplementalContent`). */
  byInstance(productId: string, instanceId: string): Promise<SupplementalContent[]> {
    const found = path`/products/${productId}/supplementalcontents/getByInstanceID(instanceID=${instanceId})`;
    return this.transport.list(found, SupplementalContent);
  }

  /** @throws NotFoundError */
  get(productId: string, instanceId: string): Promise<SupplementalContent> {
    return this.transport.get(one(productId, instanceId), SupplementalContent);
  }

  /**
   * Replaces the whole content; the reply has the addresses to upload new files to. Then {@link commit}.
   *
   * @param etag Default: the one in the body, or `*`.
   * @throws ConflictError if somebody changed it since.
   */
  async update(productId: string, instanceId: string, body: SupplementalContent, etag?: string) {
    checkedBody(SupplementalContent, body, "supplemental content");
    return replaced(this.transport, one(productId, instanceId), body, SupplementalContent, {
      ifMatch: etag ?? body["@odata.etag"] ?? "*",
    });
  }

  /** Says that all files were uploaded. Repeated after a failure: twice does no harm. @throws NotFoundError */
  commit(productId: string, instanceId: string): Promise<SupplementalContent> {
    return this.transport.post(`${one(productId, instanceId)}/commit`, undefined, SupplementalContent, {
      again: async () => ({}),
    });
  }
}
