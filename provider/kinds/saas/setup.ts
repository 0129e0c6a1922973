// The Offer setup page of SaaS: who sells it, and who keeps the licenses (Product Ingestion API §11.11; page
// create-new-saas-offer).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { flagField, plainField } from "../../fields/forms.js";
import type { Context } from "../../pages/context.js";
import { withFields } from "../../tree-pages/resource-page.js";
import { partIn } from "../../tree-pages/tree.js";
import { type Findings, known } from "../../values/findings.js";
import { getPath, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { lookUp } from "../ingested/offer-tree.js";
import { saleInputs, salePage, setupType } from "../ingested/sale.js";
import { link } from "../shared/formats.js";

/** The words of programs, and those of the API. */
const actions: Readonly<Record<string, string>> = {
  free: "free",
  "free-trial": "freeTrial",
  "contact-me": "contactMe",
};

/** What a program says of the Offer setup page. */
export const setupInputs = z.strictObject({
  ...saleInputs,
  microsoftManagesLicenses: z.boolean({ error: "must be true or false" }).optional(),
  callToAction: z
    .enum(["free", "free-trial", "contact-me"], { error: 'must be "free", "free-trial" or "contact-me"' })
    .optional(),
  accessLink: link().optional(),
});

const actionField: Field = {
  path: "setup.callToAction",
  wire: ["callToAction"],
  read: ({ callToAction }) => Object.keys(actions).find((action) => actions[action] === callToAction) ?? callToAction,
  write: (body, value) => {
    if (value === undefined) delete body.callToAction;
    else body.callToAction = actions[String(value)] ?? value;
  },
};

const sale = "setup.sellThroughMicrosoft";
const insteadOfBuying = "it is what customers do instead of buying from Microsoft";
const whyNotSold = `goes with sellThroughMicrosoft: false only: ${insteadOfBuying}`;

/** Whether an offer that is there is sold, and the program says only what customers do where it is not. */
export async function foreseeSale(context: Context, inputs: Inputs, before: Properties, findings: Findings) {
  const action = getPath(inputs, "setup.callToAction");
  if (action === undefined || getPath(inputs, sale) !== undefined) return;
  if (action === getPath(before, "setup.callToAction")) return;
  const tree = await lookUp(context, String(inputs.offerId), before.productId);
  const setup = tree && partIn(tree, { type: setupType });
  if (tree !== undefined && setup?.sellThroughMicrosoft !== false) findings.add("setup.callToAction", whyNotSold);
}

function checkSetup(inputs: Inputs, findings: Findings): void {
  const [isSold, action, address] = ["sellThroughMicrosoft", "callToAction", "accessLink"].map((key) =>
    getPath(inputs, `setup.${key}`),
  );
  if (hasUnknown([isSold, action, address])) return;
  if (isSold === true && action !== undefined) findings.add("setup.callToAction", whyNotSold);
  if (isSold === undefined && action !== undefined) {
    // Of an offer that is there, `foreseeSale` looks.
    findings.addUnlessHeld(sale, `has to be false with callToAction: ${insteadOfBuying}`);
  }
  const isFree = action === "free" || action === "free-trial";
  if (isSold === false && isFree && address === undefined) {
    findings.add("setup.accessLink", `is needed with callToAction "${action}": the address where customers get it`);
  }
  if (address !== undefined && (action === undefined || action === "contact-me")) {
    findings.add("setup.accessLink", 'goes with callToAction "free" or "free-trial" only');
  }
  if (isSold === false && known(inputs, "setup.microsoftManagesLicenses") === true) {
    findings.add("setup.microsoftManagesLicenses", "is for what Microsoft sells, and sellThroughMicrosoft is false");
  }
}

/** The Offer setup page. */
export const setupPage = withFields(
  salePage,
  [
    flagField("setup.microsoftManagesLicenses", "useMicrosoftLicenseManagementService"),
    actionField,
    plainField("setup.accessLink", "accessUrl"),
  ],
  checkSetup,
);
