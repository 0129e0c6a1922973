/**
 * A resource of each kind that the Product Ingestion API keeps, with what a program says of it first, and what it says
 * later. And what the draft of its offer has of it.
 */
import type { Kind } from "../../provider/engine/kind.js";
import { containerBundle } from "../../provider/kinds/container/container-bundle.js";
import { containerOffer } from "../../provider/kinds/container/offer.js";
import { containerPlan } from "../../provider/kinds/container/plan.js";
import { saasOffer } from "../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../provider/kinds/virtual-machine/plan.js";
import { mapValues, type Properties, setPath, sorted } from "../../provider/values/properties.js";
import {
  bundle,
  containerBundleProgram,
  containerOfferProgram,
  containerPlanProgram,
  imagePlanProgram,
} from "./container-programs.js";
import type { IngestionRuns } from "./ingestion-runs.js";
import { galleryImage } from "./machine-images.js";
import type { OtherTool } from "./machine-offer.js";
import { fetched, machineOfferProgram, machinePlanProgram } from "./machine-programs.js";
import { guids } from "./programs.js";
import { saasOfferProgram, saasPlanProgram } from "./saas-programs.js";

export interface IngestedSubject {
  readonly kind: Kind;
  /** Makes what has to be there before. */
  prepare(runs: IngestionRuns, offerId: string): Promise<unknown>;
  first(offerId: string): Properties;
  /** By the path of a property, the values that it has the second and the third time; undefined: it is left out. */
  readonly later: Readonly<Record<string, readonly [second: unknown, third: unknown]>>;
}

const nothing = async () => {};
const shot = (name: string) => ({ url: fetched(`${name}.png`), caption: name });
const video = (name: string) => ({
  title: name,
  address: `https://youtu.be/${name}`,
  thumbnail: { url: fetched(`${name}.png`) },
});

const ofOffers: IngestedSubject["later"] = {
  alias: ["Second", "Third"],
  "properties.universalAmendment": ["Second", undefined],
  "listing.summary": ["Second", "Third"],
  "listing.shortDescription": [undefined, "Third"],
  "listing.contacts.engineering.name": ["Second", "Third"],
  "listing.logos.large.url": [fetched("second.png"), fetched("third.png")],
  "listing.logos.wide": [undefined, { url: fetched("third.png") }],
  "listing.screenshots": [
    [shot("second"), shot("another")],
    [shot("third"), shot("second"), shot("fourth")],
  ],
  "listing.videos": [[video("second"), video("another")], [video("another")]],
  "listing.documents": [{ Second: { url: fetched("second.pdf") } }, { Third: { url: fetched("third.pdf") } }],
  "leads.httpsEndpoint.url": ["https://leads.contoso.com/?code=second", "https://leads.contoso.com/?code=third"],
  "resale.channel": ["All", "None"],
};

const subscriptions = {
  "previewAudience.subscriptions": [[guids.otherSubscription], [guids.subscription, guids.otherSubscription]],
} as const;

const ofPlans: IngestedSubject["later"] = {
  name: ["Second", "Third"],
  "listing.title": ["Second", "Third"],
  "setup.governmentCertifications": [undefined, { Third: "https://contoso.com/third" }],
  "availability.hidden": [undefined, false],
  "availability.markets": [["US"], ["DE", "FR"]],
  "availability.privateAudience": [
    { tenants: { [guids.otherSubscription]: "Second" } },
    { tenants: { [guids.tenant]: "Third" } },
  ],
};

const gallery = (version: string) => ({ x64Gen2: { galleryImage: galleryImage(version), tenantId: guids.tenant } });

