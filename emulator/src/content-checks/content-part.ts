// What a submission contains, seen from the offer and from each of its plans, as the content rules look at it.

import type { MediaRecord, SnapshotEntry, SubmissionRecord, ValidationItem, VariantRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";

/** What is submitted. */
export interface Content {
  readonly snapshot: SnapshotEntry[];
  /** The plans that take part. */
  readonly variants: VariantRecord[];
  /** What is live now. */
  readonly live: SubmissionRecord | undefined;
}

/** The offer, or one of its plans. */
export class ContentPart {
  constructor(
    readonly content: Content,
    /** The plan; undefined for the offer itself. */
    readonly variant?: VariantRecord,
  ) {}

  /** How a message calls it. */
  get name(): string {
    return this.variant === undefined ? "The offer" : `The plan ${this.variant.body.externalID}`;
  }

  #bodies(snapshot: SnapshotEntry[], kind: string): Wire[] {
    const own = snapshot.filter((entry) => entry.variantId === this.variant?.id).flatMap((entry) => entry.drafts);
    return own.filter((draft) => draft.kind === kind).map((draft) => draft.body);
  }

  /** The bodies of one kind of draft; listings may be several, one for each language. */
  bodies(kind: string): Wire[] {
    return this.#bodies(this.content.snapshot, kind);
  }

  /** The same in what is live now. */
  liveBodies(kind: string): Wire[] {
    return this.#bodies(this.content.live?.snapshot ?? [], kind);
  }

  /** Pictures, documents and videos. */
  get media(): MediaRecord[] {
    const { snapshot } = this.content;
    return snapshot.filter((entry) => entry.variantId === this.variant?.id).flatMap((entry) => entry.media);
  }

  /** A finding about one module, worded with the name of the part in front. */
  finding(errorCode: string, module: string, text: string): ValidationItem {
    const resource = this.variant === undefined ? module : `${module} of variant ${this.variant.id}`;
    return { errorCode, severity: "Error", message: `${this.name} ${text}.`, resource };
  }
}

/** The list in a field of a body, empty if there is none. */
export function listIn<Entry = Wire>(body: Wire, field: string): Entry[] {
  const value = body[field];
  return Array.isArray(value) ? (value as Entry[]) : [];
}
