/** From posts to the resources of one request: each with a name, by which errors and other resources refer to it. */
import type { NewResource } from "../areas/jobs.js";
import { typeOf } from "../wire/normal-form.js";
import { isObject } from "../wire/places.js";
import type { ResourceTree } from "../wire/schemas.js";
import type { Post } from "./composing.js";
import { placeOf } from "./edits.js";

/** A post with the name that it has in its request. */
export interface NamedPost extends Post {
  readonly resourceName: string;
}

/**
 * Names are unique in a request, have at most 50 characters, and none is a plan id: those have no capital letters.
 */
// Product Ingestion API §5.4
export function named(posts: readonly Post[]): NamedPost[] {
  return posts.map((post, index) => ({ ...post, resourceName: `R${index + 1}-${nameOfType(post.edit.type)}` }));
}

const nameOfType = (type: string) => type.slice(0, 40);

/** Whether a reference in an error names a resource of a type. */
export function namesType(reference: unknown, type: string): boolean {
  if (isObject(reference)) return String(reference.resourceName).replace(/^R\d+-/, "") === nameOfType(type);
  return typeof reference === "string" && reference.startsWith(`${type}/`);
}

/** @param draft undefined: the offer is made by this request. */
export function requestOf(posts: readonly NamedPost[], draft: ResourceTree | undefined): NewResource[] {
  const nameAt = (type: string, plan?: string) => {
    const place = placeOf({ type, plan });
    const resourceName = posts.find((post) => post.place === place)?.resourceName;
    return resourceName === undefined ? undefined : { resourceName };
  };
  const listing = (languageId: unknown) =>
    draft?.resources.find((one) => typeOf(one) === "listing" && one.languageId === languageId)?.id ?? nameAt("listing");
  return posts.map(({ edit: { type, plan }, wanted, resourceName }) => {
    const product = draft?.root ?? (type === "product" ? undefined : nameAt("product"));
    const isPart = plan !== undefined && type !== "plan" && typeof wanted.plan !== "string";
    const isOfListing = type === "listing-asset" || type === "listing-trailer";
    const reference = isOfListing && wanted.listing === undefined ? listing(wanted.languageId ?? "en-us") : undefined;
    // A file that goes needs no address, and the one that was read would be refused.
    const { url, ...content } = wanted;
    const isGone = isOfListing && wanted.lifecycleState === "deleted";
    return {
      ...(isGone || url === undefined ? content : wanted),
      $schema: wanted.$schema,
      resourceName,
      ...(product === undefined || type === "product" ? {} : { product }),
      ...(isPart ? { plan: nameAt("plan", plan) } : {}),
      ...(reference === undefined ? {} : { listing: reference }),
    };
  });
}

/**
 * The posts that a reference in an error names.
 *
 * @param drafts Trees that know the ids of what the posts had none for.
 */
export function namedBy(
  reference: unknown,
  posts: readonly NamedPost[],
  drafts: readonly (ResourceTree | undefined)[],
): NamedPost[] {
  if (isObject(reference)) {
    const { resourceName, externalId } = reference;
    const isMeant = ({ resourceName: name, edit, wanted }: NamedPost) =>
      name === resourceName ||
      (externalId !== undefined && isObject(wanted.identity) && wanted.identity.externalId === externalId) ||
      (externalId !== undefined && edit.type === "plan" && edit.plan === externalId);
    return posts.filter(isMeant);
  }
  if (typeof reference !== "string") return [];
  const direct = posts.filter(({ wanted }) => wanted.id === reference);
  if (direct.length > 0) return direct;
  // A part that the service made itself, and that had no id when it was sent.
  const made = drafts.flatMap((draft) => draft?.resources ?? []).find(({ id }) => id === reference);
  if (made === undefined) return [];
  const ownPlan = typeOf(made) === "plan" ? made.id : made.plan;
  const plan = drafts.flatMap((draft) => draft?.resources ?? []).find(({ id }) => id !== undefined && id === ownPlan);
  const planId = isObject(plan?.identity) && typeOf(plan) === "plan" ? plan.identity.externalId : undefined;
  return posts.filter(({ edit }) => edit.type === typeOf(made) && edit.plan === planId);
}
