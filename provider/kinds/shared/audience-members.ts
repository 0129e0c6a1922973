// Lists of members, which the service keeps as `[{ID, description}]` and programs write as a map: whom an offer or a plan is
// for (API reference §3.8, §3.12, §3.13).
import { asObject, objectsIn, type Properties } from "../../values/properties.js";

/** Ids with their descriptions, the ids in lower case: letter case has no meaning. */
export function lowerCaseIds(members: unknown): Properties {
  const all = Object.entries(asObject(members));
  return Object.fromEntries(all.map(([id, description]) => [id.toLowerCase(), description]));
}

/** The members of a list of the service: id → description. */
export function membersIn(list: unknown): Properties {
  return Object.fromEntries(objectsIn(list).map(({ ID, description }) => [String(ID), description ?? ""]));
}

/** The list with exactly these members; what else the service keeps of one that stays is kept. */
export function withMembers(list: unknown, members: unknown): Properties[] {
  const old = new Map(objectsIn(list).map((member) => [String(member.ID).toLowerCase(), member]));
  return Object.entries(asObject(members)).map(([id, description]) => ({
    ...old.get(id.toLowerCase()),
    ID: id,
    description,
  }));
}
