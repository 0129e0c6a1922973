// What an export reads of an offer: the offer and its plans as a program would declare them, with their files.

import { kindLoaders } from "../provider/kinds/index.js";
import { type Context, nothingUnfinished } from "../provider/pages/context.js";
import { systemClock } from "../provider/partner-center/clock.js";
import { defaultEndpoint } from "../provider/partner-center/endpoints.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { type ExportedResource, leaveOutUnsayable } from "./exported-resource.js";
import { type FoundPlan, type OfferResources, resourcesOf } from "./offer-resources.js";
import type { ProgramFolder } from "./program-folder.js";
import type { Services } from "./work.js";

/** A plan that the program declares. */
export interface ExportedPlan extends ExportedResource, Pick<FoundPlan, "reference"> {}

/** An offer with its plans, ready to be written. */
export interface ExportedOffer {
  readonly offerId: string;
  readonly offer: ExportedResource;
  readonly plans: readonly ExportedPlan[];
  /** File names of the offer's packages, by their ids. */
  readonly packages: ReadonlyMap<string, string>;
}

function contextOf({ client, ingestion }: Services, say: (line: string) => void): Context {
  return {
    client: () => client,
    ingestion,
    begunJobs: () => {
      throw new Error("an export begins no job");
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
  services: Services,
  product: Product,
  program: ProgramFolder,
  say: (line: string) => void,
): Promise<ExportedOffer> {
  const context = contextOf(services, say);
  const found = await resourcesOf(services, product);
  const { offerId, plans } = found;
  let done = 0;
  const read = async ({ kind: name, id, object }: OfferResources["offer"]): Promise<ExportedResource> => {
    const kind = await kindLoaders[name]();
    if (kind.describe === undefined) throw new Error(`${kind.name} cannot be exported`);
    const description = await kind.describe(context, id, object);
    const title = kind.title(description.inputs);
    for (const { path, stored } of description.files) {
      say(`downloading ${path}`);
      await program.write(path, await services.client.downloads.get(stored));
    }
    say(`${title}: read; comparing it with what its program says`);
    const resource = { kind, description };
    await leaveOutUnsayable(context, resource, program.draft);
    done += 1;
    say(`${title}: done (${done} of ${plans.length + 1})`);
    return resource;
  };
  say(`reading ${["the offer", ...plans.map(({ planId }) => `plan ${planId}`)].join(", ")}`);
  const reading = [
    read(found.offer),
    packagesOf(services, found),
    ...plans.map(async (plan) => ({ reference: plan.reference, ...(await read(plan)) })),
  ] as const;
  await Promise.allSettled(reading); // when one fails, no other may still be writing while the folder is removed
  const [offer, packages, ...exported] = await Promise.all(reading);
  return { offerId, offer, plans: exported, packages };
}

/** Only Azure applications have packages. */
async function packagesOf({ client }: Services, { offer: { kind, id } }: OfferResources): Promise<Map<string, string>> {
  const packages = kind === "Offer" ? await client.packages.list(id) : [];
  return new Map(packages.map(({ id: own, fileName }) => [own, fileName ?? own]));
}
