// The command `partnercenter`: says who signs in and which offers there are, shows an offer, cancels its submission, or
// writes a program for it.

import { Configuration } from "../provider/configuration/configuration.js";
import { connect } from "../provider/configuration/connection.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { ConfigurationError, PartnerCenterError } from "../provider/partner-center/errors.js";
import { cancel } from "./cancel.js";
import { convert } from "./convert/convert.js";
import { doctor } from "./doctor/doctor.js";
import { writeProgram } from "./export.js";
import { helpText } from "./help.js";
import { writeImportFile } from "./import-file.js";
import { listOffers } from "./list.js";
import { NotExportableError } from "./offer-resources.js";
import { FolderError } from "./program-folder.js";
import { servicesOf } from "./services.js";
import { stackConfiguration } from "./stack-configuration.js";
import { showStatus, watchStatus } from "./status.js";
import { storefront } from "./storefront/storefront.js";
import { type Order, readOrder, UsageError } from "./usage.js";
import { whoAmI } from "./whoami.js";
import { notThere, RefusedError, type Surroundings, type Work } from "./work.js";

/** Errors whose message says all that a person needs. */
const told = [PartnerCenterError, RefusedError, NotExportableError, FolderError];

/** Runs the command; never throws for what a person can set right. @returns The exit code: 0, 1 or 2. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  try {
    const order = readOrder(args);
    switch (order.command) {
      case "help":
        stdout.write(`${helpText(order.about)}\n`);
        return 0;
      case "version":
        stdout.write(`${(require("../../package.json") as { version: string }).version}\n`);
        return 0;
      case "doctor":
        return await doctor(order, surroundings);
      case "whoami":
      case "list": {
        const { client, configuration } = await connected(order, surroundings);
        return await (order.command === "list" ? listOffers : whoAmI)(client, configuration, order, surroundings);
      }
      case "convert":
        return await convert(order, surroundings);
      case "storefront":
        return await storefront(order, surroundings, () => found(order, surroundings));
      default: {
        const { client, configuration, product } = await found(order, surroundings);
        if (product === undefined) throw notThere(order, configuration);
        return await workOf(order)(servicesOf(client, configuration, surroundings), product, order, surroundings);
      }
    }
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

/** The offer that is meant, if there is one. */
async function found(order: Order, surroundings: Surroundings) {
  const { client, configuration } = await connected(order, surroundings);
  // Work that looks further need not ask for it again.
  const product = await client.looking(() => client.products.find(order.offerId));
  return { client, configuration, product };
}

/** The client for the account of `pulumi up`. */
async function connected(
  { stack }: Order,
  surroundings: Surroundings,
): Promise<{ client: PartnerCenterClient; configuration: Configuration }> {
  const { env, stderr } = surroundings;
  const say = (line: string) => void stderr.write(`${line}\n`);
  const values = await stackConfiguration(surroundings, stack);
  const configuration = new Configuration(values, env);
  try {
    const client = connect(configuration, env, { say });
    if (values.isFailure) say(`partnercenter: warning: the stack's configuration does not count: ${values.whyNot}`);
    return { client, configuration };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || values.whyNot === undefined) throw error;
    throw new RefusedError(`the stack's configuration could not be read: ${values.whyNot}. ${error.message}`);
  }
}

function workOf({ command, watch, importFile }: Order): Work {
  if (command === "cancel") return cancel;
  if (command === "export") return importFile ? writeImportFile : writeProgram;
  return watch ? watchStatus : showStatus;
}
