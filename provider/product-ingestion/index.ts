/**
 * The public subpath `pulumi-partnercenter/product-ingestion`: the client of Microsoft's Product Ingestion API, for
 * programs that need it without Pulumi. See this folder's README. Ways to sign in and the errors of all calls are those
 * of `pulumi-partnercenter/partner-center`.
 */
export { isInDoubt } from "../partner-center/http/transport.js";
export { isDone, isEnded, type JobWait, jobDelay, type NewResource } from "./areas/jobs.js";
export type { OfferReference } from "./changes/changes.js";
export type { CommitOptions, Committed, Edit } from "./changes/edits.js";
export type { GatheringTimes } from "./changes/gathering.js";
export { namesType } from "./changes/request.js";
export { ProductIngestionClient, type ProductIngestionOptions } from "./client.js";
export { JobFailedError, JobTimeoutError, OverwrittenError, ProductBusyError, UnconfirmedError } from "./errors.js";
export { productGuid, productId, productOf } from "./wire/durable-ids.js";
export { isMasked, normalForm, type Resource, typeOf } from "./wire/normal-form.js";
export { flatReasons, isBusy, isCertification, type Reason } from "./wire/reasons.js";
export { compareVersions, parseSchemaAddress, type SchemaAddress, schemaAddress } from "./wire/schema-addresses.js";
export { Job, type JobError, Plan, Product, type ResourceTree, Submission, type TargetType } from "./wire/schemas.js";
export { parseSchemaVersions, type SchemaVersions } from "./wire/versions.js";
