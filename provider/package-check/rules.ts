// Every rule that packages are held to: what it asks, how severe a breach is, and where the rule comes from. The table
// of docs/package-checks.md is held equal to this one by a test.
import { fileRules, parameterFileRules, viewRules } from "./package-rules.js";
import { linkRules, resourceRules } from "./resource-rules.js";
import type { Rule } from "./rule.js";
import { declarationRules, secretRules, templateRules } from "./template-rules.js";
import { uiRules } from "./ui-rules.js";

const all = {
  ...fileRules,
  ...templateRules,
  ...declarationRules,
  ...secretRules,
  ...resourceRules,
  ...linkRules,
  ...uiRules,
  ...viewRules,
  ...parameterFileRules,
};

/** Id of a rule. */
export type RuleId = keyof typeof all;

/** The rules by their ids, which stand at the end of each finding. */
export const rules: Readonly<Record<RuleId, Rule>> = all;
