// What was published: the copies of resources that submissions keep, and submissions as the second API shows them
// (Product Ingestion API §4.4, §9.4, additions §3.5).

import { utcTime } from "../clock.js";
import type { Service } from "../state/service.js";
import { liveSubmission, type Substate, substateOf, visibleSubmissions } from "../state/submission-progress.js";
import type { ProductRecord, SubmissionRecord } from "../store/records.js";
import { productRef } from "../wire/durable-ids.js";
import { schemaAddress } from "../wire/schema-addresses.js";
import type { Resource } from "./initial-resources.js";

/** What an offer looks like: `draft` is edited, the others are what was published. */
export type Target = "draft" | "preview" | "live";

/** The submission that a target shows: the newest one in preview, whatever has become of it, and what is live. */
export function submissionIn(service: Service, productId: string, target: Target): SubmissionRecord | undefined {
  if (target === "live") return liveSubmission(service, productId);
  return target === "preview" ? visibleSubmissions(service, productId).at(-1) : undefined;
}

/** The resources of a target, empty if nothing was published to it. */
export function publishedResources(service: Service, productId: string, target: "preview" | "live"): Resource[] {
  return (submissionIn(service, productId, target)?.resources ?? []) as unknown as Resource[];
}

const words: { readonly [substate in Substate]: { target: Target; status: string; result: string } } = {
  InDraft: { target: "preview", status: "running", result: "pending" },
  Submitted: { target: "preview", status: "running", result: "pending" },
  Failed: { target: "preview", status: "completed", result: "failed" },
  ReadyToPublish: { target: "preview", status: "completed", result: "succeeded" },
  Publishing: { target: "live", status: "running", result: "pending" },
  FailedInCertification: { target: "live", status: "completed", result: "failed" },
  InStore: { target: "live", status: "completed", result: "succeeded" },
};

const $schema = schemaAddress("submission", "2022-03-01-preview2");

/** The submission of the draft, which is always there. */
export function draftSubmission(productId: string): Resource {
  const id = `submission/${productId}/0`;
  const lifecycleState = "generallyAvailable";
  return { $schema, id, product: productRef(productId), target: { targetType: "draft" }, lifecycleState };
}

/** A submission as a resource. `target` is given where it stands for another one than it is on its way to. */
export function submissionResource(submission: SubmissionRecord, now: number, target?: Target): Resource {
  const { id, productId, createdAt } = submission;
  const substate = substateOf(submission, now);
  // What is on its way to live has passed preview.
  const isPassed = target === "preview" && words[substate].target === "live";
  const { status, result, ...word } = isPassed ? words.ReadyToPublish : words[substate];
  const targetType = target ?? word.target;
  const created = utcTime(createdAt);
  const ids = { id: `submission/${productId}/${id}`, product: productRef(productId) };
  return { $schema, ...ids, target: { targetType }, status, result, created };
}

/** All active submissions, the draft's among them, oldest first. */
export function submissionResources(service: Service, product: ProductRecord): Resource[] {
  const { clock, switches } = service;
  const now = clock.now();
  const active = visibleSubmissions(service, product.id).flatMap((submission) => {
    const shown = submissionResource(submission, now);
    const isLive = substateOf(submission, now) === "InStore";
    const isNewest = submission.id === submissionIn(service, product.id, "preview")?.id;
    const both = isLive && isNewest && switches.previewListedWhenLive;
    return both ? [shown, submissionResource(submission, now, "preview")] : [shown];
  });
  return [draftSubmission(product.id), ...active];
}
