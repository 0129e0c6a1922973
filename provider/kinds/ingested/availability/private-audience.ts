// Who may buy a private plan that is live is brought up to date in draft, preview and live at once, without a submission,
// where nothing else has changed (Product Ingestion API §9.6): members come and go. The first member of a kind has to be
// published, and so are labels, as anything else.
import { changedPaths, type Field } from "../../../fields/field.js";
import type { Edit, Resource, ResourceTree } from "../../../product-ingestion/index.js";
import { partIn } from "../../../tree-pages/tree.js";
import type { Handover, Place, TreePage } from "../../../tree-pages/tree-page.js";
import { isWithin, objectsIn, type Properties, same, sorted } from "../../../values/properties.js";
import type { Change } from "../../../values/versions.js";

const audiencePath = "availability.privateAudience";
const updateType = "price-and-availability-update-private-audiences";

interface Update {
  readonly add: readonly Properties[];
  readonly remove: readonly Properties[];
}

const keyOf = ({ type, id }: Properties) => `${type} ${String(id).toLowerCase()}`;

function membersOf({ privateAudiences }: Properties): ReadonlyMap<string, Properties> {
  return new Map(objectsIn(privateAudiences).map((member) => [keyOf(member), member]));
}

function without(members: ReadonlyMap<string, Properties>, others: ReadonlyMap<string, Properties>): Properties[] {
  return [...members].filter(([key]) => !others.has(key)).map(([, member]) => member);
}

const rest = ({ privateAudiences: _, ...others }: Properties) => sorted(others);

/**
 * What has to be told of members alone; undefined where that is not all, or not possible.
 *
 * @param current As the draft has it. @param live What customers see.
 */
export function audienceUpdate(current: Properties, wanted: Properties, live: Properties): Update | undefined {
  if (wanted.audience !== "private" || live.audience !== "private") return undefined;
  if (!same(rest(current), rest(wanted))) return undefined;
  const [then, now, shown] = [membersOf(current), membersOf(wanted), membersOf(live)];
  if (without(then, shown).length > 0 || without(shown, then).length > 0) return undefined;
  const isRelabelled = [...now].some(([key, { label }]) => then.has(key) && then.get(key)?.label !== label);
  const [add, remove] = [without(now, then), without(then, now)];
  const types = new Set([...shown.values()].map(({ type }) => type));
  if (isRelabelled || add.length + remove.length === 0 || !add.every(({ type }) => types.has(type))) return undefined;
  return { add, remove };
}

/** Whether nothing of the page has changed but who is in the audience. */
function isAudienceAlone(fields: readonly Field[], { inputs, before, isResumed }: Change): boolean {
  if (before === undefined || isResumed === true) return false;
  const paths = changedPaths(fields, before, inputs);
  return paths.length > 0 && paths.every((path) => isWithin(path, audiencePath));
}

/** What a page hands in, with an update of the audience alone in its place where that is possible. */
async function withAudienceUpdate(
  handed: Handover,
  fields: readonly Field[],
  { context, planId }: Place,
  change: Change,
): Promise<Handover> {
  const [edit] = handed.edits;
  const { productId } = change.state;
  if (edit === undefined || typeof productId !== "string" || !isAudienceAlone(fields, change)) return handed;
  const { resources } = context.ingestion();
  const published = await resources.published(productId, "live");
  const live = published && partIn(published, { type: edit.type, planId });
  if (live === undefined) return handed;
  let isUpdated = false;
  const updateIn = (current: Resource | undefined, draft: ResourceTree | undefined) => {
    const wanted = edit.merge(current, draft);
    const update = current && wanted && audienceUpdate(current, wanted, live);
    isUpdated ||= update !== undefined;
    return { update, wanted };
  };
  const whole: Edit = {
    ...edit,
    merge(current, draft) {
      const { update, wanted } = updateIn(current, draft);
      return update === undefined ? wanted : current;
    },
  };
  const members: Edit = {
    type: updateType,
    plan: planId,
    merge(_current, draft) {
      const { update } = updateIn(draft && partIn(draft, { type: edit.type, planId }), draft);
      return update && { privateAudiences: update };
    },
  };
  const told = () => [
    isUpdated
      ? "its private audience is up to date in preview and live as well, without a submission"
      : "its private audience is that of the draft: customers see it once the offer is submitted and live again",
  ];
  return { ...handed, edits: [whole, members], told };
}

/** A page of which the audience alone may be brought up to date. */
export function withLiveAudience(page: TreePage & { readonly fields: readonly Field[] }): TreePage {
  return {
    ...page,
    edits: async (place, change) => withAudienceUpdate(await page.edits(place, change), page.fields, place, change),
  };
}
