// The schemas of what an offer has once: itself, its properties, whom it concerns. Product
// Ingestion API §11, additions §2.1. They are Microsoft's for preview2; later versions are known from their use.

import { all, anything, type Form, flag, type Keys, list, map, object, orNull, rule, text, word } from "./forms.js";

/** A link to another resource; what it may be is looked at when it is followed (§5.3). */
export const reference: Form = anything;
/** An address. */
export const url = text({ pattern: /^https?:\/\// });
/** Life cycles of most types (§9.5). */
export const lifecycle = word("generallyAvailable", "deprecated", "deleted");
/** Life cycles of what is deleted rather than given up. */
export const removable = word("generallyAvailable", "deleted");
/** A language, such as `en-us`. */
export const language = text({ pattern: /^[a-z]{2,3}(-[a-z0-9]+)*$/i });

/** When and why something is given up (§11.16). */
export const deprecationSchedule = object({
  optional: {
    date: text(),
    dateOffset: text({ pattern: /^P/ }),
    reason: word("criticalSecurityIssue", "endOfSupport", "other"),
    alternative: anything,
  },
  closed: true,
});

/** Somebody who may see something (§11.8). */
export function audience(...types: string[]): Form {
  const optional = { label: text({ most: 1000 }) };
  return object({ required: { type: word(...types), id: text({ least: 1, most: 50 }) }, optional, closed: true });
}

const productTypes = [
  "azureApplication",
  "azureContainer",
  "azureVirtualMachine",
  "consultingService",
  "containerApp",
  "coreVirtualMachine",
  "cosellOnly",
  "dynamics365BusinessCentral",
  "dynamics365ForCustomerEngagement",
  "dynamics365ForOperations",
  "iotEdgeModule",
  "managedService",
  "powerBiApp",
  "powerBiVisual",
  "softwareAsAService",
  "xbox360NonBackcompat",
];

/** §11.1. */
export const productSchema = object({
  required: {
    identity: object({ required: { externalId: text({ pattern: /^[a-z0-9][a-z0-9-_]{2,49}$/ }) } }),
    type: word(...productTypes),
    alias: text({ most: 120 }),
  },
  optional: { lifecycleState: lifecycle, deprecationSchedule, productGroup: reference },
});

const amendment = object({
  required: { terms: text() },
  optional: {
    tenants: object({
      optional: { manualEntries: list(object({ required: { id: text() }, optional: { description: text() } })) },
    }),
  },
});

/** §11.3. */
export function propertySchema(version: string): Form {
  const saas = { appVersion: text(), industries: map(list(text())), cloudIndustries: map(list(text())) };
  const kinds = version.endsWith("preview2") ? ["azureVM"] : ["azureVM", "azureContainer", "azureSaaS"];
  return object({
    required: {
      kind: word(...kinds),
      product: reference,
      categories: map(list(text())),
      termsConditions: word("standardMicrosoft", "custom"),
    },
    optional: {
      termsOfUse: text({ most: 10_000 }),
      termsOfUseUrl: text(),
      standardContractAmendment: text(),
      customAmendments: list(amendment, { most: 10 }),
      lifecycleState: removable,
      ...(kinds.length > 1 ? saas : {}),
    },
    closed: true,
  });
}

/** §11.8; that `email` is one of the types is a guess. */
export function offerAudienceSchema(version: string): Form {
  const types = ["none", "subscription", "ea", "msdn", "tenant"];
  const known = version.endsWith("preview2") ? types : [...types, "email"];
  return object({ required: { product: reference, previewAudiences: orNull(list(audience(...known))) } });
}

const meter = object({ optional: { displayName: text(), unitOfMeasure: text() } });

/** §11.10. */
export const metersSchema = object({ required: { product: reference }, optional: { customMeters: map(meter) } });

const leadContacts = { contactEmail: list(text()) };
const connectionString = text({
  pattern: /^(\*+|DefaultEndpointsProtocol=https;AccountName=[a-z0-9]{3,24};AccountKey=.*)$/,
});
const leadKeys: { readonly [destination: string]: (version: string) => Keys } = {
  blob: () => ({ required: { storageAccountConnectionString: connectionString, containerName: text() } }),
  table: () => ({ required: { storageAccountConnectionString: connectionString } }),
  dynamics: () => ({ required: { instanceUrl: text(), authentication: word("azureAD", "office365") } }),
  email: () => ({ required: { contactEmail: list(text(), { least: 1 }) } }),
  httpsEndpoint: () => ({ required: { httpsEndpointUrl: text({ pattern: /^https:\/\// }) } }),
  marketo: (version) => ({
    required: {
      ...(version.endsWith("preview2") ? { serverId: text() } : { clientId: text(), clientSecret: text() }),
      munchkinId: text({ pattern: /^\w{3}-\w{3}-\w{3}$/ }),
      formId: text({ pattern: /^\d{1,8}$/ }),
    },
  }),
  salesforce: () => ({ required: { objectIdentifier: text({ pattern: /^[a-zA-Z0-9]{15}$/ }) } }),
};
const configurationOf = (destination: string) => `${destination}LeadConfiguration`;

/** §11.13: exactly the configuration of the destination. */
export function leadsSchema(version: string): Form {
  const forms = Object.entries(leadKeys).map(([destination, keys]): [string, Form] => {
    const { required = {} } = keys(version);
    const isAlone = destination === "marketo" && !version.endsWith("preview2");
    return [configurationOf(destination), object({ required, optional: isAlone ? {} : leadContacts })];
  });
  const destinations = Object.keys(leadKeys);
  return all(
    object({
      required: { product: reference, leadDestination: word("none", ...destinations) },
      optional: Object.fromEntries(forms),
    }),
    rule((value) => {
      const given = destinations.map(configurationOf).filter((key) => value[key] !== undefined);
      const wanted = value.leadDestination === "none" ? [] : [configurationOf(String(value.leadDestination))];
      if (given.join() === wanted.join()) return undefined;
      return `exactly the configuration of leadDestination expected (${wanted.join() || "none"})`;
    }),
  );
}

/** §11.14: it requires `audiences`, whose entries it does not describe. */
export const resellerSchema = object({
  required: {
    product: reference,
    resellerChannelState: word("notSet", "none", "some", "all", "terminated"),
    audiences: list(anything),
  },
});

/** §11.15. */
export const testDriveSchema = all(
  object({
    required: { product: reference, enabled: flag },
    optional: {
      type: word(
        "azureResourceManager",
        "dynamicsForBusinessCentral",
        "dynamicsForCustomerEngagement",
        "dynamicsForOperations",
        "logicApp",
        "powerBi",
      ),
    },
  }),
  rule(({ enabled, type }) =>
    (enabled === true) === (type !== undefined) ? undefined : "type is there if, and only if, enabled is true",
  ),
);

/** §11.11. */
export const setupSchema = object({
  required: { product: reference },
  optional: {
    sellThroughMicrosoft: flag,
    useMicrosoftLicenseManagementService: flag,
    requireLicenseForInstall: flag,
    callToAction: word("free", "freeTrial", "contactMe"),
    accessUrl: url,
  },
});

/** §11.12. */
export const saasConfigurationSchema = object({
  required: { product: reference },
  optional: { landingPageUrl: text(), connectionWebhook: text(), azureAdTenantId: text(), azureAdAppId: text() },
});

/** For types whose fields nobody has told of. */
export const unknownFieldsSchema = object({ required: { product: reference } });

/** §9.1. An `id` of null is refused: it has to be left out. */
export const submissionSchema = object({
  required: {
    product: reference,
    target: object({
      required: {
        targetType: word("flight", "sandbox", "draft", "preview", "live", "certification", "retail"),
      },
      optional: { targetId: text() },
    }),
  },
  optional: {
    lifecycleState: word("generallyAvailable", "deprecated"),
    deprecationSchedule,
    status: text(),
    result: text(),
    created: text(),
  },
});
