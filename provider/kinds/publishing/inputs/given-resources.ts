// A submission in a program that is not in TypeScript: it is given its plans and image versions by the ids of their
// resources. What these say is in the same run, so that here is made of it what the class in TypeScript hands over.
import { lacking } from "../../../rules/completeness.js";
import { checkResale } from "../../../rules/plan-comparison.js";
import { Findings } from "../../../values/findings.js";
import { asObject, type Properties } from "../../../values/properties.js";
import { show } from "../../../values/show.js";
import { hasUnknown, unknownMarker } from "../../../values/unknown.js";
import type { Inputs, InputsOf } from "../../../values/versions.js";
import { type OfferName, offerKinds, type PlanName } from "../../shared/offer-kinds.js";
import { offerTitle } from "./publishing-inputs.js";

/** A plan or an image version whose content counts. */
interface Given {
  /** What it is called in `content`. */
  readonly name: string;
  readonly hash: unknown;
  /** Undefined for one that this run leaves out: it is as it was the last time. */
  readonly inputs?: Inputs | undefined;
}

/** The kinds of plans. */
const planKinds = offerKinds.map(({ plan }) => plan);

const planName = (planId: unknown) => `plan ${planId}`;
const assetKinds = ["VirtualMachineImage", "ContainerBundle"];
/** The version of a bundle is its tag. */
const assetName = ({ plan, version, tag = version }: Properties) => `${planName(plan)}, version ${tag}`;

/** An offer that this run declares. */
interface FoundOffer {
  readonly kind: (typeof offerKinds)[number];
  readonly inputs: Inputs;
}

/** The offer of this id or offer id. @param named What else is known of it: ids of its plans have its offer id. */
function findOffer(
  offer: string,
  named: readonly string[],
  inputsOf: InputsOf,
  title?: string,
): FoundOffer | undefined {
  const [found] = offerKinds.flatMap((kind) =>
    (kind.offer === "Offer" ? [offer] : [offer, ...named]).flatMap((id) => {
      const inputs = inputsOf(kind.offer, id, title);
      return inputs === undefined ? [] : [{ kind, inputs }];
    }),
  );
  return found;
}

/** The inputs with the id by which people know the offer, and its type, where the program declares it. */
export function withOfferId(given: Inputs, _before: Properties, inputsOf: InputsOf): Inputs {
  return withOffer(given, findOffer(String(given.offer), [], inputsOf));
}

function withOffer(given: Inputs, found: FoundOffer | undefined): Inputs {
  if (found === undefined || given.offerId !== undefined) return given;
  const { kind, inputs } = found;
  const type = kind.offer === "Offer" ? {} : { offerType: kind.typeOf(inputs) };
  return { ...given, offerId: inputs.offerId, ...type };
}

