// `partnercenter export`: writes a program for an offer that exists.
import { offerIdOf } from "../provider/partner-center/areas/traits.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { type ExportReport, exportedLines, type ReportedResource, warningLines } from "./export-report.js";
import { readOffer } from "./exported-offer.js";
import { ProgramFolder } from "./program-folder.js";
import { programText } from "./program-text.js";
import { projectFiles } from "./project-files.js";
import type { Services, Work } from "./work.js";

/** How an export is done. */
interface ExportOptions {
  /** Where the program goes. */
  readonly folder: string;
  /** Files that are there may be replaced. */
  readonly force: boolean;
  /** Takes a line about what is going on. */
  readonly say: (line: string) => void;
}

/** Reads an offer with its plans and files, and writes its program. Nothing in Partner Center is changed. */
async function exportOffer(
  services: Services,
  product: Product,
  { folder, force, say }: ExportOptions,
): Promise<ExportReport> {
  const offerId = offerIdOf(product) ?? product.id;
  const program = await ProgramFolder.begin(folder, force);
  try {
    // As it is at one time: what is changed meanwhile is found by the program's first preview, as what is changed later.
    const reading = () => readOffer(services, product, program, say);
    const exported = await services.client.looking(
      () => services.ingestion().looking(reading, Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    );
    const { index, texts, secrets } = programText(exported);
    for (const [path, content] of [...texts, ...projectFiles(offerId)]) await program.write(path, content);
    await program.write("index.ts", index);

    const resources = [exported.offer, ...exported.plans].map(({ kind, description }): ReportedResource => {
      const { inputs, leftOut: notExported, refused: toBeCorrected } = description;
      return { kind: kind.name, name: kind.title(inputs), notExported, toBeCorrected };
    });
    for (const line of resources.flatMap(warningLines)) say(line);
    await program.keep();
    const files = [...program.written].sort();
    return { offerId, productId: product.id, folder: program.folder, files, resources, secrets };
  } catch (error) {
    await program.discard();
    throw error;
  }
}

/** Writes the program of an offer, and says what to type next. */
export const writeProgram: Work = async (services, product, { offerId, out, force, json }, { stdout, stderr }) => {
  const folder = out ?? `./${offerId}`;
  const say = (line: string) => void stderr.write(`${line}\n`);
  const report = await exportOffer(services, product, { folder, force, say });
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${exportedLines(report).join("\n")}\n`);
  return 0;
};
