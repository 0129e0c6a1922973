// Where an offer stands: what it consists of, what was submitted, and how far that has come.

import { isTestDrive } from "../provider/partner-center/areas/variants.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { failureReasons } from "../provider/partner-center/publishing/failure-reasons.js";
import { latest, submissionPhase } from "../provider/partner-center/publishing/submission-phase.js";
import { asUtc } from "../provider/partner-center/publishing/workflow-steps.js";
import type { Product, Submission } from "../provider/partner-center/schemas/resources.js";
import { type FoundSubmission, submissionOf } from "../provider/queries.js";
import { defined } from "../provider/values/properties.js";
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
export interface OfferStatus {
  readonly offerId: string;
  readonly productId: string;
  readonly type: string;
  readonly alias?: string;
  /** The modules of which the offer itself has a draft. */
  readonly modules: readonly string[];
  readonly plans: readonly {
    readonly planId: string;
    readonly name?: string;
    readonly planType?: string;
    readonly state?: string;
    /** The modules of which the plan has a draft. */
    readonly modules: readonly string[];
  }[];
  /** Newest first. */
  readonly submissions: readonly FoundSubmission[];
  /** Of the newest submission. */
  readonly steps: readonly StepStatus[];
  /** Why the newest submission failed, one line each. */
  readonly reasons: readonly string[];
}

const modules = ["Property", "Listing", "Availability", "Package", "ResellerConfiguration"];

/** The steps of both workflows of a submission. */
async function stepsOf(client: PartnerCenterClient, productId: string, id: string): Promise<StepStatus[]> {
  const workflows = await client.submissions.workflowDetails(productId, id);
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

/** What the job says is all of it; where it is not known, what the submission itself tells. */
async function reasonsOf({ client, jobReasons }: Services, productId: string, newest: Submission): Promise<string[]> {
  const ofJob = await jobReasons(newest.id);
  return ofJob.length > 0 ? ofJob : failureReasons(client, productId, newest);
}

/** Asks for everything that the status shows. */
export async function offerStatus(services: Services, product: Product, offerId: string): Promise<OfferStatus> {
  const { client } = services;
  const { id: productId, resourceType: type = "?", name: alias } = product;
  const [plans, submissions, branches] = await Promise.all([
    client.variants.list(productId),
    client.submissions.list(productId),
    Promise.all(modules.map((module) => client.drafts.branches(productId, module))),
  ]);
  const modulesOf = (variantId: string | undefined) =>
    modules.filter((_, index) => branches[index]?.some(({ variantID }) => (variantID || undefined) === variantId));
  const newest = latest(submissions);
  const hasFailed = newest !== undefined && submissionPhase(newest) === "failed";
  return defined({
    offerId,
    productId,
    type,
    alias,
    modules: modulesOf(undefined),
    plans: plans
      .filter((plan) => !isTestDrive(plan))
      .map(({ id, externalID, friendlyName, subType, state }) =>
        defined({ planId: externalID ?? id, name: friendlyName, planType: subType, state, modules: modulesOf(id) }),
      ),
    submissions: submissions.map(submissionOf).reverse(),
    steps: newest === undefined ? [] : await stepsOf(client, productId, newest.id),
    reasons: hasFailed ? await reasonsOf(services, productId, newest) : [],
  }) as OfferStatus;
}
