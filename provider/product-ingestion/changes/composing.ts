/** From the draft and the edits of all callers to what has to be posted. Pure. */
import { isDeepStrictEqual } from "node:util";
import { NotFoundError, ValidationError } from "../../partner-center/errors.js";
import { knownType } from "../wire/known-types.js";
import { normalForm, type Resource, typeOf } from "../wire/normal-form.js";
import { isObject, valuesAt } from "../wire/places.js";
import type { ResourceTree } from "../wire/schemas.js";
import type { Versions } from "../wire/versions.js";
import { type Caller, type Edit, placeOf, shownPlace } from "./edits.js";

/** A resource that differs from what is wanted. */
export interface Post {
  readonly place: string;
  /** The first of its edits. */
  readonly edit: Edit;
  readonly current: Resource | undefined;
  readonly wanted: Resource;
  readonly callers: ReadonlySet<Caller>;
}

export interface Composition {
  /** Callers whose edits cannot be made, and why. The others' edits are made without theirs. */
  readonly failed: ReadonlyMap<Caller, unknown>;
  /** In the order in which they are sent. */
  readonly posts: readonly Post[];
}

/** @param draft undefined: the offer does not exist yet. */
export function compose(
  offerId: string,
  draft: ResourceTree | undefined,
  callers: readonly Caller[],
  versions: Versions,
): Composition {
  const failed = new Map<Caller, unknown>();
  for (;;) {
    const left = callers.filter((caller) => !failed.has(caller));
    const before = failed.size;
    const posts = composed(new DraftOf(offerId, draft), left, versions, (caller, error) => failed.set(caller, error));
    if (failed.size === before) return { failed, posts };
  }
}

/** What is there, by what edits name. */
class DraftOf {
  constructor(
    readonly offerId: string,
    readonly draft: ResourceTree | undefined,
  ) {}

  get product(): string | undefined {
    return this.draft?.root;
  }

  plan(planId: string): Resource | undefined {
    return this.draft?.resources.find(
      (one) => typeOf(one) === "plan" && isObject(one.identity) && one.identity.externalId === planId,
    );
  }

  current(edit: Edit): Resource | undefined {
    const { type, plan, isMeant = () => true } = edit;
    if (type === "plan") return this.plan(plan ?? "");
    const owner = plan === undefined ? undefined : this.plan(plan);
    if (plan !== undefined && owner === undefined) return undefined;
    const isOfOwner = (one: Resource) =>
      owner === undefined || one.plan === owner.id || (isObject(one.plan) && one.plan.externalId === plan);
    const { draft } = this;
    const found = (draft?.resources ?? []).filter(
      (one) => draft !== undefined && typeOf(one) === type && isOfOwner(one) && isMeant(one, draft),
    );
    if (found.length <= 1) return found[0];
    throw new ValidationError(
      `Offer ${this.offerId} has ${found.length} of ${shownPlace(edit)}, and the edit does not say which is meant.`,
    );
  }
}

type Fail = (caller: Caller, error: unknown) => void;

function composed(draft: DraftOf, callers: readonly Caller[], versions: Versions, fail: Fail): Post[] {
  const places = new Map<string, { edit: Edit; steps: { caller: Caller; edit: Edit }[] }>();
  for (const caller of callers) {
    for (const edit of caller.edits) {
      const place = places.get(placeOf(edit)) ?? { edit, steps: [] };
      place.steps.push({ caller, edit });
      places.set(placeOf(edit), place);
    }
  }
  const posts: Post[] = [];
  for (const [place, { edit, steps }] of places) {
    let at: Caller | undefined;
    try {
      refuseMissing(draft, edit, (place) => places.has(place));
      const current = draft.current(edit);
      let wanted: Resource | undefined;
      for (const step of steps) {
        at = step.caller;
        const merged = step.edit.merge(wanted ?? current, draft.draft);
        if (merged !== undefined) wanted = whole(edit, merged, current, draft, versions);
      }
      at = undefined;
      const isForced = steps.some(({ edit, caller }) => edit.isPostedAnyway || caller.group !== undefined);
      if (wanted === undefined || (isSame(wanted, current) && !isForced)) continue;
      refuseFetched(draft, edit, wanted, current);
      posts.push({ place, edit, current, wanted, callers: new Set(steps.map(({ caller }) => caller)) });
    } catch (error) {
      for (const { caller } of steps) if (at === undefined || caller === at) fail(caller, error);
    }
  }
  return posts.sort((one, other) => orderOf(one) - orderOf(other));
}

const orderOf = ({ edit }: Post): number => knownType(edit.type)?.order ?? 5;

/** A whole resource, in the normal form. References to what does not exist yet come when it is sent. */
function whole(
  { type, plan }: Edit,
  merged: object,
  current: Resource | undefined,
  draft: DraftOf,
  versions: Versions,
): Resource {
  const owner = plan === undefined || type === "plan" ? undefined : draft.plan(plan)?.id;
  const resource = {
    ...merged,
    $schema: versions.addressFor(type, current?.$schema),
    ...(current?.id === undefined ? {} : { id: current.id }),
    ...(owner === undefined ? {} : { plan: owner }),
  };
  return normalForm(resource, draft.product);
}

/** The version of the schema alone is no change. */
export function isSame(wanted: Resource, current: Resource | undefined): boolean {
  return current !== undefined && isDeepStrictEqual({ ...wanted, $schema: "" }, { ...current, $schema: "" });
}

/** What an edit needs is in the draft, or made by another one. @throws NotFoundError */
function refuseMissing(draft: DraftOf, { type, plan }: Edit, isMade: (place: string) => boolean): void {
  if (type !== "product" && draft.product === undefined && !isMade(placeOf({ type: "product" }))) {
    throw new NotFoundError(`There is no offer ${draft.offerId} in Partner Center. Create it first.`);
  }
  if (plan === undefined || type === "plan" || draft.plan(plan) !== undefined) return;
  if (isMade(placeOf({ type: "plan", plan }))) return;
  throw new NotFoundError(`Offer ${draft.offerId} has no plan ${plan} in Partner Center. Create it first.`);
}

/** The address of a file as it was read expires, and is refused (observed). */
function refuseFetched(draft: DraftOf, edit: Edit, wanted: Resource, current: Resource | undefined): void {
  if (current === undefined || wanted.lifecycleState === "deleted") return;
  for (const path of knownType(edit.type)?.fetched ?? []) {
    const read = valuesAt(current, path);
    if (!valuesAt(wanted, path).some((address) => read.includes(address))) continue;
    throw new ValidationError(
      `The ${shownPlace(edit)} of offer ${draft.offerId} is to be changed, but the address of its file (${path}) is ` +
        "the one that Partner Center gave, which expires. Give the address from which the service can fetch it again.",
    );
  }
}
