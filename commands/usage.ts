// The command's arguments and its help.
import { parseArgs } from "node:util";

const offerCommands = ["status", "cancel", "export", "storefront"] as const;
const accountCommands = ["doctor", "whoami", "list"] as const;

/** What is done with one offer. */
type OfferCommand = (typeof offerCommands)[number];
/** What is done with the whole account. */
export type AccountCommand = (typeof accountCommands)[number];

const isOneOf = <Name extends string>(names: readonly Name[], text: string): text is Name =>
  (names as readonly string[]).includes(text);

/** What the command is to do. */
export interface Order {
  readonly command: OfferCommand | AccountCommand | "convert" | "help" | "version";
  /** Empty for what needs none. */
  readonly offerId: string;
  /** Of help: the command that it is about; all where none is named. */
  readonly about?: string | undefined;
  readonly watch: boolean;
  readonly json: boolean;
  /** Whose configuration counts; the selected one by default. */
  readonly stack?: string | undefined;
  /** Of a conversion: azpc's configuration, its manifest, and what it takes from its command line. */
  readonly config: string;
  readonly manifest: string | undefined;
  readonly name: string | undefined;
  readonly plan: string | undefined;
  readonly planType: "managed-application" | "solution-template";
  /** Of an export or a conversion the folder, of a storefront the file. */
  readonly out: string | undefined;
  /** What is there may be replaced. */
  readonly force: boolean;
  /** Of an export: a file for `pulumi import` is written instead of a program. */
  readonly importFile: boolean;
  /** Of a storefront: what the program declares is shown. */
  readonly program: boolean;
  /** Of a storefront: what differs is printed as Markdown, and no file is written. */
  readonly text: boolean;
  /** Of a storefront: what is shown first. */
  readonly market: string | undefined;
  readonly language: string | undefined;
}

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  readonly code = "ERR_PARTNER_CENTER_USAGE";
}

/** Reads the arguments. @throws UsageError */
export function readOrder(args: readonly string[]): Order {
  const flag = { type: "boolean", default: false } as const;
  const help = { ...flag, short: "h" } as const;
  const text = { type: "string" } as const;
  const flags = {
    help,
    version: flag,
    watch: flag,
    json: flag,
    force: flag,
    program: flag,
    text: flag,
    "import-file": flag,
  } as const;
  const ofConversion = { name: text, plan: text, type: text, manifest: text } as const;
  const options = { ...flags, ...ofConversion, out: text, stack: text, market: text, language: text } as const;
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
  const { watch, json, force, out, stack, program, market, language } = values;
  const { name, plan, manifest, "import-file": importFile } = values;
  const planType = values.type === "st" ? ("solution-template" as const) : ("managed-application" as const);
  const order = {
    watch,
    json,
    force,
    out,
    stack,
    importFile,
    program,
    text: values.text,
    market,
    language,
    config: "",
    name,
    plan,
    manifest,
    planType,
  };
  if (values.help || command === "help") {
    return { ...order, command: "help", offerId: "", about: command === "help" ? offerId : command };
  }
  if (values.version) return { ...order, command: "version", offerId: "" };
  if (command === undefined)
    throw new UsageError("say what to do: doctor, whoami, list, status, cancel, export, convert or storefront");
  const isAccount = isOneOf(accountCommands, command);
  if (command !== "convert" && [name, plan, values.type, manifest].some((value) => value !== undefined)) {
    throw new UsageError("--name, --plan, --type and --manifest are for convert");
  }
  if (importFile && command !== "export") throw new UsageError("--import-file is for export");
  if (command === "convert") return { ...order, command, offerId: "", ...conversion(positionals, values) };
  if (!isAccount && !isOneOf(offerCommands, command)) throw new UsageError(`there is no command "${command}"`);
  const tooMany = isAccount ? offerId : rest[0];
  if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is one argument too many`);
  if (watch && command !== "status") throw new UsageError("--watch is for status");
  if (!["export", "storefront"].includes(command) && (force || out !== undefined)) {
    throw new UsageError("--out and --force are for export, convert and storefront");
  }
  if (command !== "storefront" && (program || values.text || market !== undefined || language !== undefined)) {
    throw new UsageError("--program, --text, --market and --language are for storefront");
  }
  if (values.text && (out !== undefined || values.json)) throw new UsageError("--text writes no file, and no JSON");
  if (market !== undefined && !/^[a-z]{2}$/i.test(market))
    throw new UsageError("--market needs two letters, such as DE");
  if (out === "")
    throw new UsageError(`--out needs the path of a ${command === "export" && !importFile ? "folder" : "file"}`);
  if (stack === "") throw new UsageError("--stack needs the name of a stack");
  if (isAccount) return { ...order, command, offerId: "" };
  if (command === "storefront" && program && offerId === undefined) return { ...order, command, offerId: "" };
  if (offerId === undefined || offerId === "") {
    const or = command === "storefront" ? ", or --program" : "";
    throw new UsageError(`${command} needs the id of an offer${or}`);
  }
  return { ...order, command, offerId };
}

/** The arguments of `convert`: the tool, and its configuration. @throws UsageError */
function conversion(
  [, tool, config, ...rest]: readonly string[],
  { watch, program, market, language, stack, type, out }: Readonly<Record<string, string | boolean | undefined>>,
): Pick<Order, "config"> {
  if (tool !== "azpc")
    throw new UsageError("convert needs the name of a tool; azpc is the only one: convert azpc CONFIG");
  if (config === undefined || config === "") throw new UsageError("convert azpc needs the path of a configuration");
  if (rest[0] !== undefined) throw new UsageError(`"${rest[0]}" is one argument too many`);
  if (watch || program || market !== undefined || language !== undefined || stack !== undefined) {
    throw new UsageError("--watch, --program, --market, --language and --stack are not for convert");
  }
  if (type !== undefined && type !== "ma" && type !== "st")
    throw new UsageError("--type is ma or st, as azpc's subgroups");
  if (out === "") throw new UsageError("--out needs the path of a folder");
  return { config };
}
