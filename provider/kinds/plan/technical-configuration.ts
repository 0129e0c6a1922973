// Where the Technical configuration page of a plan lives in the service (API reference §3.15).

import type { Field } from "../../fields/field.js";
import { flagField, guidField, plainField, setOf } from "../../fields/forms.js";
import type { DraftPart } from "../../pages/draft-page.js";
import { asObject, mapValues, objectsIn, type Properties, withoutEmpty } from "../../values/properties.js";
import { lastId } from "../shared/formats.js";

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

/** Actions: azpc's one text with `;` between them and a list of texts are the same (API reference §3.15). */
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

const policiesField: Field = {
  path: "technicalConfiguration.policies",
  wire: ["policies"],
  canonical: (value) => mapValues(value, withoutEmpty),
  read: (body) =>
    Object.fromEntries(
      objectsIn(body.policies).map(({ policyName, policyDefinitionID, policyParameters, policySku }) => [
        String(policyName),
        withoutEmpty({ definitionId: policyDefinitionID, parameters: policyParameters, sku: policySku }),
      ]),
    ),
  write: (body, value) => {
    const old = new Map(objectsIn(body.policies).map((policy) => [policy.policyName, policy]));
    body.policies = Object.entries(asObject(value)).map(([name, policy]) => {
      const { definitionId, parameters, sku } = policy as Properties;
      const { policyParameters: _, policySku: __, ...rest } = old.get(name) ?? {};
      return {
        ...rest,
        policyName: name,
        policyDefinitionID: definitionId,
        ...(parameters === undefined ? {} : { policyParameters: parameters }),
        ...(sku === undefined ? {} : { policySku: sku }),
      };
    });
  },
};

/** The technical configuration page. */
export const technicalConfigurationPart: DraftPart = {
  kind: "PackageConfiguration",
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
    plainField("technicalConfiguration.managementMode", "publisherManagementMode", { initial: () => "Managed" }),
    plainField("technicalConfiguration.customerAccess", "customerAccessEnableState", { initial: () => "Disabled" }),
  ],
};
