/**
 * Writes `provider/package-check/newest-api-versions.ts`: the newest API version of each resource type in the list
 * below, as the documentation of the installed `@pulumi/azure-native` names them. `node
 * dist/tools/newest-api-versions.js`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Types that applications often deploy, with the class of azure-native that stands for them. */
const classes: Readonly<Record<string, string>> = {
  "Microsoft.ApiManagement/service": "apimanagement/ApiManagementService",
  "Microsoft.App/containerApps": "app/ContainerApp",
  "Microsoft.App/jobs": "app/Job",
  "Microsoft.App/managedEnvironments": "app/ManagedEnvironment",
  "Microsoft.AppConfiguration/configurationStores": "appconfiguration/ConfigurationStore",
  "Microsoft.Authorization/locks": "authorization/ManagementLockByScope",
  "Microsoft.Authorization/policyAssignments": "authorization/PolicyAssignment",
  "Microsoft.Authorization/policyDefinitions": "authorization/PolicyDefinition",
  "Microsoft.Authorization/roleAssignments": "authorization/RoleAssignment",
  "Microsoft.Authorization/roleDefinitions": "authorization/RoleDefinition",
  "Microsoft.Automation/automationAccounts": "automation/AutomationAccount",
  "Microsoft.CognitiveServices/accounts": "cognitiveservices/Account",
  "Microsoft.Compute/availabilitySets": "compute/AvailabilitySet",
  "Microsoft.Compute/disks": "compute/Disk",
  "Microsoft.Compute/images": "compute/Image",
  "Microsoft.Compute/proximityPlacementGroups": "compute/ProximityPlacementGroup",
  "Microsoft.Compute/virtualMachines": "compute/VirtualMachine",
  "Microsoft.Compute/virtualMachines/extensions": "compute/VirtualMachineExtension",
  "Microsoft.Compute/virtualMachineScaleSets": "compute/VirtualMachineScaleSet",
  "Microsoft.ContainerInstance/containerGroups": "containerinstance/ContainerGroup",
  "Microsoft.ContainerRegistry/registries": "containerregistry/Registry",
  "Microsoft.ContainerService/managedClusters": "containerservice/ManagedCluster",
  "Microsoft.ContainerService/managedClusters/agentPools": "containerservice/AgentPool",
  "Microsoft.Databricks/workspaces": "databricks/Workspace",
  "Microsoft.DataFactory/factories": "datafactory/Factory",
  "Microsoft.DBforMySQL/flexibleServers": "dbformysql/Server",
  "Microsoft.DBforPostgreSQL/flexibleServers": "dbforpostgresql/Server",
  "Microsoft.DocumentDB/databaseAccounts": "cosmosdb/DatabaseAccount",
  "Microsoft.EventGrid/systemTopics": "eventgrid/SystemTopic",
  "Microsoft.EventGrid/topics": "eventgrid/Topic",
  "Microsoft.EventHub/namespaces": "eventhub/Namespace",
  "Microsoft.EventHub/namespaces/eventhubs": "eventhub/EventHub",
  "Microsoft.Insights/actionGroups": "monitor/ActionGroup",
  "Microsoft.Insights/components": "applicationinsights/Component",
  "Microsoft.KeyVault/vaults": "keyvault/Vault",
  "Microsoft.KeyVault/vaults/secrets": "keyvault/Secret",
  "Microsoft.Kusto/clusters": "kusto/Cluster",
  "Microsoft.Logic/workflows": "logic/Workflow",
  "Microsoft.ManagedIdentity/userAssignedIdentities": "managedidentity/UserAssignedIdentity",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials":
    "managedidentity/FederatedIdentityCredential",
  "Microsoft.Network/applicationGateways": "network/ApplicationGateway",
  "Microsoft.Network/applicationSecurityGroups": "network/ApplicationSecurityGroup",
  "Microsoft.Network/azureFirewalls": "network/AzureFirewall",
  "Microsoft.Network/bastionHosts": "network/BastionHost",
  "Microsoft.Network/dnsZones": "dns/Zone",
  "Microsoft.Network/loadBalancers": "network/LoadBalancer",
  "Microsoft.Network/natGateways": "network/NatGateway",
  "Microsoft.Network/networkInterfaces": "network/NetworkInterface",
  "Microsoft.Network/networkSecurityGroups": "network/NetworkSecurityGroup",
  "Microsoft.Network/privateDnsZones": "privatedns/PrivateZone",
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": "privatedns/VirtualNetworkLink",
  "Microsoft.Network/privateEndpoints": "network/PrivateEndpoint",
  "Microsoft.Network/publicIPAddresses": "network/PublicIPAddress",
  "Microsoft.Network/routeTables": "network/RouteTable",
  "Microsoft.Network/virtualNetworkGateways": "network/VirtualNetworkGateway",
  "Microsoft.Network/virtualNetworks": "network/VirtualNetwork",
  "Microsoft.Network/virtualNetworks/subnets": "network/Subnet",
  "Microsoft.OperationalInsights/workspaces": "operationalinsights/Workspace",
  "Microsoft.Resources/deployments": "resources/Deployment",
  "Microsoft.Resources/deploymentScripts": "resources/AzureCliScript",
  "Microsoft.Search/searchServices": "search/Service",
  "Microsoft.ServiceBus/namespaces": "servicebus/Namespace",
  "Microsoft.ServiceBus/namespaces/queues": "servicebus/Queue",
  "Microsoft.ServiceBus/namespaces/topics": "servicebus/Topic",
  "Microsoft.SignalRService/signalR": "signalrservice/SignalR",
  "Microsoft.Sql/servers": "sql/Server",
  "Microsoft.Sql/servers/databases": "sql/Database",
  "Microsoft.Storage/storageAccounts": "storage/StorageAccount",
  "Microsoft.Storage/storageAccounts/blobServices": "storage/BlobServiceProperties",
  "Microsoft.Storage/storageAccounts/blobServices/containers": "storage/BlobContainer",
  "Microsoft.Storage/storageAccounts/fileServices/shares": "storage/FileShare",
  "Microsoft.Storage/storageAccounts/queueServices/queues": "storage/Queue",
  "Microsoft.Storage/storageAccounts/tableServices/tables": "storage/Table",
  "Microsoft.StreamAnalytics/streamingjobs": "streamanalytics/StreamingJob",
  "Microsoft.Synapse/workspaces": "synapse/Workspace",
  "Microsoft.Web/serverfarms": "web/AppServicePlan",
  "Microsoft.Web/sites": "web/WebApp",
  "Microsoft.Web/sites/basicPublishingCredentialsPolicies": "web/WebAppFtpAllowed",
  "Microsoft.Web/sites/slots": "web/WebAppSlot",
  "Microsoft.Web/staticSites": "web/StaticSite",
};

