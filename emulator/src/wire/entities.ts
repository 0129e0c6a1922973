// What goes over the wire, in both directions.

/** A body as it goes over the wire, in the order of its fields, without entity tag and id. */
export type Wire = { [field: string]: unknown };

/** A record's body with its entity tag and id at the end, as in every recorded reply (§8.5.10). */
export function entity(record: { body: Wire; etag: string; id: string }): Wire {
  return { ...record.body, "@odata.etag": record.etag, id: record.id };
}
