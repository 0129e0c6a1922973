// The categories of Azure applications, by the ids of Microsoft's published schema (API reference §3.8); the page for
// them is docs/getting-started.md. Others are sent as they are: the list may be behind.
import { type Findings, formatPath } from "../../values/findings.js";
import { asObject, getPath } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import { nearest } from "../../values/spelling.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";

/** Each with its subcategories. */
export const categories = {
  "ai-plus-machine-learning": [
    "automated-ml",
    "bot-services",
    "business-robotic-process-automation",
    "cognitive-services",
    "data-labeling",
    "data-preparation",
    "knowledge-mining",
    "ml-operations",
    "ml-service",
    "other",
  ],
  "analytics-azure-apps": [
    "big-data",
    "data-analytics",
    "data-insights",
    "predictive-analytics",
    "real-time-streaming-analytics",
    "other-analytics",
  ],
  blockchain: ["app-accelerators", "multi-node-ledger", "single-node-leder", "tools", "other"],
  "compute-azure-apps": ["application-infrastructure", "cache", "operating-systems", "other-compute"],
  containers: ["container-apps", "container-images", "get-started-with-containers", "other"],
  database: [
    "data-lakes",
    "data-warehouse",
    "ledger-blockchain-databases",
    "nosql-databases",
    "relational-databases",
    "other-databases",
  ],
  "developer-tools-azure-apps": ["developer-service", "scripts", "tools-developer-tools", "other-developer-tools"],
  devops: ["other"],
  identity: ["access-management", "other"],
  integration: ["messaging", "other"],
  "internet-of-things-azure-apps": [
    "iot-analytics-and-data",
    "iot-connectivity",
    "iot-edge-modules",
    "iot-and-iiot-platforms",
    "iot-security",
    "iot-solutions",
    "other-azure-apps",
  ],
  "it-and-management-tools": ["business-applications", "management-solutions", "other"],
  media: ["content-protection", "live-and-on-demand-streaming", "media-services", "other"],
  migration: ["data-migration", "other"],
  "mixed-reality": ["other"],
  "monitoring-and-diagnostics": ["other"],
  networking: ["appliance-managers", "connectivity", "firewalls", "load-balancers", "other"],
  security: ["identity-and-access-management", "information-protection", "threat-protection", "other"],
  "storage-azure-apps": [
    "backup-and-recovery",
    "data-ingest-slash-etl",
    "data-management",
    "enterprise-hybrid-storage",
    "block-file-and-object-sharing",
    "other-storage",
  ],
  web: ["blogs-and-cms", "ecommerce", "smarter-web-apps", "web-apps", "web-apps-framework", "other"],
} as const;

/** As people read it on Partner Center's pages: `developer-tools-azure-apps` is Developer Tools there. */
function bare(id: string): string {
  return id.replace(/-azure-apps$/, "");
}

/** A name that is no id can only be a mistake; an id that is not known may be a new one. */
function checkId(what: string, id: string, ids: readonly string[], path: string, findings: Findings): void {
  if (id.trim() === "" || ids.includes(id)) return;
  const meant = nearest(bare(id), ids.map(bare));
  const hint =
    meant === undefined
      ? "docs/getting-started.md lists them"
      : `did you mean ${ids.find((one) => bare(one) === meant)}?`;
  if (/^[a-z0-9-]+$/.test(id)) findings.warn(path, `${quoted(id)} is not among the ${what} that are known; ${hint}`);
  else findings.addUnlessHeld(path, `${quoted(id)} is not the id of one of the ${what}; ${hint}`);
}

/** Categories and subcategories that are not known. */
export function checkCategories(inputs: Inputs, findings: Findings): void {
  for (const [id, subcategories] of Object.entries(asObject(getPath(inputs, "properties.categories")))) {
    checkId("categories", id, Object.keys(categories), formatPath(["properties", "categories", id]), findings);
    const ids = (categories as Readonly<Record<string, readonly string[]>>)[id];
    if (ids === undefined || !Array.isArray(subcategories)) continue;
    for (const [index, subcategory] of subcategories.entries()) {
      if (typeof subcategory !== "string" || hasUnknown(subcategory)) continue;
      const path = formatPath(["properties", "categories", id, index]);
      checkId(`subcategories of ${id}`, subcategory, ids, path, findings);
    }
  }
}
