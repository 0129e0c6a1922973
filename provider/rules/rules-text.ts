// The tables of limits and requirements as Markdown; docs/limits.md has exactly these rows, which a test holds it to.
import { allRequirements } from "./completeness.js";
import { allLimits, written } from "./limit-checks.js";
import { countedLimits, type Limit } from "./limits.js";
import { cited } from "./sources.js";

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function numbers({ allowed, unit }: Limit): string {
  return `${allowed.map(({ most }) => written(most)).join(" or ")} ${unit}`;
}

/** One row for each limit. */
export function limitsText(): string {
  const rows = [...allLimits, ...Object.values(countedLimits)].map((limit) => {
    const source = limit.allowed.map((one) => cited(one.source)).join("; ");
    return [limit.of, `\`${limit.property}\``, numbers(limit), source];
  });
  return table(["of", "property", "at most", "source, of"], rows);
}

/** One row for each requirement. */
export function requirementsText(): string {
  const rows = allRequirements.map(({ of, paths: [property], wanted, source }) => {
    return [of, `\`${property}\``, wanted, cited(source)];
  });
  return table(["of", "property", "what is needed", "source, of"], rows);
}
