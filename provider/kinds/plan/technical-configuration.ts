// The Technical configuration page of a plan: what is deployed, and who may manage it (API reference §3.15).

import { z } from "zod";
import { changedPaths, type Field } from "../../fields/field.js";
import { flagField, guidField, plainField, setOf } from "../../fields/forms.js";
import { type KeyedList, keyedField, without } from "../../fields/keyed-list.js";
import { draftPage } from "../../pages/draft-page.js";
import { known } from "../../values/findings.js";
import { isGuid } from "../../values/guid.js";
import { mapValues, objectsIn, type Properties, withoutEmpty } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import type { Inputs, LastSeen } from "../../values/versions.js";
import { guid, lastId, text, threePartVersion } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";
import { planSetupPage } from "./setup.js";
import { checkTechnicalConfiguration } from "./technical-checks.js";

const authorization = z.strictObject({
  principalId: guid("the object id of a user, group or application"),
  role: z.string().refine((role) => ["owner", "contributor"].includes(role.toLowerCase()) || isGuid(role), {
    error: (issue) => `${quoted(issue.input)} is neither Owner, Contributor nor the GUID of a built-in role`,
  }),
});

/** What a program says of the Technical configuration page. */
export const technicalConfigurationInputs = z.strictObject({
  version: threePartVersion().optional(),
  package: z
    .string()
    .regex(/\S/, { error: "is empty; give an ApplicationPackage, or its id", abort: true })
    .regex(/^[\w-]+(\/[\w-]+)?$/, {
      error: (issue) =>
        `${quoted(issue.input)} is not the id of a package; declare an ApplicationPackage with this path, and ` +
        `give it here`,
    })
    .optional(),
  tenantId: guid("the tenant whose people manage the application").optional(),
  authorizations: z.array(authorization).optional(),
  governmentTenantId: guid("a tenant of Azure Government").optional(),
  governmentAuthorizations: z.array(authorization).optional(),
  justInTimeAccess: z.boolean().optional(),
  deploymentMode: z.enum(["Incremental", "Complete"], { error: 'must be "Incremental" or "Complete"' }).optional(),
  customizeAllowedActions: z.boolean().optional(),
  allowedCustomerActions: z.array(z.string()).optional(),
  allowedDataActions: z.array(z.string()).optional(),
  policies: z
    .record(
      text(),
      z.strictObject({ definitionId: z.string(), parameters: z.string().optional(), sku: z.string().optional() }),
    )
    .optional(),
  managementMode: z.string().optional(),
  customerAccess: z.enum(["Enabled", "Disabled"], { error: 'must be "Enabled" or "Disabled"' }).optional(),
});

const packageType = "AzureApplicationPackage";

const packageField: Field = {
  path: "technicalConfiguration.package",
  wire: ["packageReferences"],
  canonical: (value) => lastId(String(value)),
  read: (body) => objectsIn(body.packageReferences).find(({ type }) => type === packageType)?.value,
  write: (body, value) => {
    const rest = objectsIn(body.packageReferences).filter(({ type }) => type !== packageType);
    const reference = { type: packageType, value: lastId(String(value)) };
    body.packageReferences = value === undefined ? rest : [...rest, reference];
  },
};

function actions(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).flatMap((text: unknown) =>
    String(text)
      .split(";")
      .map((action) => action.trim())
      .filter((action) => action !== ""),
  );
}

/** Actions: azpc's one text with `;` between them and a list of texts are the same. */
// API reference §3.15
function actionsField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: (value) => setOf(actions(value)),
    read: (body) => actions(body[key]),
    write: (body, value) => {
      const wanted = actions(value);
      body[key] = wanted.length > 0 ? [wanted.join(";")] : [];
    },
  };
}

