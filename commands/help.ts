// What `--help` prints: of all commands, or of one.

/** How a command is called, and what it does. */
interface CommandHelp {
  readonly usage: readonly string[];
  /** Sentences; they are filled into lines. The first one stands for the command in the list of all. */
  readonly does: readonly string[];
  /** Options with what they do. */
  readonly options?: Readonly<Record<string, string>>;
}

const commands = {
  doctor: {
    usage: [""],
    does: [
      "Looks at all that a program needs, and says what to do about what is not right.",
      "That is: what is installed, what is set and where, whether the services are reached and let you in, the clock, " +
        "the proxy. It works without network.",
    ],
  },
  whoami: {
    usage: [""],
    does: [
      "Signs in, and says as whom.",
      "Also with which credentials, and how many offers there are: the test of a set-up.",
    ],
  },
  list: {
    usage: [""],
    does: ["Lists the offers of the account.", "Each with its type, state (draft, preview or live) and alias."],
  },
  status: {
    usage: ["OFFER_ID [--watch]"],
    does: ["Shows an offer: its drafts, plans, submissions, and the steps of the newest one."],
    options: {
      "--watch":
        "go on until the newest submission is in preview, live, failed or canceled: a line for each change, or a " +
        "redrawn page in a terminal",
    },
  },
  cancel: {
    usage: ["OFFER_ID"],
    does: [
      "Cancels the newest submission of an offer while it is in progress.",
      "Whoever made it; also one that has failed.",
    ],
  },
  export: {
    usage: ["OFFER_ID [--out DIR] [--force]", "OFFER_ID --import-file [--out FILE] [--force]"],
    does: [
      "Writes a Pulumi program for an offer that exists, which takes it over without changing it.",
      "With its plans, texts and pictures. Nothing is written to Partner Center, and no secret into the program.",
    ],
    options: {
      "--out": "where it goes: a folder, ./OFFER_ID by default",
      "--force": "replace files in a folder that is not empty",
      "--import-file":
        "write a file for `pulumi import --file` instead, by which Pulumi itself writes the program, in any of its " +
        "languages: OFFER_ID.import.json, or what --out says",
    },
  },
  convert: {
    usage: ["azpc CONFIG [--name OFFER_ID] [--plan PLAN_ID] [--type ma|st] [--manifest FILE] [--out DIR] [--force]"],
    does: [
      "Writes a Pulumi program from a configuration of azpc (az-partner-center-cli).",
      "With the logos and the package that it names. No account is asked; config.yml is not read.",
    ],
    options: {
      "--name": "azpc's --name, the offer id",
      "--plan": "azpc's --plan-name, the plan id",
      "--type": "azpc's subgroup: ma (managed application, the default) or st (solution template)",
      "--manifest": "its manifest.yml, where that is elsewhere",
      "--out": "where it goes: a folder, ./OFFER_ID by default",
      "--force": "replace files in a folder that is not empty",
    },
  },
  storefront: {
    usage: [
      "[OFFER_ID] [--program] [--out FILE] [--market CODE] [--language CODE] [--force]",
      "OFFER_ID --program --text",
    ],
    does: [
      "Writes an HTML file that shows an offer as a buyer will see it.",
      "From what Partner Center has of it, from a program, or both side by side.",
    ],
    options: {
      "--program": "show what the Pulumi program in this folder declares, beside the drafts or alone",
      "--market": "the market that is shown first, such as DE",
      "--language": "the language that is shown first, such as de-de",
      "--out": "where it goes: a file, storefront-OFFER_ID.html by default",
      "--force": "replace any file, not only another storefront",
      "--text": "write no file, and print what differs as Markdown, such as for the comment of a pull request",
    },
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

const common = {
  "--json": "JSON instead of text; with --watch one line for each change",
  "--stack": "NAME: the stack whose configuration counts, instead of the selected one",
  "--help": "this text, of one command or of all; also -h. --version prints the version",
};

const credentials =
  "Credentials and settings are those of `pulumi up`: PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID and " +
  "PARTNERCENTER_CLIENT_SECRET, or those of another way to sign in, from the environment; then, in the folder of a " +
  "Pulumi project, partnercenter:tenantId and so on from the stack's configuration; then AZURE_… and ARM_… variables.";

const exitCodes =
  "Exit codes: 0 done; 1 it could not be done, the watched submission has failed, or something is wrong; 2 wrong usage.";

/** As wide as a terminal is at least. */
const width = 80;

/** A space at which no line ends. */
const fixed = "\u00a0";

/** Words in lines; all lines but the first begin with so many spaces. */
function filled(text: string, indent = 0): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const room = width - (lines.length === 0 ? 0 : indent);
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** Names with what they do, in two columns. */
function columns(rows: Readonly<Record<string, string>>): string[] {
  const indent = Math.max(...Object.keys(rows).map((name) => name.length)) + 4;
  return Object.entries(rows).map(([name, text]) =>
    filled(`${fixed}${fixed}${name.padEnd(indent - 2, fixed)}${text}`, indent),
  );
}

function usageLines(name: string, { usage }: CommandHelp): string[] {
  const start = `${fixed}${fixed}partnercenter${fixed}${name}`;
  return usage.map((one) => {
    const whole = one.replaceAll(/\[[^\]]*\]/g, (option) => option.replaceAll(" ", fixed));
    return filled(one === "" ? start : `${start} ${whole}`, start.length + 1);
  });
}

function helpOfAll(): string {
  const all = Object.entries<CommandHelp>(commands);
  return [
    "Usage: partnercenter COMMAND [OPTION]…",
    "",
    ...columns(Object.fromEntries(all.map(([name, { does }]) => [name, does[0] ?? ""]))),
    "",
    ...all.flatMap(([name, one]) => usageLines(name, one)),
    "",
    "partnercenter COMMAND --help tells more of one.",
    "",
    ...columns(common),
    "",
    filled(credentials),
    "",
    filled(exitCodes),
  ].join("\n");
}

function helpOfOne(name: string, one: CommandHelp): string {
  return [
    "Usage:",
    ...usageLines(name, one),
    "",
    filled(one.does.join(" ")),
    "",
    ...columns({ ...one.options, ...common }),
    "",
    filled(credentials),
    "",
    filled(exitCodes),
  ].join("\n");
}

/** The text of `--help`. @param command One that there is; of any other word, and of none, all are told. */
export function helpText(command?: string): string {
  const found = Object.entries<CommandHelp>(commands).find(([name]) => name === command);
  const text = found === undefined ? helpOfAll() : helpOfOne(...found);
  return text.replaceAll(fixed, " ");
}
