// The command `partnercenter`: shows an offer, cancels its submission, or writes a program for it.
import { Configuration } from "../provider/configuration/configuration.js";
import { connect } from "../provider/configuration/connection.js";
import { PartnerCenterError } from "../provider/partner-center/errors.js";
import { cancel } from "./cancel.js";
import { NotExportableError, writeProgram } from "./export.js";
import { FolderError } from "./program-folder.js";
import { showStatus, watchStatus } from "./status.js";
import { help, type Order, readOrder, UsageError } from "./usage.js";
import { RefusedError, type Surroundings, type Work } from "./work.js";

/** Errors whose message says all that a person needs. */
const told = [PartnerCenterError, RefusedError, NotExportableError, FolderError];

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
    const client = connect(new Configuration({ get: () => undefined }, env), env, {
      say: (line) => stderr.write(`${line}\n`),
    });
    const product = await client.products.find(order.offerId);
    if (product === undefined) {
      const host = new URL(client.endpoint).host;
      throw new RefusedError(`there is no offer ${order.offerId} in this account (at ${host})`);
    }
    return await workOf(order)(client, product, order, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`partnercenter: ${error.message}\nSee partnercenter --help.\n`);
      return 2;
    }
    if (!(error instanceof Error && told.some((kind) => error instanceof kind))) throw error;
    stderr.write(`partnercenter: ${error.message}\n`);
    return 1;
  }
}

function workOf({ command, watch }: Order): Work {
  if (command === "cancel") return cancel;
  if (command === "export") return writeProgram;
  return watch ? watchStatus : showStatus;
}
