// `partnercenter convert azpc CONFIG`: a program from azpc's configuration, with the files that it names. No account is
// asked for anything.
import { basename, relative, resolve } from "node:path";
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

/** Copies a file that the configuration names; its path in the program, or why it is not there. */
async function taken(
  files: AzpcFiles,
  name: string,
  target: string,
  limit: (typeof fileLimits)["picture" | "package"],
  program: ProgramFolder,
): Promise<string | undefined> {
  const place = files.find(name);
  if (place === undefined) return undefined;
  try {
    await program.write(target, readBounded(place, name, limit));
    return target;
  } catch (error) {
    if (!(error instanceof ProgramFileError)) throw error;
    return undefined;
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
    const missing = (property: string, name: string) =>
      problems.push({ property, reason: `names ${inOneLine(name)}, which is nowhere beside the configuration` });
    const logos = getPath(offer.inputs, "listing.logos") as Properties | undefined;
    for (const [size, name] of Object.entries(logos ?? {})) {
      const path = await taken(files, String(name), `logos/${size}.png`, fileLimits.picture, program);
      if (path === undefined) missing(`listing.logos.${size}`, String(name));
      setPath(offer.inputs, `listing.logos.${size}`, path ?? String(name));
    }
    const archive =
      packageName && (await taken(files, packageName, basename(packageName), fileLimits.package, program));
    if (!archive) missing("path of the package", packageName ?? "nothing, as there is no manifest with `app`; it");
    problems.push(...(await problemsOf(offer, plans, program.draft)));
    const parts = { id, offer, plans, archive: archive || (packageName ?? "app.zip"), problems };
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
