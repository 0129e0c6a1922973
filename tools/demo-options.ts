/** The command line of the demonstration. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** The text of `--help`. */
export const help = `Usage: npm run demo [-- OPTIONS]

Takes an offer from nothing to live: starts an emulator of Partner Center, runs the real \`pulumi up\` on the example
program (examples/managed-application), and shows that a second preview finds nothing to change. Needs no account.

Options:
  --app PATH  the managed application to publish: a folder or .zip with mainTemplate.json and
              createUiDefinition.json. Default: the example's own
  --keep      leave the emulator up until Ctrl-C, and say how to point a program at it
  --help      show this text`;

/** What the person asked for. */
export interface DemoOptions {
  /** Absolute path of the managed application; undefined for the example's own. */
  readonly app: string | undefined;
  readonly keep: boolean;
  readonly help: boolean;
}

/** The command line is wrong; the message is one line for the person. */
export class UsageError extends Error {
  readonly code = "USAGE";
}

/** Reads the command line. Relative paths start at `from`. Throws `UsageError`. */
export function parseDemoOptions(args: readonly string[], from: string): DemoOptions {
  const { app, keep, help } = parse(args);
  if (app === undefined) return { app, keep, help };
  if (app === "") throw new UsageError("--app needs a folder or a .zip");
  const path = resolve(from, app);
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`--app: there is nothing at ${path}`);
  if (!status.isDirectory() && !path.toLowerCase().endsWith(".zip")) {
    throw new UsageError(`--app: ${path} is neither a folder nor a .zip`);
  }
  return { app: path, keep, help };
}

function parse(args: readonly string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { app: { type: "string" }, keep: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    return { app: values.app, keep: values.keep ?? false, help: values.help ?? false };
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new UsageError(`${first?.replace(/\. To specify .*$/, "").replace(/\.$/, "")} (--help shows the options)`);
  }
}
