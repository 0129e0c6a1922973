// The tracking id by which Azure usage is attributed to an offer: the name of a deployment in the main template.
import { guidForm, isGuid } from "../values/guid.js";
import { Evaluation } from "./evaluation.js";
import { textsOf } from "./placed-texts.js";
import { shown } from "./problems.js";
import { isDeployment, type TemplateScope } from "./template-scope.js";

/**
 * That of a plan ends with `-partnercenter`; older ones, and those for other uses, are GUIDs. The
 * documentation also writes the publisher and the offer in place of a GUID, as in `pid-contoso-myoffer-partnercenter`.
 */
// API reference §4.5
const trackingId = new RegExp(
  `^pid-(?:(${guidForm})(?:-partnercenter)?|([a-z0-9]\\w*-[\\w-]*\\w)-partnercenter)$`,
  "i",
);

/** What samples have in place of an id. */
const placeholders = [
  /^[0x-]*$/i,
  /^(12345678-(1234-){3}|1234abcd-|aaaaaaaa-bbbb-cccc-|01234567-)/i,
  /(^|[^a-z])(guid|your\w*|placeholder|insert\w*|replace\w*|tracking-?id|todo|change-?me)([^a-z]|$)/i,
];

/** Checks the tracking ids of a template, of whatever offer. `given`: as for `followLinks`. */
export function checkTrackingIds(
  scope: TemplateScope,
  given: (name: string) => boolean,
  productId: string | undefined,
): void {
  const evaluation = new Evaluation(scope, given);
  for (const { path, resource } of scope.resources.filter(isDeployment)) {
    const text = evaluation.textOf(resource.name);
    if (text === undefined || !/^pid-/i.test(text)) continue;
    const place = [...path, "name"];
    const [, guid, name] = trackingId.exec(text) ?? [];
    const inside = text.replace(/^pid-/i, "").replace(/-partnercenter$/i, "");
    if (placeholders.some((form) => form.test(inside))) {
      const what = `${shown(text)} is a placeholder; write the tracking id of the plan, or leave the deployment out`;
      scope.report("tracking-id", place, what);
    } else if ((guid === undefined && name === undefined) || (name !== undefined && /^[\da-f-]{16,}$/i.test(name))) {
      const what = `${shown(text)} is not a tracking id; it has the form pid-<GUID>-partnercenter`;
      scope.report("tracking-id", place, what);
    } else if (
      guid !== undefined &&
      /-partnercenter$/i.test(text) &&
      productId !== undefined &&
      isGuid(productId) &&
      guid.toLowerCase() !== productId.toLowerCase()
    ) {
      const what = `${shown(text)} is the tracking id of another offer; that of this one is pid-${productId}-partnercenter`;
      scope.report("tracking-id-owner", place, what);
    }
  }
}

/**
 * Checks that the main template has a tracking id. Partner Center adds one to a template that has no deployments; to
 * others it cannot (documentation page "Azure customer usage attribution").
 */
export function checkUsageAttribution(scope: TemplateScope, given: (name: string) => boolean): void {
  const deployments = scope.resources.filter(isDeployment);
  const evaluation = new Evaluation(scope, given);
  const isThere = deployments.some(({ resource }) => {
    const text = evaluation.textOf(resource.name);
    // A name that is not known here is taken for one when it says so.
    if (text === undefined) return textsOf(resource.name).some(([, one]) => one.includes("pid-"));
    return /^pid-/i.test(text);
  });
  if (deployments.length === 0 || isThere) return;
  scope.report(
    "usage-attribution",
    ["resources"],

    "have deployments, but none with the tracking id of the plan, and Partner Center adds it only to templates " +
      "without deployments. Add a deployment named pid-<GUID>-partnercenter, with the id that the plan's technical " +
      "configuration shows",
  );
}
