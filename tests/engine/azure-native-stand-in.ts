/**
 * Stands in for the plugin of `@pulumi/azure-native`, which is a download of some hundred megabytes and needs an Azure
 * account: it keeps nothing, asks nobody, and echoes inputs, with the names and outputs that our example uses.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The subscription and tenant that it says it is signed in to. */
export const azureAccount = {
  subscriptionId: "0b7e4f6a-93d1-4c58-a2e6-5d9f1c8b3a70",
  tenantId: "d4c9a1e3-7b52-4f06-8e9d-2a6b5c1f0387",
};

interface Properties {
  readonly [name: string]: unknown;
}

/** What is to be known of a kind of resources. */
interface AzureKind {
  /** Type and name in the resource's id, and whether it is inside a resource group. */
  readonly type: string;
  /** Of what is inside something else: the type, and the names around its own. */
  readonly inside?: (inputs: Properties) => string;
  /** The property with the name; a name is made when the program gives none. Another name is another resource. */
  readonly named: string;
  /** Makes a name out of that of the Pulumi resource. Default: random characters are added. */
  readonly name?: (name: string) => string;
  /** Outputs that only Azure knows. */
  readonly made?: (inputs: Properties) => Properties;
}

const kinds: Readonly<Record<string, AzureKind>> = {
  "azure-native:resources:ResourceGroup": { type: "resourceGroups", named: "resourceGroupName" },
  "azure-native:storage:StorageAccount": {
    type: "Microsoft.Storage/storageAccounts",
    named: "accountName",
    made: ({ accountName }) => ({ primaryEndpoints: { blob: `https://${accountName}.blob.core.windows.net/` } }),
  },
  "azure-native:storage:BlobContainer": {
    type: "Microsoft.Storage/blobServices/containers",
    named: "containerName",
  },
  "azure-native:storage:Blob": {
    type: "Microsoft.Storage/blobs",
    named: "blobName",
    made: ({ accountName, containerName, blobName }) => ({
      url: `https://${accountName}.blob.core.windows.net/${containerName}/${blobName}`,
    }),
  },
  "azure-native:containerregistry:Registry": {
    type: "Microsoft.ContainerRegistry/registries",
    named: "registryName",
    made: ({ registryName }) => ({ loginServer: `${registryName}.azurecr.io` }),
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    named: "resourceName",
    made: () => ({ principalId: randomUUID(), clientId: randomUUID(), tenantId: azureAccount.tenantId }),
  },
  "azure-native:compute:Gallery": { type: "Microsoft.Compute/galleries", named: "galleryName" },
  "azure-native:compute:GalleryImage": {
    type: "images",
    inside: ({ galleryName }) => `Microsoft.Compute/galleries/${galleryName}`,
    named: "galleryImageName",
  },
  "azure-native:compute:GalleryImageVersion": {
    type: "versions",
    inside: ({ galleryName, galleryImageName }) =>
      `Microsoft.Compute/galleries/${galleryName}/images/${galleryImageName}`,
    named: "galleryImageVersionName",
  },
  "azure-native:authorization:RoleAssignment": {
    type: "Microsoft.Authorization/roleAssignments",
    named: "roleAssignmentName",
    name: () => randomUUID(),
  },
};

/** A change of any of these makes another resource. */
const identity = ["location", "resourceGroupName", "accountName", "containerName", "scope", "principalId"];

const functions: Readonly<Record<string, (inputs: Properties) => Properties>> = {
  "azure-native:authorization:getClientConfig": () => ({ ...azureAccount, clientId: "", objectId: "" }),
  "azure-native:storage:listStorageAccountKeys": ({ accountName }) => ({
    keys: [1, 2].map((index) => ({
      keyName: `key${index}`,
      permissions: "FULL",
      value: Buffer.from(`key ${index} of ${accountName}`).toString("base64"),
    })),
  }),
};

/** The kind of a resource, and its name, out of its URN. */
function parse(urn: string): { kind: AzureKind; type: string; name: string } {
  const [, , qualified = "", name = ""] = urn.split("::");
  const type = qualified.split("$").at(-1) ?? "";
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`The stand-in for azure-native does not know ${type}.`);
  return { kind, type, name };
}

const provider: pulumi.provider.Provider = {
  async check(urn, olds: Properties, news: Properties) {
    const { kind, name } = parse(urn);
    const { named, name: make = (text: string) => `${text}${randomBytes(4).toString("hex")}` } = kind;
    return { inputs: { ...news, [named]: news[named] ?? olds[named] ?? make(name) } };
  },
  async diff(_id, urn, olds: Properties, news: Properties) {
    const { kind } = parse(urn);
    const changed = Object.keys(news).filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
    const replaces = changed.filter((key) => key === kind.named || identity.includes(key));
    return { changes: changed.length > 0, replaces };
  },
  async create(urn, inputs: Properties) {
    const { kind } = parse(urn);
    const group = inputs.resourceGroupName === undefined ? "" : `/resourceGroups/${inputs.resourceGroupName}`;
    const path = kind.type === "resourceGroups" ? "" : `${group}/providers`;
    const name = inputs[kind.named];
    const type = [...(kind.inside === undefined ? [] : [kind.inside(inputs)]), kind.type].join("/");
    const id = `/subscriptions/${azureAccount.subscriptionId}${path}/${type}/${name}`;
    return { id, outs: { ...inputs, ...kind.made?.(inputs), name } };
  },
  async update(_id, _urn, olds: Properties, news: Properties) {
    return { outs: { ...olds, ...news } };
  },
  async delete() {},
  async invoke(token, inputs: Properties) {
    const answer = functions[token];
    if (answer === undefined) throw new Error(`The stand-in for azure-native does not know ${token}.`);
    return { outputs: answer(inputs) };
  },
};

/** Makes the plugin in a folder of the test's; what is returned goes into `Pulumi.yaml`. */
export async function placeStandIn(folder: string): Promise<string> {
  const bin = join(folder, "azure-native");
  await mkdir(bin);
  const plugin = join(bin, "pulumi-resource-azure-native");
  await writeFile(plugin, `#!/bin/sh\nexec '${process.execPath}' '${__filename}' "$@"\n`);
  await chmod(plugin, 0o755);
  return `plugins:\n  providers:\n    - name: azure-native\n      path: ${bin}\n`;
}

if (require.main === module) {
  const { version } = require("@pulumi/azure-native/package.json") as { version: string };
  void pulumi.provider.main({ ...provider, version }, process.argv.slice(2));
}
