// Submissions: publish to preview, watch, promote to live, cancel (§4.9, §4.10).

import { contentProblems } from "../content-checks/content-checks.js";
import { draftResources } from "../resources/draft-tree.js";
import { addSubmission, submissionInFlight } from "../state/new-objects.js";
import {
  liveSubmission,
  promoteAt,
  reportsOf,
  submissionBody,
  substateOf,
  validationsOf,
  visibleSubmissions,
  workflowDetails,
} from "../state/submission-progress.js";
import { readSubmissionRequest } from "../state/submission-request.js";
import type { ProductRecord, SubmissionRecord } from "../store/records.js";
import { notFound, ServiceError } from "../wire/service-errors.js";
import { type Call, page, type Reply } from "./call.js";
import { submissionFilter } from "./list-filter.js";
import { checkResourceType, productOf } from "./products.js";
import type { Routes } from "./router.js";

function expands(call: Call): boolean {
  return (call.query.get("$expand") ?? "").toLowerCase().split(",").includes("publishoption");
}

function submissionOf(call: Call): SubmissionRecord {
  const product = productOf(call);
  const found = visibleSubmissions(call.service, product.id).find(({ id }) => id === call.parameters.submissionId);
  if (found === undefined) throw notFound(`Submission ${call.parameters.submissionId}`);
  return found;
}

function list(call: Call): Reply {
  const product = productOf(call);
  const now = call.service.clock.now();
  const shown = visibleSubmissions(call.service, product.id).map((entry) => submissionBody(entry, now, expands(call)));
  if (call.service.switches.submissionOrder === "newest-first") shown.reverse();
  return page(shown.filter(submissionFilter(call.query.get("$filter"))));
}

function create(call: Call): Reply {
  const { service } = call;
  const { clock, switches } = service;
  const product = productOf(call);
  checkResourceType(call, "SubmissionCreationRequest");
  refuseOtherTypes(call, product);
  const now = clock.now();
  const running = submissionInFlight(service, product.id, now);
  if (running !== undefined && switches.inFlightSubmission === "refuse") {
    throw new ServiceError(409, `Submission ${running.id} is still in ${substateOf(running, now)}.`);
  }
  const visible = visibleSubmissions(service, product.id);
  const earlier = visible.findLast((entry) => substateOf(entry, now) !== "Failed");
  const request = readSubmissionRequest(service, product, call.body, earlier);
  const problems = contentProblems(product, request, liveSubmission(service, product.id), switches);
  const { submissionFailed, certificationFailed, notFoundInPreview } = call.effect;
  const { failureShape, stillInDraft } = failureOf(call);
  if (failureShape !== undefined || submissionFailed === true || submissionFailed === "validation") {
    const message = "Automated validation failed (a fault rule of the emulator says so).";
    problems.push({ errorCode: "ValidationFailed", severity: "Error", message, resource: "Submission" });
  }
  const wanted = {
    ...request,
    resources: draftResources(service, product),
    problems,
    stillInDraft,
    certificationFailed: certificationFailed === true,
    ...(failureShape === undefined ? {} : { failureShape }),
    ...(notFoundInPreview === undefined ? {} : { hiddenReads: notFoundInPreview }),
  };
  const submission = addSubmission(service, product, wanted, now);
  // The reply is from the moment of the request, however short the delays are.
  const body = submissionBody(submission, now, expands(call), stillInDraft ? "InDraft" : "Submitted");
  return { status: 201, body, location: `products/${product.id}/submissions/${submission.id}` };
}

/** The offers that only the second API publishes (Product Ingestion API §16.2). */
function refuseOtherTypes(call: Call, product: ProductRecord): void {
  const type = String(product.body.resourceType);
  const isOther = ["AzureThirdPartyVirtualMachine", "AzureCoreVirtualMachine", "AzureContainer"].includes(type);
  if (isOther && call.service.switches.v1PublishOfOtherTypes === "refused") {
    throw new ServiceError(400, `Offers of the type ${type} are published through the Product Ingestion API.`);
  }
}

/** The shape in which a fault rule wants a submission to fail. */
function failureOf({ effect }: Call): Pick<SubmissionRecord, "failureShape"> & { stillInDraft: boolean } {
  const { submissionFailed: shape } = effect;
  const stillInDraft = shape === "stillInDraft" || shape === "failedUpdate";
  return shape === "withoutReason" || shape === "failedUpdate"
    ? { failureShape: shape, stillInDraft }
    : { stillInDraft };
}

function show(call: Call): Reply {
  const submission = submissionOf(call);
  const now = call.service.clock.now();
  const { hiddenReads = 0 } = submission;
  if (hiddenReads > 0 && substateOf(submission, now) === "ReadyToPublish") {
    call.service.store.put("submission", { ...submission, hiddenReads: hiddenReads - 1 });
    throw notFound(`Submission ${submission.id}`);
  }
  return { status: 200, body: submissionBody(submission, now, expands(call)) };
}

/** Cancels a submission; possible until the preview is there (§4.10). */
function remove(call: Call): Reply {
  const submission = submissionOf(call);
  const substate = substateOf(submission, call.service.clock.now());
  if (!["InDraft", "Submitted", "Failed", "FailedInCertification"].includes(substate)) {
    throw new ServiceError(409, `Only a submission in progress can be deleted; this one is in ${substate}.`);
  }
  call.service.store.remove("submission", submission.productId, submission.id);
  return { status: 204 };
}

function promote(call: Call): Reply {
  const { service } = call;
  const submission = submissionOf(call);
  const now = service.clock.now();
  const substate = substateOf(submission, now);
  if (substate !== "ReadyToPublish") {
    throw new ServiceError(409, `Only a submission in ReadyToPublish can be promoted; this one is in ${substate}.`);
  }
  const certificationFailed = submission.certificationFailed === true || call.effect.certificationFailed === true;
  const promoted = { ...promoteAt(service, submission, now), certificationFailed };
  service.store.put("submission", promoted);
  const shown = { ...promoted, certifiedAt: now + 1, publishedAt: now + 2 };
  return { status: 200, body: workflowDetails(shown, now)[1] };
}

/** Operations 54 to 61 of §2.1. */
export const submissionRoutes: Routes = {
  "GET /products/{productId}/submissions": list,
  "POST /products/{productId}/submissions": create,
  "GET /products/{productId}/submissions/{submissionId}": show,
  "DELETE /products/{productId}/submissions/{submissionId}": remove,
  "POST /products/{productId}/submissions/{submissionId}/promote": promote,
  "GET /products/{productId}/submissions/{submissionId}/reports": (call) =>
    page(reportsOf(submissionOf(call), call.service.clock.now())),
  "GET /products/{productId}/submissions/{submissionId}/validations": (call) =>
    page(validationsOf(submissionOf(call), call.service.clock.now())),
  "GET /products/{productId}/submissions/{submissionId}/workflowdetails": (call) =>
    page(workflowDetails(submissionOf(call), call.service.clock.now())),
};
