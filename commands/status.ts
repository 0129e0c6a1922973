// `partnercenter status`: shows where an offer stands, once or until its newest submission has come to an end.
import { latest, submissionPhase } from "../provider/partner-center/publishing/submission-phase.js";
import { progressLine } from "../provider/partner-center/publishing/submission-text.js";
import { SubmissionFailedError, watch } from "../provider/partner-center/publishing/watch.js";
import { submissionOf } from "../provider/queries.js";
import { offerStatus } from "./offer-status.js";
import { statusLines } from "./status-text.js";
import type { Work } from "./work.js";

/** Shows an offer once. */
export const showStatus: Work = async (services, product, { offerId, json }, { stdout }) => {
  const status = await offerStatus(services, product, offerId);
  stdout.write(json ? `${JSON.stringify(status, null, 2)}\n` : `${statusLines(status).join("\n")}\n`);
  return 0;
};

/** Shows an offer, and each change of its newest submission until that is in preview, live, failed or canceled. */
export const watchStatus: Work = async (services, product, { offerId, json }, { stdout }) => {
  const submissions = services.submissionsOf(product);
  const isPage = stdout.isTTY === true && !json;
  const show = async () => {
    const lines = statusLines(await offerStatus(services, product, offerId)).join("\n");
    stdout.write(isPage ? `\u001b[H\u001b[2J${lines}\n` : `${lines}\n`);
  };
  const tell = (value: object) => void stdout.write(`${JSON.stringify({ offerId, ...value })}\n`);
  const newest = latest(await submissions.list(product.id));
  if (!json) await show();
  if (newest === undefined) {
    if (json) tell({ phase: "none" });
    return 0;
  }
  const phase = submissionPhase(newest);
  if (!["inProgress", "publishing", "unknown"].includes(phase)) {
    if (json) tell(submissionOf(newest));
    return phase === "failed" || phase === "canceled" ? 1 : 0;
  }
  let drawn = Promise.resolve();
  try {
    await watch({ submissions }, product.id, newest.id, {
      until: phase === "publishing" ? "live" : "preview",
      timeoutMs: Number.POSITIVE_INFINITY,
      steps: true,
      onChange: (change) => {
        const { submission, step } = change;
        if (json) tell({ ...submissionOf(submission), step });
        else if (isPage) drawn = drawn.then(show);
        else stdout.write(`${progressLine(change)}\n`);
      },
    });
    await drawn;
    return 0;
  } catch (error) {
    await drawn.catch(() => undefined);
    if (json && error instanceof SubmissionFailedError) {
      const { message, reasons, submission } = error;
      tell({ ...submissionOf(submission), message, reasons });
    }
    throw error;
  }
};
