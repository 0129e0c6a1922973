// Writes a resource that only this API has: finds out which it is, follows its references, and stores it whole (Product
// Ingestion API §5.1, §6.2, §6.3).

import { withDefaults } from "../resources/defaults.js";
import type { Resource } from "../resources/initial-resources.js";
import { resourceType } from "../resources/resource-types.js";
import { setupAfter, setupOthers } from "../resources/shared-objects.js";
import { isMasked } from "../resources/shown.js";
import { changePicture, uploadedPicture } from "../resources/uploaded-pictures.js";
import type { Service } from "../state/service.js";
import type { ProductRecord, VariantRecord } from "../store/records.js";
import { planRef, productRef, readDurableId } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { RefusedResource, reason } from "../wire/product-ingestion-errors.js";
import { readSchemaAddress, typeOf } from "../wire/schema-addresses.js";
import { checkRules, content } from "./checked-write.js";
import { invalid, missing, referredId, referredPlan, type Scope } from "./references.js";

/** The durable id that a resource has by what it belongs to; of those that there are many of, a new one. */
function naturalId(service: Service, product: ProductRecord, plan: VariantRecord | undefined, sent: Wire): string {
  const type = typeOf(sent);
  const language = String(sent.languageId ?? "en-us").toLowerCase();
  const own = `${type}/${product.id}`;
  if (type === "listing-asset") {
    return unusedId(service, product, `${own}/public/main/default/${language}/${String(sent.type).toLowerCase()}`);
  }
  switch (resourceType(type)?.multiplicity) {
    case "main":
      return `${own}/public/main`;
    case "language":
      return `${own}/public/main/default/${language}`;
    case "plan":
      return `${own}/${plan?.id}`;
    case "planLanguage":
      return `${own}/public/main/${plan?.id}/${language}`;
    case "many":
      return unusedId(service, product, `${own}/public/main/default`);
    default:
      return own;
  }
}

function unusedId({ store }: Service, product: ProductRecord, prefix: string): string {
  for (let ordinal = 1; ; ordinal += 1) {
    const id = `${prefix}/${ordinal}`;
    if (store.get("resource", product.id, id) === undefined) return id;
  }
}

/** Which resource is meant: by its id, which has to fit, or by what it belongs to. */
function identify({ service }: Scope, product: ProductRecord, plan: VariantRecord | undefined, sent: Wire): string {
  const natural = naturalId(service, product, plan, sent);
  if (sent.id === undefined) return natural;
  const id = String(sent.id);
  const isMany = resourceType(typeOf(sent))?.multiplicity === "many";
  const isOwn = isMany ? readDurableId(id)?.productId === product.id : id === natural;
  if (!isOwn) {
    throw new RefusedResource("badRequest", "Invalid resource", [
      reason("invalidId", `The id ${id} is not valid here.`),
    ]);
  }
  const isThere =
    service.store.get("resource", product.id, id) !== undefined || uploadedPicture(service, product, id) !== undefined;
  if (isMany && !isThere) throw missing(id);
  return id;
}

/** Two ways in which technical configurations of virtual machines were refused, with no more than this (§6.2, §10). */
function checkOddities({ switches }: Service, sent: Wire): void {
  const { type = "", version } = readSchemaAddress(sent.$schema) ?? {};
  if (type !== "virtual-machine-plan-technical-configuration") return;
  if (switches.ownIdInVmConfiguration === "refused" && sent.id !== undefined) throw invalid();
  if (switches.vmWriteVersions === "newest" && version !== resourceType(type)?.versions.at(-1)) throw invalid();
}

/** References by durable id, whatever form they were sent in. */
function resolved(scope: Scope, product: ProductRecord, plan: VariantRecord | undefined, sent: Wire): Wire {
  const { listing, basePlan } = sent;
  const base = basePlan === undefined ? undefined : referredPlan(scope, product, basePlan);
  return {
    product: productRef(product.id),
    ...(plan === undefined ? {} : { plan: planRef(product.id, plan.id) }),
    ...(listing === undefined ? {} : { listing: referredId(scope, product, listing) }),
    ...(base === undefined ? {} : { basePlan: planRef(product.id, base.id) }),
  };
}

/** Writes a resource of an offer or a plan; gives its durable id. Throws RefusedResource. */
export function writePart(scope: Scope, product: ProductRecord, plan: VariantRecord | undefined, sent: Wire): string {
  const { service } = scope;
  const { store, switches } = service;
  const type = typeOf(sent);
  const id = identify(scope, product, plan, sent);
  checkOddities(service, sent);
  const uploaded = uploadedPicture(service, product, id);
  if (sent.lifecycleState === "deleted") {
    store.remove("resource", product.id, id);
    if (uploaded !== undefined) store.remove("media", product.id, uploaded.picture.id);
    return id;
  }
  const before = store.get("resource", product.id, id)?.body ?? uploaded?.resource;
  const kept = switches.omittedFields === "kept" ? before : filesOf(type, before);
  const given = { ...kept, ...content(sent), ...resolved(scope, product, plan, sent) };
  const body = withSecrets(type, withDefaults(given), before);
  checkRules(service, product, plan, { ...body, id } as unknown as Resource, () => {
    if (uploaded !== undefined && sent.url === undefined) return changePicture(service, uploaded.picture, body);
    if (uploaded !== undefined) store.remove("media", product.id, uploaded.picture.id);
    const isSetup = type === "commercial-marketplace-setup";
    if (isSetup) store.put("product", { ...product, setup: setupAfter(product.setup, body) });
    store.put("resource", { id, productId: product.id, body: isSetup ? setupOthers(body) : body });
  });
  return id;
}

/** A file that was fetched stays when no address is sent: the one that was read cannot be sent back. */
function filesOf(type: string, before: Wire | undefined): Wire {
  const key = { "listing-asset": "url", "listing-trailer": "assets" }[type];
  return key === undefined || before?.[key] === undefined ? {} : { [key]: before[key] };
}

/** A mask keeps the secret that is stored (§6.3). */
function withSecrets(type: string, sent: Wire, before: Wire | undefined): Wire {
  const body = { ...sent };
  for (const path of resourceType(type)?.secrets ?? []) {
    const [holder = "", key = ""] = path.split(".");
    const [now, stored] = [body[holder], before?.[holder]] as (Wire | undefined)[];
    if (now === undefined || !isMasked(now[key]) || stored?.[key] === undefined) continue;
    body[holder] = { ...now, [key]: stored[key] };
  }
  return body;
}