/** By what a resource is called in titles of tests. */
export const ingestedSubjects: Readonly<Record<string, IngestedSubject>> = {
  "an offer of virtual machines": {
    kind: virtualMachineOffer,
    prepare: nothing,
    first: machineOfferProgram,
    later: { ...ofOffers, ...subscriptions },
  },
  "a plan of virtual machines": {
    kind: virtualMachinePlan,
    prepare: (runs, offerId) => runs.declared(virtualMachineOffer).up(machineOfferProgram(offerId)),
    first(offer) {
      const program = machinePlanProgram(offer);
      setPath(program, "technicalConfiguration.skus", { x64Gen2: "standard" });
      setPath(program, "technicalConfiguration.images", { "0.9.0": gallery("0.9.0"), "1.0.0": gallery("1.0.0") });
      return program;
    },
    later: {
      ...ofPlans,
      "setup.displayRank": [undefined, 3],
      "availability.hourly": [{ flat: 0.2 }, { perCore: 0.3 }],
      "technicalConfiguration.images": [
        { "1.0.0": gallery("1.0.0"), "1.1.0": gallery("1.1.0") },
        { "1.0.0": gallery("1.0.0"), "1.2.0": gallery("1.2.0") },
      ],
      "technicalConfiguration.deprecatedVersions": [[], undefined],
      "technicalConfiguration.openPorts": [undefined, { "just ssh": { range: "22", protocol: "tcp" } }],
    },
  },
  "an offer of containers": {
    kind: containerOffer,
    prepare: nothing,
    first: containerOfferProgram,
    later: {
      ...ofOffers,
      ...subscriptions,
      meters: [{ calls: { displayName: "Calls", unitOfMeasure: "per call" } }, undefined],
    },
  },
  "a plan of containers": {
    kind: containerPlan,
    prepare: (runs, offerId) => runs.declared(containerOffer).up(containerOfferProgram(offerId)),
    first: containerPlanProgram,
    later: {
      ...ofPlans,
      "availability.hourly": [{ perPod: 0.2 }, { perCore: 0.3 }],
      "technicalConfiguration.kubernetes.bundles": [
        { "1.4.0": bundle(5), "1.5.0": bundle(2) },
        { "1.4.0": bundle(4), "1.6.0": bundle(3) },
      ],
      "technicalConfiguration.kubernetes.extensionType": ["Contoso.Second", "Contoso.Third"],
    },
  },
  "a plan of images of containers": {
    kind: containerPlan,
    prepare: (runs, offerId) =>
      runs.declared(containerOffer).up({ ...containerOfferProgram(offerId), setup: { sellThroughMicrosoft: false } }),
    first: imagePlanProgram,
    later: {
      name: ["Second", "Third"],
      "technicalConfiguration.images.password": ["s3cond", "th1rd"],
      "technicalConfiguration.images.repository": ["second", "third"],
      "technicalConfiguration.images.tags": [["latest", "2.0.0"], ["latest"]],
    },
  },
  "a bundle": {
    kind: containerBundle,
    async prepare(runs, offerId) {
      await runs.declared(containerOffer).up(containerOfferProgram(offerId));
      await runs.declared(containerPlan).up(containerPlanProgram(offerId));
    },
    first: (offer) => containerBundleProgram(offer, "2.0.0", 20),
    later: { tag: ["2.1.0", "2.2.0"], digest: [bundle(21).digest, bundle(22).digest] },
  },
  "an offer of SaaS": {
    kind: saasOffer,
    prepare: nothing,
    first: saasOfferProgram,
    later: {
      ...ofOffers,
      "previewAudience.emails": [["second@contoso.com"], ["third@contoso.com"]],
      "technicalConfiguration.landingPageUrl": ["https://second.example/", "https://third.example/"],
      meters: [{ calls: { displayName: "Calls", unitOfMeasure: "per call" } }, undefined],
    },
  },
  "a plan of SaaS": {
    kind: saasPlan,
    prepare: (runs, offerId) => runs.declared(saasOffer).up(saasOfferProgram(offerId)),
    first: saasPlanProgram,
    later: {
      ...ofPlans,
      "availability.flatRate": [
        { oneMonth: { price: 2 }, oneYear: { price: 20 } },
        { oneMonth: { price: 3 }, oneYear: { price: 30 } },
      ],
      "availability.meters": [undefined, { invoices: { pricePerUnit: 3 } }],
    },
  },
};

/** What a program says the first, second or third time. @param inherits What it leaves out is as the second time. */
export function saidOf(
  { first, later }: IngestedSubject,
  offerId: string,
  time: 1 | 2 | 3,
  { inherits = false } = {},
): Properties {
  const program = first(offerId);
  if (time === 1) return program;
  for (const [path, [second, third]] of Object.entries(later)) {
    setPath(program, path, time === 2 || (inherits && third === undefined) ? second : third);
  }
  return program;
}

/** No list of the API has an order, but for files, which have their place beside. */
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const texts = value.map((one) => JSON.stringify(inAnyOrder(one)));
    return texts.sort().map((text): unknown => JSON.parse(text));
  }
  return mapValues(value, inAnyOrder);
}

/** What the draft has: all resources as texts, without what is another one in each offer. */
export async function draftOf(tool: OtherTool): Promise<string[]> {
  const all = await tool.resources();
  const plans = all.flatMap(({ id, identity }) => {
    return id.startsWith("plan/") ? [[id, String((identity as Properties).externalId)] as const] : [];
  });
  const plain = (text: string) =>
    [...plans, [tool.productId, "product"] as const, [tool.offerId, "offer"] as const].reduce(
      (changed, [own, name]) => changed.replaceAll(own, name),
      text.replace(/\?sv=[^"]*/g, ""),
    );
  return all.map(({ id: _, url: __, ...resource }) => plain(JSON.stringify(inAnyOrder(sorted(resource))))).sort();
}
