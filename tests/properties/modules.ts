// The objects of the service that hold what a program sets, each with its fields, and as a colleague reads and writes
// it: by plain HTTP, not through our client.
import assert from "node:assert/strict";
import type { Field } from "../../provider/fields/field.js";
import { offerTranslationsPage } from "../../provider/kinds/offer/listing/listing.js";
import { offerDraftPages, offerObjectPages } from "../../provider/kinds/offer/pages.js";
import { planTranslationsPage } from "../../provider/kinds/plan/listing.js";
import { planDraftPages } from "../../provider/kinds/plan/pages.js";
import { planSetupPage } from "../../provider/kinds/plan/setup.js";
import type { DraftPart } from "../../provider/pages/draft-page.js";
import { type LanguagePart, type ListingFields, languageParts } from "../../provider/pages/translations.js";
import { FeatureAvailability, ProductAvailability } from "../../provider/partner-center/schemas/availability.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Colleague, Place } from "../provider/colleague.js";

/** One object of the service. */
export interface Module {
  /** Where it lives, as in the emulator's log of requests: `listings` in `PUT /products/{productId}/listings/{id}`. */
  readonly collection: string;
  readonly fields: readonly Field[];
  /** As the service has it. */
  read(): Promise<Properties>;
  /** Replaces it. */
  write(body: Properties): Promise<unknown>;
}

/** The module of an operation that writes, such as `listings` or `listings/images`. */
export function collectionOf(operation: string): string {
  const path = operation.replace(/^[A-Z]+ \/products\/\{productId\}\//, "");
  const names = path.split("/").filter((step) => !step.includes("{") || step.includes("("));
  return names.map((step) => step.replace(/\(.*/, "")).join("/");
}

const collections: Record<Place, string> = {
  Property: "properties",
  Listing: "listings",
  ProductAvailability: "productavailabilities",
  FeatureAvailability: "featureavailabilities",
  PackageConfiguration: "packageconfigurations",
};

/** A draft of an offer (no `variantId`) or a plan. */
function draft(colleague: Colleague, productId: string, variantId: string | undefined, part: DraftPart): Module {
  return {
    collection: collections[part.kind],
    fields: part.fields,
    read: async () => spelled(part.kind, await colleague.draft(productId, part.kind, variantId)),
    write: (body) => colleague.edit(productId, part.kind, body, variantId),
  };
}

/** With the keys that the fields know: the service has `id` where the published schema has `ID`. */
function spelled(kind: Place, body: Properties): Properties {
  if (kind === "FeatureAvailability") return FeatureAvailability.parse(body);
  return kind === "ProductAvailability" ? ProductAvailability.parse(body) : body;
}

function language(colleague: Colleague, productId: string, variantId: string | undefined, part: LanguagePart): Module {
  const read = async () => {
    const branches = await colleague.list(`/products/${productId}/branches/getByModule(module=Listing)`);
    const instance = branches.find((branch) => branch.variantID === variantId)?.currentDraftInstanceID;
    const all = await colleague.list(`/products/${productId}/listings/getByInstanceID(instanceID=${instance})`);
    const found = all.find(({ languageCode }) => String(languageCode).toLowerCase() === part.language);
    assert.ok(found, `no listing in ${part.language}`);
    return found;
  };
  const write = (body: Properties) =>
    colleague.call("PUT", `/products/${productId}/listings/${body.id}`, body, { "if-match": "*" });
  return { collection: "listings", fields: part.fields, read, write };
}

/** How a colleague reaches what has no drafts, by its key in `offerObjectPages`. */
function settingAccess(colleague: Colleague, productId: string, key: string): Omit<Module, "fields"> {
  const plain = (path: string, collection = path): Omit<Module, "fields"> => ({
    collection,
    read: () => colleague.call("GET", `/products/${productId}/${path}`),
    write: (body) => colleague.call("POST", `/products/${productId}/${path}`, body),
  });
  const configuration = (variantId?: string): Omit<Module, "fields"> => ({
    collection: "packageconfigurations",
    read: () => colleague.draft(productId, "PackageConfiguration", variantId),
    write: (body) => colleague.edit(productId, "PackageConfiguration", body, variantId),
  });
  const cosellInstance = async () => {
    const [branch] = await colleague.list(`/products/${productId}/branches/getByModule(module=Cosell)`);
    return branch?.currentDraftInstanceID;
  };
  const cosell: Omit<Module, "fields"> = {
    collection: "cosellListing",
    read: async () => colleague.call("GET", `/products/${productId}/cosellListing/${await cosellInstance()}`),
    write: async (body) =>
      colleague.call("PUT", `/products/${productId}/cosellListing/${await cosellInstance()}`, body, {
        "if-match": "*",
      }),
  };
  // With the resale's channel in it, a set-up would change the resale as well.
  const setup: Omit<Module, "fields"> = {
    ...plain("setup"),
    write: (body) => colleague.call("POST", `/products/${productId}/setup`, { ...body, channelStates: [] }),
  };
  const access: Record<string, Omit<Module, "fields">> = {
    setup,
    leads: plain("leadconfiguration"),
    reseller: plain("resellerConfiguration"),
    coSell: cosell,
    meteredBilling: configuration(),
    testDrive: configuration("testdrive"),
  };
  const found = access[key];
  assert.ok(found, `tests/properties/modules.ts does not know how a colleague reaches ${key}; add it`);
  return found;
}

function languages(colleague: Colleague, ids: [string, string?], fields: ListingFields, program: Properties): Module[] {
  const [productId, variantId] = ids;
  return languageParts(fields, program).map((part) => language(colleague, productId, variantId, part));
}

/** The objects of an offer; those of listings in further languages are the program's. */
export function offerModules(colleague: Colleague, productId: string, program: Properties): Module[] {
  return [
    ...offerDraftPages.map((part) => draft(colleague, productId, undefined, part)),
    ...languages(colleague, [productId], offerTranslationsPage.fieldsAt, program),
    ...offerObjectPages.map(({ key, fields }) => ({ ...settingAccess(colleague, productId, key), fields })),
  ];
}

/** The objects of a plan; those of listings in further languages are the program's. */
export function planModules(colleague: Colleague, id: string, program: Properties): Module[] {
  const [productId = "", variantId = ""] = id.split("/");
  const path = `/products/${productId}/variants/${variantId}`;
  const variant: Module = {
    collection: "variants",
    fields: planSetupPage.fields,
    read: () => colleague.call("GET", path),
    write: (body) => colleague.call("PUT", path, body),
  };
  return [
    variant,
    ...planDraftPages.map((part) => draft(colleague, productId, variantId, part)),
    ...languages(colleague, [productId, variantId], planTranslationsPage.fieldsAt, program),
  ];
}
