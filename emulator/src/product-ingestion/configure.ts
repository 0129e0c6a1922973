// `configure`: what is refused at once, before anything is written, and the job that an accepted request becomes
// (Product Ingestion API §4.7, §6; additions §3.1).

import { isObject } from "../resources/forms.js";
import { orderOf, resourceType } from "../resources/resource-types.js";
import { fileHost } from "../resources/shown.js";
import type { Call, Reply } from "../routes/call.js";
import type { Service } from "../state/service.js";
import type { JobFaults, JobRecord } from "../store/records.js";
import { readDurableId } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { guid } from "../wire/identifiers.js";
import { RefusedRequest, reason } from "../wire/product-ingestion-errors.js";
import { compareVersions, isVersion, oldSchemaHost, readSchemaAddress } from "../wire/schema-addresses.js";
import { jobStatus, writesUntil } from "./job-status.js";
import { ceilingOf } from "./queries.js";
import { offersOf } from "./references.js";

const envelopeVersions = ["2022-03-01-preview2", "2022-03-01-preview3", "2022-07-01"];

const invalid = "Invalid configuration: schema validation failed";

function refused(message: string, inner: readonly string[] = []): RefusedRequest {
  const details = inner.map((problem) => reason("schemaValidationError", problem));
  return new RefusedRequest(400, invalid, [reason("schemaValidationError", message, details)]);
}

/** A schema that the service cannot find, or does not look for any more. */
function unreachable(address: unknown): RefusedRequest | undefined {
  const read = readSchemaAddress(address);
  const type = read === undefined ? undefined : resourceType(read.type);
  const isOld = String(address).includes(oldSchemaHost);
  if (read === undefined || isOld || type === undefined) {
    return new RefusedRequest(400, `Schema ${address} could not be accessed`);
  }
  if (type.versions.includes(read.version)) return undefined;
  return new RefusedRequest(400, `Schema ${address} could not be found`);
}

function checkEnvelope(body: Wire): Wire[] {
  const address = readSchemaAddress(body.$schema);
  const isEnvelope = address?.type === "configure" && envelopeVersions.includes(address.version);
  if (!isEnvelope || address.host === oldSchemaHost) {
    throw new RefusedRequest(400, `Schema ${body.$schema} could not be accessed`);
  }
  const { resources } = body;
  const others = Object.keys(body).filter((key) => key !== "$schema" && key !== "resources");
  const problems = others.map((key) => `#/${key}: not known`);
  if (!Array.isArray(resources) || resources.length === 0) problems.push("#/resources: at least 1 entry expected");
  else if (!resources.every(isObject)) problems.push("#/resources: objects expected");
  if (problems.length > 0) throw refused(`Schema validation failed for schema ${body.$schema}`, problems);
  return resources as Wire[];
}

function checkResource(service: Service, resource: Wire, ceiling: string | undefined): void {
  const problem = unreachable(resource.$schema);
  if (problem !== undefined) throw problem;
  const { $schema, id, resourceName } = resource;
  const { type = "", version = "" } = readSchemaAddress($schema) ?? {};
  if (ceiling !== undefined && compareVersions(version.slice(0, 10), ceiling.slice(0, 10)) > 0) {
    throw refused(`Schema ${$schema} is newer than the requested $version ${ceiling}`);
  }
  const problems: string[] = [];
  if (id !== undefined && readDurableId(id)?.type !== type) problems.push(`#/id: a durable id of a ${type} expected`);
  if (resourceName !== undefined && !/^[a-zA-Z0-9-_]{1,50}$/.test(String(resourceName))) {
    problems.push("#/resourceName: 1 to 50 letters, digits, hyphens and underscores expected");
  }
  if (JSON.stringify([resource.url, resource.assets]).includes(`https://${fileHost}/`)) {
    problems.push("#/url: an address that the service gave out itself cannot be sent");
  }
  const { $schema: _, id: __, resourceName: ___, validations, ...fields } = resource;
  if (validations !== undefined) problems.push("#/validations: not known");
  const closed = service.switches.unknownKeys === "refused";
  resourceType(type)?.schema(version)(fields, "#", { problems, closed });
  if (problems.length > 0) throw refused(`Schema validation failed for schema ${$schema}`, problems);
}

function checkNames(resources: readonly Wire[]): void {
  const names = resources.map(({ resourceName }) => resourceName).filter((name) => name !== undefined);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused(`The resourceName ${twice} is used twice`);
}

/** In the order of work: what others refer to first, whatever the order in the request (§6.3). */
function inOrder(resources: readonly Wire[]): Wire[] {
  const placeOf = ({ $schema }: Wire) => orderOf(readSchemaAddress($schema)?.type ?? "");
  return resources.map((resource) => resource).sort((a, b) => placeOf(a) - placeOf(b));
}

function faultsOf({ effect }: Call): JobFaults {
  const { jobFailed, jobNeverEnds, submissionFailed, certificationFailed } = effect;
  return {
    ...(jobNeverEnds === true ? { neverEnds: true } : {}),
    ...(jobFailed === undefined || jobFailed === false
      ? {}
      : { failed: jobFailed === "afterWriting" ? "afterWriting" : "beforeWriting" }),
    ...(submissionFailed === undefined || submissionFailed === false ? {} : { submissionFailed: true }),
    ...(certificationFailed === true ? { certificationFailed } : {}),
  };
}

/** `POST /configure`. */
export function configure(call: Call): Reply {
  const { service, tenant, body } = call;
  const { store, clock, delays, switches } = service;
  const ceiling = ceilingOf(call);
  if (ceiling !== undefined && !isVersion(ceiling)) throw new RefusedRequest(400, `$version ${ceiling} is not valid`);
  const resources = checkEnvelope(body);
  for (const resource of resources) checkResource(service, resource, ceiling);
  checkNames(resources);
  const acceptedAt = clock.now();
  const offers = offersOf(service, tenant, resources);
  const busyUntil = Math.max(acceptedAt, writesUntil(service, offers));
  const isQueued = switches.parallelJobs === "queued";
  const job: JobRecord = {
    id: guid(),
    productId: "waiting",
    tenant,
    offers,
    acceptedAt,
    startsAt: isQueued ? busyUntil : acceptedAt,
    locked: !isQueued && busyUntil > acceptedAt,
    stepMilliseconds: delays.draftJob / resources.length,
    resources: inOrder(resources),
    done: 0,
    names: {},
    written: [],
    faults: faultsOf(call),
  };
  store.put("job", job);
  // The answer is from the moment of the request, however short the delays are.
  return { status: switches.configureStatus, body: jobStatus(service, job, true) };
}