/** The inputs as the class in TypeScript gives them; unchanged where it has. */
export function withGivenResources(
  given: Inputs,
  lastInputs: Properties,
  inputsOf: InputsOf,
  findings: Findings,
): Inputs {
  if (given.content !== undefined) return given;
  const { offer, plans = [], assets = [] } = given;
  if (hasUnknown([offer, plans, assets])) {
    return { ...given, content: unknownMarker, ...(given.plans === undefined ? {} : { planIds: unknownMarker }) };
  }
  if (!isTexts(plans) || !isTexts(assets)) return given; // the schema refuses it
  const before = lastInputs.offer === offer ? lastInputs : {};
  const [planIdsBefore, assetsBefore] = [asList(before.planIds), asList(before.assets).map(asObject)];
  const contentBefore = asObject(before.content);
  const title = `submission of ${offerTitle(given)}`;
  /** One that is given, as this run or the last one has it. */
  const find = (
    kinds: readonly string[],
    id: string,
    nameOf: (inputs: Properties) => string,
    was: string | undefined,
  ): Given | undefined => {
    for (const kind of kinds) {
      const inputs = inputsOf(kind, id, title);
      if (inputs !== undefined) return { name: nameOf(inputs), hash: inputs.contentHash, inputs };
    }
    return was === undefined ? undefined : { name: was, hash: contentBefore[was] };
  };
  const foundPlans = plans.map((id, index): Given | undefined => {
    const place = asList(before.plans).indexOf(id);
    const was = place === -1 ? undefined : planName(planIdsBefore[place]);
    const found = find(planKinds, id, ({ planId }) => planName(planId), was);
    if (found === undefined) findings.add(`plans[${index}]`, notDeclared(id, planKinds.join(" or ")));
    return found;
  });
  const ofPlans = foundPlans.flatMap((plan) => (plan?.inputs === undefined ? [] : [String(plan.inputs.offer)]));
  const ofOffer = findOffer(String(offer), ofPlans, inputsOf, title);
  const names = [offer, ofOffer?.inputs.offerId, ...(ofOffer === undefined ? ofPlans.slice(0, 1) : [])];
  for (const [index, plan] of foundPlans.entries()) {
    if (plan?.inputs === undefined || names.includes(plan.inputs.offer)) continue;
    findings.add(`plans[${index}]`, `is plan ${plan.inputs.planId} of another offer`);
  }
  if (ofOffer?.kind.offer === "Offer") warnOfResale(ofOffer.inputs, foundPlans, findings);
  const foundAssets = assets.map((id, index) => {
    const was = assetsBefore.find((asset) => asset.id === id);
    const found = find(assetKinds, id, assetName, was && assetName(was));
    if (found === undefined) findings.add(`assets[${index}]`, notDeclared(id, assetKinds.join(" or ")));
    const { offer: of, plan, version, tag = version } = found?.inputs ?? was ?? {};
    return { found, asset: { id, offer: of, plan, version: tag } };
  });
  const all = [...foundPlans, ...foundAssets.map(({ found }) => found)].filter((one) => one !== undefined);
  const offerHash = ofOffer?.inputs.contentHash ?? contentBefore.offer;
  return {
    ...withOffer(given, ofOffer),
    content: {
      ...(offerHash === undefined ? {} : { offer: offerHash }),
      ...Object.fromEntries(all.map(({ name, hash }) => [name, hash])),
    },
    ...(given.plans === undefined ? {} : { planIds: foundPlans.map((one) => one?.name.replace(/^plan /, "")) }),
    ...(given.assets === undefined ? {} : { assets: foundAssets.map(({ asset }) => asset) }),
    ...(ofOffer === undefined ? {} : lackingIn(ofOffer, foundPlans)),
  };
}

/** Says at the submission what is known only with all plans. */
function warnOfResale(offer: Inputs, plans: readonly (Given | undefined)[], findings: Findings): void {
  const said = plans.flatMap((plan) => (plan?.inputs === undefined ? [] : [plan.inputs]));
  if (said.length === 0 || said.length < plans.length) return;
  const found = new Findings();
  checkResale(offer, said, found);
  for (const { property, reason } of found.warnings())
    findings.warn("offer", `${offer.offerId}: ${property} ${reason}`);
}

/** What the program does not say of the offer and its plans, though it is required to publish. */
function lackingIn({ kind, inputs: offer }: FoundOffer, plans: readonly (Given | undefined)[]): Properties {
  const names = (of: OfferName | PlanName, inputs: Properties) => lacking(of, inputs).map(({ property }) => property);
  const ofPlans = plans.flatMap((plan) => {
    return plan?.inputs === undefined ? [] : [[plan.name, names(kind.plan, plan.inputs)] as const];
  });
  const said = plans.map((plan) => plan?.inputs ?? {});
  const found = [["offer", names(kind.offer, { ...offer, plans: said })] as const, ...ofPlans];
  const left = found.filter(([, properties]) => properties.length > 0);
  return left.length === 0 ? {} : { lacking: Object.fromEntries(left) };
}

function notDeclared(id: string, kind: string): string {
  return (
    `is ${show(id)}, of no ${kind} that this run has come to before. Give the \`id\` of the resource itself, not a text ` +
    "that reads the same; a run with --target needs it among its targets"
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
