// The last step of an image factory: what it has made goes into an Azure Compute Gallery, and as a new version into the
// plan `standard` of the offer `contoso-appliance`, which exists in Partner Center. Each run of the factory sets another
// version; versions that are live stay for who uses them.
import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { Submission, VirtualMachineImage } from "pulumi-partnercenter";

const config = new pulumi.Config();
const location = config.require("location");
const version = config.require("version");
const source = config.require("source");
const readers = config.requireObject<string[]>("readers");

/** Whoever is signed in to Azure. */
const { subscriptionId, tenantId } = authorization.getClientConfigOutput();

const group = new resources.ResourceGroup("images", { location });

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

const image = new VirtualMachineImage(
  "appliance",
  {
    offer: "contoso-appliance",
    plan: "standard",
    version,
    images: { x64Gen2: { galleryImage: imageVersion.id, tenantId } },
  },
  { dependsOn: access },
);

// Certification takes a day or two: nobody waits for it. `partnercenter status` tells how it is getting on.
const preview = new Submission("preview", { offer: image.productId, assets: [image] });

export const productId = image.productId;
export const submissionId = preview.submissionId;
export const state = preview.substate;
