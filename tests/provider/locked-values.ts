/** What publication locks of offers and plans of the second API: programs, and values that they may not take. */
import type { Kind } from "../../provider/engine/kind.js";
import { containerOffer } from "../../provider/kinds/container/offer.js";
import { containerPlan } from "../../provider/kinds/container/plan.js";
import { saasOffer } from "../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../provider/kinds/virtual-machine/plan.js";
import { type Properties, setPath } from "../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram, imagePlanProgram } from "./container-programs.js";
import { galleryImage } from "./machine-images.js";
import { machineOfferProgram, machinePlanProgram } from "./machine-programs.js";
import { guids } from "./programs.js";
import { perUserProgram, saasOfferProgram, saasPlanProgram } from "./saas-programs.js";

/** Values by their paths; undefined: not set. */
export type Values = Readonly<Record<string, unknown>>;

export interface Subject {
  readonly kind: Kind;
  readonly program: (offerId: string) => Properties;
  /** What is published with it, and is not looked at: the offer of a plan, a plan of the offer. */
  readonly beside: (offerId: string) => { readonly kind: Kind; readonly program: Properties };
}

const isPublic: Values = { "availability.visibility": "Public", "availability.privateAudience": undefined };
const isPrivate: Values = {
  "availability.visibility": "Private",
  "availability.privateAudience": { tenants: { [guids.tenant]: "Contoso" } },
};

export function withValues(program: Properties, ...all: Values[]): Properties {
  const changed = structuredClone(program);
  for (const values of all) for (const [path, value] of Object.entries(values)) setPath(changed, path, value);
  return changed;
}

const isListed: Values = { "setup.sellThroughMicrosoft": false };
const described = { title: "Plan", summary: "In short", description: "<p>For all.</p>" };
export const gallery = (version: string, definition?: string) => {
  const image = { galleryImage: galleryImage(version, definition), tenantId: guids.tenant };
  return { x64Gen2: image, x64Gen1: image };
};

const programs = {
  machineOffer: machineOfferProgram,
  machinePlan: (offerId: string) =>
    withValues(machinePlanProgram(offerId), isPublic, {
      "technicalConfiguration.securityTypes": undefined,
      "technicalConfiguration.deprecatedVersions": undefined,
      "technicalConfiguration.skus": { x64Gen2: "standard", x64Gen1: "standard-gen1" },
      "technicalConfiguration.images": { "1.0.0": gallery("1.0.0") },
    }),
  containerOffer: containerOfferProgram,
  containerPlan: (offerId: string) => withValues(containerPlanProgram(offerId), isPublic),
  imageOffer: (offerId: string) => withValues(containerOfferProgram(offerId), isListed),
  imagePlan: (offerId: string) =>
    withValues(imagePlanProgram(offerId), {
      listing: described,
      "setup.clouds": ["azureGlobal", "azureGovernment"],
      availability: { markets: ["US"], bringYourOwnLicense: true },
    }),
  saasOffer: saasOfferProgram,
  saasPlan: (offerId: string) =>
    withValues(saasPlanProgram(offerId), isPublic, { "setup.clouds": ["azureGlobal", "azureGovernment"] }),
  perUserPlan: (offerId: string) =>
    withValues(perUserProgram(offerId), {
      listing: { title: "Plan", description: "<p>For all.</p>" },
    }),
};

const beside = (kind: Kind, program: (offerId: string) => Properties) => (offerId: string) => ({
  kind,
  program: program(offerId),
});

