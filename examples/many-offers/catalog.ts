// What is offered, and in which stack each offer lives. A real catalogue comes from a file or a database.
import { createHash } from "node:crypto";

export interface CatalogOffer {
  readonly offerId: string;
  readonly title: string;
  /** US dollars a month, by the id of a plan. */
  readonly plans: Readonly<Record<string, number>>;
}

const products = ["Backup", "Logs", "Metrics", "Queues", "Reports", "Scanner", "Search", "Vault"];
const sectors = ["Banks", "Cities", "Clinics", "Farms", "Schools"];

export const catalog: readonly CatalogOffer[] = products.flatMap((product, index) =>
  sectors.map((sector) => ({
    offerId: `contoso-${product}-${sector}`.toLowerCase(),
    title: `Contoso ${product} for ${sector}`,
    plans: { standard: 10 + index, premium: 50 + index },
  })),
);

/** Stacks that the catalogue is divided among. Another number moves offers from one stack to another: choose it once. */
export const parts = Number(process.env.MANY_OFFERS_PARTS ?? 20);

const partOf = ({ offerId }: CatalogOffer) => createHash("sha256").update(offerId).digest().readUInt32BE() % parts;

/** The name of a stack. */
export const stackName = (part: number) => `part-${String(part).padStart(3, "0")}`;

/** The offers of a stack: by their ids alone, so that a new offer moves no other one. */
export function offersOf(stack: string): readonly CatalogOffer[] {
  return catalog.filter((offer) => stackName(partOf(offer)) === stack);
}
