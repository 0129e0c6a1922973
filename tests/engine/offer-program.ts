/** The offer that the engine tests declare: of the shape of the default example, with small files of its own. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import {
  ApplicationPackage,
  Offer,
  type OfferArgs,
  type OfferListing,
  Plan,
  type PlanArgs,
  Release,
  Submission,
  type TechnicalConfiguration,
} from "../../sdk/index.js";
import { createUiDefinition, mainTemplate } from "../provider/programs.js";

/** Sizes of the pictures that the program names, in pixels. */
const pictures: Record<string, readonly [number, number]> = {
  "logos/small.png": [48, 48],
  "logos/medium.png": [90, 90],
  "logos/large.png": [216, 216],
  "logos/wide.png": [255, 115],
};

/** Writes everything that the program names into its folder; the same bytes on any machine. */
export async function writeProgramFiles(folder: string): Promise<void> {
  for (const [path, [width, height]] of Object.entries(pictures)) await write(folder, path, png(width, height, 0x40));
  await writeApplication(folder, "first");
}

/** Writes the application's folder; another `title` is another content. */
export async function writeApplication(folder: string, title: string): Promise<void> {
  await write(folder, "app/mainTemplate.json", mainTemplate(title));
  await write(folder, "app/createUiDefinition.json", createUiDefinition);
}

/** Writes a file, with its folders. */
export async function write(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

/** A grey picture. Stored without compression: compressed bytes may change with a version of zlib. */
export function png(width: number, height: number, grey: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height, grey);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", stored(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function stored(data: Buffer): Buffer {
  const block = Buffer.alloc(5);
  block.set([1], 0);
  block.writeUInt16LE(data.length, 1);
  block.writeUInt16LE(~data.length & 0xffff, 3);
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(b * 65_536 + a);
  return Buffer.concat([Buffer.from([0x78, 0x01]), block, data, sum]);
}

/** A complete offer with four logos. */
export function offerArgs(change: Partial<OfferArgs> = {}, listing: Partial<OfferListing> = {}): OfferArgs {
  return {
    offerId: "contoso-app",
    alias: "Contoso App",
    type: "AzureApplication",
    properties: {
      categories: { "developer-tools-azure-apps": ["developer-service"] },
      version: "1.0.0",
      standardContract: true,
    },
    listing: {
      title: "Contoso App",
      summary: "An application in your own subscription",
      shortDescription: "An application that runs in your Azure subscription.",
      description: "<p>An application that runs in your Azure subscription.</p>",
      keywords: ["app", "contoso"],
      privacyPolicyLink: "https://contoso.example/privacy",
      supportLink: "https://contoso.example/support",
      contacts: {
        support: { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
        engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
      },
      logos: {
        small: "logos/small.png",
        medium: "logos/medium.png",
        large: "logos/large.png",
        wide: "logos/wide.png",
      },
      ...listing,
    },
    previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
    resale: { channel: "Enabled" },
    ...change,
  };
}

/** A complete plan of a managed application. */
export function planArgs(
  offer: PlanArgs["offer"],
  files: TechnicalConfiguration["package"],
  change: Partial<PlanArgs> = {},
  configuration: Partial<TechnicalConfiguration> = {},
): PlanArgs {
  return {
    offer,
    planId: "standard",
    planType: "managed-application",
    name: "Standard",
    listing: { summary: "The standard plan", description: "<p>The standard plan.</p>" },
    availability: { visibility: "Public", markets: ["US", "DE"], monthlyPrice: 49 },
    technicalConfiguration: {
      version: "1.0.0",
      package: files,
      tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
      authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
      deploymentMode: "Incremental",
      ...configuration,
    },
    ...change,
  };
}

/** What a program declares that differs from the usual. */
export interface Variation {
  offer?: Partial<OfferArgs>;
  listing?: Partial<OfferListing>;
  plan?: Partial<PlanArgs>;
  technicalConfiguration?: Partial<TechnicalConfiguration>;
  /** How far the offer goes. Default: it stays a draft. */
  goal?: "draft" | "preview" | "live";
}

/** The program: offer, package and plan; submission and release when asked for. */
export function program(variation: Variation = {}) {
  const { offer: change, listing, plan: planChange, technicalConfiguration, goal = "draft" } = variation;
  return async () => {
    const offer = new Offer("app", offerArgs(change, listing));
    const files = new ApplicationPackage("files", { offer, path: "app" });
    const plan = new Plan("standard", planArgs(offer, files, planChange, technicalConfiguration));
    if (goal === "draft") return { productId: offer.productId };
    const submission = new Submission("preview", { offer, plans: [plan] });
    if (goal === "preview") return { submissionId: submission.submissionId };
    const release = new Release("live", { offer, submission });
    return { submissionId: submission.submissionId, substate: release.substate };
  };
}
