/**
 * The fields of the resources of the Product Ingestion API, as the type sheets have them, and what sets each: for the
 * table of coverage. A field is a key of the resource; what is in it is set by the properties that are named.
 */
import type { Field } from "../../provider/fields/field.js";
import { containerOfferPages } from "../../provider/kinds/container/offer.js";
import { containerPlanPages } from "../../provider/kinds/container/plan.js";
import { technicalFields } from "../../provider/kinds/container/technical-fields.js";
import { saasOfferPages } from "../../provider/kinds/saas/offer.js";
import { saasPlanPages } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOfferPages } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlanPages } from "../../provider/kinds/virtual-machine/plan.js";
import type { ResourcePage } from "../../provider/tree-pages/resource-page.js";
import type { TreePage } from "../../provider/tree-pages/tree-page.js";
import type { TreePages } from "../../provider/tree-pages/tree-pages.js";
import { offerSheets } from "./offer-sheets.js";
import { planSheets } from "./plan-sheets.js";
import type { Owner, Sheet } from "./sheet-types.js";

/** All type sheets. */
export const sheets: readonly Sheet[] = [...offerSheets, ...planSheets];

const pagesOf: Readonly<Record<Owner, TreePages>> = {
  VirtualMachineOffer: virtualMachineOfferPages,
  VirtualMachinePlan: virtualMachinePlanPages,
  ContainerOffer: containerOfferPages,
  ContainerPlan: containerPlanPages,
  SaasOffer: saasOfferPages,
  SaasPlan: saasPlanPages,
};

/** One field of a resource. */
export interface SheetRow {
  readonly sheet: Sheet;
  readonly field: string;
  readonly kind: "set" | "not set" | "made";
  readonly text: string;
}

function isResourcePage(page: TreePage): page is ResourcePage {
  return "key" in page && "fields" in page;
}

/** The fields of a page of a class. */
function fieldsOf(owner: Owner, page: string): readonly Field[] {
  if (owner === "ContainerPlan" && page === "technicalConfiguration") return technicalFields;
  return pagesOf[owner].list.filter(isResourcePage).flatMap(({ key, fields }) => (key === page ? fields : []));
}

/** Of several properties of a block, the block. */
function inShort(owner: Owner, paths: readonly string[]): string[] {
  const shown = paths.length > 3 ? [...new Set(paths.map((path) => path.split(".").slice(0, -1).join(".")))] : paths;
  return shown.map((path) => `\`${owner}\` \`${path}\``);
}

function setters(sheet: Sheet, field: string): string[] {
  return sheet.owners.flatMap((owner) => {
    const paths = fieldsOf(owner, sheet.page).filter(({ wire }) => wire.includes(field));
    return inShort(owner, [...new Set(paths.map(({ path }) => path))]);
  });
}

/** All fields, and sentences about those of which nothing is known, or that no sheet has. */
export function ingestedCoverage(): { readonly rows: readonly SheetRow[]; readonly gaps: readonly string[] } {
  const gaps: string[] = [];
  const rows = sheets.flatMap((sheet) =>
    sheet.fields.flatMap((field): SheetRow[] => {
      const by = [...setters(sheet, field), ...(sheet.setBy?.[field] === undefined ? [] : [sheet.setBy[field]])];
      if (by.length > 0) return [{ sheet, field, kind: "set", text: by.join(", ") }];
      const [made, reason] = [sheet.made?.[field], sheet.reasons?.[field]];
      if (made !== undefined) return [{ sheet, field, kind: "made", text: made }];
      if (reason !== undefined) return [{ sheet, field, kind: "not set", text: reason }];
      gaps.push(`${sheet.type}.${field} is not set, and no reason is given`);
      return [];
    }),
  );
  for (const owner of Object.keys(pagesOf) as Owner[]) {
    for (const { key, fields } of pagesOf[owner].list.filter(isResourcePage)) {
      const known = sheets.filter((sheet) => sheet.page === key && sheet.owners.includes(owner));
      const strays = fields
        .flatMap(({ wire }) => wire)
        .filter((one) => !known.some((sheet) => sheet.fields.includes(one)));
      for (const stray of new Set(strays)) gaps.push(`${owner} ${key} writes ${stray}, which no sheet has`);
    }
  }
  return { rows, gaps };
}
