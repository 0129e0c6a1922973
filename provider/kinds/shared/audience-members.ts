// Lists of members, which the service keeps as `[{ID, description}]` and programs write as a map: whom an offer or a
// plan is for (API reference §3.8, §3.12, §3.13).
import { type KeyedList, readKeyed, writeKeyed } from "../../fields/keyed-list.js";
import { asObject, type Properties } from "../../values/properties.js";

/** Ids with their descriptions, the ids in lower case: letter case has no meaning. */
export function lowerCaseIds(members: unknown): Properties {
  const all = Object.entries(asObject(members));
  return Object.fromEntries(all.map(([id, description]) => [id.toLowerCase(), description]));
}

const members: KeyedList = {
  key: "ID",
  ignoresCase: true,
  fromEntry: ({ description }) => description ?? "",
  toEntry: (description, old) => ({ ...old, description }),
};

/** The members of a list of the service: id → description. */
export function membersIn(list: unknown): Properties {
  return readKeyed(members, list);
}

/** The list with exactly these members; what else the service keeps of one that stays is kept. */
export function withMembers(list: unknown, wanted: unknown): Properties[] {
  return writeKeyed(members, list, wanted);
}
