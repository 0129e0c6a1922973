// A reply as text, what differs from run to run checked for its form (API reference §3.2, §3.3) and replaced by a word.

import { strict as assert } from "node:assert";
import type { Body } from "../client.js";

/** The form of entity tags: that of Cosmos DB, the seconds of the write in it. */
export const etagForm = /^"[0-9a-f]{8}-0000-0800-0000-[0-9a-f]{8}0000"$/;
/** The form of ids: like a GUID, of any version. */
export const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The body as text, its fields in order; id and entity tag are `ID` and `ETAG`. */
export function golden(body: Body, idForm = guidForm): string {
  const copy = { ...body };
  if ("@odata.etag" in copy) {
    assert.match(copy["@odata.etag"], etagForm);
    copy["@odata.etag"] = "ETAG";
  }
  if ("id" in copy) {
    assert.match(copy.id, idForm);
    copy.id = "ID";
  }
  return JSON.stringify(copy);
}
