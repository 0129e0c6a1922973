// How people call what the service has ids and codes for.

const special: Readonly<Record<string, string>> = {
  "ai-plus-machine-learning": "AI + Machine Learning",
  "automated-ml": "Automated ML",
  "ml-operations": "ML Operations",
  "ml-service": "ML Service",
  devops: "DevOps",
  "internet-of-things-azure-apps": "Internet of Things",
  "iot-analytics-and-data": "IoT Analytics and Data",
  "iot-connectivity": "IoT Connectivity",
  "iot-edge-modules": "IoT Edge Modules",
  "iot-and-iiot-platforms": "IoT and IIoT Platforms",
  "iot-security": "IoT Security",
  "iot-solutions": "IoT Solutions",
  "it-and-management-tools": "IT & Management Tools",
  "nosql-databases": "NoSQL Databases",
  "data-ingest-slash-etl": "Data Ingest/ETL",
  "blogs-and-cms": "Blogs & CMS",
  "single-node-leder": "Single-node Ledger",
};

/** `developer-tools-azure-apps` → `Developer Tools`. The ids are the service's; these words are near what pages show. */
export function categoryName(id: string): string {
  const plain = id.replace(/-(azure-apps|saas)$/, "");
  return (
    special[id] ??
    plain
      .split("-")
      .map((word) => (word === "and" ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join(" ")
  );
}

const regions = new Intl.DisplayNames("en", { type: "region" });
const languages = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });

function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // no code at all: shown as it is
  }
}

/** `DE` → `Germany`. */
export function marketName(code: string): string {
  return named(regions, code);
}

/** `de-de` → `German (Germany)`. */
export function languageName(code: string): string {
  return named(languages, code);
}

const planTypes: Readonly<Record<string, string>> = {
  "managed-application": "Managed application",
  "solution-template": "Solution template",
  "virtual-machine": "Virtual machine",
  container: "Container",
  saas: "Software as a service",
};

/** `managed-application` → `Managed application`. */
export function planTypeName(type: string): string {
  return planTypes[type] ?? type;
}
