// From the files that are there and those that a program wants to edits: what is to be changed in place, made anew and
// taken out. That is told by the draft as it is read right before the post.
import type { Edit, Resource, ResourceTree } from "../../product-ingestion/index.js";
import { type Properties, same } from "../../values/properties.js";
import { type FileGroup, foundIn } from "./file-groups.js";

/** How many of a sort may be there already: no page of Partner Center takes so many. */
const mostFound = 30;

/** What becomes of the files of a group. */
interface Work {
  readonly found: readonly Resource[];
  /** For each that is there: the entry that it becomes; undefined: it is taken out. */
  readonly kept: readonly (Properties | undefined)[];
  readonly made: readonly Properties[];
  /** The place of each entry. */
  readonly order: ReadonlyMap<Properties, number>;
}

/** What has a path is uploaded, and no business of a job. */
const isUploaded = ({ path }: Properties) => path !== undefined;

/** An entry stays what it is; of the others, what is there is changed into what is wanted. */
function workOn(group: FileGroup, draft: ResourceTree | undefined, wanted: readonly Properties[]): Work {
  const found = draft === undefined ? [] : foundIn(draft, group);
  const open = [...wanted];
  const take = (isMeant: (entry: Properties) => boolean): Properties | undefined => {
    const at = open.findIndex(isMeant);
    return at < 0 ? undefined : open.splice(at, 1)[0];
  };
  const identities = found.map((one) => group.identity(group.entryOf(one)));
  const same = identities.map((identity) => take((entry) => group.identity(entry) === identity));
  const kept = same.map((entry) => entry ?? take((one) => !isUploaded(one)));
  const made = open.filter((entry) => !isUploaded(entry));
  return { found, kept, made, order: new Map(wanted.map((entry, index) => [entry, index])) };
}

/** The entries that a program wants of a group, out of the draft. @throws ChangedElsewhereError, ExistsError */
export type WantedEntries = (group: FileGroup, draft: ResourceTree | undefined) => readonly Properties[];

/**
 * @param isChanged Whether an entry is to be written though nobody can tell that it differs.
 * @param most How many the program wants.
 */
export function groupEdits(
  group: FileGroup,
  most: number,
  wantedIn: WantedEntries,
  isChanged: (entry: Properties) => boolean,
): Edit[] {
  let last: { draft: ResourceTree | undefined; work: Work } | undefined;
  const workIn = (draft: ResourceTree | undefined): Work => {
    if (last === undefined || last.draft !== draft)
      last = { draft, work: workOn(group, draft, wantedIn(group, draft)) };
    return last.work;
  };
  const resourceOf = (entry: Properties, { order }: Work): Properties => {
    const place = group.type === "listing-asset" ? { displayOrder: order.get(entry) ?? 0 } : {};
    return { ...group.resource(entry), ...place };
  };
  const changing = Array.from(
    { length: mostFound },
    (_, index): Edit => ({
      type: group.type,
      key: `${group.key} ${index + 1}`,
      isMeant: (resource, draft) => foundIn(draft, group)[index]?.id === resource.id,
      merge(current, draft) {
        const work = workIn(draft);
        if (current === undefined || work.found[index] === undefined) return undefined;
        const entry = work.kept[index];
        if (entry === undefined) return deleted(current);
        if (isUploaded(entry)) return current;
        const resource = resourceOf(entry, work);
        const isSame = same(group.entryOf(resource), group.entryOf(current));
        const isInPlace = group.type !== "listing-asset" || (current.displayOrder ?? 0) === resource.displayOrder;
        return isSame && isInPlace && !isChanged(entry) ? current : { ...current, ...resource };
      },
    }),
  );
  const making = Array.from(
    { length: most },
    (_, index): Edit => ({
      type: group.type,
      key: `new ${group.key} ${index + 1}`,
      isMeant: () => false,
      merge(_current, draft) {
        const work = workIn(draft);
        const entry = work.made[index];
        return entry === undefined ? undefined : resourceOf(entry, work);
      },
    }),
  );
  return [...changing, ...making];
}

/** The address that was read cannot be sent back. */
function deleted({ url: _url, assets: _assets, ...resource }: Resource): Properties {
  return { ...resource, lifecycleState: "deleted" };
}
