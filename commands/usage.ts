// The command's arguments and its help.
import { parseArgs } from "node:util";

/** What `--help` prints. */
export const help = `Usage: partnercenter status OFFER_ID [--watch] [--json]
       partnercenter cancel OFFER_ID [--json]
       partnercenter export OFFER_ID [--out DIR] [--force] [--json]

status   Shows an offer: its drafts, its plans, its submissions, and the steps of the newest one.
         --watch goes on until the newest submission is in preview, live, failed or canceled: a line for each change,
         or a redrawn page in a terminal.
cancel   Cancels the newest submission while it is in progress, whoever made it; also one that has failed.
export   Writes a Pulumi program for an offer that exists, with its plans, texts and pictures, which takes the offer
         over without changing it. Nothing is written to Partner Center, and no secret into the program.
         --out DIR is where it goes, ./OFFER_ID by default. --force lets it replace files in a folder that is not empty.

--json   JSON instead of text; with --watch one line for each change.
--help   This text; also -h. --version prints the version.

Credentials and settings come from the environment, as for resources: PARTNERCENTER_TENANT_ID,
PARTNERCENTER_CLIENT_ID and PARTNERCENTER_CLIENT_SECRET, workload identity, or AZURE_… and ARM_… variables.

Exit codes: 0 done; 1 it could not be done, or the submission that was watched has failed; 2 wrong usage.`;

/** What the command is to do. */
export interface Order {
  readonly command: "status" | "cancel" | "export" | "help" | "version";
  readonly offerId: string;
  readonly watch: boolean;
  readonly json: boolean;
  /** Of an export: the folder. */
  readonly out: string;
  /** Of an export: files in the folder may be replaced. */
  readonly force: boolean;
}

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  readonly code = "ERR_PARTNER_CENTER_USAGE";
}

/** Reads the arguments. @throws UsageError */
export function readOrder(args: readonly string[]): Order {
  const flag = { type: "boolean", default: false } as const;
  const help = { ...flag, short: "h" } as const;
  const options = { help, version: flag, watch: flag, json: flag, force: flag, out: { type: "string" } } as const;
  let parsed: ReturnType<typeof parse>;
  const parse = () => parseArgs({ args: [...args], allowPositionals: true, options });
  try {
    parsed = parse();
  } catch (error) {
    // Node's own message continues with advice about positional arguments.
    const unknown = /^Unknown option '(-[^']+)'/.exec((error as Error).message)?.[1];
    throw new UsageError(unknown === undefined ? (error as Error).message : `there is no option ${unknown}`);
  }
  const { values, positionals } = parsed;
  const [command, offerId, ...rest] = positionals;
  const { watch, json, force, out } = values;
  const order = { watch, json, force, out: out ?? `./${offerId}` };
  if (values.help || command === "help") return { ...order, command: "help", offerId: "" };
  if (values.version) return { ...order, command: "version", offerId: "" };
  if (command === undefined) throw new UsageError("say what to do: status, cancel or export");
  if (command !== "status" && command !== "cancel" && command !== "export") {
    throw new UsageError(`there is no command "${command}"`);
  }
  if (offerId === undefined || offerId === "") throw new UsageError(`${command} needs the id of an offer`);
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one argument too many`);
  if (watch && command !== "status") throw new UsageError("--watch is for status");
  if (command !== "export" && (force || out !== undefined)) throw new UsageError("--out and --force are for export");
  if (out === "") throw new UsageError("--out needs the path of a folder");
  return { ...order, command, offerId };
}
