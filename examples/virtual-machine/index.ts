// An offer of virtual machines with all that it needs in Azure: a gallery with the image, the access with which Microsoft
// copies it, and storage for the logo. Another `version` is another image of the same plan: add it to `images`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { Release, Submission, VirtualMachineOffer, VirtualMachinePlan } from "pulumi-partnercenter";

const config = new pulumi.Config();
const location = config.require("location");
const version = config.require("version");
const source = config.require("source");
const readers = config.requireObject<string[]>("readers");

/** Whoever is signed in to Azure. */
const { subscriptionId, tenantId } = authorization.getClientConfigOutput();

const group = new resources.ResourceGroup("appliance", { location });

const gallery = new compute.Gallery("gallery", {
  resourceGroupName: group.name,
  location,
  galleryName: "contoso",
});

const definition = new compute.GalleryImage("appliance", {
  resourceGroupName: group.name,
  location,
  galleryName: gallery.name,
  galleryImageName: "appliance-gen2",
  identifier: { publisher: "contoso", offer: "appliance", sku: "standard" },
  osType: "Linux",
  osState: "Generalized",
  hyperVGeneration: "V2",
  // Azure's default for Gen2 is TrustedLaunchSupported, which does not fit a SKU without a security type.
  features: [{ name: "SecurityType", value: "Standard" }],
});

const imageVersion = new compute.GalleryImageVersion(
  "appliance",
  {
    resourceGroupName: group.name,
    location,
    galleryName: gallery.name,
    galleryImageName: definition.name,
    galleryImageVersionName: version,
    storageProfile: { source: { id: source } },
  },
  // Older versions stay in the gallery: the service copies an image while it is certified.
  { retainOnDelete: true },
);

/** "Microsoft Partner Center Resource Provider" and "Compute Image Registry" copy the images. */
const computeGalleryImageReader = "cf7c76d2-98a3-4358-a134-615aa78bf44d";
const access = readers.map(
  (principalId, index) =>
    new authorization.RoleAssignment(`reader-${index + 1}`, {
      scope: gallery.id,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${computeGalleryImageReader}`,
    }),
);

/** What is shown to everybody: Microsoft fetches the logo from here. */
const account = new storage.StorageAccount("listing", {
  resourceGroupName: group.name,
  location,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  allowBlobPublicAccess: true,
  minimumTlsVersion: "TLS1_2",
});

const files = new storage.BlobContainer("listing", {
  resourceGroupName: group.name,
  accountName: account.name,
  publicAccess: "Blob",
});

// A file is known by its address: with a hash in its name, another picture has another one.
const hash = createHash("sha256").update(readFileSync("logos/large.png")).digest("hex").slice(0, 12);
const logo = new storage.Blob("logo", {
  resourceGroupName: group.name,
  accountName: account.name,
  containerName: files.name,
  blobName: `large-${hash}.png`,
  contentType: "image/png",
  source: new pulumi.asset.FileAsset("logos/large.png"),
});

const offer = new VirtualMachineOffer("appliance", {
  offerId: "contoso-appliance",
  alias: "Contoso Appliance",
  properties: { categories: { compute: ["operating-systems"] }, standardContract: true },
  listing: {
    title: "Contoso Appliance",
    summary: "A hardened Linux for the edge of your network",
    shortDescription: "A hardened Linux with a firewall that is ready when the machine is.",
    description: "<p>Contoso Appliance is a hardened Linux with a firewall that is ready when the machine is.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    links: { "User guide": "https://contoso.example/guide" },
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: { url: logo.url } },
  },
  previewAudience: { subscriptions: [subscriptionId] },
  resale: { channel: "None" },
});

const plan = new VirtualMachinePlan(
  "standard",
  {
    offer,
    planId: "standard",
    name: "Standard",
    setup: { clouds: ["azureGlobal"] },
    listing: {
      title: "Standard",
      summary: "For one site",
      description: "<p>All of Contoso Appliance, for one site.</p>",
    },
    availability: {
      visibility: "Public",
      markets: ["US", "DE"],
      hourly: { perCore: 0.05 },
      reservations: { oneYear: 10, threeYears: 20 },
    },
    technicalConfiguration: {
      operatingSystem: { family: "linux", type: "debian", friendlyName: "Contoso Linux" },
      skus: { x64Gen2: "standard" },
      images: { [version]: { x64Gen2: { galleryImage: imageVersion.id, tenantId } } },
      recommendedSizes: ["Standard_D2s_v5"],
      openPorts: { https: { range: "443", protocol: "tcp" } },
      properties: { supportsExtensions: true },
    },
  },
  { dependsOn: access },
);

// Certification takes a day or two: nobody waits for it. `partnercenter status` tells how it is getting on.
const preview = new Submission("preview", { offer, plans: [plan] });

// When it is in preview, and you have tried it: what is live can never be deleted.
if (config.requireBoolean("live")) {
  new Release("live", { offer, submission: preview });
}

export const productId = offer.productId;
export const submissionId = preview.submissionId;
export const links = preview.links;
