// The types of offers that the Product Ingestion API knows, and the words that it has for what belongs to each (§11).

/** What an offer of a type is called in its resources. */
interface OfferWords {
  /** `kind` of its listing and properties. */
  readonly kind: string;
  /** `kind` of the listings of its plans. */
  readonly planKind: string;
  /** For people, as in `an offer of virtual machines`. */
  readonly of: string;
}

/** By the type of the offer, as the API names it. */
const offerTypes: Readonly<Record<string, OfferWords>> = {
  azureVirtualMachine: { kind: "azureVM", planKind: "azureVM-plan", of: "virtual machines" },
  coreVirtualMachine: { kind: "azureVM", planKind: "azureCoreVM-plan", of: "core virtual machines" },
  azureContainer: { kind: "azureContainer", planKind: "azureContainer-plan", of: "containers" },
  softwareAsAService: { kind: "azureSaaS", planKind: "azureSaaS-plan", of: "SaaS" },
};

/** @param offerType One that a kind of ours has named: others are refused before. */
export function wordsOf(offerType: string): OfferWords {
  const words = Object.hasOwn(offerTypes, offerType) ? offerTypes[offerType] : undefined;
  if (words === undefined) throw new Error(`${offerType} is no type of offer that is known here`);
  return words;
}
