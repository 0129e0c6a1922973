// What an offer has in its draft: the parts of the offer itself and of its plans, with their technical assets.
import { bundlesIn } from "../provider/kinds/container/bundles.js";
import { ingestedTypes } from "../provider/kinds/shared/offer-kinds.js";
import { isDeprecated, versionsIn } from "../provider/kinds/virtual-machine/image-versions.js";
import { isTestDrive } from "../provider/partner-center/areas/traits.js";
import type { Product, Variant } from "../provider/partner-center/schemas/resources.js";
import { type Resource, type ResourceTree, typeOf } from "../provider/product-ingestion/index.js";
import { planIn } from "../provider/tree-pages/tree.js";
import { defined, type Properties } from "../provider/values/properties.js";
import type { Services } from "./work.js";

/** A technical asset of a plan, and how far it has come: what is live or in preview may be another thing than the draft. */
interface AssetStatus {
  readonly stage: "draft" | "preview" | "live";
}

/** A plan as `partnercenter status` shows it. */
export interface PlanStatus {
  readonly planId: string;
  readonly name?: string;
  readonly planType?: string;
  readonly state?: string;
  /** The modules of which the plan has a draft; of virtual machines, containers and SaaS: its resources. */
  readonly modules: readonly string[];
  /** Image versions of virtual machines in the draft. */
  readonly versions?: readonly (AssetStatus & { readonly version: string; readonly deprecated: boolean })[];
  /** Bundles in the draft. */
  readonly bundles?: readonly (AssetStatus & { readonly tag: string })[];
}

/** What an offer consists of. */
export interface DraftParts {
  /** The modules of which the offer itself has a draft; of virtual machines, containers and SaaS: its resources. */
  readonly modules: readonly string[];
  readonly plans: readonly PlanStatus[];
}

const modules = ["Property", "Listing", "Availability", "Package", "ResellerConfiguration"];

/** Asks for what an offer consists of. */
export async function draftParts(services: Services, product: Product): Promise<DraftParts> {
  const { client } = services;
  const isIngested = ingestedTypes.includes(product.resourceType);
  const [variants, partsOf] = await Promise.all([
    client.variants.list(product.id),
    isIngested ? treeParts(services, product) : moduleParts(services, product),
  ]);
  return {
    modules: partsOf(undefined).modules,
    plans: variants
      .filter((plan) => !isTestDrive(plan))
      .map((plan) => {
        const { id, externalID, friendlyName, subType, state } = plan;
        const told = { planId: externalID ?? id, name: friendlyName, planType: subType, state };
        return defined({ ...told, ...partsOf(plan) }) as PlanStatus;
      }),
  };
}

/** The parts of a plan; undefined: of the offer itself. */
type PartsOf = (plan: Variant | undefined) => Pick<PlanStatus, "modules" | "versions" | "bundles">;

/** The modules of an Azure application. */
async function moduleParts({ client }: Services, { id }: Product): Promise<PartsOf> {
  const branches = await Promise.all(modules.map((module) => client.drafts.branches(id, module)));
  return (plan) => ({
    modules: modules.filter((_, index) =>
      branches[index]?.some(({ variantID }) => (variantID || undefined) === plan?.id),
    ),
  });
}

/** Where an offer of the Product Ingestion API is: undefined where it is not yet. */
type Stages = Readonly<Record<AssetStatus["stage"], ResourceTree | undefined>>;

/** The resources of an offer that the Product Ingestion API keeps. Three requests. */
async function treeParts({ ingestion }: Services, { id }: Product): Promise<PartsOf> {
  const { resources } = ingestion();
  const [draft, preview, live] = await Promise.all([
    resources.draft(id),
    resources.published(id, "preview"),
    resources.published(id, "live"),
  ]);
  return (plan) => partsIn({ draft, preview, live }, plan?.externalID);
}

/** Submissions are told of by themselves. */
const notParts = ["product", "plan", "submission"];

function resourcesOf(tree: ResourceTree | undefined, planId: string | undefined): readonly Resource[] {
  const plan = tree && planId !== undefined ? planIn(tree, planId)?.id : undefined;
  if (tree === undefined || (planId !== undefined && plan === undefined)) return [];
  return tree.resources.filter((one) => one.plan === plan && !notParts.includes(typeOf(one)));
}

function configurationOf(tree: ResourceTree | undefined, planId: string | undefined): Properties {
  return resourcesOf(tree, planId).find((one) => typeOf(one).endsWith("-plan-technical-configuration")) ?? {};
}

function partsIn({ draft, preview, live }: Stages, planId: string | undefined): ReturnType<PartsOf> {
  const configuration = configurationOf(draft, planId);
  const isIn = (tree: ResourceTree | undefined, has: (configuration: Properties) => boolean) =>
    has(configurationOf(tree, planId));
  const stage = (has: (configuration: Properties) => boolean): AssetStatus["stage"] =>
    isIn(live, has) ? "live" : isIn(preview, has) ? "preview" : "draft";
  const versions = versionsIn(configuration).map((version) => ({
    version,
    deprecated: isDeprecated(configuration, version),
    stage: stage((one) => versionsIn(one).includes(version)),
  }));
  const bundles = Object.keys(bundlesIn(configuration)).map((tag) => ({
    tag,
    stage: stage((one) => Object.hasOwn(bundlesIn(one), tag)),
  }));
  return {
    modules: [...new Set(resourcesOf(draft, planId).map(typeOf))].sort(),
    ...(versions.length === 0 ? {} : { versions }),
    ...(bundles.length === 0 ? {} : { bundles }),
  };
}
