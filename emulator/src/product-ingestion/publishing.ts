// What a submission among the resources of a job does: it copies the draft to preview, or takes what is in preview live
// (Product Ingestion API §9; additions §3.5).

import { publicationProblems } from "../business-rules/business-rules.js";
import { draftResources } from "../resources/draft-tree.js";
import type { Resource } from "../resources/initial-resources.js";
import { publishedResources, submissionIn } from "../resources/published.js";
import { currentInstances } from "../state/branches.js";
import { addSubmission, submissionInFlight } from "../state/new-objects.js";
import type { Service } from "../state/service.js";
import { liveSubmission, promoteAt, substateOf } from "../state/submission-progress.js";
import { picture } from "../state/submission-request.js";
import type { JobRecord, ProductRecord, ValidationItem } from "../store/records.js";
import { planIn, readDurableId } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { broken, RefusedResource, reason } from "../wire/product-ingestion-errors.js";
import { referredProduct } from "./references.js";

type Publication = NonNullable<JobRecord["submission"]>;

function refuse(code: string, message: string, inner: string): RefusedResource {
  return new RefusedResource(code, message, [reason(inner, message)]);
}

/** Begins what a submission asks for; undefined when there is nothing to wait for. Throws RefusedResource. */
export function publish(service: Service, job: JobRecord, sent: Wire, moment: number): Publication | undefined {
  const product = referredProduct({ service, tenant: job.tenant, names: job.names }, sent.product);
  const { targetType } = sent.target as { targetType: string };
  const id = sent.id === undefined ? undefined : readDurableId(sent.id);
  if (sent.id !== undefined && id?.productId !== product.id) {
    throw refuse("badRequest", `${sent.id} is not a submission of the product.`, "invalidId");
  }
  const number = id?.rest[0];
  if (targetType === "live" && sent.lifecycleState === "deprecated") return deprecate(service, product, number);
  const running = submissionInFlight(service, product.id, moment);
  if (running !== undefined && service.switches.inFlightSubmission === "refuse") {
    const message = `The product is locked by submission ${running.id}.`;
    throw refuse("conflict", message, "productLocked");
  }
  if (targetType === "preview") return toPreview(service, job, product, number, moment);
  if (targetType === "live") return toLive(service, job, product, number, moment);
  throw refuse("badRequest", `The target ${targetType} is not supported.`, "notSupported");
}

/** The draft, or of a job with other resources only those: the rest is as it was published last (§9.2). */
function contentOf(service: Service, job: JobRecord, product: ProductRecord): Resource[] {
  const draft = draftResources(service, product);
  const earlier = publishedResources(service, product.id, "preview");
  if (job.written.length === 0 || earlier.length === 0) return draft;
  const isGiven = (resource: Resource) => job.written.includes(resource.id);
  const isPlanOf = (resource: Resource) => planIn(resource.id) ?? planIn(resource.plan);
  const plans = new Set(draft.map(isPlanOf));
  const carried = earlier.filter((resource) => !isGiven(resource) && plans.has(isPlanOf(resource)));
  const given = draft.filter(isGiven);
  const ids = draft.map(({ id }) => id);
  return [...carried, ...given].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** What fault rules want to be found. */
function injected({ submissionFailed, certificationFailed }: JobRecord["faults"]): ValidationItem[] {
  const problem = (errorCode: string, message: string): ValidationItem => ({
    errorCode,
    severity: "Error",
    message,
    resource: "Submission",
  });
  return [
    ...(submissionFailed === true
      ? [problem("ValidationFailed", "Automated validation failed (a fault rule of the emulator says so).")]
      : []),
    ...(certificationFailed === true ? [problem("Certification", "Issues found during Certification.")] : []),
  ];
}

function toPreview(
  service: Service,
  job: JobRecord,
  product: ProductRecord,
  number: string | undefined,
  moment: number,
): Publication {
  if (number !== undefined && number !== "0") {
    throw refuse("badRequest", "Only the draft can be published to preview.", "invalidId");
  }
  const resources = contentOf(service, job, product);
  const missing = publicationProblems(product, resources);
  if (missing.length > 0) throw broken(missing);
  const media = service.store.ofProduct("media", product.id);
  const plans = resources.map(({ id }) => planIn(id));
  const variants = service.store.ofProduct("variant", product.id).filter((variant) => plans.includes(variant.id));
  const submission = addSubmission(
    service,
    product,
    {
      // What the first API shows of it.
      snapshot: currentInstances(service, product.id).map((instance) => picture(service, instance, media)),
      variants,
      resources,
      problems: injected(job.faults),
      extendedProperties: [],
      failedBeforePreview: job.faults.certificationFailed === true,
    },
    moment,
  );
  return { productId: product.id, id: submission.id, target: "preview" };
}

function toLive(
  service: Service,
  job: JobRecord,
  product: ProductRecord,
  number: string | undefined,
  moment: number,
): Publication {
  const preview = submissionIn(service, product.id, "preview");
  const isNamed = number === preview?.id || (number === undefined && service.switches.liveWithoutId === "newest");
  if (preview === undefined || !isNamed) {
    throw refuse("badRequest", "The id of the submission in preview is needed to publish to live.", "invalidId");
  }
  if (substateOf(preview, moment) !== "ReadyToPublish") {
    throw refuse("conflict", "The submission is not ready to be published to live.", "invalidState");
  }
  const certificationFailed = job.faults.certificationFailed === true;
  service.store.put("submission", { ...promoteAt(service, preview, moment), certificationFailed });
  return { productId: product.id, id: preview.id, target: "live" };
}

/** The whole offer is given up: what is live says so at once (§9.5). */
function deprecate(service: Service, product: ProductRecord, number: string | undefined): undefined {
  const live = liveSubmission(service, product.id);
  if (live === undefined || live.id !== number) {
    throw refuse("badRequest", "The id of the live submission is needed to deprecate a product.", "invalidId");
  }
  const resources = (live.resources ?? []).map((resource) =>
    resource.id === `product/${product.id}` ? { ...resource, lifecycleState: "deprecated" } : resource,
  );
  service.store.put("submission", { ...live, resources });
}
