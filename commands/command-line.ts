// The command `partnercenter`: looks at an offer, takes its submission back, or writes a program of it.
import { Configuration } from "../provider/configuration/configuration.js";
import { connect } from "../provider/configuration/connection.js";
import { latest, nameSubmission } from "../provider/kinds/publishing/shown-submission.js";
import { progressLine } from "../provider/kinds/publishing/waiting.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { PartnerCenterError } from "../provider/partner-center/errors.js";
import { SubmissionFailedError, submissionPhase, watch } from "../provider/partner-center/publishing/publishing.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { submissionOf } from "../provider/queries.js";
import { exportedLines, exportOffer, NotExportableError } from "./export.js";
import { offerStatus } from "./offer-status.js";
import { FolderError } from "./program-folder.js";
import { statusLines } from "./status-text.js";
import { help, type Order, readOrder, UsageError } from "./usage.js";

/** Where the command runs; the real one is `process`. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/** What was asked for cannot be done; says why. */
class RefusedError extends Error {}

/** Runs the command; never throws for what a person can set right. @returns The exit code: 0, 1 or 2. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { env, stdout, stderr } = surroundings;
  try {
    const order = readOrder(args);
    if (order.command === "help") {
      stdout.write(`${help}\n`);
      return 0;
    }
    if (order.command === "version") {
      stdout.write(`${(require("../../package.json") as { version: string }).version}\n`);
      return 0;
    }
    const client = connect(new Configuration({ get: () => undefined }, env), env);
    const product = await client.products.find(order.offerId);
    if (product === undefined) {
      throw new RefusedError(
        `there is no offer ${order.offerId} in this account (at ${new URL(client.endpoint).host})`,
      );
    }
    return await workOf(order)(client, product, order, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`partnercenter: ${error.message}\nSee partnercenter --help.\n`);
      return 2;
    }
    const isTold = [PartnerCenterError, RefusedError, NotExportableError, FolderError].some(
      (kind) => error instanceof kind,
    );
    if (!(error instanceof Error && isTold)) throw error;
    stderr.write(`partnercenter: ${error.message}\n`);
    return 1;
  }
}

type Work = (
  client: PartnerCenterClient,
  product: Product,
  order: Order,
  surroundings: Surroundings,
) => Promise<number>;

function workOf({ command, watch }: Order): Work {
  if (command === "cancel") return cancel;
  if (command === "export") return writeProgram;
  return watch ? watchStatus : showStatus;
}

const showStatus: Work = async (client, product, { offerId, json }, { stdout }) => {
  const status = await offerStatus(client, product, offerId);
  stdout.write(json ? `${JSON.stringify(status, null, 2)}\n` : `${statusLines(status).join("\n")}\n`);
  return 0;
};

const watchStatus: Work = async (client, product, order, { stdout }) => {
  const { offerId, json } = order;
  const isPage = stdout.isTTY === true && !json;
  const show = async () => {
    const lines = statusLines(await offerStatus(client, product, offerId)).join("\n");
    stdout.write(isPage ? `\u001b[H\u001b[2J${lines}\n` : `${lines}\n`);
  };
  const tell = (line: string, value: unknown) => stdout.write(json ? `${JSON.stringify(value)}\n` : `${line}\n`);
  const newest = latest(await client.submissions.list(product.id));
  if (!json) await show();
  if (newest === undefined) {
    if (json) tell("", { offerId, phase: "none" });
    return 0;
  }
  const phase = submissionPhase(newest);
  if (!["inProgress", "publishing", "unknown"].includes(phase)) {
    if (json) tell("", { offerId, ...submissionOf(newest) });
    return phase === "failed" || phase === "canceled" ? 1 : 0;
  }
  let drawn = Promise.resolve();
  try {
    await watch(client, product.id, newest.id, {
      until: phase === "publishing" ? "live" : "preview",
      timeoutMs: Number.POSITIVE_INFINITY,
      steps: true,
      onChange: (change) => {
        const { submission, step, elapsedMs } = change;
        if (isPage) drawn = drawn.then(show);
        else if (json || elapsedMs > 0) tell(progressLine(change), { offerId, ...submissionOf(submission), step });
      },
    });
    await drawn;
    return 0;
  } catch (error) {
    await drawn.catch(() => undefined);
    if (!(error instanceof SubmissionFailedError)) throw error;
    const { message, reasons } = error;
    if (json) tell("", { offerId, ...submissionOf(error.submission), message, reasons });
    throw error;
  }
};

const cancel: Work = async (client, product, { offerId, json }, { stdout }) => {
  const newest = latest(await client.submissions.list(product.id));
  const report = (line: string, isCanceled: boolean) => {
    const told = newest === undefined ? {} : submissionOf(newest);
    stdout.write(json ? `${JSON.stringify({ offerId, canceled: isCanceled, ...told })}\n` : `${line}\n`);
  };
  if (newest === undefined) {
    report(`${offerId} has no submission: there is nothing to cancel`, false);
    return 0;
  }
  const name = nameSubmission(newest);
  const phase = submissionPhase(newest);
  if (phase === "preview")
    throw new RefusedError(
      `${name} is in preview, and the API cannot withdraw a preview; a new submission takes its place`,
    );
  if (phase === "publishing") throw new RefusedError(`${name} was promoted: it can no longer be canceled`);
  if (phase === "live") {
    report(`${name} is live, and nothing is in progress: there is nothing to cancel`, false);
    return 0;
  }
  await client.submissions.cancel(product.id, newest.id);
  report(`${name} is canceled`, true);
  return 0;
};

const writeProgram: Work = async (client, product, { out: folder, force, json }, { stdout, stderr }) => {
  const say = (line: string) => stderr.write(`${line}\n`);
  const report = await exportOffer(client, product, { folder, force, say });
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${exportedLines(report).join("\n")}\n`);
  return 0;
};