function authorizationsField(path: string, key: string): Field {
  return {
    path,
    wire: [key],
    canonical: (value) =>
      setOf(
        objectsIn(value).map(({ principalId, role }) => ({
          principalId: String(principalId).toLowerCase(),
          role: String(role).toLowerCase(),
        })),
      ),
    read: (body) =>
      objectsIn(body[key]).map(({ principalID, roleDefinitionID }) => ({
        principalId: principalID,
        role: roleDefinitionID,
      })),
    write: (body, value) => {
      body[key] = objectsIn(value).map(({ principalId, role }) => ({
        principalID: principalId,
        roleDefinitionID: role,
      }));
    },
  };
}

const policies: KeyedList = {
  key: "policyName",
  fromEntry: ({ policyDefinitionID, policyParameters, policySku }) =>
    withoutEmpty({ definitionId: policyDefinitionID, parameters: policyParameters, sku: policySku }),
  toEntry: (policy, old) => {
    const { definitionId, parameters, sku } = policy as Properties;
    return {
      ...without(old, "policyParameters", "policySku"),
      policyDefinitionID: definitionId,
      ...(parameters === undefined ? {} : { policyParameters: parameters }),
      ...(sku === undefined ? {} : { policySku: sku }),
    };
  },
};

const policiesField = keyedField("technicalConfiguration.policies", "policies", policies, {
  canonical: (value) => mapValues(value, withoutEmpty),
});

/** The Technical configuration page. */
export const technicalConfigurationPage = draftPage({
  after: [planSetupPage], // which says whether the plan has a technical configuration of its own
  kind: "PackageConfiguration",
  what: "Its technical configuration",
  fields: [
    plainField("technicalConfiguration.version", "version"),
    packageField,
    guidField("technicalConfiguration.tenantId", "publicAzureTenantID"),
    authorizationsField("technicalConfiguration.authorizations", "publicAzureAuthorizations"),
    guidField("technicalConfiguration.governmentTenantId", "azureGovernmentTenantID"),
    authorizationsField("technicalConfiguration.governmentAuthorizations", "azureGovernmentAuthorizations"),
    flagField("technicalConfiguration.justInTimeAccess", "allowJitAccess"),
    plainField("technicalConfiguration.deploymentMode", "deploymentMode"),
    flagField("technicalConfiguration.customizeAllowedActions", "canEnableCustomerActions"),
    actionsField("technicalConfiguration.allowedCustomerActions", "allowedCustomerActions"),
    actionsField("technicalConfiguration.allowedDataActions", "allowedDataActions"),
    policiesField,
    plainField("technicalConfiguration.managementMode", "publisherManagementMode", {
      initial: () => "Managed",
      ...lockOf("technicalConfiguration.managementMode"),
    }),
    plainField("technicalConfiguration.customerAccess", "customerAccessEnableState", {
      initial: () => "Disabled",
      ...lockOf("technicalConfiguration.customerAccess"),
    }),
  ],
  check: checkTechnicalConfiguration,
});

function parts(version: string): number[] {
  return version.split(".").map(Number);
}

/** Below zero when the first version is lower; versions have three parts. */
function compareVersions(one: string, other: string): number {
  const difference = parts(one).map((part, index) => part - (parts(other)[index] ?? 0));
  return difference.find((value) => value !== 0) ?? 0;
}

/**
 * Why the version of a technical configuration does not grow although it has to: with each publication of a change of
 * that page (pages azure-app-managed and azure-app-solution). Undefined when it does, or when nothing has changed.
 */
export function staleVersion(before: LastSeen, inputs: Inputs): string | undefined {
  const path = "technicalConfiguration.version";
  const [was, is] = [known<string>(before, path), known<string>(inputs, path)];
  if (was === undefined || is === undefined) return undefined;
  const order = compareVersions(is, was);
  if (order < 0) return `goes back from ${was} to ${is}`;
  const changed = changedPaths(technicalConfigurationPage.fields, before, inputs).filter((it) => it !== path);
  return order > 0 || changed.length === 0 ? undefined : `stays at ${is}, although ${changed.join(", ")} changed`;
}
