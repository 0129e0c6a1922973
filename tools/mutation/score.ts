/** What a run of `npm run mutation` found, in words. */
import type { MutantResult } from "@stryker-mutator/api/core";
import { roomOf } from "./rooms.js";

/** A table for `CONTRIBUTING.md`: for each room, and for all, how many mutants a test saw. */
export function scores(results: readonly MutantResult[]): string {
  const byRoom = Map.groupBy(results, ({ fileName }) => roomOf(fileName) ?? "elsewhere");
  const rows = [...byRoom, ["all", results] as const].map(([room, mutants]) => {
    const count = (...statuses: MutantResult["status"][]) =>
      mutants.filter(({ status }) => statuses.includes(status)).length;
    const [seen, survived, unreached] = [count("Killed", "Timeout"), count("Survived"), count("NoCoverage")];
    const tried = seen + survived + unreached;
    const score = tried === 0 ? "-" : `${((100 * seen) / tried).toFixed(1)} %`;
    return [room === "all" ? room : `\`${room}\``, tried, seen, survived, unreached, statics(mutants), score];
  });
  const header = ["room", "mutants", "seen", "survived", "not reached", "static", "score"];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function statics(mutants: readonly MutantResult[]): number {
  return mutants.filter(({ status, statusReason }) => status === "Ignored" && statusReason?.startsWith("Static"))
    .length;
}

/** A line for each mutant that no test saw: `provider/fields/merge.ts:12 EqualityOperator: a >= b`. */
export function survivors(results: readonly MutantResult[]): string[] {
  return results
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .sort((a, b) => a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line)
    .map(({ fileName, location, mutatorName, replacement, status }) => {
      const change = `${mutatorName}: ${replacement.replace(/\s+/g, " ").slice(0, 100)}`;
      return `${fileName}:${location.start.line} ${change}${status === "NoCoverage" ? " (no test reaches it)" : ""}`;
    });
}
