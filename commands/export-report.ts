// What an export reports: as data, and as text for a person.
import { relative } from "node:path";
import type { Unsaid } from "../provider/pages/description.js";
import { inOneLine } from "../provider/partner-center/redact.js";

/** One resource of the program. */
export interface ReportedResource {
  readonly kind: string;
  readonly name: string;
  /** What is left as it is in Partner Center, and why. */
  readonly notExported: readonly Unsaid[];
  /** What has to be corrected before the program can run: every program must say it, and none may say this. */
  readonly toBeCorrected: readonly Unsaid[];
}

/** What `partnercenter export --json` prints. */
export interface ExportReport {
  readonly offerId: string;
  readonly productId: string;
  readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
  readonly resources: readonly ReportedResource[];
  /** Keys that `pulumi config set --secret` has to be called for. */
  readonly secrets: readonly string[];
}

/** A warning for everything of a resource that its program does not say as it is. */
export function warningLines({ name, notExported, toBeCorrected }: ReportedResource): string[] {
  const warning = (what: string) => (unsaid: Unsaid) =>
    `warning: ${inOneLine(`${name}: ${what}: ${unsaid.property} ${unsaid.reason}`)}`;
  return [...notExported.map(warning("not exported")), ...toBeCorrected.map(warning("to be corrected"))];
}

/** What is said in the end: what is there, and what to type next. */
export function exportedLines({ folder, files, resources, secrets }: ExportReport): string[] {
  const path = relative(process.cwd(), folder) || ".";
  const left = resources.reduce((sum, { notExported }) => sum + notExported.length, 0);
  return [
    `${path}: a program of ${resources.length} resource${resources.length === 1 ? "" : "s"}, in ${files.length} files.` +
      (left === 0 ? "" : ` Not exported: ${left}; comments in the program say what and why.`),
    "Next:",
    `  cd ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)} && npm install`,
    "  pulumi stack init STACK",
    ...secrets.map((key) => `  pulumi config set --secret ${key}    # asks for the value`),
    "  pulumi preview    # says for each resource that it is taken over",
    "  pulumi up         # takes them over: nothing is changed, nothing is submitted",
  ];
}
