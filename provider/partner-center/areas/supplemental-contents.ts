/** Supplemental content for certification, Dynamics 365 only. Addressed by draft instance. API reference §2.1 rows 64–67, §3.17. */
import { z } from "zod";
import { segment, type Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { entity, spelled, text, texts } from "../schemas/wire-forms.js";

/** Files that the people who certify need (§3.17). */
export const SupplementalContent = spelled(
  z.looseObject({
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
  }),
  { ID: "id" },
);
export type SupplementalContent = z.infer<typeof SupplementalContent>;

export class SupplementalContents {
  constructor(private readonly transport: Transport) {}

  /** The content of a draft instance, which is found by its branch (module `SupplementalContent`). */
  byInstance(productId: string, instanceId: string): Promise<SupplementalContent[]> {
    const path = `/products/${segment(productId)}/supplementalcontents/getByInstanceID(instanceID=${segment(instanceId)})`;
    return this.transport.list(path, SupplementalContent);
  }

  /** @throws NotFoundError */
  get(productId: string, instanceId: string): Promise<SupplementalContent> {
    return this.transport.get(this.path(productId, instanceId), SupplementalContent);
  }

  /**
   * Replaces the whole content; the reply has the addresses to upload new files to. Then {@link commit}.
   *
   * @param etag Default: the one in the body, or `*`.
   * @throws ConflictError if somebody changed it since.
   */
  async update(productId: string, instanceId: string, body: SupplementalContent, etag?: string) {
    checkedBody(SupplementalContent, body, "supplemental content");
    return this.transport.put(this.path(productId, instanceId), body, SupplementalContent, {
      ifMatch: etag ?? body["@odata.etag"] ?? "*",
    });
  }

  /** Says that all files were uploaded. Repeated after a failure: committing twice does no harm. @throws NotFoundError */
  commit(productId: string, instanceId: string): Promise<SupplementalContent> {
    const path = `${this.path(productId, instanceId)}/commit`;
    return this.transport.post(path, undefined, SupplementalContent, { repeatable: true });
  }

  private path(productId: string, instanceId: string): string {
    return `/products/${segment(productId)}/supplementalContents/${segment(instanceId)}`;
  }
}
