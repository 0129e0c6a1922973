// What an export reads of an offer: the offer and its plans as a program would declare them, with their files.

import type { Kind } from "../provider/engine/kind.js";
import { kindLoaders } from "../provider/kinds/index.js";
import { type Context, nothingUnfinished } from "../provider/pages/context.js";
import { offerIdOf } from "../provider/partner-center/areas/products.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { systemClock } from "../provider/partner-center/clock.js";
import { defaultEndpoint } from "../provider/partner-center/endpoints.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { isPlan } from "../provider/queries.js";
import type { Properties } from "../provider/values/properties.js";
import { type ExportedResource, leaveOutUnsayable } from "./exported-resource.js";
import type { ProgramFolder } from "./program-folder.js";

/** A plan that the program declares. */
export interface ExportedPlan extends ExportedResource {
  /** By which other plans refer to it. */
  readonly variantId: string;
}

/** An offer with its plans, ready to be written. */
export interface ExportedOffer {
  readonly offerId: string;
  readonly offer: ExportedResource;
  readonly plans: readonly ExportedPlan[];
  /** File names of the offer's packages, by their ids. */
  readonly packages: ReadonlyMap<string, string>;
}

function contextOf(client: PartnerCenterClient, say: (line: string) => void): Context {
  return {
    client: () => client,
    begunJobs: () => {
      throw new Error("an export begins no job");
    },
    ingestion: () => {
      throw new Error("an export reads by the ingestion API alone");
    },
    account: () => {
      throw new Error("an export belongs to no account");
    },
    portal: () => defaultEndpoint,
    say,
    warn: say,
    show: say,
    isInterruptible: () => true,
    inputsOf: () => undefined,
    isDeclared: () => false,
    clock: systemClock,
    unfinished: nothingUnfinished,
    stillWanted: async () => {},
  };
}

/** Reads an offer with its plans, and downloads their files into the program's folder. */
export async function readOffer(
  client: PartnerCenterClient,
  product: Product,
  program: ProgramFolder,
  say: (line: string) => void,
): Promise<ExportedOffer> {
  const context = contextOf(client, say);
  let done = 0;
  const read = async (kind: Kind, id: string, object: Properties): Promise<ExportedResource> => {
    if (kind.describe === undefined) throw new Error(`${kind.name} cannot be exported`);
    const description = await kind.describe(context, id, object);
    const title = kind.title(description.inputs);
    for (const { path, stored } of description.files) {
      say(`downloading ${path}`);
      await program.write(path, await client.downloads.get(stored));
    }
    say(`${title}: read; comparing it with what its program says`);
    const resource = { kind, description };
    await leaveOutUnsayable(context, resource, program.draft);
    done += 1;
    say(`${title}: done (${done} of ${variants.length + 1})`);
    return resource;
  };
  const [offerKind, planKind] = await Promise.all([kindLoaders.Offer(), kindLoaders.Plan()]);
  const variants = (await client.variants.list(product.id)).filter(isPlan);
  say(`reading ${["the offer", ...variants.map(({ externalID }) => `plan ${externalID}`)].join(", ")}`);
  const reading = [
    read(offerKind, product.id, product),
    client.packages.list(product.id),
    ...variants.map(async (variant) => {
      const { id } = variant;
      return { variantId: id, ...(await read(planKind, `${product.id}/${id}`, variant)) };
    }),
  ] as const;
  await Promise.allSettled(reading); // when one fails, no other may still be writing while the folder is removed
  const [offer, packages, ...plans] = await Promise.all(reading);
  return {
    offerId: offerIdOf(product) ?? product.id,
    offer,
    plans,
    packages: new Map(packages.map(({ id, fileName }) => [id, fileName ?? id])),
  };
}
