// What cannot be taken back once an offer is live, by the pages of Partner Center (§4.11). Whether the API refuses it is
// unknown; the switch `lockPublishedFields` makes it do so, with 400. The table is the emulator's own: the provider has
// another one, and the two can prove each other wrong. Prices are not in it: a person may change them, and whoever plays
// that person here has no other way than the API.

import type { DraftRecord, VariantRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { invalidField } from "../wire/service-errors.js";
import type { Service } from "./service.js";
import { liveSubmission } from "./submission-progress.js";

/** A change of one field that is refused. */
interface PublishedLock {
  /** The kind of draft, or `variant`. */
  readonly of: DraftRecord["kind"] | "variant";
  readonly field: string;
  /** Whether going from what is live to this is refused. */
  isLocked(live: unknown, wanted: unknown): boolean;
  readonly message: string;
  /** The page, and the date of the copy that was read. */
  readonly source: string;
}

const entriesOf = (value: unknown) => (Array.isArray(value) ? (value as Wire[]) : []);
const textsOf = (value: unknown) => (Array.isArray(value) ? value.map((text) => String(text).toLowerCase()) : []);
const changes = (normal: string) => (live: unknown, wanted: unknown) => (live ?? normal) !== (wanted ?? normal);

/** Unit of measure of the meters that are enabled, by their id. */
function enabledMeters(value: unknown): string {
  const enabled = entriesOf(value).filter(({ isEnabled }) => isEnabled !== false);
  return JSON.stringify(enabled.map(({ ID, unitOfMeasure }) => [ID, unitOfMeasure]).sort());
}

/** All locks. */
export const publishedLocks: readonly PublishedLock[] = [
  {
    of: "property",
    field: "useEnterpriseContract",
    isLocked: (live, wanted) => live === true && wanted !== true,
    message: "The standard contract cannot be turned off after publication.",
    source: "azure-app-properties, 2021-06-01",
  },
  {
    of: "featureAvailability",
    field: "visibility",
    isLocked: (live, wanted) => live === "Public" && wanted === "Private",
    message: "A published public plan cannot be made private.",
    source: "price-changes-faq, undated; azure-app-managed, 2022-08-18",
  },
  {
    of: "featureAvailability",
    field: "customMeters",
    isLocked: (live, wanted) => enabledMeters(live) !== enabledMeters(wanted),
    message: "A meter of a published plan can be neither enabled, disabled nor renamed, and keeps its unit of measure.",
    source: "azure-app-metered-billing, 2021-10-15; price-changes-faq, undated",
  },
  {
    of: "featureAvailability",
    field: "trial",
    isLocked: (live, wanted) => hasTrial(live) && !hasTrial(wanted),
    message: "The free trial of a published plan cannot be turned off.",
    source: "price-changes-faq, undated",
  },
  {
    of: "packageConfiguration",
    field: "publisherManagementMode",
    isLocked: changes("Managed"),
    message: "Whether the publisher manages the application cannot change after publication.",
    source: "azure-app-managed, undated",
  },
  {
    of: "packageConfiguration",
    field: "customerAccessEnableState",
    isLocked: changes("Disabled"),
    message: "The customer's access cannot change after publication.",
    source: "azure-app-managed, undated",
  },
  {
    of: "variant",
    field: "cloudAvailabilities",
    isLocked: (live, wanted) => textsOf(live).some((cloud) => !textsOf(wanted).includes(cloud)),
    message: "A published plan cannot be taken out of a cloud.",
    source: "azure-app-plans, 2021-06-01",
  },
  {
    of: "variant",
    field: "referenceVariantID",
    isLocked: (live, wanted) => isId(wanted) && live !== wanted,
    message: "A published plan cannot begin to use the technical configuration of another plan; it may be detached.",
    source: "azure-app-solution, undated; azure-app-managed, undated",
  },
];

function hasTrial(value: unknown): boolean {
  const type = (value as Wire | undefined)?.type;
  return type !== undefined && type !== "NoTrial";
}

function isId(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function refuse(of: PublishedLock["of"], live: Wire, wanted: Wire): void {
  for (const { field, isLocked, message } of publishedLocks.filter((lock) => lock.of === of)) {
    if (isLocked(live[field], wanted[field])) throw invalidField(field, message);
  }
}

/** Refuses what publication locks of a draft, compared with what is live. */
export function checkPublishedLocks(service: Service, draft: DraftRecord, body: Wire): void {
  const live = liveSubmission(service, draft.productId);
  const instance = service.store.get("instance", draft.productId, draft.instanceId);
  const published = live?.snapshot
    .filter((entry) => entry.module === instance?.module && entry.variantId === instance.variantId)
    .flatMap((entry) => entry.drafts)
    .find((other) => other.kind === draft.kind)?.body;
  if (published !== undefined) refuse(draft.kind, published, body);
}

/** The same of a plan itself. */
export function checkPublishedPlan(service: Service, variant: VariantRecord, body: Wire): void {
  const live = liveSubmission(service, variant.productId)?.variants.find(({ id }) => id === variant.id);
  if (live !== undefined) refuse("variant", live.body, body);
}
