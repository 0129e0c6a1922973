// The files of a listing as a page: logos, screenshots, documents and videos, which the service fetches from addresses
// (Product Ingestion API §11.5, §11.6; additions §1).
import { forget, keepAsWritten, valueIn } from "../../fields/compared.js";
import { changedPaths, isManaged, takeManaged, unmanagedChanges } from "../../fields/field.js";
import { differences, merge } from "../../fields/merge.js";
import { refuseTouchedFields } from "../../pages/adoption.js";
import type { ResourceTree } from "../../product-ingestion/index.js";
import { unmanagedInWords } from "../../values/difference.js";
import { getPath, isObject, objectsIn, type Properties, setPath } from "../../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../../values/versions.js";
import { guardsOf } from "../guard.js";
import type { TreePage } from "../tree-page.js";
import { groupEdits } from "./file-edits.js";
import { type FileGroup, filesIn, foundIn, thumbnailOf, withoutSignatures } from "./file-groups.js";
import { learnFiles } from "./file-hashes.js";
import { bringFiles, knowingTakenOut } from "./uploaded-files.js";

const key = "observed.files";
const what = "What its listing shows of files";

/**
 * Makes the page.
 *
 * @param groups All sorts of files that a program can set.
 * @param uploaded Those that may also be given by a path.
 */
export function filesPage(groups: readonly FileGroup[], uploaded: readonly FileGroup[] = []): TreePage {
  const fields = groups.map(({ field }) => field);
  const paths = uploaded.map(({ path }) => path);
  const manages = (version: Properties | undefined) => fields.some((field) => isManaged(field, version));
  const lastSeen = (version: Properties | undefined) => {
    const body = getPath(version ?? {}, key);
    return isObject(body) ? body : undefined;
  };
  const isChanged = ({ inputs, before, isResumed }: Change) =>
    before === undefined ||
    isResumed === true ||
    changedPaths(fields, before, inputs).length > 0 ||
    groups.some(({ path }) => otherThumbnails(path, before, inputs));
  const withoutAddresses = (state: Outputs) => {
    for (const { path } of groups) {
      const value = getPath(state, path);
      if (value !== undefined) setPath(state, path, withoutSignatures(value));
    }
  };
  return {
    compared: fields,
    ...(uploaded.length === 0 ? {} : { learn: (inputs, findings) => learnFiles(paths, inputs, findings) }),

    alsoChanged: (before, inputs) =>
      groups.filter(({ path }) => otherThumbnails(path, before, inputs)).map(({ path }) => path),

    content: (inputs) =>
      Object.fromEntries(
        groups.flatMap(({ path, type }) =>
          type === "listing-trailer" && getPath(inputs, path) !== undefined
            ? [[`${path} thumbnails`, thumbnailsIn(inputs, path)]]
            : [],
        ),
      ),

    seen(field, before) {
      const body = lastSeen(before);
      return body === undefined ? undefined : field.read(body);
    },

    survey: (place, tree, inputs) =>
      manages(inputs) ? differences(fields, filesIn(tree, groups), { inputs, before: undefined }, place.owner) : [],

    async refuseTouched(place, tree, inputs, refusal, state) {
      const body = filesIn(tree, groups);
      await refuseTouchedFields(fields, body, inputs, place, refusal);
      if (manages(inputs)) setPath(state, key, body);
    },

    async edits(place, change) {
      const { inputs, before, state } = change;
      const managed = groups.filter(({ field }) => isManaged(field, inputs) || isManaged(field, before));
      if (managed.length === 0 || !isChanged(change)) return { edits: [] };
      const guards = await guardsOf(place, change, what, lastSeen(before ?? state));
      const guard = () => knowingTakenOut(guards(), uploaded, inputs);
      const wantedIn = ({ key, field }: FileGroup, draft: ResourceTree | undefined) => {
        const body = draft === undefined ? {} : filesIn(draft, groups);
        const wanted = merge(fields, body, change, place.owner, guard());
        // Where nothing differs, the program's entries tell from where a file can be fetched.
        if (isManaged(field, inputs)) field.write(wanted, valueIn(field, inputs), place.owner);
        return objectsIn(wanted[key]);
      };
      const edits = managed.flatMap((group) => {
        const value = valueIn(group.field, inputs);
        const most = isObject(value) ? Math.max(1, Object.keys(value).length) : objectsIn(value).length;
        return groupEdits(group, most, wantedIn, (video) => isOtherThumbnail(group.path, before, video));
      });
      return { edits, secrets: signedIn(groups.map(({ field }) => valueIn(field, inputs))) };
    },

    async finish(place, change, draft) {
      const { productId } = change.state;
      return isChanged(change) && bringFiles(place, String(productId), uploaded, { inputs: change.inputs, draft });
    },

    keep(inputs, state) {
      for (const field of fields) keepAsWritten(field, inputs, state);
      withoutAddresses(state);
    },

    take(place, tree, managed, state) {
      for (const field of fields) forget(field, state);
      const body = filesIn(tree, groups);
      takeManaged(fields, body, managed, state, place.owner);
      withoutAddresses(state);
      // Also what has left the program: it may come back.
      if (manages(managed) || lastSeen(state) !== undefined) setPath(state, key, body);
    },

    news: (_place, tree, before) =>
      unmanagedChanges(fields, lastSeen(before), filesIn(tree, groups), before).map(unmanagedInWords),

    describe(_place, tree, description) {
      for (const group of groups.filter((one) => foundIn(tree, one).length > 0)) {
        description.leaveOut(
          [],
          group.path,
          "is left as it is: nobody can tell from which address a file came, and the one that is read ends within hours",
        );
      }
    },
  };
}

function thumbnailsIn(version: Properties, path: string): (string | undefined)[] {
  return objectsIn(getPath(version, path)).map(thumbnailOf);
}

/** Whether videos are to get other pictures: what the service has of them cannot be told, so that the state does. */
function otherThumbnails(path: string, before: LastSeen, inputs: Inputs): boolean {
  return objectsIn(getPath(inputs, path)).some((video) => isOtherThumbnail(path, before, video));
}

function isOtherThumbnail(path: string, before: LastSeen | undefined, video: Properties): boolean {
  const wanted = thumbnailOf(video);
  const then = objectsIn(getPath(before ?? {}, path)).find(({ address }) => address === video.address);
  return wanted !== undefined && then !== undefined && thumbnailOf(then) !== wanted;
}

/** The signatures of addresses, which nobody may see. */
function signedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(signedIn);
  if (isObject(value)) return Object.values(value).flatMap(signedIn);
  const [, query] = typeof value === "string" ? (/^https?:[^?]*\?(.*\bsig=.*)$/is.exec(value) ?? []) : [];
  return query === undefined ? [] : [query];
}
