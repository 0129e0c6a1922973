// What offers and plans that the Product Ingestion API keeps must say to be published.

import { getPath, isObject, type Properties } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";
import { type OwnerName, type Requirement, says } from "./requirements.js";
import { type Source, sources as s } from "./sources.js";

type Need = Omit<Requirement, "of" | "source">;

/** What offers of each type need. */
function offerNeeds(of: OwnerName, source: Source): Requirement[] {
  const needs: Need[] = [
    { paths: ["listing.summary"], wanted: "the search results summary" },
    { paths: ["listing.shortDescription"], wanted: "a short description" },
    { paths: ["listing.description"], wanted: "a description" },
    { paths: ["listing.privacyPolicyLink"], wanted: "a link to your privacy policy" },
    { paths: ["listing.contacts.support"], wanted: "whom customers' questions go to" },
    { paths: ["listing.contacts.engineering"], wanted: "whom Microsoft asks" },
    { paths: ["listing.logos.large"], wanted: "the large logo" },
    { paths: ["properties.categories"], wanted: "a category" },
    {
      paths: ["properties.termsOfUse", "properties.termsOfUseLink"],
      wanted: "terms of your own, or termsOfUseLink, since standardContract is false",
      when: ({ properties }) => isFalse(properties, "standardContract"),
    },
    { paths: ["plans"], wanted: "a plan" },
  ];
  return needs.map((need) => ({ of, source, ...need }));
}

function isFalse(block: unknown, key: string): boolean {
  return typeof block === "object" && block !== null && (block as Record<string, unknown>)[key] === false;
}

/** What plans of each type need. */
function planNeeds(of: OwnerName, source: Source): Requirement[] {
  return [{ of, paths: ["listing.description"], wanted: "a description of the plan", source }];
}

const shared = "setup.technicalConfigurationOf";
const machinePlan = "VirtualMachinePlan";

const isSold = ({ setup }: Properties) => !isFalse(setup, "sellThroughMicrosoft");

/** A plan of images is only listed: it has no price. */
const isOfImages = (inputs: Properties) => isObject(getPath(inputs, "technicalConfiguration.images"));
const isKubernetes = (inputs: Properties) => !says(inputs, "technicalConfiguration.images");

const sale = "setup.sellThroughMicrosoft";

/** What Microsoft sells are Kubernetes applications. */
const listedOnly: Need = {
  paths: [sale],
  wanted: "false, since a plan has images, which Microsoft does not sell",
  when: ({ plans }) => Array.isArray(plans) && plans.some((plan) => isObject(plan) && isOfImages(plan)),
  met: (inputs) => [false, unknownMarker].includes(getPath(inputs, sale) as false),
};

/** What a plan of containers needs. Bundles may be those of others. */
const containerPlan: Need[] = [
  {
    paths: ["technicalConfiguration.kubernetes.extensionType", "technicalConfiguration.images"],
    wanted: "the type of the cluster extension, or images of containers",
  },
  {
    paths: ["availability.markets", "availability.marketGroups"],
    wanted: "a market in which the plan is sold",
    when: isKubernetes,
  },
  {
    paths: [
      "availability.hourly",
      "availability.hourlyPrices",
      "availability.meters",
      "availability.bringYourOwnLicense",
    ],
    wanted: "a price an hour, meters, or bringYourOwnLicense",
    when: isKubernetes,
    met: (inputs) => hasPrice(inputs, "hourly", "hourlyPrices", "meters"),
  },
];

/** Whether a plan has one of some prices, or needs none. */
function hasPrice(inputs: Properties, ...prices: readonly string[]): boolean {
  const isFree =
    says(inputs, "availability.bringYourOwnLicense") && !isFalse(inputs.availability, "bringYourOwnLicense");
  return isFree || prices.some((price) => says(inputs, `availability.${price}`));
}

/** What an offer of SaaS needs that Microsoft sells. */
const saasConnection: Need[] = [
  { paths: ["technicalConfiguration.landingPageUrl"], wanted: "where customers land after they have bought" },
  {
    paths: ["technicalConfiguration.connectionWebhook"],
    wanted: "what the marketplace calls when a subscription changes",
  },
  { paths: ["technicalConfiguration.tenantId"], wanted: "the tenant of the application that signs in" },
  { paths: ["technicalConfiguration.applicationId"], wanted: "the application that signs in" },
];

/** What a plan of SaaS needs. */
const saasPlan: Need[] = [
  { paths: ["availability.markets", "availability.marketGroups"], wanted: "a market in which the plan is sold" },
  { paths: ["availability.flatRate", "availability.perUser"], wanted: "a flat rate, or a price for each user" },
];

/** All of them, in the order in which they are told. */
export const ingestedRequirements: readonly Requirement[] = [
  ...offerNeeds("VirtualMachineOffer", s.machineFlow),
  {
    of: "VirtualMachineOffer",
    paths: ["previewAudience.subscriptions"],
    wanted: "an Azure subscription that sees the preview",
    source: s.machineFlow,
  },
  ...planNeeds(machinePlan, s.machineFlow),
  {
    of: machinePlan,
    paths: ["availability.markets", "availability.marketGroups"],
    wanted: "a market in which the plan is sold",
    source: s.machineFlow,
  },
  {
    of: machinePlan,
    paths: ["availability.hourly", "availability.bringYourOwnLicense"],
    wanted: "a price an hour, which may be free, or bringYourOwnLicense",
    source: s.machineFlow,
    met: (inputs) => hasPrice(inputs, "hourly"),
  },
  {
    of: machinePlan,
    paths: ["technicalConfiguration.images", shared],
    wanted: "an image version with an image for each SKU",
    source: s.machineFlow,
  },
  ...offerNeeds("ContainerOffer", s.containers),
  {
    of: "ContainerOffer",
    paths: ["previewAudience.subscriptions"],
    wanted: "an Azure subscription that sees the preview",
    source: s.containers,
  },
  { of: "ContainerOffer", source: s.containers, ...listedOnly },
  ...planNeeds("ContainerPlan", s.containers),
  ...containerPlan.map((need) => ({ of: "ContainerPlan" as const, source: s.containers, ...need })),
  ...offerNeeds("SaasOffer", s.saas).map((need) => (need.paths[0] === "plans" ? { ...need, when: isSold } : need)),
  ...saasConnection.map((need) => ({ of: "SaasOffer" as const, source: s.saas, when: isSold, ...need })),
  {
    of: "SaasOffer",
    paths: ["previewAudience.emails"],
    wanted: "somebody who sees the preview",
    source: s.saas,
  },
  ...planNeeds("SaasPlan", s.saas),
  ...saasPlan.map((need) => ({ of: "SaasPlan" as const, source: s.saas, ...need })),
];
