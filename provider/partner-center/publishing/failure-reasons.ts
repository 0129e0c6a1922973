/** Why a submission failed, as lines for people, from all the places where the service says so. */
// API reference §3.16
import type { Submissions } from "../areas/submissions.js";
import { inOneLine, redact } from "../redact.js";
import type { CertificationReport, Submission, ValidationItem, WorkflowDetail } from "../schemas/resources.js";

/** What a client has for this: the whole client will do. */
export interface SubmissionsOf {
  readonly submissions: Pick<Submissions, "get" | "workflowDetails" | "validations" | "reports">;
}

/** Says of a finding where it belongs in the caller's terms, such as a property of a program; undefined: not known. */
export type FindingPlace = (finding: ValidationItem) => Promise<string | undefined>;

/**
 * The reasons of a failure, one line each: findings of the validation, the failed step of a workflow, certification
 * reports, and the pending update's own reason. A look-up that fails is left out: it must not hide the others.
 *
 * @param place Is added to the line of each finding.
 */
export async function failureReasons(
  client: SubmissionsOf,
  productId: string,
  submission: Submission,
  place: FindingPlace = async () => undefined,
): Promise<string[]> {
  const { submissions } = client;
  const tolerant = <T>(items: Promise<T[]>) => items.catch((): T[] => []);
  const [validations, workflows, reports] = await Promise.all([
    tolerant(submissions.validations(productId, submission.id)),
    tolerant(submissions.workflowDetails(productId, submission.id)),
    tolerant(submissions.reports(productId, submission.id)),
  ]);
  const findings = validations.filter(isFinding);
  const pending = ownReason(submission, findings);
  const places = await Promise.all(findings.map((finding) => place(finding).catch(() => undefined)));
  const lines = [
    ...findings.map((finding, index) => ofValidation(finding, places[index])),
    ...workflows.flatMap(ofWorkflow),
    ...reports.flatMap(ofReport),
    ...(pending === undefined ? [] : [pending]),
  ];
  return [...new Set(lines.map((line) => inOneLine(redact(line))))].filter((line) => line !== "");
}

/** The pending update's reason; undefined where it only repeats the findings. */
function ownReason({ pendingUpdateInfo }: Submission, findings: readonly ValidationItem[]): string | undefined {
  const reason = pendingUpdateInfo?.failureReason ?? "";
  const rest = findings.reduce((text, { message = "" }) => text.replace(message, ""), reason);
  return rest.trim() === "" ? undefined : reason;
}

const isFinding = ({ severity }: ValidationItem) => (severity ?? "").toLowerCase() !== "informational";

function ofValidation({ severity, errorCode, message, resource }: ValidationItem, place: string | undefined): string {
  const head = [severity ?? "Error", errorCode].filter((part) => part !== undefined && part !== "").join(" ");
  const where = [resource, place].filter((part) => part !== undefined && part !== "").join(": ");
  return `${head}: ${message ?? "no message"}${where === "" ? "" : ` (${where})`}`;
}

const well = ["", "notstarted", "inprogress", "success", "succeeded", "completed"];

function ofWorkflow({ targetEnvironment, workflowSteps = [] }: WorkflowDetail): string[] {
  return workflowSteps
    .filter(({ state }) => !well.includes((state ?? "").toLowerCase()))
    .map(({ name, state }) => `${targetEnvironment ?? "Workflow"} step "${name ?? "?"}": ${state}`);
}

/** The report's address is kept without its query, which may be a signature. */
function ofReport({ status, reportTimeInUtc, fileUri }: CertificationReport): string[] {
  if ((status ?? "").toLowerCase() !== "failed") return [];
  const where = fileUri === undefined ? "" : `; the report is in Partner Center (${fileUri.split("?")[0]})`;
  return [`Certification ${status}${reportTimeInUtc === undefined ? "" : ` at ${reportTimeInUtc}`}${where}`];
}
