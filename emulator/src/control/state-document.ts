// The whole state in one JSON document, for `GET /_emulator/state`. Secrets and upload addresses are left out.

import { createHash } from "node:crypto";

import { jobStatus } from "../product-ingestion/job-status.js";
import { draftResources } from "../resources/draft-tree.js";
import { firstTypeOf, offerTypeOf } from "../resources/shared-objects.js";
import { currentInstances } from "../state/branches.js";
import { shownId } from "../state/draft-bodies.js";
import { packageBody, packageState } from "../state/package-processing.js";
import type { Service } from "../state/service.js";
import {
  offerStatus,
  submissionBody,
  validationsOf,
  visibleSubmissions,
  workflowDetails,
} from "../state/submission-progress.js";
import type { JobRecord, ProductRecord } from "../store/records.js";
import { entity, type Wire } from "../wire/entities.js";
import { typeOf } from "../wire/schema-addresses.js";

const draftsWithFiles = new Set(["listing", "cosellListing", "supplementalContent"]);
const secretName = /connectionString|password|applicationKey|secret|sasUri/i;

/** A copy in which the values of secret fields are replaced. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([?&]sig=)[^&]*/gi, "$1***");
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [
    name,
    secretName.test(name) ? "***" : withoutSecrets(entry),
  ]);
  return Object.fromEntries(entries);
}

/** What has come of a file's bytes: none until it is committed. */
function contentOf({ store }: Service, blob: string): { sha256?: string } {
  const bytes = store.getFile(blob);
  return bytes === undefined ? {} : { sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Whether the second API can write the offer. */
const isWritable = (product: ProductRecord) => firstTypeOf(offerTypeOf(product)) !== undefined;

function describeProduct(service: Service, product: ProductRecord): Wire {
  const { store, clock } = service;
  const now = clock.now();
  const media = store.ofProduct("media", product.id);
  const drafts = store.ofProduct("draft", product.id);
  return {
    ...product.body,
    id: product.id,
    tenantId: product.tenant,
    ...offerStatus(service, product),
    setup: product.setup,
    resellerConfiguration: product.reseller,
    ...(product.lead === undefined ? {} : { leadConfiguration: product.lead }),
    variants: store.ofProduct("variant", product.id).map(entity),
    instances: currentInstances(service, product.id).map(({ id, module, variantId }) => ({
      module,
      ...(variantId === undefined ? {} : { variantID: variantId }),
      currentDraftInstanceID: id,
      resources: drafts
        .filter((draft) => draft.instanceId === id)
        .map((draft) => ({
          ...entity({ ...draft, id: shownId(draft) }),
          ...(draftsWithFiles.has(draft.kind)
            ? {
                media: media
                  .filter((file) => file.listingId === draft.id)
                  .map((file) => ({
                    ...entity(file),
                    state: file.state,
                    blob: file.blob,
                    committed: file.committed,
                    ...contentOf(service, file.blob),
                  })),
              }
            : {}),
        })),
    })),
    packages: store
      .ofProduct("package", product.id)
      .filter(({ movedTo }) => movedTo === undefined)
      .map((record) => ({
        ...packageBody(record, packageState(record, now), String(record.body.resourceType)),
        blob: record.blob,
        ...contentOf(service, record.blob),
      })),
    submissions: visibleSubmissions(service, product.id).map((submission) => ({
      ...submissionBody(submission, now, true),
      workflowDetails: workflowDetails(submission, now),
      validations: validationsOf(submission, now),
      ...(submission.resources === undefined ? {} : { productIngestionResources: submission.resources }),
    })),
    ...(isWritable(product) ? { productIngestionResources: draftResources(service, product) } : {}),
  };
}

function describeJob(service: Service, job: JobRecord): Wire {
  const { $schema, ...status } = jobStatus(service, job);
  const types = job.resources.map(typeOf);
  return { ...status, tenantId: job.tenant, resourceTypes: types, written: job.written, submission: job.submission };
}

/** Everything the emulator knows, by product. */
export function describeState(service: Service): unknown {
  const jobs = service.store.all("job").map((job) => describeJob(service, job));
  const products = service.store.all("product").map((product) => describeProduct(service, product));
  const { switches, delays, clock } = service;
  return withoutSecrets({ now: new Date(clock.now()).toISOString(), switches, delays, products, jobs });
}
