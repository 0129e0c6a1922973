// Which kinds of offers there are: with the kind of their plans, and the types that the two APIs have for them.
import type { Properties } from "../../values/properties.js";

/** A kind of offer, as programs declare it. */
interface OfferKind {
  readonly offer: string;
  readonly plan: string;
  /** Its types: what the Product Ingestion API calls one → what the first API does. */
  // Product Ingestion API §16.2, additions §1
  readonly types: Readonly<Record<string, string>>;
  /** The type that a program wants, as the Product Ingestion API names it. */
  typeOf(inputs: Properties): string;
}

/** The kinds of offers that the Product Ingestion API keeps and publishes. */
export const ingestedKinds = [
  {
    offer: "VirtualMachineOffer",
    plan: "VirtualMachinePlan",
    types: { azureVirtualMachine: "AzureThirdPartyVirtualMachine", coreVirtualMachine: "AzureCoreVirtualMachine" },
    typeOf: ({ core }: Properties) => (core === true ? "coreVirtualMachine" : "azureVirtualMachine"),
  },
  {
    offer: "ContainerOffer",
    plan: "ContainerPlan",
    types: { azureContainer: "AzureContainer" },
    typeOf: () => "azureContainer",
  },
  {
    offer: "SaasOffer",
    plan: "SaasPlan",
    types: { softwareAsAService: "SoftwareAsAService" },
    typeOf: () => "softwareAsAService",
  },
] as const satisfies readonly OfferKind[];

/** Azure applications, which the first API keeps and publishes. */
const application = {
  offer: "Offer",
  plan: "Plan",
  types: { azureApplication: "AzureApplication" },
  typeOf: () => "azureApplication",
} as const satisfies OfferKind;

/** All kinds of offers. */
export const offerKinds = [application, ...ingestedKinds] as const;

/** The name of a kind of offers. */
export type OfferName = (typeof offerKinds)[number]["offer"];
/** The name of a kind of plans. */
export type PlanName = (typeof offerKinds)[number]["plan"];

const firstNames: Readonly<Record<string, string>> = Object.assign({}, ...ingestedKinds.map(({ types }) => types));

/** Types of offers, as the first API names them, that the Product Ingestion API publishes. */
export const ingestedTypes: readonly string[] = Object.values(firstNames);

/** What the first API calls a type that the Product Ingestion API publishes; undefined for any other. */
export function firstNameOf(type: unknown): string | undefined {
  return typeof type === "string" && Object.hasOwn(firstNames, type) ? firstNames[type] : undefined;
}

/** The kind of the offers of a type, by its name in either of the APIs; undefined: no program can declare such offers. */
export function kindOfType(type: string): (typeof offerKinds)[number] | undefined {
  return offerKinds.find(({ types }) => Object.entries(types).some((names) => names.includes(type)));
}
