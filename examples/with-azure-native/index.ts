// An offer together with what it needs in Azure: storage for the package, and an identity that looks after the customers'
// applications. What Azure makes up is unknown at the first preview, and goes into the offer in the same `pulumi up`.
import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, Plan, Submission } from "pulumi-partnercenter";

const config = new pulumi.Config();
/** The region of our own Azure resources; customers choose theirs. */
const location = config.get("location") ?? "westeurope";

/** Whoever is signed in to Azure. */
const { subscriptionId } = authorization.getClientConfigOutput();

const group = new resources.ResourceGroup("marketplace", { location });

const account = new storage.StorageAccount("helpdesk", {
  resourceGroupName: group.name,
  location,
  kind: "StorageV2",
  sku: { name: "Standard_ZRS" },
  allowBlobPublicAccess: false,
  minimumTlsVersion: "TLS1_2",
});

/** A copy of what was published, for ourselves. */
const packages = new storage.BlobContainer("packages", { resourceGroupName: group.name, accountName: account.name });

new storage.Blob("package", {
  resourceGroupName: group.name,
  accountName: account.name,
  containerName: packages.name,
  blobName: "help-desk.zip",
  source: new pulumi.asset.FileArchive("app"),
});

/** Looks after the applications of our customers, and may read our own storage. */
const operator = new managedidentity.UserAssignedIdentity("operator", { resourceGroupName: group.name, location });

const storageBlobDataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

new authorization.RoleAssignment("operator-reads-storage", {
  scope: account.id,
  principalId: operator.principalId,
  principalType: "ServicePrincipal",
  roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${storageBlobDataReader}`,
});

const offer = new Offer("help-desk", {
  offerId: "contoso-help-desk",
  alias: "Contoso Help Desk",
  type: "AzureApplication",
  properties: {
    categories: { "it-and-management-tools": ["management-solutions"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    title: "Contoso Help Desk",
    summary: "A help desk in your own subscription, looked after by Contoso",
    shortDescription: "Tickets of your staff, kept in your own subscription and looked after by Contoso.",
    description: "<p>Contoso Help Desk keeps the tickets of your staff in your own subscription.</p>",
    keywords: ["help desk", "tickets"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: "logos/large.png" },
  },
  previewAudience: { subscriptions: [subscriptionId] },
});

const files = new ApplicationPackage("files", { offer, path: "app" });

const standard = new Plan("standard", {
  offer,
  planId: "standard",
  planType: "managed-application",
  name: "Standard",
  listing: {
    summary: "One help desk",
    description: "<p>One help desk with any number of tickets.</p>",
  },
  availability: { markets: ["US", "DE", "GB"], monthlyPrice: 19 },
  technicalConfiguration: {
    version: "1.0.0",
    package: files,
    tenantId: operator.tenantId,
    authorizations: [{ principalId: operator.principalId, role: "Contributor" }],
  },
});

const preview = new Submission("preview", { offer, plans: [standard] });

export const productId = offer.productId;
export const submissionId = preview.submissionId;
export const state = preview.substate;
