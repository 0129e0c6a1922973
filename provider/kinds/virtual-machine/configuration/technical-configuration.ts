// The Technical configuration page of a plan of virtual machines, its images aside (Product Ingestion API §11.17).
import { z } from "zod";
import type { Field } from "../../../fields/field.js";
import { plainField, setOf } from "../../../fields/forms.js";
import { keyedField } from "../../../fields/keyed-list.js";
import { resourcePage } from "../../../tree-pages/resource-page.js";
import { planIdIn, planIn } from "../../../tree-pages/tree.js";
import { asObject, isObject, objectsIn, type Properties, withoutEmpty } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import { quoted } from "../../../values/show.js";
import { lastId, requiredText } from "../../shared/formats.js";
import { planKey } from "../../shared/natural-keys.js";
import { lockOf } from "../../shared/publication-locks.js";
import { imageTypeName } from "../inputs.js";
import { technicalTypeOf } from "../plan-of-offer.js";
import { imagesField } from "./images-field.js";
import { sizeId } from "./sizes.js";
import { checkTechnicalConfiguration, foreseeSkus, refuseTakenSkus } from "./technical-checks.js";

const at = (key: string) => `technicalConfiguration.${key}`;

const skuId = z.string({ error: "must be the SKU id, as a text" }).regex(/^[a-z0-9_-]+$/, {
  error: (issue) => `${quoted(issue.input)} is not a SKU id: lower-case letters, digits, - and _`,
});

function isRangeOfPorts(text: string): boolean {
  const [from, to = from] = text.split("-").map(Number);
  return /^\d{1,5}(-\d{1,5})?$/.test(text) && Number(from) <= Number(to) && Number(to) <= 65_535;
}

const port = z.strictObject({
  range: z.string({ error: "must be a port or a range of ports, as a text" }).refine(isRangeOfPorts, {
    error: (issue) => `${quoted(issue.input)} is no port or range of ports, such as 443 or 8000-8100`,
  }),
  protocol: z.enum(["tcp", "udp", "both"], { error: 'must be "tcp", "udp" or "both"' }),
});

const portLabel = z.string().regex(/^(?=.{3,20}$)[a-zA-Z_0-9.\- ]*[a-zA-Z_0-9]$/, {
  error: (issue) =>
    `${quoted(issue.input)} is no label of a port: 3 to 20 letters, digits, blanks, -, _ and ., with a letter, digit or _ at the end`,
});

/** Abilities of the machines, with what a fresh plan has. */
const abilities = {
  supportsExtensions: true,
  supportsRemoteConnection: true,
  supportsBackup: false,
  supportsAcceleratedNetworking: false,
  networkVirtualAppliance: false,
  supportsNVMe: false,
  supportsCloudInit: false,
  supportsAadLogin: false,
  supportsHibernation: false,
  requiresCustomArmTemplate: false,
  availableToFreeAccounts: false,
  supportsClientHub: false,
  supportsHubOnOffSwitch: false,
  supportsSriov: false,
} as const;

type Ability = keyof typeof abilities;
const abilityNames = Object.keys(abilities) as Ability[];
const flag = () => z.boolean({ error: "must be true or false" }).optional();

/** What a program says of the Technical configuration page, its images aside. */
export const technicalInputs = {
  operatingSystem: z
    .strictObject({
      family: z.enum(["linux", "windows"], { error: 'must be "linux" or "windows"' }),
      type: requiredText("the operating system, such as debian or windowsServer2022"),
      friendlyName: z.string().max(100, { error: "may have at most 100 characters" }).optional(),
    })
    .optional(),
  skus: z.record(imageTypeName, skuId).optional(),
  securityTypes: z.record(imageTypeName, z.array(requiredText("a security type, such as trusted"))).optional(),
  recommendedSizes: z.array(requiredText("a size, such as Standard_D2s_v5")).optional(),
  openPorts: z.record(portLabel, port).optional(),
  properties: z
    .strictObject(
      Object.fromEntries(abilityNames.map((name) => [name, flag()])) as Record<Ability, ReturnType<typeof flag>>,
    )
    .optional(),
  softwareType: z
    .enum(["operatingSystem", "solution"], { error: 'must be "operatingSystem" or "solution"' })
    .optional(),
};

/** The plan whose technical configuration is used, by its plan id, or by the id of the resource. */
export const baseOfPlan = z
  .string({ error: "must be a plan id, as a text" })
  .refine((text) => planKey().safeParse(lastId(text)).success, {
    error: (issue) => `${quoted(issue.input)} is not the id of a plan of the same offer`,
  });

const securityField: Field = {
  path: at("securityTypes"),
  wire: ["skus"],
  canonical: (value) =>
    withoutEmpty(Object.fromEntries(Object.entries(asObject(value)).map(([type, types]) => [type, setOf(types)]))),
  read: ({ skus }) =>
    withoutEmpty(Object.fromEntries(objectsIn(skus).map((sku) => [String(sku.imageType), sku.securityType]))),
  write: (body, value) => {
    body.skus = objectsIn(body.skus).map(({ securityType: _, ...sku }) => {
      const types = asObject(value)[String(sku.imageType)];
      return Array.isArray(types) && types.length > 0 ? { ...sku, securityType: types } : sku;
    });
  },
};

