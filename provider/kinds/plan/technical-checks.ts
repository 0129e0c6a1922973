// What is wrong with a technical configuration in itself: settings that go without each other, and policies.
import { cited, sources } from "../../rules/sources.js";
import { type Findings, formatPath, known } from "../../values/findings.js";
import { asObject, getPath, isEmpty, isObject } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { lastId } from "../shared/formats.js";

/** Checks the page. */
export function checkTechnicalConfiguration(inputs: Inputs, findings: Findings): void {
  checkActions(inputs, findings);
  checkGovernment(inputs, findings);
  checkPolicies(inputs, findings);
}

/** Actions that customers do not get. */
function checkActions(inputs: Inputs, findings: Findings): void {
  const flag = getPath(inputs, "technicalConfiguration.customizeAllowedActions");
  if (flag !== undefined && flag !== false) return;
  for (const path of ["technicalConfiguration.allowedCustomerActions", "technicalConfiguration.allowedDataActions"]) {
    if (isEmpty(known(inputs, path))) continue;
    findings.warn(path, `has no effect without customizeAllowedActions: true (${cited(sources.planManaged)})`);
  }
}

/** What is for customers in Azure Government, of a plan that says that it is not sold there. */
function checkGovernment(inputs: Inputs, findings: Findings): void {
  const clouds = known(inputs, "setup.clouds");
  if (!Array.isArray(clouds) || clouds.some((cloud) => hasUnknown(cloud) || cloud === "azure-government")) return;
  for (const path of ["technicalConfiguration.governmentTenantId", "technicalConfiguration.governmentAuthorizations"]) {
    if (isEmpty(known(inputs, path))) continue;
    findings.warn(path, `has no effect without azure-government among setup.clouds (${cited(sources.plans)})`);
  }
}

/** The built-in definitions of the audit policies that page plan-azure-app-managed-app names. */
const audits: Readonly<Record<string, string>> = {
  "a6fb4358-5bf4-4ad7-ba82-2cd2f41ce5e9": "Azure SQL Server Audit Settings",
  "7f89b1eb-583c-429a-8828-af049802c1d9": "Audit Diagnostic Setting",
  "0a914e76-4921-4c19-b460-a2d36003525a": "Audit Resource Location compliance",
};

function checkPolicies(inputs: Inputs, findings: Findings): void {
  const seen = new Map<string, string>();
  for (const [name, policy] of Object.entries(asObject(getPath(inputs, "technicalConfiguration.policies")))) {
    const { definitionId, parameters, sku } = asObject(policy);
    if (typeof definitionId !== "string" || hasUnknown(definitionId)) continue;
    const definition = lastId(definitionId).toLowerCase();
    const earlier = seen.get(definition);
    const path = (key: string) => formatPath(["technicalConfiguration", "policies", name, key]);
    if (typeof parameters === "string" && !hasUnknown(parameters) && !isJsonObject(parameters)) {
      findings.warn(path("parameters"), `is not the text of a JSON object, such as {"effect":{"value":"Audit"}}`);
    }
    if (earlier !== undefined && definition !== "") {
      const reason = `is the definition of policy ${quoted(earlier)} too; each can be there once`;
      findings.addUnlessHeld(path("definitionId"), `${reason} (${cited(sources.managed)})`);
    }
    seen.set(definition, earlier ?? name);
    if (typeof sku !== "string" || hasUnknown(sku) || !Object.hasOwn(audits, definition)) continue;
    if (sku.toLowerCase() === "standard") continue;
    const reason = `is ${quoted(sku)}; a policy that audits (${audits[definition]}) needs Standard`;
    findings.addUnlessHeld(path("sku"), `${reason} (${cited(sources.managed)})`);
  }
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
