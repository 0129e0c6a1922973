// `partnercenter storefront`: an offer as a buyer will see it, from its drafts, from a program, or both side by side, as
// one HTML file.
import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Configuration } from "../../provider/configuration/configuration.js";
import { connectProductIngestion } from "../../provider/configuration/connection.js";
import { FileBytes } from "../../provider/files/file-bytes.js";
import { fileLimits, ProgramFileError, readProgramFile } from "../../provider/files/program-files.js";
import { currencyOf } from "../../provider/kinds/shared/markets.js";
import { ingestedTypes, type OfferName } from "../../provider/kinds/shared/offer-kinds.js";
import type { PartnerCenterClient } from "../../provider/partner-center/client.js";
import type { Product } from "../../provider/partner-center/schemas/resources.js";
import { submissionOf } from "../../provider/queries.js";
import { fileNameOf } from "../../provider/tree-pages/files/file-names.js";
import { differences } from "../../storefront/differences.js";
import { offerOfMarketplaceProgram } from "../../storefront/from-marketplace-program.js";
import { offerOfProgram } from "../../storefront/from-program.js";
import { offerOfService } from "../../storefront/from-service.js";
import type { Version } from "../../storefront/model.js";
import { generator, storefrontPage } from "../../storefront/page.js";
import { differencesText } from "../../storefront/text.js";
import type { Order } from "../usage.js";
import { notThere, RefusedError, type Surroundings } from "../work.js";
import { marketsOf, readIngestedOffer } from "./ingested-offer.js";
import { type ProgramOffer, programOffers } from "./program-offers.js";
import { readStoredOffer } from "./service-offer.js";

/** What `partnercenter storefront --json` prints. */
export interface StorefrontReport {
  readonly offerId: string;
  /** Where the page is. */
  readonly file: string;
  readonly versions: readonly Version["stage"][];
  /** What the versions do not say alike, in words. */
  readonly differing: readonly string[];
}

/** How the account is reached, and the offer if it is there. */
interface Found {
  readonly client: PartnerCenterClient;
  readonly configuration: Configuration;
  readonly product: Product | undefined;
}

/** A version with what has to be said about it. */
interface Told {
  readonly version: Version;
  readonly notes: readonly string[];
}

/** The offer that the program declares; the one of this id, where it declares several. */
async function fromProgram(order: Order, surroundings: Surroundings): Promise<Told> {
  const say = (line: string) => void surroundings.stderr.write(`${line}\n`);
  say("running pulumi preview, to see what the program declares");
  const offers = await programOffers(surroundings, order.stack);
  const ids = offers.map(({ inputs }) => String(inputs.offerId));
  const index = order.offerId === "" ? 0 : ids.indexOf(order.offerId);
  const offer = offers[index];
  if (offer === undefined) {
    const there = ids.length === 0 ? "it declares none" : `it declares ${ids.join(", ")}`;
    throw new RefusedError(`the program declares no offer${order.offerId && ` ${order.offerId}`}; ${there}`);
  }
  if (order.offerId === "" && offers.length > 1) {
    throw new RefusedError(`the program declares ${offers.length} offers; say which one: ${ids.join(", ")}`);
  }
  return { version: { stage: "program", offer: ofProgram(offer, say) }, notes: unknownNote(offer) };
}

/** Of which type the plans of an offer are; those of Azure applications say it themselves. */
const planTypes: Readonly<Record<Exclude<OfferName, "Offer">, string>> = {
  VirtualMachineOffer: "virtual-machine",
  ContainerOffer: "container",
  SaasOffer: "saas",
};

function ofProgram({ kind, inputs, plans, folder }: ProgramOffer, say: (line: string) => void): Version["offer"] {
  const readFile = (path: string) => {
    try {
      return readProgramFile(resolve(folder, path), fileLimits.picture);
    } catch (error) {
      if (!(error instanceof ProgramFileError)) throw error;
      say(`warning: ${error.message}`);
      return undefined;
    }
  };
  const around = { marketsOf, currencyOf, fileNameOf, readFile };
  return kind === "Offer"
    ? offerOfProgram(inputs, plans, around)
    : offerOfMarketplaceProgram(planTypes[kind], inputs, plans, around);
}