export const subjects = {
  "an offer of virtual machines": {
    kind: virtualMachineOffer,
    program: programs.machineOffer,
    beside: beside(virtualMachinePlan, programs.machinePlan),
  },
  "a plan of virtual machines": {
    kind: virtualMachinePlan,
    program: programs.machinePlan,
    beside: beside(virtualMachineOffer, programs.machineOffer),
  },
  "an offer of containers": {
    kind: containerOffer,
    program: programs.containerOffer,
    beside: beside(containerPlan, programs.containerPlan),
  },
  "an offer of containers that is only listed": {
    kind: containerOffer,
    program: programs.imageOffer,
    beside: beside(containerPlan, programs.imagePlan),
  },
  "a plan of containers": {
    kind: containerPlan,
    program: programs.containerPlan,
    beside: beside(containerOffer, programs.containerOffer),
  },
  "a plan of images of containers": {
    kind: containerPlan,
    program: programs.imagePlan,
    beside: beside(containerOffer, programs.imageOffer),
  },
  "an offer of SaaS": {
    kind: saasOffer,
    program: programs.saasOffer,
    beside: beside(saasPlan, programs.saasPlan),
  },
  "a plan of SaaS": {
    kind: saasPlan,
    program: programs.saasPlan,
    beside: beside(saasOffer, programs.saasOffer),
  },
  "a plan of SaaS for each user": {
    kind: saasPlan,
    program: programs.perUserPlan,
    beside: beside(saasOffer, programs.saasOffer),
  },
} satisfies Readonly<Record<string, Subject>>;

export interface Row {
  readonly of: keyof typeof subjects;
  /** What is locked. */
  readonly path: string;
  /** What the program says of it, and of what goes with it. */
  readonly wanted: Values;
  /** What is to be done instead. */
  readonly way: RegExp;
  /** What it says when it is published; default: all that the subject has. */
  readonly first?: Values;
  readonly from?: "preview";
}

const anotherPlan = /declare another plan with it/;
const anotherOffer = /declare another offer/;
const person = /or let a person change it in Partner Center .*after a `pulumi refresh`, set the new price here/;
const nobody = /not even in Partner Center, .*: declare another plan with it/;
const noPrices: Values = {
  "availability.hourly": undefined,
  "availability.reservations": undefined,
  "availability.trialMonths": undefined,
};
const none: Values = { availability: undefined };

