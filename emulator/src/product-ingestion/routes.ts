// The calls of the Product Ingestion API (Product Ingestion API §4).

import { draftResource, draftResources } from "../resources/draft-tree.js";
import type { Resource } from "../resources/initial-resources.js";
import {
  draftSubmission,
  publishedResources,
  submissionIn,
  submissionResource,
  submissionResources,
  type Target,
} from "../resources/published.js";
import { firstTypeOf, offerTypeOf } from "../resources/shared-objects.js";
import { shown } from "../resources/shown.js";
import type { Call, Reply } from "../routes/call.js";
import type { FoundRoute, Routes } from "../routes/router.js";
import { Router } from "../routes/router.js";
import type { JobRecord, ProductRecord } from "../store/records.js";
import { productRef, readDurableId } from "../wire/durable-ids.js";
import { RefusedRequest, reason } from "../wire/product-ingestion-errors.js";
import { schemaAddress } from "../wire/schema-addresses.js";
import { configure } from "./configure.js";
import { endOf, jobStatus } from "./job-status.js";
import { cancel } from "./job-work.js";
import { pageOf, parameter, readCeiling } from "./queries.js";
import { planNamed, productNamed, productOf } from "./references.js";

function notFound(what: string): RefusedRequest {
  return new RefusedRequest(404, `The resource ${what} was not found.`);
}

/** The offer of a GUID; offers of other types are told apart from unknown ones (§4.1, §12.5). */
function offer(call: Call, productId: string): ProductRecord {
  const product = productOf(call.service, call.tenant, productId.toLowerCase());
  if (product === undefined) throw notFound(productRef(productId));
  if (firstTypeOf(offerTypeOf(product)) !== undefined) return product;
  const message = `Type ${product.body.resourceType} is not supported`;
  throw new RefusedRequest(400, message, [reason("notSupported", message)]);
}

function targetOf(call: Call): Target | undefined {
  const given = parameter(call, "targetType");
  if (given === undefined || given === "") return undefined;
  const target = (["draft", "preview", "live"] as const).find((one) => one === given.toLowerCase());
  if (target === undefined) throw new RefusedRequest(400, `The targetType ${given} is not valid.`);
  return target;
}

/** The same order for the same offer: a client that depends on an order is found out every time. */
function ordered(call: Call, resources: Resource[]): Resource[] {
  if (call.service.switches.treeOrder === "stable") return resources;
  const key = ({ id }: Resource) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
  return [...resources].sort((a, b) => key(a) - key(b));
}

function publishedTree(call: Call, product: ProductRecord, target: "preview" | "live"): Resource[] {
  const { service } = call;
  const submission = submissionIn(service, product.id, target);
  if (submission === undefined) {
    const message = `Nothing of ${productRef(product.id)} was published to ${target}.`;
    throw new RefusedRequest(service.switches.unpublishedTarget, message);
  }
  const now = service.clock.now();
  return [...publishedResources(service, product.id, target), submissionResource(submission, now, target)];
}

function tree(call: Call): Reply {
  const product = offer(call, call.parameters.productId ?? "");
  const target = targetOf(call) ?? "draft";
  const ceiling = readCeiling(call);
  const resources =
    target === "draft"
      ? [...draftResources(call.service, product), draftSubmission(product.id)]
      : publishedTree(call, product, target);
  const body = {
    $schema: schemaAddress("resource-tree", "2022-03-01-preview2"),
    root: productRef(product.id),
    target: { targetType: target },
    resources: ordered(call, resources).map((resource) => shown(call.service, resource, ceiling)),
  };
  return { status: 200, body };
}

/** One resource of the draft. */
function single(call: Call): Reply {
  const id = (call.parameters.durableId ?? "").toLowerCase();
  const product = offer(call, readDurableId(id)?.productId ?? "");
  const found = draftResource(call.service, product, id);
  if (found === undefined) throw notFound(id);
  return { status: 200, body: shown(call.service, found, readCeiling(call)) };
}

/** Offers of all types, also those that this API cannot write (§12.5). */
function products(call: Call): Reply {
  const { store } = call.service;
  const externalId = parameter(call, "externalId");
  const type = parameter(call, "type")?.toLowerCase();
  const named = externalId === undefined ? undefined : productNamed(call.service, call.tenant, externalId);
  const candidates = externalId === undefined ? store.products() : named === undefined ? [] : [named];
  const own = candidates.filter(
    (product) => product.tenant === call.tenant && (type === undefined || offerTypeOf(product).toLowerCase() === type),
  );
  const ceiling = readCeiling(call);
  const list = own.map((product) => {
    const [first] = draftResources(call.service, product);
    return shown(call.service, first as Resource, ceiling);
  });
  return pageOf(call, "product", list);
}

