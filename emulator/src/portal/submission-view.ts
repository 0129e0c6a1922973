// One submission: its state, its work flows step by step, what validation found.

import { type Html, html } from "#storefront/html.js";
import { reportsOf, substateOf, validationsOf, workflowDetails } from "../state/submission-progress.js";
import type { SubmissionRecord } from "../store/records.js";

const colours: { readonly [state: string]: string } = {
  Success: "good",
  InProgress: "busy",
  Failed: "bad",
  InStore: "good",
  ReadyToPublish: "busy",
  Submitted: "busy",
  Publishing: "busy",
  FailedInCertification: "bad",
};

type Flow = { targetEnvironment: string; workflowSteps: { name: string; state: string }[] };

/** The section of one submission. */
export function submissionSection(submission: SubmissionRecord, now: number): Html {
  const substate = substateOf(submission, now);
  const flows = (workflowDetails(submission, now) as unknown as Flow[]).map((flow) => {
    const steps = flow.workflowSteps.map(
      (step) => html`<li class="badge ${colours[step.state] ?? ""}">${step.name}: ${step.state}</li>`,
    );
    return html`<h3>${flow.targetEnvironment}</h3><ul class="steps">${steps}</ul>`;
  });
  const findings = validationsOf(submission, now).map((item) => html`<li>${item.errorCode}: ${item.message}</li>`);
  const reports = reportsOf(submission, now).map((report) => html`<li>Certification: ${String(report.status)}</li>`);
  const notes = [...findings, ...reports];
  return html`<section>
<h2>Submission ${submission.releaseNumber} <span class="badge ${colours[substate] ?? ""}">${substate}</span></h2>
<p class="soft">${submission.id} · ${new Date(submission.createdAt).toUTCString()}</p>
${flows}
${notes.length === 0 ? undefined : html`<ul>${notes}</ul>`}
</section>`;
}