function unknownNote({ unknown }: ProgramOffer): string[] {
  if (unknown === 0) return [];
  return [`${unknown === 1 ? "1 value is" : `${unknown} values are`} known only after deployment, and left out here.`];
}

/** What the service has. The first API hands out drafts only, so that what is in preview or live is only said. */
async function fromService(
  { client, configuration }: Found,
  product: Product,
  { offerId }: Order,
  { env, stderr }: Surroundings,
): Promise<Told[]> {
  const say = (line: string) => void stderr.write(`${line}\n`);
  if (ingestedTypes.includes(product.resourceType)) {
    const ingestion = connectProductIngestion(configuration, env, { say });
    const versions = await readIngestedOffer(
      { client, ingestion, isEmulated: configuration.isEmulated() },
      product.id,
      say,
    );
    return versions.map((version) => ({ version, notes: [] }));
  }
  const [stored, submissions] = await Promise.all([
    client.looking(() => readStoredOffer(client, product.id, offerId, say)),
    client.submissions.list(product.id),
  ]);
  const published = submissions
    .map(submissionOf)
    .filter(({ phase }) => phase === "preview" || phase === "live")
    .map(
      ({ releaseNumber, phase }) => `submission ${releaseNumber ?? "?"} is ${phase === "live" ? "live" : "in preview"}`,
    );
  const note = `Of this offer ${published.join(", and ")}. Partner Center’s API hands out drafts only, so this page cannot show it.`;
  return [{ version: { stage: "draft", offer: offerOfService(stored) }, notes: published.length === 0 ? [] : [note] }];
}

/** Refuses to replace a file that is none of these pages. What is no file, such as `/dev/stdout`, has nothing to lose. */
function refuseOther(file: string, path: string, force: boolean): void {
  let start: string;
  try {
    if (!statSync(file).isFile()) return;
    start = FileBytes.withSync(file, (bytes) => bytes.subarray(0, 8000)).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new RefusedError(`${path} cannot be written: ${(error as Error).message}`);
  }
  if (force || start.includes(`content="${generator}"`)) return;
  throw new RefusedError(
    `${path} is there, and no storefront; choose another file with --out, or --force to replace it`,
  );
}

/** Writes the page. @param find Asks the service for the offer; only called where it is looked at. */
export async function storefront(
  order: Order,
  surroundings: Surroundings,
  find: () => Promise<Found>,
): Promise<number> {
  const { stdout } = surroundings;
  const told: Told[] = order.program ? [await fromProgram(order, surroundings)] : [];
  if (order.offerId !== "") {
    const found = await find();
    const { product } = found;
    if (product !== undefined) told.push(...(await fromService(found, product, order, surroundings)));
    else if (!order.program) throw notThere(order, found.configuration);
  }
  const versions = told.map(({ version }) => version);
  const offerId = versions[0]?.offer.offerId ?? order.offerId;
  if (order.text) {
    stdout.write(
      [differencesText(versions), ...told.flatMap(({ notes }) => notes.map((note) => `\n${note}\n`))].join(""),
    );
    return 0;
  }
  const path = order.out ?? `storefront-${offerId}.html`;
  const file = resolve(surroundings.cwd(), path);
  refuseOther(file, path, order.force);
  const { market, language } = order;
  const { text } = storefrontPage(versions, { market, language, notes: told.flatMap(({ notes }) => notes) });
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new RefusedError(`${path} cannot be written: ${(error as Error).message}`);
  }
  const differing = versions.length < 2 ? [] : differences(versions).map(({ label }) => label);
  const report: StorefrontReport = { offerId, file, versions: versions.map(({ stage }) => stage), differing };
  stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : `${lines(report, path).join("\n")}\n`);
  return 0;
}

function lines({ versions, differing }: StorefrontReport, path: string): string[] {
  const what = versions.join(" and ");
  const compared =
    versions.length < 2
      ? []
      : [
          differing.length === 0
            ? "A buyer sees no difference between them."
            : `They differ in: ${differing.join("; ")}.`,
        ];
  return [`${path}: the offer as a buyer sees it (${what}). Open it in a browser.`, ...compared];
}
