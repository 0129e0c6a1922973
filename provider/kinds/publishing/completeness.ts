// What an offer and its plans lack to be published: found at preview. The program's class tells what the program does not
// say; of an offer that exists, somebody else may have said it.
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import type { Page, Target } from "../../pages/page.js";
import type { Pages } from "../../pages/together.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import { missing, requirementAt } from "../../rules/completeness.js";
import { isMet, type Requirement } from "../../rules/requirements.js";
import { type Findings, known } from "../../values/findings.js";
import { areRelated, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { offerPages } from "../offer/pages.js";
import { planPages } from "../plan/pages.js";
import { kindOfType, type offerKinds } from "../shared/offer-kinds.js";
import { offerTitle } from "./inputs/publishing-inputs.js";
import { plansThere } from "./offered-plans.js";
import type { PlansThere } from "./removed-plans.js";

type OfferKind = (typeof offerKinds)[number];

/** What one resource of the program does not say. */
interface Owner {
  readonly of: Requirement["of"];
  /** In words: `offer contoso-app`, `plan gold`. */
  readonly title: string;
  /** Of a plan. */
  readonly planId?: string;
  readonly properties: readonly string[];
}

/** @param kind That of the offer. */
function ownersIn(inputs: Inputs, kind: OfferKind): Owner[] {
  const lacking = known<Record<string, string[]>>(inputs, "lacking") ?? {};
  return Object.entries(lacking).map(([name, properties]) => {
    if (name === "offer") return { of: kind.offer, title: offerTitle(inputs), properties };
    return { of: kind.plan, title: name, planId: name.replace(/^plan /, ""), properties };
  });
}

function add({ of, title }: Owner, properties: readonly string[], findings: Findings): void {
  for (const property of properties) findings.add(`${title}, ${property}`, missing(of, property));
}

/** The kind of an offer whose type is told; of Azure applications it is not. */
function kindOf(type: unknown): OfferKind {
  const kind = kindOfType(typeof type === "string" ? type : "azureApplication");
  if (kind === undefined) throw new Error(`${type} is no type of offer that programs declare`);
  return kind;
}

/** A new offer, whose id is not known yet: nobody else can have said what the program does not say. */
export function checkNewOffer(inputs: Inputs, findings: Findings): void {
  if (!hasUnknown(inputs.offer) || hasUnknown(inputs.offerType)) return;
  for (const owner of ownersIn(inputs, kindOf(inputs.offerType))) add(owner, owner.properties, findings);
}

/** What Partner Center has of an offer. */
export interface OfferThere {
  readonly plans: PlansThere;
  /**
   * What it says that can meet some requirements, as a program would say it.
   *
   * @param planId Of this plan; undefined: of the offer itself.
   * @returns Undefined: there is no such plan.
   */
  said(requirements: readonly Requirement[], planId: string | undefined): Promise<Properties | undefined>;
}

/**
 * Asks the service for what the program does not say of an offer that exists; nothing when it says everything. Of
 * further languages it says nothing.
 *
 * @param type Of the offer, by its name in either of the APIs; undefined: an Azure application.
 */
export async function foreseeLacking(
  inputs: Inputs,
  type: string | undefined,
  there: OfferThere,
  findings: Findings,
): Promise<void> {
  if (inputs.lacking === undefined) return;
  for (const owner of ownersIn(inputs, kindOf(type))) {
    const asked = owner.properties.flatMap((property) => requirementAt(owner.of, property) ?? []);
    const pages = asked.filter(({ paths: [property] }) => property !== "plans");
    const hasPlans = pages.length === asked.length || (await there.plans.all()).length > 0;
    const said = await there.said(pages, owner.planId);
    const left =
      said === undefined
        ? owner.properties
        : pages.filter((requirement) => !isMet(requirement, said)).map(({ paths: [property] }) => property);
    add(owner, hasPlans ? left : [...left, "plans"], findings);
  }
}

/** An Azure application. @param listed Its plans. */
export function applicationThere(
  context: Context,
  productId: string,
  listed: () => Promise<readonly Variant[]>,
): OfferThere {
  const { submissions } = context.client();
  return {
    plans: plansThere(listed, () => submissions.list(productId)),
    async said(requirements, planId) {
      const plan = planId === undefined ? undefined : (await listed()).find(({ externalID }) => externalID === planId);
      if (planId !== undefined && plan === undefined) return undefined;
      const target = { context, productId, owner: { name: plan?.friendlyName ?? "" } };
      return context
        .client()
        .looking(() =>
          plan === undefined
            ? saidAt(offerPages, target, requirements)
            : saidAt(planPages, { ...target, variantId: plan.id, object: plan as Properties }, requirements),
        );
    },
  };
}

/** What the pages say that can meet some requirements, as a program would say it. */
async function saidAt(pages: Pages, target: Target, requirements: readonly Requirement[]): Promise<Properties> {
  const description = new Description();
  const wanted = requirements.flatMap(({ paths }) => paths);
  const asked = new Set(wanted.flatMap((path) => pagesOf(pages.list, path)));
  await Promise.all([...asked].map((page) => page.describe(target, description)));
  return description.inputs;
}

/** The pages that may hold a property. What is compared by its file's hash, as a logo is, is in the page of its block. */
function pagesOf(pages: readonly Page[], property: string): Page[] {
  const holding = (isIn: (path: string) => boolean) =>
    pages.filter(({ compared }) => compared.some(({ path }) => isIn(path)));
  const own = holding((path) => areRelated(property, path));
  const [block] = property.split(".");
  return own.length > 0 ? own : holding((path) => path.startsWith(`${block}.`));
}