/** The newest versions by lower-case type, without previews, and the version of azure-native that names them. */
export function newestVersions(): { versions: Record<string, string>; source: string } {
  const folder = dirname(require.resolve("@pulumi/azure-native/package.json"));
  const versions = Object.entries(classes).map(([type, name]): [string, string] => {
    const [module = "", of = ""] = name.split("/");
    const text = readFileSync(join(folder, module, `${of[0]?.toLowerCase()}${of.slice(1)}.d.ts`), "utf8");
    const [, used = ""] = /Uses Azure REST API version ([\w-]+)/.exec(text) ?? [];
    const [, others = ""] = /Other available API versions: ([\w, -]+)/.exec(text) ?? [];
    const newest = [used, ...others.split(", ")]
      .filter((version) => /^\d{4}-\d{2}-\d{2}$/.test(version))
      .sort()
      .at(-1);
    if (newest === undefined) throw new Error(`${name} names no version that is no preview`);
    return [type.toLowerCase(), newest];
  });
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { versions: Object.fromEntries(versions), source: `@pulumi/azure-native ${version}` };
}

/** The text of the file. */
export function writtenVersions(): string {
  const { versions, source } = newestVersions();
  return `\
// The newest versions of Azure's APIs that are known here, by lower-case resource type, previews left out. Only types
// that applications often deploy; nothing is said about the others. Made by tools/newest-api-versions.ts from the
// documentation of ${source}. When Azure has newer ones by now, the checks say less, never something
// wrong.

/** The newest version of each type. */
export const newestApiVersions: Readonly<Record<string, string>> = {
${Object.entries(versions)
  .map(([type, version]) => `  "${type}": "${version}",\n`)
  .join("")}};
`;
}

if (require.main === module) {
  writeFileSync(resolve(__dirname, "../../provider/package-check/newest-api-versions.ts"), writtenVersions());
}
