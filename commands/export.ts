// `partnercenter export`: a program from an offer that exists.
import { relative } from "node:path";
import { defaultEndpoint } from "../provider/configuration/configuration.js";
import type { Kind } from "../provider/engine/kind.js";
import { kindLoaders } from "../provider/kinds/index.js";
import type { Context } from "../provider/pages/context.js";
import type { Description, Unsaid } from "../provider/pages/description.js";
import { offerIdOf } from "../provider/partner-center/areas/products.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { systemClock } from "../provider/partner-center/clock.js";
import { inOneLine } from "../provider/partner-center/http/redact.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { isPlan } from "../provider/queries.js";
import { leaveOutDifferences, leaveOutRefused } from "./exported-resource.js";
import { ProgramFolder } from "./program-folder.js";
import { type ExportedOffer, programText } from "./program-text.js";
import { projectFiles } from "./project-files.js";

/** How an export is done. */
export interface ExportOptions {
  /** Where the program goes. */
  readonly folder: string;
  /** Files that are there may be replaced. */
  readonly force: boolean;
  /** Takes a line about what is going on. */
  readonly say: (line: string) => void;
}

/** What `partnercenter export --json` prints. */
export interface ExportReport {
  readonly offerId: string;
  readonly productId: string;
  readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
  readonly resources: readonly {
    readonly kind: string;
    readonly name: string;
    /** What is left as it is in Partner Center, and why. */
    readonly notExported: readonly Unsaid[];
    /** What has to be corrected before the program can run: every program must say it, and none may say this. */
    readonly toBeCorrected: readonly Unsaid[];
  }[];
  /** Keys that `pulumi config set --secret` has to be called for. */
  readonly secrets: readonly string[];
}

/** The offer cannot be exported; says why. */
export class NotExportableError extends Error {
  readonly code = "ERR_PARTNER_CENTER_NOT_EXPORTABLE";
}

/** The only type that programs can declare so far. */
const exportableType = "AzureApplication";

function contextOf(client: PartnerCenterClient, say: (line: string) => void): Context {
  return {
    client: () => client,
    account: () => {
      throw new Error("an export belongs to no account");
    },
    portal: () => defaultEndpoint,
    say,
    clock: systemClock,
    stillWanted: async () => {},
  };
}

async function describe(kind: Kind, context: Context, id: string): Promise<Description> {
  if (kind.describe === undefined) throw new Error(`${kind.name} cannot be exported`);
  return kind.describe(context, id);
}

/** Reads an offer with its plans and files, and writes the program of it. Nothing in Partner Center is changed. */
export async function exportOffer(
  client: PartnerCenterClient,
  product: Product,
  { folder, force, say }: ExportOptions,
): Promise<ExportReport> {
  const offerId = offerIdOf(product) ?? product.id;
  if (product.resourceType !== exportableType) {
    throw new NotExportableError(
      `${offerId} is an offer of type ${product.resourceType}; programs can declare only ${exportableType} so far`,
    );
  }
  const program = await ProgramFolder.begin(folder, force);
  try {
    const context = contextOf(client, say);
    const written: string[] = [];
    const write = async (path: string, content: string | Uint8Array) => {
      await program.write(path, content);
      written.push(path);
    };
    const read = async (kind: Kind, id: string) => {
      const description = await describe(kind, context, id);
      for (const { path, stored } of description.files) {
        say(`downloading ${path}`);
        await write(path, await client.downloads.get(stored));
      }
      const resource = { kind, description };
      await leaveOutRefused(resource, program.draft);
      await leaveOutDifferences(context, resource, program.draft);
      await leaveOutRefused(resource, program.draft); // what is of no use without what was taken out
      return resource;
    };
    say(`reading the offer ${offerId}`);
    const [offerKind, planKind] = await Promise.all([kindLoaders.Offer(), kindLoaders.Plan()]);
    const variants = (await client.variants.list(product.id)).filter(isPlan);
    const reading = [
      read(offerKind, product.id),
      client.packages.list(product.id),
      ...variants.map(async ({ id }) => ({ variantId: id, ...(await read(planKind, `${product.id}/${id}`)) })),
    ] as const;
    await Promise.allSettled(reading); // when one fails, no other may write into a folder that is taken away
    const [offer, packages, ...plans] = await Promise.all(reading);
    const exported: ExportedOffer = {
      offerId,
      offer,
      plans,
      packages: new Map(packages.map(({ id, fileName }) => [id, fileName ?? id])),
    };
    const text = programText(exported);
    for (const [path, content] of text.texts) await write(path, content);
    for (const [path, content] of projectFiles(offerId)) await write(path, content);
    await write("index.ts", text.index);

    const resources = [offer, ...plans].map(({ kind, description }) => {
      const { inputs, leftOut: notExported, refused: toBeCorrected } = description;
      return { kind: kind.name, name: kind.title(inputs), notExported, toBeCorrected };
    });
    for (const { name, notExported, toBeCorrected } of resources) {
      const warn = (what: string) => (unsaid: Unsaid) =>
        say(`warning: ${inOneLine(`${name}: ${what}: ${unsaid.property} ${unsaid.reason}`)}`);
      notExported.forEach(warn("not exported"));
      toBeCorrected.forEach(warn("to be corrected"));
    }
    await program.keep();
    const { secrets } = text;
    return { offerId, productId: product.id, folder: program.folder, files: written.sort(), resources, secrets };
  } catch (error) {
    await program.discard();
    throw error;
  }
}

/** What a person is told in the end: what is there, and what to type next. */
export function exportedLines({ folder, files, resources, secrets }: ExportReport): string[] {
  const path = relative(process.cwd(), folder) || ".";
  const left = resources.reduce((sum, { notExported }) => sum + notExported.length, 0);
  return [
    `${path}: a program of ${resources.length} resources, in ${files.length} files.` +
      (left === 0 ? "" : ` Not exported: ${left}; comments in the program say what and why.`),
    "Next:",
    `  cd ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)} && npm install`,
    "  pulumi stack init STACK",
    ...secrets.map((key) => `  pulumi config set --secret ${key}    # asks for the value`),
    "  pulumi preview    # says for each resource that it is taken over",
    "  pulumi up         # takes them over: nothing is changed, nothing is submitted",
  ];
}
