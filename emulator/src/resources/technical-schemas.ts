// The schemas of technical configurations of plans: images of virtual machines, bundles and images of containers.
// Product Ingestion API §11.17 to §11.19, additions §2.2. Microsoft's for preview2; later ones by their use.

import { type Form, flag, list, object, text, whole, word } from "./forms.js";
import { deprecationSchedule, lifecycle, reference } from "./offer-schemas.js";

const guid = text({ pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i });
const name = text({ least: 1, most: 100 });

const port = object({
  required: {
    label: text({ least: 3, most: 20, pattern: /^[a-zA-Z_0-9.\- ]*[a-zA-Z_0-9]$/ }),
    portRange: text({ pattern: /^\d{1,5}(-\d{1,5})?$/ }),
    protocol: word("tcp", "udp", "both"),
  },
  closed: true,
});

const vmFlags = [
  "supportsExtensions",
  "supportsBackup",
  "supportsAcceleratedNetworking",
  "isNetworkVirtualAppliance",
  "supportsNVMe",
  "supportsCloudInit",
  "supportsAadLogin",
  "supportsHibernation",
  "supportsRemoteConnection",
  "requiresCustomArmTemplate",
];
const laterVmFlags = [
  "networkVirtualAppliance",
  "availableToFreeAccounts",
  "supportsClientHub",
  "supportsHubOnOffSwitch",
  "supportsSriov",
];

const disk = object({ required: { uri: text({ pattern: /^https?:\/\// }) }, closed: true });
const dataDisk = object({
  required: { lunNumber: whole(0, 15), uri: text({ pattern: /^https?:\/\// }) },
  closed: true,
});

/** One of the two kinds of sources, which do not mix. */
const source: Form = (value, path, check) => {
  const isGallery = (value as { sourceType?: unknown } | null)?.sourceType === "sharedImageGallery";
  const sharedImage = object({ required: { tenantId: text(), resourceId: text() }, closed: true });
  const keys = isGallery
    ? { required: { sourceType: word("sharedImageGallery"), sharedImage } }
    : {
        required: { sourceType: word("sasUri", "sharedImageGallery"), osDisk: disk },
        optional: { dataDisks: list(dataDisk, { most: 16 }) },
      };
  object({ ...keys, closed: true })(value, path, check);
};

/** §11.17; `softwareType` is that of core virtual machines (§11.18). */
export function virtualMachineSchema(version: string, isCore = false): Form {
  const isOld = version.endsWith("preview2");
  const imageType = isOld ? word("x64Gen1", "x64Gen2") : text({ pattern: /^(x64|arm64)Gen[12]$/ });
  const flags = isOld ? vmFlags : [...vmFlags, ...laterVmFlags];
  const image = object({ required: { imageType, source }, closed: true });
  const sku = object({
    required: { imageType, skuId: text({ pattern: /^[a-z0-9-_]+$/ }) },
    optional: isOld ? {} : { securityType: list(text()) },
    closed: true,
  });
  return object({
    required: { product: reference, plan: reference },
    optional: {
      operatingSystem: object({
        required: { family: word("windows", "linux"), type: text(), ...(isOld ? { friendlyName: name } : {}) },
        optional: { friendlyName: name },
      }),
      recommendedVmSizes: list(text(), { most: 6 }),
      openPorts: list(port, { most: 100 }),
      vmProperties: object({ optional: Object.fromEntries(flags.map((key) => [key, flag])), closed: true }),
      skus: list(sku, isOld ? { least: 1, most: 2 } : {}),
      vmImageVersions: list(
        object({
          required: {
            versionNumber: text({ most: 32, pattern: /^\d+\.\d+\.\d+$/ }),
            vmImages: list(image, isOld ? { least: 1, most: 2 } : { least: 1 }),
          },
          optional: { lifecycleState: lifecycle, deprecationSchedule },
          closed: true,
        }),
      ),
      basePlan: reference,
      reuseTechnicalConfigurationState: word("enable", "detach"),
      ...(isCore ? { softwareType: word("operatingSystem", "solution") } : {}),
    },
  });
}

const bundle = object({
  required: {
    tenantId: guid,
    subscriptionId: guid,
    resourceGroupName: name,
    registryName: name,
    repositoryName: name,
    tag: text({ least: 1 }),
    digest: text({ least: 1 }),
  },
  closed: true,
});

const repository = object({
  required: {
    subscriptionId: guid,
    resourceGroupName: name,
    registryName: name,
    userName: name,
    password: text({ least: 1 }),
  },
  optional: { repositoryName: name },
  closed: true,
});

/** §11.19. */
export const containerSchema = object({
  required: { product: reference, plan: reference },
  optional: {
    payloadType: word("image", "cnab"),
    imageRepositoryDetails: repository,
    imageTags: list(text(), { least: 1, most: 16 }),
    clusterExtensionType: text({ least: 1, most: 50, pattern: /^[a-zA-Z.-]+$/ }),
    cnabReferences: list(bundle),
  },
});
