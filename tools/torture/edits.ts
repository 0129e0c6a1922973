/** What a colleague does to an offer in Partner Center's own pages, and how to see afterwards whether it is still there. */
import { canonical, type Field, isManaged } from "../../provider/fields/field.js";
import { type Properties, same } from "../../provider/values/properties.js";
import { type Module, offerModules, planModules } from "../../tests/properties/modules.js";
import { guids } from "../../tests/provider/programs.js";
import { pick } from "./campaign.js";
import { type Desk, type Edit, newFile, newPlan } from "./further-edits.js";

/** The values that a colleague gives to fields of an offer and of a plan. */
const offerValues: Properties = {
  "listing.title": "Theirs",
  "listing.summary": "In their words",
  "listing.description": "<p>theirs</p>",
  "listing.shortDescription": "Theirs, short",
  "listing.keywords": ["theirs"],
  "listing.publisherName": "Them",
  "listing.gettingStartedInstructions": "Ask them.",
  "listing.privacyPolicyLink": "https://contoso.com/theirs",
  "translations.de-de.summary": "In ihren Worten",
  "properties.productTags": ["theirs"],
  "properties.submissionVersion": "theirs",
  "previewAudience.hideKey": "theirs",
  "previewAudience.subscriptions": [guids.otherSubscription],
  "setup.trialLink": "https://contoso.com/trial",
  "leads.contactEmail": "them@contoso.com",
  "resale.tenantIds": [guids.principal],
  "meteredBilling.applicationId": guids.otherSubscription,
  "testDrive.durationHours": 6,
};
const planValues: Properties = {
  name: "Theirs",
  "listing.summary": "In their words",
  "listing.description": "Theirs",
  "translations.de-de.summary": "In ihren Worten",
  "setup.leadGenId": "theirs",
  "setup.extendedProperties": { Name: "theirs" },
  "availability.markets": ["US", "AT"],
  "availability.hidden": false,
  "availability.privateAudience.subscriptions": { [guids.principal]: "theirs" },
  "technicalConfiguration.version": "7.0.0",
  "technicalConfiguration.justInTimeAccess": false,
  "technicalConfiguration.allowedCustomerActions": ["Theirs/*"],
  "technicalConfiguration.allowedDataActions": ["Theirs/data/*"],
};

/** What only a draft can have changed: a published plan keeps its prices, also for a colleague's API. */
const draftPlanValues: Properties = {
  ...planValues,
  "availability.hidden": true,
  "technicalConfiguration.justInTimeAccess": true,
  "availability.monthlyPrice": 55,
};

/** Objects without entity tags: a write between our reading and our writing cannot be noticed. */
const withoutTag = new Set(["setup", "leadconfiguration", "resellerConfiguration"]);

/** One edit by chance. */
export function editOf(desk: Desk, random: () => number): Edit {
  const { planId, programs, colleague, productId } = desk;
  const chance = random();
  if (chance < 0.1) return newPlan(desk, random);
  if (chance < 0.25 && planId === undefined) return newFile(desk, random);
  const last = programs.at(-1) ?? {};
  const modules =
    planId === undefined
      ? offerModules(colleague, productId, last).map((module) => withResale(module, desk))
      : planModules(colleague, planId, last);
  const values = planId === undefined ? offerValues : desk.isDraft ? draftPlanValues : planValues;
  const fields = modules.flatMap((module) => module.fields.map((field) => ({ module, field })));
  // Where leads go has to be known first.
  const hasLeads = last.leads !== undefined;
  const possible = fields.filter(({ field: { path } }) => path in values && (hasLeads || !path.startsWith("leads.")));
  return fieldEdit(pick(random, possible), values, programs);
}

/** A set-up is written with all that it has: the channels of resale stay as they are. */
function withResale(module: Module, { colleague, productId }: Desk): Module {
  if (module.collection !== "setup") return module;
  return { ...module, write: (body) => colleague.call("POST", `/products/${productId}/setup`, body) };
}

function fieldEdit(
  { module, field }: { module: Module; field: Field },
  values: Properties,
  programs: readonly Properties[],
): Edit {
  const theirs = values[field.path];
  let original: unknown;
  const read = async () => field.read(await module.read());
  const write = async (value: unknown) => {
    const body = await module.read();
    field.write(body, structuredClone(value), { name: "theirs" });
    // What is left out of a body would stay.
    for (const key of field.wire) body[key] ??= null;
    await module.write(body);
  };
  const isThere = async () => same(canonical(field, await read()), canonical(field, theirs));
  return {
    what: field.path,
    isManaged: programs.some((program) => isManaged(field, program)),
    unprotected: withoutTag.has(module.collection) ? `${module.collection} has no entity tag` : undefined,
    apply: async () => {
      original = await read();
      await write(theirs);
    },
    isThere,
    undo: async () => {
      if (await isThere()) await write(original);
    },
  };
}
