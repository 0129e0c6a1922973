/** The type sheets of plans in the Product Ingestion API: the fields of each resource, and what is said of them by hand. */
import { english, kind, type Owner, removal, type Sheet } from "./sheet-types.js";

const plans: readonly Owner[] = ["VirtualMachinePlan", "ContainerPlan", "SaasPlan"];

/** In the order of the type sheets. */
export const planSheets: readonly Sheet[] = [
  {
    type: "plan",
    source: "§11.2, additions §2.2",
    page: "plan",
    owners: plans,
    fields: [
      "identity",
      "alias",
      "azureRegions",
      "azureGovernmentCertifications",
      "displayRank",
      "lifecycleState",
      "deprecationSchedule",
    ],
    setBy: { identity: plans.map((owner) => `\`${owner}\` \`planId\``).join(", ") },
    reasons: { lifecycleState: removal, deprecationSchedule: removal },
  },
  {
    type: "plan-listing",
    source: "§11.7, additions §2.2",
    page: "listing",
    owners: plans,
    fields: ["kind", "languageId", "name", "summary", "description"],
    made: { kind, languageId: english },
  },
  {
    type: "price-and-availability-plan",
    source: "§11.9, additions §2.2",
    page: "availability",
    owners: plans,
    fields: [
      "visibility",
      "audience",
      "markets",
      "customerMarkets",
      "privateAudiences",
      "trial",
      "softwareReservation",
      "pricing",
      "billingTag",
      "meterDefine",
    ],
    reasons: { billingTag: "what it means is not known", meterDefine: "what it means is not known" },
  },
  {
    type: "virtual-machine-plan-technical-configuration, core-virtual-machine-…",
    source: "§11.17, additions §2.2",
    page: "technicalConfiguration",
    owners: ["VirtualMachinePlan"],
    fields: [
      "operatingSystem",
      "recommendedVmSizes",
      "openPorts",
      "vmProperties",
      "skus",
      "vmImageVersions",
      "basePlan",
      "reuseTechnicalConfigurationState",
      "softwareType",
    ],
    setBy: {
      vmImageVersions:
        "`VirtualMachinePlan` `technicalConfiguration.images`, `technicalConfiguration.deprecatedVersions`, `VirtualMachineImage` `images`",
    },
  },
  {
    type: "container-plan-technical-configuration",
    source: "§11.19, additions §2.2",
    page: "technicalConfiguration",
    owners: ["ContainerPlan"],
    fields: ["payloadType", "clusterExtensionType", "cnabReferences", "imageRepositoryDetails", "imageTags"],
    setBy: {
      cnabReferences: "`ContainerPlan` `technicalConfiguration.kubernetes.bundles`, `ContainerBundle` `tag`",
    },
    made: { payloadType: "by what is set: bundles, or images" },
  },
];
