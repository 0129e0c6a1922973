// What automated validation finds in the content of a submission: completeness, limits, versions (API reference §6.4,
// §7 #14, #46, #47). That Partner Center wants these things is documented for its pages; that the API finds them at
// submission, and under which codes, is assumed. The README shows this table.

import type { ContentRule } from "./content-rule.js";
import { offerRules } from "./offer-rules.js";
import { planRules } from "./plan-rules.js";
import { portalRules } from "./portal-rules.js";

/** All rules, those of the offer first, in the order of findings. */
export const contentRules: readonly ContentRule[] = [...offerRules, ...portalRules, ...planRules];

/** The rules as Markdown; the README contains exactly this text. */
export function contentRulesText(): string {
  const rows = contentRules.map(({ concerns, errorCode, meaning, source, switch: needed, notForDynamics }) => {
    const condition =
      (needed === undefined ? "" : `, switch \`${needed}\``) + (notForDynamics === true ? "; not Dynamics 365" : "");
    return `| ${concerns} | \`${errorCode}\` | ${meaning} | ${source}${condition} |`;
  });
  return ["| concerns | errorCode | wanted | source |\n| --- | --- | --- | --- |", ...rows].join("\n");
}