/** Older schemas have another name for it. */
// API reference additions §1, 11.17
const olderName = "isNetworkVirtualAppliance";

function keyOf(name: Ability, vmProperties: Properties): string {
  return name === "networkVirtualAppliance" && Object.hasOwn(vmProperties, olderName) ? olderName : name;
}

function abilityField(name: Ability): Field {
  return {
    path: at(`properties.${name}`),
    wire: ["vmProperties"],
    initial: () => abilities[name],
    read: (body) => {
      const vmProperties = asObject(body.vmProperties);
      return vmProperties[keyOf(name, vmProperties)] ?? abilities[name];
    },
    write: (body, value) => {
      const vmProperties = asObject(body.vmProperties);
      body.vmProperties = { ...vmProperties, [keyOf(name, vmProperties)]: value ?? abilities[name] };
    },
  };
}

const isDetached = (body: Properties) => body.reuseTechnicalConfigurationState === "detach";

/** The view has the plan id of the base (see `view`). */
const baseField: Field = {
  path: "setup.technicalConfigurationOf",
  wire: ["basePlan", "reuseTechnicalConfigurationState"],
  canonical: (value) => lastId(String(value)),
  read: (body) => (isDetached(body) ? undefined : body.basePlan),
  write: (body, value) => {
    if (value !== undefined) {
      body.basePlan = lastId(String(value));
      body.reuseTechnicalConfigurationState = "enable";
    } else if (body.basePlan !== undefined) {
      body.reuseTechnicalConfigurationState = "detach";
    }
  },
  ...lockOf("setup.technicalConfigurationOf"),
};

const skus = keyedField(at("skus"), "skus", {
  key: "imageType",
  fromEntry: ({ skuId }) => skuId,
  toEntry: (skuId, old) => ({ ...old, skuId }),
});

/** A plan without SKUs is refused: once there are some, they stay until the program names others. */
const skusField: Field = {
  ...skus,
  write: (body, value, owner) => {
    if (value !== undefined) skus.write(body, value, owner);
  },
  ...lockOf("technicalConfiguration.skus"),
};

const fields: readonly Field[] = [
  {
    path: at("operatingSystem"),
    wire: ["operatingSystem"],
    // Reads and writes differ in the letter case of the first letter (additions §1, 11.5).
    canonical: (value) => {
      const { type, ...others } = asObject(value);
      const small = typeof type === "string" ? type.slice(0, 1).toLowerCase() + type.slice(1) : type;
      return withoutEmpty({ ...others, type: small });
    },
    read: (body) => {
      const { family, type, friendlyName } = asObject(body.operatingSystem);
      return withoutEmpty({ family, type, friendlyName });
    },
    write: (body, value) => {
      const { family: _, type: __, friendlyName: ___, ...others } = asObject(body.operatingSystem);
      // The service refuses an empty name.
      if (isObject(value)) body.operatingSystem = { ...others, ...withoutEmpty(value) };
      else delete body.operatingSystem;
    },
  },
  skusField,
  securityField,
  {
    ...plainField(at("recommendedSizes"), "recommendedVmSizes"),
    canonical: (value) => setOf(Array.isArray(value) ? value.map((size) => sizeId(String(size))) : value),
    write: (body, value) => {
      body.recommendedVmSizes = Array.isArray(value) ? value.map((size) => sizeId(String(size))) : [];
    },
  },
  keyedField(at("openPorts"), "openPorts", {
    key: "label",
    fromEntry: ({ portRange, protocol }) => ({ range: portRange, protocol }),
    toEntry: (value, old) => {
      const { range, protocol } = value as Properties;
      return { ...old, portRange: range, protocol };
    },
  }),
  ...abilityNames.map(abilityField),
  plainField(at("softwareType"), "softwareType"),
  baseField,
];

/** The Technical configuration page, its images aside. */
export const technicalConfigurationPage = resourcePage({
  key: "technicalConfiguration",
  what: "Its technical configuration",
  type: technicalTypeOf,
  fields,
  beside: [imagesField],
  fresh: () => ({}),
  view: (resource, tree) => {
    const base = planIdIn(tree, resource.basePlan);
    return base === undefined ? resource : { ...resource, basePlan: base };
  },
  sent(view, { offerId, planId: own }, tree) {
    if (tree !== undefined) refuseTakenSkus(tree, String(own), view);
    if (view.basePlan === undefined) return view;
    const planId = String(view.basePlan);
    const basePlan = tree && planIn(tree, planId)?.id;
    if (basePlan !== undefined) return { ...view, basePlan };
    throw new NotPossibleError(
      `setup.technicalConfigurationOf is ${planId}, and offer ${offerId} has no such plan yet`,
    );
  },
  // Versions that others have made may be many, and large.
  remembered({ vmImageVersions: _, ...rest }) {
    return rest;
  },
  check: checkTechnicalConfiguration,
  foresee: foreseeSkus,
});
