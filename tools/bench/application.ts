// The managed application that every tool of the bench publishes: one offer with four logos, one plan, and a package of
// five megabytes; as each tool wants it declared.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

/** What is published. Equal texts for all tools, so that the service has equal work. */
const texts = {
  title: "Contoso Status Page",
  summary: "Tell your customers how your service is doing",
  shortDescription: "A status page that runs in your Azure subscription.",
  description: "<p>Shows your customers whether your service is up.</p>",
  planSummary: "One status page",
  planDescription: "One status page, unlimited incidents.",
};
const version = "1.0.0";
const subscription = "8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11";
const tenant = "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21";
const principal = "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const packageBytes = 5 * 1024 * 1024;

/** Bytes that cannot be packed smaller; the same each time. */
export function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 0x2545f491;
  for (let index = 0; index < length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 0xff;
  }
  return bytes;
}

/** Writes the logos and the package, `app.zip`, into a folder. */
function writeFiles(folder: string, example: string): void {
  mkdirSync(join(folder, "logos"), { recursive: true });
  for (const kind of ["small", "medium", "large", "wide"]) {
    copyFileSync(join(example, "logos", `${kind}.png`), join(folder, "logos", `${kind}.png`));
  }
  const files = ["mainTemplate.json", "createUiDefinition.json"].map((name) => {
    return [name, new Uint8Array(readFileSync(join(example, "app", name)))] as const;
  });
  const archive = zipSync({ ...Object.fromEntries(files), "content.bin": noise(packageBytes) });
  writeFileSync(join(folder, "app.zip"), archive);
}

/** Our program; the offer's name and the summary come from the environment. */
export function writeProgram(folder: string, example: string): void {
  writeFiles(folder, example);
  writeFileSync(join(folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(
    join(folder, "index.js"),
    `const { ApplicationPackage, Offer, Plan, Release, Submission } = require("pulumi-partnercenter");
const name = process.env.BENCH_NAME;
const logo = (kind) => "logos/" + kind + ".png";
const offer = new Offer("offer", {
  offerId: name, alias: name, type: "AzureApplication",
  properties: { categories: { "developer-tools-azure-apps": ["developer-service"] }, version: "${version}", standardContract: true },
  listing: {
    title: ${JSON.stringify(texts.title)}, publisherName: "Contoso", summary: process.env.BENCH_SUMMARY,
    shortDescription: ${JSON.stringify(texts.shortDescription)}, description: ${JSON.stringify(texts.description)},
    keywords: ["status page"], privacyPolicyLink: "https://contoso.example/privacy", supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Help", email: "help@contoso.example", phone: "+5555555555", url: "https://contoso.example/help" },
      engineering: { name: "Dev", email: "dev@contoso.example", phone: "+5555555556" },
    },
    logos: { small: logo("small"), medium: logo("medium"), large: logo("large"), wide: logo("wide") },
  },
  previewAudience: { subscriptions: ["${subscription}"] },
  resale: { channel: "Enabled" },
});
const files = new ApplicationPackage("files", { offer, path: "app.zip" });
const plan = new Plan("plan", {
  offer, planId: "standard", planType: "managed-application", name: "standard",
  listing: { summary: ${JSON.stringify(texts.planSummary)}, description: ${JSON.stringify(texts.planDescription)} },
  availability: { visibility: "Public", markets: ["US", "CA"], monthlyPrice: 0 },
  technicalConfiguration: {
    version: "${version}", package: files, tenantId: "${tenant}",
    authorizations: [{ principalId: "${principal}", role: "Owner" }], deploymentMode: "Incremental",
  },
});
const preview = new Submission("preview", { offer, plans: [plan] });
new Release("live", { offer, submission: preview });
`,
  );
}

/** The summary of the listing; edited or not. */
export function summaryOf(edit = 0): string {
  return edit === 0 ? texts.summary : `${texts.summary} (edit ${edit})`;
}

/** What azpc reads: `listing.json`, `manifest.yml`, `config.yml`, and the files. */
export function writeAzpcFolder(folder: string, example: string): void {
  writeFiles(folder, example);
  writeFileSync(join(folder, "manifest.yml"), "app: app.zip\napp_path: .\njson_listing_config: listing.json\n");
  const credentials = { tenant_id: tenant, aad_id: principal, aad_secret: "bench" };
  writeFileSync(join(folder, "config.yml"), JSON.stringify(credentials));
  writeAzpcListing(folder, summaryOf());
}

/** The file that azpc publishes from, with a summary. */
export function writeAzpcListing(folder: string, summary: string): void {
  const contact = (type: string, name: string, phone: string) => {
    return { type, name, phone, email: `${name.toLowerCase()}@contoso.example`, uri: "https://contoso.example/help" };
  };
  const uri = (type: string, path: string) => {
    return { type, subtype: "", displayText: type, uri: `https://contoso.example/${path}` };
  };
  const plan = {
    plan_listing: { title: "standard", summary: texts.planSummary, description: texts.planDescription },
    pricing_and_availability: { visibility: "Public", azure_private_subscriptions: [] },
    technical_configuration: {
      version,
      allow_jit_access: false,
      policy_settings: [],
      tenant_id: tenant,
      authorizations: [{ id: principal, role: owner }],
      deploymentMode: "Incremental",
    },
  };
  const content = {
    property_settings: { leveledCategories: { "developer-tools-azure-apps": ["developer-service"] } },
    offer_listing: {
      title: texts.title,
      publisher_name: "Contoso",
      summary,
      short_description: texts.shortDescription,
      description: texts.description,
      keywords: ["status page"],
      listing_contacts: [
        contact("CustomerSupport", "Help", "+5555555555"),
        contact("Engineering", "Dev", "+5555555556"),
      ],
      listing_uris: [uri("Privacy", "privacy"), uri("CustomerSupport", "support")],
      listing_logos: {
        logo_small: "logos/small.png",
        logo_medium: "logos/medium.png",
        logo_large: "logos/large.png",
        logo_wide: "logos/wide.png",
      },
    },
    preview_audience: { subscriptions: [subscription] },
    plan_overview: { standard: plan },
  };
  writeFileSync(join(folder, "listing.json"), JSON.stringify(content));
}
