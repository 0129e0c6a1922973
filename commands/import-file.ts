// `partnercenter export --import-file`: what `pulumi import --file` reads, to take over an offer with its plans and write
// their program in the language of the project.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { resourceTypes } from "../provider/kinds/index.js";
import { type OfferResources, resourcesOf } from "./offer-resources.js";
import { RefusedError, type Work } from "./work.js";

/** A resource as Pulumi's file has it. */
interface Imported {
  readonly type: string;
  /** By which other resources of the file are named. */
  readonly name: string;
  /** The resource's name, where it is another one. */
  readonly logicalName?: string;
  readonly id: string;
}

/** Resources are named as in the program that an export writes, so that one can go on with the other. */
export const writeImportFile: Work = async (services, product, order, surroundings) => {
  const found = await resourcesOf(services, product);
  const { offerId } = found;
  const resources = importedFrom(found);
  const path = order.out ?? `${offerId}.import.json`;
  await write(resolve(surroundings.cwd(), path), path, `${JSON.stringify({ resources }, null, 2)}\n`, order.force);
  const report = { offerId, productId: product.id, file: path, resources };
  const shown = /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
  const lines = [
    `${path}: ${resources.length} resource${resources.length === 1 ? "" : "s"}.`,
    "Next, in the folder of a Pulumi project that names the plugin (docs/other-languages.md):",
    `  pulumi import --file ${shown}    # writes the program; nothing is changed in Partner Center`,
    "  pulumi preview                   # no changes, once that program is in the project",
  ];
  surroundings.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join("\n")}\n`);
  return 0;
};

function importedFrom({ offerId, offer, plans }: OfferResources): Imported[] {
  return [
    { type: resourceTypes(offer.kind).native, name: offerId, id: offer.id },
    ...plans.map(({ kind, id, planId }) => ({
      type: resourceTypes(kind).native,
      ...(planId === offerId ? { name: `${planId}-plan`, logicalName: planId } : { name: planId }),
      id,
    })),
  ];
}

async function write(file: string, path: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RefusedError(
      code === "EEXIST"
        ? `${path} is there already; choose another file with --out, or --force to replace it`
        : `${path} cannot be written: ${message}`,
    );
  }
}
