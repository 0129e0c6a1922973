// `partnercenter cancel`: cancels the newest submission of an offer.
import { latest, submissionPhase } from "../provider/partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../provider/partner-center/publishing/submission-text.js";
import { submissionOf } from "../provider/queries.js";
import { RefusedError, type Work } from "./work.js";

/** Cancels the newest submission. @throws RefusedError for one that can no longer be canceled. */
export const cancel: Work = async (services, product, { offerId, json }, { stdout }) => {
  const newest = latest(await services.submissionsOf(product).list(product.id));
  const report = (line: string, isCanceled: boolean) => {
    const told = newest === undefined ? {} : submissionOf(newest);
    stdout.write(json ? `${JSON.stringify({ offerId, canceled: isCanceled, ...told })}\n` : `${line}\n`);
    return 0;
  };
  if (newest === undefined) return report(`${offerId} has no submission: there is nothing to cancel`, false);
  const name = nameSubmission(newest);
  switch (submissionPhase(newest)) {
    case "preview":
      throw new RefusedError(
        `${name} is in preview, and the API cannot withdraw a preview; a new submission takes its place`,
      );
    case "publishing":
      throw new RefusedError(`${name} was promoted: it can no longer be canceled`);
    case "live":
      return report(`${name} is live, and nothing is in progress: there is nothing to cancel`, false);
    default:
      await services.cancel(product, newest.id);
      return report(`${name} is canceled`, true);
  }
};
