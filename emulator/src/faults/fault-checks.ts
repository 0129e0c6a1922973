// Whether a fault rule makes sense: one that can hit nothing, or does nothing where it hits, would be a test that
// cannot fail.

import { operationTable, productIngestionCalls } from "../published-operations.js";
import { hitsSomething } from "./call-pattern.js";
import type { FaultEffect, FaultRule } from "./fault-rule.js";

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string";
const isYes: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isStatus: Check = (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599;
const isTime: Check = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const among =
  (...words: unknown[]): Check =>
  (value) =>
    words.includes(value);

const effectChecks: { readonly [Name in keyof Required<FaultEffect>]: Check } = {
  status: isStatus,
  statusAfter: isStatus,
  // A header cannot hold more than these letters.
  retryAfter: (value) => isTime(value) || (isText(value) && /^[ -~]+$/.test(String(value))),
  body: () => true,
  emptyBody: isYes,
  maintenance: isYes,
  tokenRefused: isYes,
  reset: among("before", "after"),
  hang: among("before", "after"),
  tokenExpires: isYes,
  delayMilliseconds: isTime,
  slowBodyMilliseconds: isTime,
  cutBody: isYes,
  malformedJson: isYes,
  processFailed: isYes,
  packageMoved: isYes,
  uploadAddress: among("expired", "movedHost", "unknownHost"),
  submissionFailed: among(true, false, "validation", "withoutReason", "stillInDraft", "failedUpdate"),
  certificationFailed: isYes,
  notFoundInPreview: isCount,
  staleBranches: isYes,
  deadNextLink: isYes,
  jobFailed: among(true, false, "beforeWriting", "afterWriting"),
  jobNeverEnds: isYes,
  jobErrors: among("withoutDetails", "emptyDetails", "capitals", "unnamed"),
};
/** Effects that only some calls can have; on any other they would be a test that cannot fail. */
const effectCalls: { readonly [Name in keyof FaultEffect]: readonly string[] } = {
  tokenExpires: [...operationTable.map(({ operation }) => operation), ...productIngestionCalls],
  processFailed: ["PUT /products/{id}/packages/{id}"],
  packageMoved: ["GET /products/{id}/packages/{id}"],
  submissionFailed: ["POST /products/{id}/submissions", "POST /configure"],
  notFoundInPreview: ["POST /products/{id}/submissions"],
  certificationFailed: [
    "POST /products/{id}/submissions",
    "POST /products/{id}/submissions/{id}/promote",
    "POST /configure",
  ],
  jobFailed: ["POST /configure"],
  jobNeverEnds: ["POST /configure"],
  jobErrors: ["GET /configure/{id}/status"],
  staleBranches: ["GET /products/{id}/branches/{function}"],
  deadNextLink: ["GET /products", "GET /products/{id}/variants"],
};
const ruleChecks: { readonly [Name in keyof Required<FaultRule>]: Check } = {
  operation: (value) => isText(value) && value !== "",
  queryHas: isText,
  queryLacks: isText,
  someClients: isYes,
  nth: (value) => isCount(value) && Number(value) > 0,
  times: isCount,
  lastsMilliseconds: isTime,
  probability: (value) => isTime(value) && Number(value) <= 1,
  seed: (value) => typeof value === "number" && Number.isInteger(value),
  effect: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** Why this is no rule; undefined if it is one. */
export function problemOf(rule: unknown): string | undefined {
  if (!ruleChecks.effect(rule)) return "is not an object";
  const given = rule as Partial<FaultRule>;
  if (given.operation === undefined) return "operation is missing";
  if (given.effect === undefined) return "effect is missing";
  return (
    firstProblem(given, ruleChecks) ??
    firstProblem(given.effect, effectChecks) ??
    (hitsSomething(given.operation)
      ? undefined
      : `there is no operation ${given.operation}; paths are those of the README, below the API's base`) ??
    uselessEffect(given.operation, given.effect)
  );
}

function uselessEffect(operation: string, effect: FaultEffect): string | undefined {
  for (const name of Object.keys(effect) as (keyof FaultEffect)[]) {
    const possible = effectCalls[name];
    if (possible !== undefined && !hitsSomething(operation, possible)) {
      return `${name} does nothing on ${operation}, only on ${possible.join(" and ")}`;
    }
  }
  return undefined;
}

function firstProblem(given: object, checks: { readonly [name: string]: Check }): string | undefined {
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) return `${name} is not known`;
    if (value !== undefined && !check(value)) return `${name} cannot be ${JSON.stringify(value)}`;
  }
  return undefined;
}
