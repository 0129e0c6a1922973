// An offer of a Kubernetes application with all that it needs in Azure: a registry for its bundles, and the role with which
// Microsoft pulls them. The first `up`, without a `digest`, makes the registry and drafts; then a bundle can be pushed, and
// the next one submits it. The next bundle is another `tag` with its `digest`.
import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as containerregistry from "@pulumi/azure-native/containerregistry/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { ContainerBundle, ContainerOffer, ContainerPlan, Release, Submission } from "pulumi-partnercenter";

const config = new pulumi.Config();
const location = config.require("location");
const tag = config.require("tag");
const digest = config.require("digest");
const puller = config.require("puller");
const live = config.requireBoolean("live");

/** Whoever is signed in to Azure. */
const { subscriptionId } = authorization.getClientConfigOutput();

const group = new resources.ResourceGroup("queue", { location });

// In the tenant that is linked to Partner Center: others are refused.
const registry = new containerregistry.Registry("queue", {
  resourceGroupName: group.name,
  location,
  registryName: "contosoqueue",
  sku: { name: "Standard" },
});

/** "Container Marketplace Package App" pulls the bundles, while they are certified and later. */
const acrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const access = new authorization.RoleAssignment("puller", {
  scope: registry.id,
  principalId: puller,
  principalType: "ServicePrincipal",
  roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${acrPull}`,
});

const offer = new ContainerOffer("queue", {
  offerId: "contoso-queue",
  alias: "Contoso Queue",
  setup: { sellThroughMicrosoft: true },
  properties: { categories: { containers: ["container-apps"] }, standardContract: true },
  listing: {
    title: "Contoso Queue",
    summary: "Messages, in order and once, in your own cluster",
    shortDescription: "A queue for your cluster that keeps messages in order and hands each of them out once.",
    description: "<p>Contoso Queue keeps messages in order and hands each of them out once.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    links: { "User guide": "https://contoso.example/guide" },
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: { path: "logos/large.png" } },
  },
  previewAudience: { subscriptions: [subscriptionId] },
  resale: { channel: "None" },
});

const plan = new ContainerPlan("per-node", {
  offer,
  planId: "per-node",
  name: "Per node",
  listing: { title: "Per node", summary: "By the node", description: "<p>All of Contoso Queue, by the node.</p>" },
  availability: { visibility: "Public", markets: ["US", "DE"], hourly: { perNode: 0.12 } },
  technicalConfiguration: { kubernetes: { extensionType: "Contoso.Queue" } },
});

/** Sends the offer with the bundle that Microsoft's tool `cpa` has pushed to preview; another tag takes its place. */
function submit(digest: string): Submission {
  const bundle = new ContainerBundle(
    "bundle",
    { offer: plan.offer, plan: plan.planId, tag, registry: registry.id, repository: "contoso.queue", digest },
    { dependsOn: access },
  );
  // Certification takes a day or two: nobody waits for it. `partnercenter status` tells how it is getting on.
  return new Submission("preview", { offer, plans: [plan], assets: [bundle] });
}

const preview = digest === "" ? undefined : submit(digest);

// When it is in preview, and you have tried it: what is live can never be deleted.
if (live && preview !== undefined) new Release("live", { offer, submission: preview });

export const loginServer = registry.loginServer;
export const productId = offer.productId;
export const submissionId = preview?.submissionId ?? "none yet";
export const links = preview?.links ?? {};