export const rows: readonly Row[] = [
  ...(["an offer of virtual machines", "an offer of containers", "an offer of SaaS"] as const).map((of): Row => {
    const path = "properties.standardContract";
    const amendments = { "properties.universalAmendment": undefined, "properties.customAmendments": undefined };
    return { of, path, wanted: { [path]: false, ...amendments }, way: anotherOffer };
  }),
  ...(["an offer of containers", "an offer of SaaS"] as const).map(
    (of): Row => ({ of, path: "setup.sellThroughMicrosoft", wanted: isListed, way: anotherOffer }),
  ),
  {
    of: "an offer of containers that is only listed",
    path: "setup.sellThroughMicrosoft",
    wanted: { "setup.sellThroughMicrosoft": true },
    way: anotherOffer,
  },
  ...(["an offer of containers", "an offer of SaaS"] as const).map((of): Row => {
    const meters = { calls: { displayName: "Calls", unitOfMeasure: "per call" } };
    return { of, path: "meters", wanted: { meters }, way: /declare another meter beside it/ };
  }),
  {
    of: "an offer of SaaS",
    path: "alias",
    wanted: { alias: "Another" },
    way: /set it back to "Contoso Ledger"/,
    from: "preview",
  },
  ...(["a plan of virtual machines", "a plan of images of containers", "a plan of SaaS"] as const).map(
    (of): Row => ({
      of,
      path: "setup.clouds",
      wanted: { "setup.clouds": ["azureGlobal"] },
      way: /leave .* or declare another plan/,
    }),
  ),
  ...(
    ["a plan of virtual machines", "a plan of containers", "a plan of SaaS", "a plan of SaaS for each user"] as const
  ).map((of): Row => ({ of, path: "availability.visibility", wanted: isPrivate, way: anotherPlan })),
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perCore: 0.06 } },
    way: person,
    first: { "setup.clouds": ["azureGlobal"] },
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perCore: 0.06 } },
    way: nobody,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { flat: 1 } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: { ...noPrices, "availability.hourly": { free: true } },
    wanted: { "availability.hourly": { flat: 1 } },
    way: nobody,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: { ...noPrices, "availability.bringYourOwnLicense": true },
    wanted: { "availability.bringYourOwnLicense": undefined, "availability.hourly": { flat: 1 } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.bringYourOwnLicense",
    wanted: { ...noPrices, "availability.bringYourOwnLicense": true },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.trialMonths",
    wanted: { "availability.trialMonths": undefined },
    way: /set it back to 1, or, for virtual machines, to another number of months/,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.trialMonths",
    wanted: { "availability.trialMonths": undefined },
    way: /set it back to 1/,
  },
  {
    of: "a plan of virtual machines",
    path: "technicalConfiguration.skus",
    wanted: { "technicalConfiguration.skus": { x64Gen2: "standard", x64Gen1: "renamed" } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "setup.technicalConfigurationOf",
    wanted: { technicalConfiguration: undefined, "setup.technicalConfigurationOf": "standard" },
    way: /declare another plan/,
  },
  {
    of: "a plan of containers",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perNode: 0.2 } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.hourlyPrices",
    wanted: {
      "availability.hourly": undefined,
      "availability.hourlyPrices": { perNode: { US: { amount: 1 }, DE: { amount: 1, currency: "EUR" } } },
    },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.meters",
    wanted: { "availability.hourly": undefined, "availability.meters": { shards: { pricePerUnit: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "availability.meters",
    first: { "availability.hourly": undefined, "availability.meters": { shards: { pricePerUnit: 1 } } },
    wanted: { "availability.meters": { shards: { pricePerUnit: 2 } } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.bringYourOwnLicense",
    wanted: { "availability.hourly": undefined, "availability.bringYourOwnLicense": true },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "technicalConfiguration.kubernetes.extensionType",
    wanted: { "technicalConfiguration.kubernetes.extensionType": "Contoso.Other" },
    way: anotherPlan,
    from: "preview",
  },
  {
    of: "a plan of images of containers",
    path: "technicalConfiguration.images.repository",
    wanted: { "technicalConfiguration.images.repository": "other" },
    way: anotherPlan,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    wanted: { "availability.flatRate": { oneMonth: { price: 59 }, oneYear: { price: 50, paidEvery: "oneMonth" } } },
    way: nobody,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    first: { "setup.clouds": ["azureGlobal"] },
    wanted: { "availability.flatRate": { oneMonth: { price: 59 }, oneYear: { price: 50, paidEvery: "oneMonth" } } },
    way: person,
  },
  {
    of: "a plan of SaaS",
    path: "availability.meters",
    wanted: { "availability.meters": undefined },
    way: /cannot be removed, renamed or disabled: leave it/,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.perUser",
    wanted: {
      "availability.userLimits": undefined,
      "availability.perUser": undefined,
      "availability.flatRate": { oneYear: { price: 1 } },
    },
    way: anotherOffer,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.userLimits",
    wanted: { "availability.userLimits": { least: 1, most: 100 } },
    way: person,
  },
];

/** Published with values that only Partner Center knows: this program does not name them. */
export const unmanaged: readonly (Row & { readonly first: Values; readonly theirs: Values })[] = [
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { hourly: { flat: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.bringYourOwnLicense",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { bringYourOwnLicense: false } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { hourly: { perCore: 1 }, markets: ["US"] } },
    wanted: { availability: { hourly: { flat: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { hourly: { perPod: 1 } } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.hourlyPrices",
    first: none,
    theirs: { availability: { hourly: { perPod: 1 }, markets: ["US"] } },
    wanted: { availability: { markets: ["US"], hourlyPrices: { perPod: { US: { amount: 1 } } } } },
    way: nobody,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    first: none,
    theirs: { availability: { perUser: { oneYear: { price: 1 } }, markets: ["US"] } },
    wanted: { availability: { flatRate: { oneYear: { price: 1 } } } },
    way: anotherOffer,
  },
  {
    of: "a plan of SaaS",
    path: "availability.visibility",
    first: none,
    theirs: { availability: { flatRate: { oneYear: { price: 1 } }, markets: ["US"] } },
    wanted: { ...none, ...isPrivate },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "technicalConfiguration.kubernetes.extensionType",
    first: { technicalConfiguration: undefined },
    theirs: {},
    wanted: { technicalConfiguration: { kubernetes: { extensionType: "Contoso.Other" } } },
    way: anotherPlan,
  },
  {
    of: "an offer of SaaS",
    path: "setup.sellThroughMicrosoft",
    first: { setup: undefined },
    theirs: {},
    wanted: isListed,
    way: anotherOffer,
  },
];
