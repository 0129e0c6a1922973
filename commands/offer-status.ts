// Where an offer stands: what it consists of, what was submitted, and how far that has come.

import type { Submissions } from "../provider/partner-center/areas/submissions.js";
import { failureReasons } from "../provider/partner-center/publishing/failure-reasons.js";
import { latest, submissionPhase } from "../provider/partner-center/publishing/submission-phase.js";
import { asUtc } from "../provider/partner-center/publishing/workflow-steps.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { type FoundSubmission, submissionOf } from "../provider/queries.js";
import { defined } from "../provider/values/properties.js";
import { type DraftParts, draftParts } from "./draft-parts.js";
import type { Services } from "./work.js";

/** A step of a workflow. Times in UTC, in ISO 8601. */
export interface StepStatus {
  readonly towards: string;
  readonly name: string;
  readonly state: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

/** What `partnercenter status --json` prints. */
export interface OfferStatus extends DraftParts {
  readonly offerId: string;
  readonly productId: string;
  readonly type: string;
  readonly alias?: string;
  /** Newest first. */
  readonly submissions: readonly FoundSubmission[];
  /** Of the newest submission. */
  readonly steps: readonly StepStatus[];
  /** Why the newest submission failed, one line each. */
  readonly reasons: readonly string[];
}

/** The steps of both workflows of a submission. */
async function stepsOf(
  submissions: Pick<Submissions, "workflowDetails">,
  productId: string,
  id: string,
): Promise<StepStatus[]> {
  const workflows = await submissions.workflowDetails(productId, id);
  return workflows.flatMap(({ targetEnvironment = "?", workflowSteps = [] }) =>
    workflowSteps.map(
      ({ name = "?", state = "?", startDateTimeInUtc: started, completeDateTimeInUtc: completed }) =>
        defined({
          towards: targetEnvironment,
          name,
          state,
          startedAt: started && asUtc(started),
          completedAt: completed && asUtc(completed),
        }) as StepStatus,
    ),
  );
}

/** Asks for everything that the status shows. */
export async function offerStatus(services: Services, product: Product, offerId: string): Promise<OfferStatus> {
  const shown = services.submissionsOf(product);
  const { id: productId, resourceType: type = "?", name: alias } = product;
  const [parts, submissions] = await Promise.all([draftParts(services, product), shown.list(productId)]);
  const newest = latest(submissions);
  const hasFailed = newest !== undefined && submissionPhase(newest) === "failed";
  return defined({
    offerId,
    productId,
    type,
    alias,
    ...parts,
    submissions: submissions.map(submissionOf).reverse(),
    steps: newest === undefined ? [] : await stepsOf(shown, productId, newest.id),
    reasons: hasFailed ? await failureReasons({ submissions: shown }, productId, newest) : [],
  }) as OfferStatus;
}
