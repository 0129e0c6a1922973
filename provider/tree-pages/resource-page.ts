// A page that is one resource: a table of its fields, and what a new one consists of.
import { type Compared, forget, valueIn } from "../fields/compared.js";
import { changedPaths, type Field, isManaged, showsSame, takeManaged, unmanagedChanges } from "../fields/field.js";
import { differences, merge } from "../fields/merge.js";
import { refuseTouchedFields } from "../pages/adoption.js";
import type { ResourceTree } from "../product-ingestion/index.js";
import { unmanagedInWords } from "../values/difference.js";
import { getPath, isObject, type Properties, setPath } from "../values/properties.js";
import type { Change, Inputs, LastSeen } from "../values/versions.js";
import { guardsOf } from "./guard.js";
import { partIn } from "./tree.js";
import type { Place, TreePage } from "./tree-page.js";

/** One resource, and the properties of the program that live in it. */
export interface TreeResource extends Pick<TreePage, "check" | "foresee"> {
  /** Where it is kept in the state, as it was last seen: `observed.<key>`. */
  readonly key: string;
  /** As the subject of a sentence, such as `Its listing`. */
  readonly what: string;
  /** Type of the resource, such as `listing`. */
  readonly type: string | ((place: Place) => string);
  readonly fields: readonly Field[];
  /** What a new one has beside the values of its fields, such as its kind. */
  fresh(place: Place): Properties;
  /** It is the offer or plan itself, and made also where none of its fields is set. */
  readonly isItself?: true;
  /** What another page manages of this very resource: with a change of it, this page looks for somebody else's as well. */
  readonly beside?: readonly Compared[];
  /** The resource as its fields know it, where that takes a look at others of the tree. */
  view?(resource: Properties, tree: ResourceTree): Properties;
  /** The resource that is sent, out of what the fields have written. */
  sent?(view: Properties, place: Place, tree: ResourceTree | undefined): Properties;
  /** What of it is remembered in the state; default: all. */
  remembered?(view: Properties): Properties;
}

/** A page kept as one resource. */
export interface ResourcePage extends TreePage, TreeResource {}

function typeIn({ type }: TreeResource, place: Place): string {
  return typeof type === "string" ? type : type(place);
}

/** The resource as its fields know it; a fresh one where there is none. */
function bodyIn(stored: TreeResource, place: Place, tree: ResourceTree): Properties {
  const found = partIn(tree, { type: typeIn(stored, place), planId: place.planId });
  return found === undefined ? stored.fresh(place) : (stored.view?.(found, tree) ?? found);
}

function manages({ fields }: TreeResource, version: Properties | undefined): boolean {
  return fields.some((field) => isManaged(field, version));
}

function lastSeen({ key }: TreeResource, version: Properties | undefined): Properties | undefined {
  const body = getPath(version ?? {}, `observed.${key}`);
  return isObject(body) ? body : undefined;
}

/** Whether an update has anything to write. */
function isChanged({ fields, beside = [] }: TreeResource, { inputs, before, isResumed }: Change): boolean {
  if (before === undefined || isResumed === true) return true;
  return changedPaths([...fields, ...beside], before, inputs).length > 0;
}

/** Makes a page of a resource. */
export function resourcePage(stored: TreeResource): ResourcePage {
  const { fields, key } = stored;
  return {
    ...stored,
    compared: fields,

    show(place, tree, state) {
      setPath(state, `observed.${key}`, remembered(stored, bodyIn(stored, place, tree)));
    },

    seen(field, before) {
      const body = lastSeen(stored, before);
      return body === undefined ? undefined : field.read(body);
    },

    survey(place, tree, inputs) {
      if (!manages(stored, inputs)) return [];
      return differences(fields, bodyIn(stored, place, tree), { inputs, before: undefined }, place.owner);
    },

    async refuseTouched(place, tree, inputs, refusal, state) {
      const body = bodyIn(stored, place, tree);
      await refuseTouchedFields(fields, body, inputs, place, refusal);
      if (manages(stored, inputs)) setPath(state, `observed.${key}`, remembered(stored, body));
    },

    async edits(place, change) {
      const { inputs, before, state } = change;
      const isOurs = manages(stored, inputs) || manages(stored, before) || (stored.isItself && before === undefined);
      if (!isOurs || !isChanged(stored, change)) return { edits: [] };
      const guard = await guardsOf(place, change, stored.what, lastSeen(stored, before ?? state));
      // Once our job has written, nothing there is somebody else's: also not a credential that was not there before.
      let handedIn: Properties | undefined;
      const shows = (body: Properties, other: Properties) => fields.every((field) => showsSame(field, body, other));
      const merged = (current: Properties | undefined, tree: ResourceTree | undefined) => {
        const body =
          current === undefined ? stored.fresh(place) : (stored.view?.(current, tree as ResourceTree) ?? current);
        const isWritten =
          (current === undefined && stored.isItself === true) ||
          differences(fields, body, change, place.owner).length > 0;
        if (!isWritten) return current;
        const isOurWork = handedIn !== undefined && shows(body, handedIn);
        const wanted = merge(fields, body, change, place.owner, isOurWork ? { kind: "overwrite" } : guard());
        handedIn = wanted;
        return stored.sent?.(wanted, place, tree) ?? wanted;
      };
      const edit = { type: typeIn(stored, place), plan: place.planId, merge: merged };
      return { edits: [edit], secrets: credentialsIn(fields, inputs) };
    },

    take(place, tree, managed, state) {
      for (const field of fields) forget(field, state);
      const body = bodyIn(stored, place, tree);
      takeManaged(fields, body, managed, state, place.owner);
      // Also what has left the program: it may come back.
      const isKnown = stored.isItself || lastSeen(stored, state) !== undefined;
      if (isKnown || manages(stored, managed)) setPath(state, `observed.${key}`, remembered(stored, body));
    },

    news(place, tree, before) {
      const body = remembered(stored, bodyIn(stored, place, tree));
      return unmanagedChanges(fields, lastSeen(stored, before), body, before).map(unmanagedInWords);
    },

    describe(place, tree, description) {
      description.addFields(fields, bodyIn(stored, place, tree), place.owner);
    },
  };
}

function remembered(stored: TreeResource, body: Properties): Properties {
  return stored.remembered?.(body) ?? body;
}

/** The credentials that a program gives: what is never shown. */
function credentialsIn(fields: readonly Field[], inputs: Inputs | LastSeen): string[] {
  return fields
    .filter(({ concealed }) => concealed === true)
    .map((field) => valueIn(field, inputs))
    .filter((value): value is string => typeof value === "string" && value !== "");
}

/** A page with further fields, which only some types of offers have, and their checks. */
export function withFields(
  page: ResourcePage,
  more: readonly Field[],
  checkMore: NonNullable<TreePage["check"]> = () => {},
): ResourcePage {
  return resourcePage({
    ...page,
    fields: [...page.fields, ...more],
    check(...given) {
      page.check?.(...given);
      checkMore(...given);
    },
  });
}
