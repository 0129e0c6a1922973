// `partnercenter convert azpc CONFIG`: a program from azpc's configuration, with the files that it names. No account is
// asked for anything.
import { basename, relative, resolve } from "node:path";
import { pictureType } from "../../provider/files/png.js";
import { fileLimits, ProgramFileError, readBounded } from "../../provider/files/program-files.js";
import { inOneLine } from "../../provider/partner-center/redact.js";
import { getPath, type Properties, setPath } from "../../provider/values/properties.js";
import { ProgramFolder } from "../program-folder.js";
import { projectFiles } from "../project-files.js";
import type { Order } from "../usage.js";
import type { Surroundings } from "../work.js";
import { type AzpcFiles, azpcFiles } from "./azpc-files.js";
import { convertedConfig } from "./azpc-offer.js";
import { convertedProgram, ordered, type Problem, problemsOf } from "./converted-program.js";

/** What `partnercenter convert --json` prints. */
export interface ConversionReport {
  readonly offerId: string;
  readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
  /** What azpc does otherwise, or does not read. */
  readonly remarks: readonly string[];
  /** What has to be corrected before the program can run. */
  readonly toBeCorrected: readonly Problem[];
}

/** What a file that is copied has to be: a configuration may name anything that its reader can read. */
const wanted = {
  picture: { is: "picture", fits: (bytes: Buffer) => pictureType(bytes) !== undefined },
  package: { is: ".zip", fits: (bytes: Buffer) => bytes.toString("latin1", 0, 2) === "PK" },
} as const;

/** Copies a file that the configuration names. @returns What is wrong with it instead, in words. */
async function copied(
  files: AzpcFiles,
  name: string,
  target: string,
  what: keyof typeof wanted,
  program: ProgramFolder,
): Promise<string | undefined> {
  const nowhere = `names ${inOneLine(name)}, which is nowhere beside the configuration`;
  const place = files.find(name);
  if (place === undefined) return nowhere;
  try {
    const bytes = readBounded(place, name, fileLimits[what]);
    if (!wanted[what].fits(bytes)) return `names ${inOneLine(name)}, which is no ${wanted[what].is}: it was not copied`;
    await program.write(target, bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProgramFileError)) throw error;
    return nowhere;
  }
}

/** Writes the program. */
export async function convert(order: Order, { cwd, stdout, stderr }: Surroundings): Promise<number> {
  const files = azpcFiles(cwd(), order.config, order.manifest);
  const { name: offerId, plan: planId, planType } = order;
  const { offer, plans, packageName } = convertedConfig(files, { offerId, planId, planType });
  const id = String(offer.inputs.offerId);
  const program = await ProgramFolder.begin(resolve(cwd(), order.out ?? id), order.force);
  try {
    const problems: Problem[] = [];
    const logos = getPath(offer.inputs, "listing.logos") as Properties | undefined;
    for (const [size, name] of Object.entries(logos ?? {})) {
      const target = `logos/${size}.png`;
      const reason = await copied(files, String(name), target, "picture", program);
      if (reason !== undefined) problems.push({ property: `listing.logos.${size}`, reason });
      setPath(offer.inputs, `listing.logos.${size}`, reason === undefined ? target : String(name));
    }
    const archive = packageName && basename(packageName);
    const why =
      packageName === undefined || archive === undefined
        ? "is told nowhere: there is no manifest with `app`"
        : await copied(files, packageName, archive, "package", program);
    if (why !== undefined) problems.push({ property: "path of the package", reason: why });
    problems.push(...(await problemsOf(offer, plans, program.draft)));
    const parts = {
      id,
      offer,
      plans,
      archive: why === undefined && archive ? archive : (packageName ?? "app.zip"),
      problems,
    };
    const { index, texts } = convertedProgram(await ordered(parts));
    for (const [path, content] of [...texts, ...projectFiles(id)]) await program.write(path, content);
    await program.write("index.ts", index);
    await program.keep();
    const remarks = [offer, ...plans].flatMap((one) => one.remarks);
    const written = [...program.written].sort();
    const report = { offerId: id, folder: program.folder, files: written, remarks, toBeCorrected: problems };
    for (const { property, reason } of problems) stderr.write(`warning: to be corrected: ${property} ${reason}\n`);
    stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : `${lines(report, cwd()).join("\n")}\n`);
    return 0;
  } catch (error) {
    await program.discard();
    throw error;
  }
}

function lines({ folder, files, remarks, toBeCorrected }: ConversionReport, cwd: string): string[] {
  const path = relative(cwd, folder) || ".";
  return [
    `${path}: a program, in ${files.length} files. Comments in it say what azpc does otherwise (${remarks.length}).`,
    ...(toBeCorrected.length === 0 ? [] : [`To be corrected before it runs: ${toBeCorrected.length}, see above.`]),
    "Next:",
    `  cd ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)} && npm install`,
    "  pulumi stack init STACK",
    "  pulumi preview    # where azpc has made the offer already: set adopt to true, and see what would change",
    "  pulumi up         # to preview; nothing goes live",
  ];
}
