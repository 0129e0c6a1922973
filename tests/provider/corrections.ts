/** Programs of which a text of each page is corrected after a run that was killed. */
import { join } from "node:path";
import type { Kind } from "../../provider/engine/kind.js";
import type { Run } from "../../provider/engine/run.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../provider/values/properties.js";
import type { Declared } from "./declared.js";
import { png } from "./pictures.js";
import { guids, pdf, smallOffer, smallPlan } from "./programs.js";
import type { Workbench } from "./workbench.js";

/** Where a bench keeps what is unfinished. */
export const unfinishedIn = (bench: Workbench) => join(bench.folder, "partnercenter", "unfinished");

/** A provider process whose engine is killed after so many writes; nothing of what it has reached is stored. */
export function killedAfter(run: Run, writes: number): { run: Run; isKilled: () => boolean } {
  let done = 0;
  const stillWanted = async () => {
    if (++done > writes) throw new Error("the engine is gone");
  };
  return { run: Object.assign(run, { stillWanted }), isKilled: () => done > writes };
}

/**
 * An `up` whose engine is killed after so many writes, or when all is done: nothing of it is stored.
 * @param process The provider process; by default a fresh one.
 * @returns Whether it was killed before it came to its end.
 */
export async function killed(
  bench: Workbench,
  declared: Declared,
  program: Properties,
  writes: number,
  process: Run = bench.run(),
): Promise<boolean> {
  const { run, isKilled } = killedAfter(process, writes);
  const stored = declared.stored();
  declared.process = () => run;
  await declared.up(program).catch(() => undefined);
  Object.assign(declared, stored);
  declared.process = () => bench.run();
  return isKilled();
}

const contact = (name: string) => ({ name, email: `${name}@contoso.com`, phone: "+1 425 555 0100" });
let count = 0;

async function offerProgram(bench: Workbench): Promise<Properties> {
  const program = await smallOffer(bench, `corrected-${++count}`);
  setPath(program, "properties.termsOfUse", "First terms");
  setPath(program, "listing.contacts", { support: contact("support"), engineering: contact("first") });
  setPath(program, "listing.screenshots", [
    { file: await bench.file("shot.png", png(1280, 720, 9)), caption: "First" },
  ]);
  const file = await bench.file("corrected.pdf", pdf("corrected"));
  return {
    ...program,
    setup: { callToAction: "contact-me" },
    leads: { marketo: { serverId: "1", munchkinAccountId: "2", formId: "3" }, contactEmail: "first@contoso.com" },
    previewAudience: { subscriptions: [guids.subscription], emails: { "reviewer@contoso.com": "first" } },
    resale: { channel: "PartialOptIn", tenantIds: [guids.tenant] },
    coSell: { offerType: "First", documents: { "Deck.pdf": { file, type: "First" } } },
    translations: { "de-DE": { title: "Erster", summary: "Kurz" } },
  };
}

async function planProgram(bench: Workbench): Promise<Properties> {
  const productId = String((await bench.colleague.createProduct(`corrected-${++count}`, "Plans")).id);
  const program: Properties = smallPlan(productId, "plan", "unused");
  delete program.technicalConfiguration;
  return {
    ...program,
    setup: { leadGenId: "first" },
    translations: { "de-de": { title: "Erster", summary: "Kurz" } },
  };
}

const offerCorrections: Record<string, unknown> = {
  "properties.termsOfUse": "Second terms",
  "listing.description": "<p>Second</p>",
  "listing.contacts.engineering.name": "second",
  "listing.screenshots": "Second",
  "setup.callToAction": "free",
  "leads.contactEmail": "second@contoso.com",
  "previewAudience.emails": { "reviewer@contoso.com": "second" },
  "resale.channel": "Enabled",
  "coSell.offerType": "Second",
  "coSell.documents": "Second",
  "translations.de-DE.title": "Zweiter",
};
const planCorrections: Record<string, unknown> = {
  name: "Another name",
  "setup.leadGenId": "second",
  "listing.summary": "Second",
  "availability.monthlyPrice": 11,
  "availability.markets": ["US", "DE"],
  "translations.de-de.title": "Zweiter",
};

/** A program with another text; of files, with another caption or type. */
export function correct(program: Properties, path: string, value: unknown): Properties {
  const corrected = structuredClone(program);
  if (path === "listing.screenshots") for (const one of getPath(corrected, path) as Properties[]) one.caption = value;
  else if (path !== "coSell.documents") setPath(corrected, path, value);
  else for (const one of Object.values(getPath(corrected, path) as Properties)) (one as Properties).type = value;
  return corrected;
}

/** A kind of which programs are corrected. */
export interface Corrected {
  readonly what: string;
  readonly kind: Kind;
  readonly make: (bench: Workbench) => Promise<Properties>;
  /** By the path of a property, what it is corrected to. */
  readonly corrections: Readonly<Record<string, unknown>>;
}

export const correctedOffer: Corrected = {
  what: "an offer",
  kind: offer as unknown as Kind,
  make: offerProgram,
  corrections: offerCorrections,
};
export const correctedPlan: Corrected = {
  what: "a plan",
  kind: plan as unknown as Kind,
  make: planProgram,
  corrections: planCorrections,
};

/** A colleague's edits of such an offer, by the path of the property that they change. */
export const theirEdits: Readonly<Record<string, (bench: Workbench, id: string) => Promise<unknown>>> = {
  "listing.summary": ({ colleague }, id) => colleague.edit(id, "Listing", { summary: "Theirs" }),
  "setup.callToAction": async ({ colleague }, id) => {
    const setup = await colleague.call("GET", `/products/${id}/setup`);
    await colleague.call("POST", `/products/${id}/setup`, { ...setup, callToAction: "free-trial" });
  },
  "listing.screenshots": async ({ colleague }, id) => {
    const shot = (await colleague.images(id)).find(({ type }) => type === "AzureLogoScreenshot");
    await colleague.editMedia(id, "images", shot?.id, { description: "Theirs" });
  },
  "listing.logos": ({ colleague }, id) => colleague.replaceImage(id, "AzureLogoLarge", "theirs.png", png(220, 220, 1)),
  "translations.de-de.summary": async ({ colleague }, id) => {
    const listing = await colleague.listing(id, "de-de");
    const path = `/products/${id}/listings/${listing.id}`;
    await colleague.call("PUT", path, { ...listing, summary: "Ihres" }, { "if-match": "*" });
  },
};
