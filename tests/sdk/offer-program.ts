/** The program from which the cases of a preview start: a managed application that can go live. */
import { ApplicationPackage, Offer, Plan, Submission } from "../../sdk/index.js";

const folder = "examples/managed-application";
const contact = (name: string) => ({ name, email: `${name}@contoso.example`, phone: "+1 425 555 0100" });

/** Arguments that a test changes into what no program may say. */
// biome-ignore lint/suspicious/noExplicitAny: the compiler would refuse what is tried.
export type Arguments = Record<string, any>;

/** What the program says; a test changes it. */
export interface Declarations {
  offer: Arguments;
  plans: Arguments;
  submission: Arguments | undefined;
}

export function completeProgram(): Declarations {
  return {
    offer: {
      offerId: "contoso-status-page",
      alias: "Contoso Status Page",
      type: "AzureApplication",
      properties: {
        categories: { "developer-tools-azure-apps": ["developer-service"] },
        version: "1.0.0",
        standardContract: true,
      },
      listing: {
        title: "Contoso Status Page",
        summary: "Tell your customers how your service is doing",
        shortDescription: "A status page in your Azure subscription.",
        description: "<p>Contoso Status Page shows your customers whether your service is up.</p>",
        keywords: ["status page"],
        privacyPolicyLink: "https://contoso.example/privacy",
        supportLink: "https://contoso.example/support",
        contacts: {
          support: { ...contact("support"), url: "https://contoso.example/support" },
          engineering: contact("engineering"),
        },
        logos: { large: `${folder}/logos/large.png` },
      },
      previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
    },
    plans: { standard: completePlan() },
    submission: {},
  };
}

export function completePlan(planId = "standard", name = "Standard"): Arguments {
  return {
    planId,
    planType: "managed-application",
    name,
    listing: { summary: "One status page", description: "<p>One status page, unlimited incidents.</p>" },
    availability: { visibility: "Public", markets: ["US", "DE"], monthlyPrice: 49 },
    technicalConfiguration: {
      version: "1.0.0",
      tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
      authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
      deploymentMode: "Incremental",
    },
  };
}

/** Declares it. A plan with `shares` has the technical configuration of another one. */
export function declare({ offer: ofOffer, plans, submission }: Declarations): void {
  const offer = new Offer("app", ofOffer as never);
  const files = new ApplicationPackage("files", { offer, path: `${folder}/app` });
  const declared: Record<string, Plan> = {};
  for (const [name, { shares, ...args }] of Object.entries(plans)) {
    const { technicalConfiguration: technical } = args;
    if (shares !== undefined) args.setup = { ...args.setup, technicalConfigurationOf: declared[shares] };
    else if (technical !== undefined && !("package" in technical)) {
      args.technicalConfiguration = { ...technical, package: files };
    }
    declared[name] = new Plan(name, { offer, ...args } as never);
  }
  if (submission !== undefined) new Submission("preview", { offer, ...submission } as never);
}
