// The status of an offer as text.

import { typicalDuration } from "../provider/partner-center/publishing/workflow-steps.js";
import { inOneLine } from "../provider/partner-center/redact.js";
import type { FoundSubmission } from "../provider/queries.js";
import type { PlanStatus } from "./draft-parts.js";
import type { OfferStatus, StepStatus } from "./offer-status.js";

/** What a phase is called. */
export const phaseWords: Record<FoundSubmission["phase"], string> = {
  inProgress: "in progress",
  failed: "failed",
  preview: "in preview, waits to be promoted",
  publishing: "going live",
  live: "live",
  canceled: "canceled",
  unknown: "in a state that this version does not know",
};

/** A submission in one line, such as `submission 2  1152921504608436327  going live`. */
function submissionLine({ releaseNumber, submissionId, phase, state, substate, publishedAt }: FoundSubmission): string {
  // The service calls a preview "Published" too; its words are told where we have none.
  const states = phase === "unknown" ? ` (${[state, substate].filter((part) => part !== undefined).join("/")})` : "";
  const when = publishedAt === undefined ? "" : `, published ${publishedAt.slice(0, 16).replace("T", " ")} UTC`;
  return `submission ${releaseNumber ?? "?"}  ${submissionId}  ${phaseWords[phase]}${states}${when}`;
}

function stepLine({ towards, name, state, startedAt, completedAt }: StepStatus): string {
  const time = (text: string) => text.slice(0, 16).replace("T", " ");
  const times = [
    startedAt === undefined ? "" : `  ${time(startedAt)}`,
    completedAt === undefined ? "" : ` to ${time(completedAt)}`,
  ].join("");
  const usual = state.toLowerCase() === "inprogress" ? typicalDuration(name) : undefined;
  return `${towards.padEnd(8)} ${name.padEnd(21)} ${state}${times}${usual === undefined ? "" : `; ${usual}`}`;
}

function planLines({ planId, name, planType, state, modules, versions, bundles }: PlanStatus): string[] {
  const kinds = [planType, state].filter((part) => part !== undefined).join(", ");
  const images = versions?.map(({ version, stage, deprecated }) => {
    return `${version} (${deprecated ? `${stage}, deprecated` : stage})`;
  });
  return [
    `Plan ${planId}: ${inOneLine(name ?? "no name")} (${kinds}); drafts: ${modules.join(", ") || "none"}`,
    ...(images === undefined ? [] : [`  image versions: ${images.join(", ")}`]),
    ...(bundles === undefined ? [] : [`  bundles: ${bundles.map(({ tag, stage }) => `${tag} (${stage})`).join(", ")}`]),
  ];
}

/** All of it, line by line. */
export function statusLines(status: OfferStatus): string[] {
  const { offerId, productId, type, alias, modules, plans, submissions, steps, reasons } = status;
  return [
    `${offerId}: ${inOneLine(alias ?? "no alias")} (${type}, product ${productId})`,
    `Drafts: ${modules.join(", ") || "none"}`,
    ...plans.flatMap(planLines),
    submissions.length === 0 ? "Never submitted, or nothing of it is left" : "Submissions, newest first:",
    ...submissions.map((submission) => `  ${submissionLine(submission)}`),
    ...(steps.length === 0 ? [] : [`Steps of submission ${submissions[0]?.releaseNumber ?? "?"} (UTC):`]),
    ...steps.map((step) => `  ${stepLine(step)}`),
    ...(reasons.length === 0 ? [] : ["Reasons of the failure:"]),
    ...reasons.map((reason) => `  ${inOneLine(reason)}`),
  ];
}
