// What the command is told, and what it tells about itself.
import { parseArgs } from "node:util";

/** What `--help` prints. */
export const help = `Usage: partnercenter status OFFER_ID [--watch] [--json]
       partnercenter cancel OFFER_ID [--json]

status   Shows an offer: its drafts, its plans, its submissions, and the steps of the newest one.
         --watch goes on until the newest submission is in preview, live, failed or canceled: a line for each change,
         or the page anew in a terminal.
cancel   Takes back the newest submission while it is in progress, whoever made it; also one that has failed.

--json   JSON instead of text; with --watch one line for each change.
--help   This text.

Credentials and settings come from the environment, as for resources: PARTNERCENTER_TENANT_ID,
PARTNERCENTER_CLIENT_ID and PARTNERCENTER_CLIENT_SECRET, workload identity, or AZURE_… and ARM_… variables.

Exit codes: 0 done; 1 it could not be done, or the submission that was watched has failed; 2 wrong usage.`;

/** What the command has to do. */
export interface Order {
  readonly command: "status" | "cancel" | "help";
  readonly offerId: string;
  readonly watch: boolean;
  readonly json: boolean;
}

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  readonly code = "ERR_PARTNER_CENTER_USAGE";
}

/** Reads the arguments. @throws UsageError */
export function readOrder(args: readonly string[]): Order {
  const flag = { type: "boolean", default: false } as const;
  let parsed: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({ args: [...args], allowPositionals: true, options: { help: flag, watch: flag, json: flag } });
  try {
    parsed = parse();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  const [command, offerId, ...rest] = positionals;
  const { watch, json } = values;
  if (values.help || command === "help") return { command: "help", offerId: "", watch, json };
  if (command === undefined) throw new UsageError("say what to do: status or cancel");
  if (command !== "status" && command !== "cancel") throw new UsageError(`there is no command "${command}"`);
  if (offerId === undefined || offerId === "") throw new UsageError(`${command} needs the id of an offer`);
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one argument too many`);
  if (watch && command !== "status") throw new UsageError("--watch is for status");
  return { command, offerId, watch, json };
}
