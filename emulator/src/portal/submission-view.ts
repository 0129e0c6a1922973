// The submissions of an offer as a time line: what was sent when, how long each step took, what was found.

import { type Html, html } from "#storefront/html.js";
import { reportsOf, substateOf, substateWords, validationsOf, workflowDetails } from "../state/submission-progress.js";
import type { SubmissionRecord } from "../store/records.js";
import { statusBadge } from "./offers-page.js";
import { durationInWords, stepName, stepStates, timeInWords } from "./words.js";

interface Step {
  readonly name: string;
  readonly state: string;
  readonly startDateTimeInUtc?: string;
  readonly completeDateTimeInUtc?: string;
}

const colours: Readonly<Record<string, string>> = { Success: "good", InProgress: "busy", Failed: "bad" };

const moment = (text: string) => Date.parse(`${text}Z`);

/** How long a step took, or has taken so far. */
function lasted({ startDateTimeInUtc: start, completeDateTimeInUtc: end }: Step, now: number): string {
  if (start === undefined) return "";
  return end === undefined
    ? `for ${durationInWords(now - moment(start))} so far`
    : durationInWords(moment(end) - moment(start));
}

function stepLine(step: Step, now: number): Html {
  const waits = step.name === "Publisher Signoff" && step.state === "NotStarted" ? "waits for Go live" : undefined;
  return html`<li class="${colours[step.state] ?? ""}"><span class="name">${stepName(step.name)}</span>
<span>${waits ?? stepStates[step.state] ?? step.state}</span> <span class="soft">${lasted(step, now)}</span></li>`;
}

function entry(submission: SubmissionRecord, now: number): Html {
  const status = submission.superseded === true ? "Superseded" : substateWords[substateOf(submission, now)];
  const flows = workflowDetails(submission, now) as unknown as { targetEnvironment: string; workflowSteps: Step[] }[];
  const parts = flows.map(
    ({ targetEnvironment, workflowSteps }) =>
      html`<h4>${targetEnvironment}</h4><ol class="steps">${workflowSteps.map((step) => stepLine(step, now))}</ol>`,
  );
  const findings = validationsOf(submission, now).map((item) => html`<li>${item.errorCode}: ${item.message}</li>`);
  const reports = reportsOf(submission, now).map((report) => html`<li>Certification: ${String(report.status)}</li>`);
  const notes = [...findings, ...reports];
  return html`<li>
<h3>Submission ${submission.releaseNumber} ${statusBadge(status)}</h3>
<p class="soft">sent ${timeInWords(submission.createdAt)} · <code>${submission.id}</code></p>
${parts}
${notes.length === 0 ? undefined : html`<ul>${notes}</ul>`}
</li>`;
}

/** All submissions, the newest first. */
export function submissionsSection(submissions: readonly SubmissionRecord[], now: number): Html {
  const newestFirst = [...submissions].sort((a, b) => b.createdAt - a.createdAt);
  const none = html`<p class="soft">Nothing was submitted yet.</p>`;
  const line = html`<ol class="timeline">${newestFirst.map((submission) => entry(submission, now))}</ol>`;
  return html`<section id="submissions"><h2>Submissions</h2>${newestFirst.length === 0 ? none : line}</section>`;
}
