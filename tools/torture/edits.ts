/** What a colleague does to an offer in Partner Center's own pages, and how to see afterwards whether it is still there. */
import { canonical, type Field, isManaged } from "../../provider/fields/field.js";
import { type Properties, same } from "../../provider/values/properties.js";
import { type Module, offerModules, planModules } from "../../tests/properties/modules.js";
import type { Colleague } from "../../tests/provider/colleague.js";
import { png } from "../../tests/provider/pictures.js";
import { guids, pdf } from "../../tests/provider/programs.js";
import { pick } from "./campaign.js";

/** One edit. */
export interface Edit {
  /** Such as `listing.summary`. */
  readonly what: string;
  /** Whether the program has a say in it. */
  readonly isManaged: boolean;
  /** Nothing can be submitted while it is there, which has to be said: a plan that is not finished. */
  readonly isInTheWay?: boolean;
  /** Why it cannot be protected; undefined when it can. */
  readonly unprotected?: string | undefined;
  apply(): Promise<void>;
  /** Whether it is still as the colleague has left it. */
  isThere(): Promise<boolean>;
  /** Takes it back; does nothing where it is gone. */
  undo(): Promise<void>;
}

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
  "technicalConfiguration.justInTimeAccess": true,
  "technicalConfiguration.allowedCustomerActions": ["Theirs/*"],
  "technicalConfiguration.allowedDataActions": ["Theirs/data/*"],
};

/** What only a draft can have changed: a published plan keeps its prices, also for a colleague's API. */
const draftPlanValues: Properties = {
  ...planValues,
  "availability.hidden": true,
  "availability.monthlyPrice": 55,
};

/** Objects without entity tags: a write between our reading and our writing cannot be noticed. */
const withoutTag = new Set(["setup", "leadconfiguration", "resellerConfiguration"]);

/** Where edits are made. */
export interface Desk {
  readonly colleague: Colleague;
  readonly productId: string;
  /** Product id / variant id, for edits of a plan. */
  readonly planId?: string | undefined;
  /** It was never submitted. */
  readonly isDraft: boolean;
  /** What the program says of it, before and after the step. */
  readonly programs: readonly Properties[];
}

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

/** A submission of the whole offer, as somebody with another tool makes it. */
export function submission({ colleague, productId }: Desk): Edit {
  return {
    what: "a submission of their own",
    isManaged: false,
    apply: async () => {
      await colleague.submit(productId);
    },
    // Ours may take its place, as in Partner Center.
    isThere: async () => true,
    undo: async () => {},
  };
}

/** A plan that no program knows. */
function newPlan({ colleague, productId }: Desk, random: () => number): Edit {
  const externalID = `theirs-${Math.floor(random() * 1_000_000)}`;
  const found = async () => {
    const all = await colleague.list(`/products/${productId}/variants`);
    return all.find((variant) => variant.externalID === externalID);
  };
  return {
    what: "a plan of their own",
    isInTheWay: true,
    isManaged: false,
    apply: async () => {
      const body = { resourceType: "AzureSkuVariant", friendlyName: "Theirs", externalID, state: "Active" };
      await colleague.call("POST", `/products/${productId}/variants`, body);
    },
    isThere: async () => (await found()) !== undefined,
    undo: async () => {
      const variant = await found();
      if (variant !== undefined) await colleague.call("DELETE", `/products/${productId}/variants/${variant.id}`);
    },
  };
}

/** A file that no program knows. */
function newFile({ colleague, productId, programs }: Desk, random: () => number): Edit {
  const image = { resourceType: "ListingImage", type: "AzureLogoScreenshot", order: 7, fileName: "theirs.png" };
  const asset = { resourceType: "ListingAsset", type: "PdfDocument", fileName: "theirs.pdf", friendlyName: "Theirs" };
  const [kind, block, body, bytes] = pick(random, [
    ["images", "screenshots", image, png(1280, 720, 99)],
    ["assets", "documents", asset, pdf("Theirs")],
  ] as const);
  const found = async () => {
    const all = await colleague.media(productId, kind);
    return all.find(({ fileName }) => fileName === body.fileName);
  };
  return {
    what: `a file among listing.${block}`,
    isManaged: programs.some(({ listing }) => (listing as Properties | undefined)?.[block] !== undefined),
    apply: async () => {
      await colleague.addMedia(productId, kind, body, bytes);
    },
    isThere: async () => (await found()) !== undefined,
    undo: async () => {
      const file = await found();
      if (file !== undefined) await colleague.deleteMedia(productId, kind, file.id);
    },
  };
}
