// `partnercenter export --import-file`: what `pulumi import --file` reads, to take over an offer with its plans and write
// their program in the language of the project.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { offerIdOf } from "../provider/partner-center/areas/products.js";
import { isPlan } from "../provider/queries.js";
import { refuseOtherType } from "./export.js";
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
export const writeImportFile: Work = async (client, product, order, surroundings) => {
  refuseOtherType(product);
  const offerId = offerIdOf(product) ?? product.id;
  const plans = (await client.variants.list(product.id)).filter(isPlan);
  const resources: Imported[] = [
    { type: "partnercenter:index:Offer", name: offerId, id: product.id },
    ...plans.map(({ id, externalID: planId = id }) => ({
      type: "partnercenter:index:Plan",
      ...(planId === offerId ? { name: `${planId}-plan`, logicalName: planId } : { name: planId }),
      id: `${product.id}/${id}`,
    })),
  ];
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
