// Reads the request for a submission and takes the picture of the offer that it publishes. What is structurally
// wrong with it is refused at once, with 400 (§4.9, §7 #14).

import type {
  InstanceRecord,
  MediaRecord,
  Module,
  PackageRecord,
  ProductRecord,
  SnapshotEntry,
  SubmissionRecord,
  VariantRecord,
} from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { type FieldProblems, refuseProblems } from "../wire/service-errors.js";
import {
  anything,
  dateTime,
  flag,
  listOf,
  objectOf,
  oneOf,
  readShape,
  type Shape,
  text,
  typeValuePair,
} from "../wire/shape.js";
import { currentInstances, productModules, resellerInstanceId, variantModules } from "./branches.js";
import { packageState } from "./package-processing.js";
import type { Service } from "./service.js";

const requestShape: Shape = {
  resourceType: oneOf("SubmissionCreationRequest"),
  targets: listOf(typeValuePair),
  resources: listOf(typeValuePair),
  variantResources: listOf(objectOf({ variantID: text, resources: listOf(typeValuePair) })),
  publishOption: objectOf({
    releaseTimeInUtc: dateTime,
    isManualPublish: flag,
    isAutoPromote: flag,
    certificationNotes: text,
  }),
  extendedProperties: listOf(anything),
};

interface Reference {
  type?: string;
  value?: string;
}

/** The readable parts of a request for a submission. */
export interface SubmissionRequest {
  readonly publishOption?: Wire;
  readonly extendedProperties: unknown[];
  readonly snapshot: SnapshotEntry[];
  readonly variants: VariantRecord[];
}

/** Variants that take part in a submission: no test drive, none that is Inactive (§4.9, §7 #49). */
function publishedVariants(service: Service, productId: string): VariantRecord[] {
  return service.store
    .ofProduct("variant", productId)
    .filter((variant) => variant.id !== "testdrive" && variant.body.state !== "Inactive");
}

/** Reads and checks the request; `earlier` is the submission whose modules are carried over when not named (§4.9). */
export function readSubmissionRequest(
  service: Service,
  product: ProductRecord,
  body: Wire,
  earlier: SubmissionRecord | undefined,
): SubmissionRequest {
  const problems: FieldProblems = {};
  const read = readShape(requestShape, body, "", problems);
  const instances = currentInstances(service, product.id);
  const variants = publishedVariants(service, product.id);
  const named: InstanceRecord[] = [];
  const take = (references: Reference[], variantId: string | undefined, path: string) => {
    references.forEach((reference, index) => {
      const found = findInstance(instances, product, reference, variantId);
      if (found === undefined)
        problems[`${path}[${index}]`] = [`There is no draft instance ${reference.value} of ${reference.type}.`];
      else named.push(found);
    });
  };
  take((read.resources ?? []) as Reference[], undefined, "resources");
  for (const [index, entry] of (
    (read.variantResources ?? []) as { variantID?: string; resources?: Reference[] }[]
  ).entries()) {
    const id = entry.variantID?.toLowerCase();
    const known = service.store.ofProduct("variant", product.id).some((variant) => variant.id === id);
    if (!known) problems[`variantResources[${index}].variantID`] = [`There is no variant ${entry.variantID}.`];
    else take(entry.resources ?? [], id, `variantResources[${index}].resources`);
  }
  const snapshot = merge(service, product, named, earlier, variants);
  for (const missing of missingModules(service, snapshot, variants))
    problems[missing] = [`The module ${missing} is missing.`];
  for (const problem of unusablePackages(service, product, snapshot)) problems.packageReferences = [problem];
  refuseProblems(problems);
  return {
    ...(read.publishOption === undefined ? {} : { publishOption: read.publishOption as Wire }),
    extendedProperties: (read.extendedProperties ?? []) as unknown[],
    snapshot,
    variants,
  };
}

function findInstance(
  instances: InstanceRecord[],
  product: ProductRecord,
  reference: Reference,
  variantId: string | undefined,
): InstanceRecord | undefined {
  const module = reference.type?.toLowerCase();
  const value = reference.value?.toLowerCase();
  return instances.find(
    (instance) =>
      instance.module.toLowerCase() === module &&
      instance.variantId === variantId &&
      (instance.id.toLowerCase() === value ||
        (instance.id === resellerInstanceId(product.id) && value === instance.id.toLowerCase())),
  );
}

/** What an instance contains at this moment; `media` are all files of its product. */
export function picture(service: Service, instance: InstanceRecord, media: MediaRecord[]): SnapshotEntry {
  const drafts = service.store.draftsOfInstance(instance.productId, instance.id);
  const ids = drafts.map((draft) => draft.id);
  const { module, variantId } = instance;
  return {
    module,
    instanceId: instance.id,
    ...(variantId === undefined ? {} : { variantId }),
    drafts,
    media: media.filter((file) => ids.includes(file.listingId)),
  };
}

function merge(
  service: Service,
  product: ProductRecord,
  named: InstanceRecord[],
  earlier: SubmissionRecord | undefined,
  variants: VariantRecord[],
): SnapshotEntry[] {
  const media = service.store.ofProduct("media", product.id);
  const fresh = [...new Set(named)].map((instance) => picture(service, instance, media));
  const isThere = (entry: SnapshotEntry) =>
    fresh.some((other) => other.module === entry.module && other.variantId === entry.variantId);
  const wanted = (entry: SnapshotEntry) =>
    entry.variantId === undefined || variants.some((variant) => variant.id === entry.variantId);
  const carried = (earlier?.snapshot ?? []).filter((entry) => !isThere(entry) && wanted(entry));
  return [...fresh, ...carried];
}

function missingModules(service: Service, snapshot: SnapshotEntry[], variants: VariantRecord[]): string[] {
  const has = (module: Module, variantId?: string) =>
    snapshot.some((entry) => entry.module === module && entry.variantId === variantId);
  const optional: Module[] = ["Cosell", "SupplementalContent"];
  const managed = variants.some((variant) => variant.body.subType === "managed-application");
  if (!managed || !service.switches.resellerResourceRequired) optional.push("ResellerConfiguration");
  const ofProduct = productModules.filter((module) => !optional.includes(module) && !has(module));
  const ofVariants = variants.flatMap((variant) =>
    variantModules
      .filter((module) => !has(module, variant.id))
      .map((module) => `${module} of variant ${variant.body.externalID ?? variant.id}`),
  );
  return [...ofProduct, ...ofVariants];
}

/** Sentences about references to packages that are unknown or not processed. */
function unusablePackages(service: Service, product: ProductRecord, snapshot: SnapshotEntry[]): string[] {
  const references = snapshot
    .flatMap((entry) => entry.drafts)
    .flatMap((draft) => (draft.body.packageReferences ?? []) as Reference[]);
  return references.flatMap((reference) => {
    const id = reference.value?.toLowerCase() ?? "";
    const record: PackageRecord | undefined = service.store.get("package", product.id, id);
    if (record === undefined) return [`There is no package ${reference.value}.`];
    const state = packageState(record, service.clock.now());
    return state === "Processed" ? [] : [`The package ${reference.value} is ${state}, not Processed.`];
  });
}
