// What jobs do when their time has come: one resource after the other, each for itself. A job is no transaction: what it
// has written stays when it fails or is cancelled (Product Ingestion API §6.3, §7.3, §8.3).

import { submissionInFlight } from "../state/new-objects.js";
import type { Service } from "../state/service.js";
import { substateOf } from "../state/submission-progress.js";
import type { JobRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { RefusedRequest, RefusedResource, reason } from "../wire/product-ingestion-errors.js";
import { typeOf } from "../wire/schema-addresses.js";
import { endOf, type JobEnd, momentOf } from "./job-status.js";
import { publish } from "./publishing.js";
import { writeResource } from "./writing.js";

/** Does what was due by now, of all jobs, in the order of time. To be called before anything is looked at. */
export function settle(service: Service): void {
  const { store, clock } = service;
  for (;;) {
    const waiting = store.ofProduct("job", "waiting");
    if (waiting.length === 0) return;
    const moments = waiting.map((job) => momentOf(service, job, job.done));
    const moment = Math.min(...moments);
    const next = waiting[moments.indexOf(moment)];
    if (next === undefined || moment > clock.now()) return;
    store.transaction(() => step(service, next, moment));
  }
}

function file({ store }: Service, job: JobRecord, ended?: JobEnd): void {
  store.remove("job", "waiting", job.id);
  store.put("job", { ...job, productId: "written", ...(ended === undefined ? {} : { ended }) });
}

function locked(): RefusedResource {
  const message = "The product is locked by another operation.";
  return new RefusedResource("conflict", message, [reason("productLocked", message)]);
}

/** Somebody else's work on the same offer that stands in the way. */
function checkUnlocked(service: Service, job: JobRecord, resource: Wire, moment: number): void {
  if (job.locked === true) throw locked();
  if (service.switches.draftWhilePublishing === "allowed" || typeOf(resource) === "submission") return;
  if (job.offers.some((id) => submissionInFlight(service, id, moment) !== undefined)) throw locked();
}

function injected(): RefusedResource {
  return new RefusedResource("conflict", "Failure for resource", [reason("invalidResource", "Failure for resource")]);
}

/** Writes the next resource of a job. */
function step(service: Service, job: JobRecord, moment: number): void {
  const resource = job.resources[job.done] ?? {};
  const isLast = job.done === job.resources.length - 1;
  const written = { ...job, done: job.done + 1, written: [...job.written], names: { ...job.names } };
  const note = (id: string) => {
    written.written.push(id);
    if (typeof resource.resourceName === "string") written.names[resource.resourceName] = id;
  };
  try {
    checkUnlocked(service, job, resource, moment);
    if (job.faults.failed === "beforeWriting") throw injected();
    if (typeOf(resource) === "submission") {
      const submission = publish(service, written, resource, moment);
      if (submission !== undefined) written.submission = submission;
    } else note(writeResource(service, written, resource));
    if (job.faults.failed === "afterWriting" && isLast) throw injected();
  } catch (error) {
    if (!(error instanceof RefusedResource)) throw error;
    const { code, message, details } = error;
    // Errors name a resource as the request did (§5.4).
    const { resourceName, id = error.resourceId } = resource;
    const resourceId = resourceName === undefined ? id : { resourceName };
    const errors = [{ ...(resourceId === undefined ? {} : { resourceId }), code, message, details }];
    file(service, written, { at: moment, result: "failed", errors });
    return;
  }
  if (!isLast) service.store.put("job", written);
  else if (written.submission !== undefined) file(service, written);
  else file(service, written, { at: moment, result: "succeeded", errors: [] });
}

/** Stops a job; what it has written stays (§7.3). */
export function cancel(service: Service, job: JobRecord): JobRecord {
  const { store, clock } = service;
  const now = clock.now();
  const tooLate = () => new RefusedRequest(400, "Cannot cancel job, job has already completed.");
  if (endOf(service, job) !== undefined) throw tooLate();
  const ended: JobEnd = { at: now, result: "cancelled", errors: [] };
  if (job.submission !== undefined) {
    const { productId, id } = job.submission;
    const submission = store.get("submission", productId, id);
    const substate = submission === undefined ? undefined : substateOf(submission, now);
    if (substate !== "InDraft" && substate !== "Submitted") throw tooLate();
    store.remove("submission", productId, id);
  }
  const { neverEnds: _, ...faults } = job.faults;
  const cancelled: JobRecord = { ...job, faults, productId: "written", ended };
  store.transaction(() => {
    store.remove("job", "waiting", job.id);
    store.put("job", cancelled);
  });
  return cancelled;
}