function plans(call: Call): Reply {
  const owner = readDurableId(parameter(call, "product")?.toLowerCase());
  if (owner?.type !== "product") throw new RefusedRequest(400, "The parameter product is required: product/<GUID>.");
  const product = offer(call, owner.productId);
  const externalId = parameter(call, "externalId");
  const named = externalId === undefined ? undefined : planNamed(call.service, product, externalId);
  const ceiling = readCeiling(call);
  const all = draftResources(call.service, product).filter(({ id }) => id.startsWith("plan/"));
  const list = externalId === undefined ? all : all.filter(({ id }) => id.endsWith(`/${named?.id}`));
  return pageOf(
    call,
    "plan",
    list.map((plan) => shown(call.service, plan, ceiling)),
  );
}

function submissions(call: Call): Reply {
  const product = offer(call, call.parameters.productId ?? "");
  const target = targetOf(call);
  const ceiling = readCeiling(call);
  const list = submissionResources(call.service, product)
    .filter((submission) => target === undefined || (submission.target as { targetType: string }).targetType === target)
    .map((submission) => shown(call.service, submission, ceiling));
  return pageOf(call, `submission/${product.id}`, list);
}

function submission(call: Call): Reply {
  const product = offer(call, call.parameters.productId ?? "");
  const id = `submission/${product.id}/${call.parameters.number}`;
  const found = submissionResources(call.service, product).find((one) => one.id === id);
  if (found === undefined) throw notFound(id);
  return { status: 200, body: shown(call.service, found, readCeiling(call)) };
}

function jobOf(call: Call): JobRecord {
  const id = (call.parameters.jobId ?? "").toLowerCase();
  const { store } = call.service;
  const job = store.get("job", "waiting", id) ?? store.get("job", "written", id);
  if (job === undefined || job.tenant !== call.tenant) throw notFound(`configure/${id}`);
  return job;
}

function status(call: Call): Reply {
  const body = jobStatus(call.service, jobOf(call));
  const { jobErrors } = call.effect;
  return { status: 200, body: jobErrors === undefined ? body : otherForm(body, jobErrors) };
}

type JobErrors = NonNullable<Call["effect"]["jobErrors"]>;

/** Forms of errors that clients have met (§8.1). */
function otherForm(value: unknown, form: JobErrors): unknown {
  if (Array.isArray(value)) return value.map((item) => otherForm(item, form));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const isEmpty = key === "details" && Array.isArray(item) && item.length === 0;
    if (isEmpty && form === "withoutDetails") return [];
    if (isEmpty && form === "emptyDetails") return [[key, {}]];
    if (key === "resourceId" && form === "unnamed") return [];
    const isWord = ["code", "jobStatus", "jobResult"].includes(key) && typeof item === "string";
    if (isWord && form === "capitals") return [[key, `${item.slice(0, 1).toUpperCase()}${item.slice(1)}`]];
    return [[key, otherForm(item, form)]];
  });
  return Object.fromEntries(entries);
}

/** What a job has written, as it is now. */
function detail(call: Call): Reply {
  const job = jobOf(call);
  const { service } = call;
  const isDone = endOf(service, job)?.result === "succeeded";
  if (!isDone && service.switches.jobDetail === "not-found") throw notFound(`configure/${job.id}`);
  const ceiling = readCeiling(call);
  const resources = job.written.flatMap((id) => {
    const product = productOf(service, call.tenant, readDurableId(id)?.productId ?? "");
    const found = product === undefined ? undefined : draftResource(service, product, id);
    return found === undefined ? [] : [shown(service, found, ceiling)];
  });
  const published = job.submission;
  const record = published && service.store.get("submission", published.productId, published.id);
  if (record !== undefined) {
    resources.push(shown(service, submissionResource(record, service.clock.now(), published?.target), ceiling));
  }
  return { status: 200, body: { $schema: schemaAddress("configure-detail", "2022-03-01-preview2"), resources } };
}

const readOne = "GET /{durableId}";

const routes: Routes = {
  "GET /product": products,
  "GET /plan": plans,
  "GET /resource-tree/product/{productId}": tree,
  "GET /submission/{productId}": submissions,
  "GET /submission/{productId}/{number}": submission,
  "POST /configure": configure,
  "GET /configure/{jobId}": detail,
  "GET /configure/{jobId}/status": status,
  "POST /configure/{jobId}/cancel": (call) => ({
    status: 200,
    body: jobStatus(call.service, cancel(call.service, jobOf(call))),
  }),
};

const router = new Router(routes);

/** The route of a call, or a ServiceError. A doubled slash is tolerated (§3.1); ids have any number of parts. */
export function findProductIngestionRoute(method: string, path: string): FoundRoute {
  const asked = path.replace(/\/{2,}/g, "/");
  const first = asked.split("/")[1]?.toLowerCase() ?? "";
  const isSingle = readDurableId(asked.slice(1).replace(/\/$/, "").toLowerCase()) !== undefined;
  if (method === "GET" && isSingle && !["submission", "configure", "resource-tree"].includes(first)) {
    return { operation: readOne, handler: single, parameters: { durableId: asked.slice(1).replace(/\/$/, "") } };
  }
  return router.find(method, asked);
}
