// What changes, property by property: the engine shows these alone, where a dynamic resource shows as a whole.
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Diff } from "../provider/engine/handlers.js";
import { hiddenName } from "../provider/values/hidden.js";
import { getPath, type Properties } from "../provider/values/properties.js";

/** A dotted path as the engine writes it: `translations["de-de"].title`. */
export function propertyPath(path: string): string {
  return path
    .split(".")
    .map((key, index) => {
      if (!/^[A-Za-z_]\w*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

const kinds = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

function kindOfChange(was: unknown, is: unknown): keyof typeof kinds {
  if (was === undefined) return "add";
  return is === undefined ? "delete" : "update";
}

/** What the engine is told of a difference. @param changed The paths that make it. */
export function diffResponse(
  diff: Diff,
  changed: readonly string[],
  { olds, news }: { readonly olds: Properties; readonly news: Properties },
  stable: readonly string[],
): DiffResponse {
  const answer = new DiffResponse();
  answer.setChanges(diff.changes ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE);
  answer.setReplacesList(diff.replaces);
  answer.setDeletebeforereplace(diff.deleteBeforeReplace);
  answer.setStablesList(diff.replaces.length > 0 ? [] : [...stable]);
  if (!diff.changes) return answer;
  for (const path of changed) {
    const one = new PropertyDiff();
    const [updates, replaces] = kinds[kindOfChange(getPath(olds, path), getPath(news, path) ?? news[hiddenName(path)])];
    one.setKind(diff.replaces.includes(path) ? replaces : updates);
    answer.getDetaileddiffMap().set(propertyPath(path), one);
  }
  answer.setHasdetaileddiff(changed.length > 0);
  answer.setDiffsList([...new Set(changed.map((path) => path.split(".")[0] as string))]);
  return answer;
}
