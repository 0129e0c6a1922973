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
import { offerTitle } from "./inputs/publishing-inputs.js";

/** What one resource of the program does not say. */
interface Owner {
  readonly of: Requirement["of"];
  /** In words: `offer contoso-app`, `plan gold`. */
  readonly title: string;
  /** Of a plan. */
  readonly planId: string;
  readonly properties: readonly string[];
}

function ownersIn(inputs: Inputs): Owner[] {
  const lacking = known<Record<string, string[]>>(inputs, "lacking") ?? {};
  return Object.entries(lacking).map(([name, properties]) => {
    const isOffer = name === "offer";
    const title = isOffer ? offerTitle(inputs) : name;
    return { of: isOffer ? "Offer" : "Plan", title, planId: name.replace(/^plan /, ""), properties };
  });
}

function add({ of, title }: Owner, properties: readonly string[], findings: Findings): void {
  for (const property of properties) findings.add(`${title}, ${property}`, missing(of, property));
}

/** A new offer, whose id is not known yet: nobody else can have said what the program does not say. */
export function checkNewOffer(inputs: Inputs, findings: Findings): void {
  if (!hasUnknown(inputs.offer)) return;
  for (const owner of ownersIn(inputs)) add(owner, owner.properties, findings);
}

/**
 * Asks the service for what the program does not say of an offer that exists; nothing when it says everything. Of
 * further languages it says nothing.
 */
export async function foreseeLacking(
  context: Context,
  inputs: Inputs,
  plans: () => Promise<readonly Variant[]>,
  findings: Findings,
): Promise<void> {
  const productId = String(inputs.offer);
  for (const owner of ownersIn(inputs)) {
    const asked = owner.properties.flatMap((property) => requirementAt(owner.of, property) ?? []);
    const pages = asked.filter(({ paths: [property] }) => property !== "plans");
    const hasPlans = pages.length === asked.length || (await plans()).length > 0;
    const plan =
      owner.of === "Plan" ? (await plans()).find(({ externalID }) => externalID === owner.planId) : undefined;
    if (owner.of === "Plan" && plan === undefined) {
      add(owner, owner.properties, findings);
      continue;
    }
    const name = plan?.friendlyName ?? "";
    const target = { context, productId, owner: { name } };
    const said = await context
      .client()
      .looking(() =>
        plan === undefined
          ? saidAt(offerPages, target, pages)
          : saidAt(planPages, { ...target, variantId: plan.id, object: plan as Properties }, pages),
      );
    const left = pages.filter((requirement) => !isMet(requirement, said)).map(({ paths: [property] }) => property);
    add(owner, hasPlans ? left : [...left, "plans"], findings);
  }
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
