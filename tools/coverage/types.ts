// What is known of an object of the API beside its schema in the client, for the table of coverage.
import type { z } from "zod";
import { offerDraftPages, offerObjectPages } from "../../provider/kinds/offer/pages.js";
import { planDraftPages } from "../../provider/kinds/plan/pages.js";
import type { DraftPart } from "../../provider/pages/draft-page.js";
import type { DraftKind } from "../../provider/partner-center/areas/drafts.js";
import type { Table } from "./fields.js";

/**
 * Something said by hand of a field, or of a field and all that is in it. `source`: a section of the API reference, or
 * a page.
 */
export interface Remark {
  readonly text: string;
  readonly source: string;
}

/** One object of the API. */
export interface ApiObject {
  /** As Microsoft's OpenAPI document of the API calls it, where it has it. */
  readonly name: string;
  /** The section of the API reference, for us. */
  readonly section: string;
  readonly schema: z.ZodType;
  /** Types of the published OpenAPI document that it stands for, by the ends of their names. */
  readonly published: readonly string[];
  readonly tables?: readonly Table[];
  /** Fields that are set by a property which is in no table: the class and the property. */
  readonly setBy?: Readonly<Record<string, readonly string[]>>;
  /** Why no property sets a field. */
  readonly reasons?: Readonly<Record<string, Remark>>;
  /** Fields that the service makes, beyond those that it makes in every object: where they are seen. */
  readonly made?: Readonly<Record<string, Remark>>;
  /** Fields that the client's schema does not have, since the client adds them itself. */
  readonly added?: readonly string[];
  /** Fields of the client's schema that only other products than Azure applications have. */
  readonly elsewhere?: readonly string[];
}

/** Where most of what the service makes is. */
export const kept = "kept with the draft in `observed`, and sent back with the next write";

/** What the service makes in every object, by the last step of the path. */
export const madeEverywhere: Readonly<Record<string, Remark>> = {
  id: { text: "kept in `observed`", source: "§3.6" },
  "@odata.etag": { text: kept, source: "§3.3, §3.6" },
  resourceType: { text: "fixed by the kind of object; sent back as it was", source: "§3.6" },
  fileSasUri: { text: "a secret: used for the upload, never shown", source: "§3.6, §4.4" },
};

/** Files that are uploaded have a state. */
export const upload: Readonly<Record<string, Remark>> = {
  state: { text: "how far the upload is; waited for", source: "§3.10, §4.4" },
};

/** The tables of fields that are kept in drafts of a kind. */
export function draftTables(kind: DraftKind): Table[] {
  const fields = (parts: readonly DraftPart[]) =>
    parts.filter((part) => part.kind === kind).flatMap((part) => part.fields);
  return [
    { owner: "Offer", fields: fields(offerDraftPages) },
    { owner: "Plan", fields: fields(planDraftPages) },
  ];
}

/** The tables of fields that the offer keeps without drafts, by their keys. */
export function settingTables(...keys: readonly string[]): Table[] {
  return [
    {
      owner: "Offer",
      fields: offerObjectPages.filter(({ key }) => keys.includes(key)).flatMap((setting) => setting.fields),
    },
  ];
}
