/** What programs say of offers and plans of virtual machines: whole examples. */
import type { Properties } from "../../provider/values/properties.js";
import { galleryImage, signedVhd } from "./machine-images.js";
import { guids } from "./programs.js";

const contact = (name: string) => ({ name, email: `${name}@contoso.com`, phone: "+1 425 555 0100" });

/** Where the files of a listing are; the signature differs each time. */
export function fetched(name: string, signature = "a"): string {
  return `https://files.contoso.com/listing/${name}?sv=2026&sig=${signature}`;
}

/** The files of a listing, each sort of them. */
export function machineFiles(signature?: string): Properties {
  const url = (name: string) => fetched(name, signature);
  return {
    logos: { large: { url: url("logo-large.png") }, wide: { url: url("logo(wide).png") } },
    screenshots: [{ url: url("first.png"), caption: "The first" }, { url: url("second.png") }],
    videos: [{ title: "In a minute", address: "https://youtu.be/contoso", thumbnail: { url: url("thumbnail.png") } }],
    documents: { "User guide, v1.2": { url: url("guide.pdf") } },
  };
}

/** An offer of which everything is set. */
export function machineOfferProgram(offerId: string): Properties {
  return {
    offerId,
    alias: "Contoso Appliance",
    properties: {
      categories: { compute: ["operating-systems"], "developer-tools": ["scripts"] },
      standardContract: true,
      universalAmendment: "For all.",
      customAmendments: [{ terms: "For one.", tenants: { [guids.tenant]: "Fabrikam" } }],
    },
    listing: {
      title: "Contoso Appliance for everybody",
      summary: "In short",
      shortDescription: "A little longer",
      description: "<p>At length</p>",
      privacyPolicyLink: "https://contoso.com/privacy",
      supportLink: "https://contoso.com/support",
      governmentSupportLink: "https://contoso.com/government",
      partnerMaterialsLink: "https://contoso.com/partners",
      links: { "User guide, v1.2": "https://contoso.com/guide", Blog: "https://contoso.com/blog" },
      contacts: {
        support: { ...contact("support"), url: "https://contoso.com/help" },
        engineering: contact("engineering"),
        partners: contact("partners"),
      },
      ...machineFiles(),
    },
    previewAudience: { subscriptions: [guids.subscription] },
    leads: { httpsEndpoint: { url: "https://leads.contoso.com/?code=wMlJq3" }, contactEmails: ["leads@contoso.com"] },
    resale: { channel: "None" },
  };
}

/** A plan of which everything is set. */
export function machinePlanProgram(offer: string, planId = "standard"): Properties {
  return {
    offer,
    planId,
    name: "Standard",
    setup: {
      clouds: ["azureGlobal", "azureGovernment"],
      governmentCertifications: { FedRAMP: "https://contoso.com/fedramp" },
      displayRank: 10,
    },
    listing: { title: "Standard plan", summary: "For most", description: "<p>For most people.</p>" },
    availability: {
      visibility: "Private",
      hidden: true,
      markets: ["US", "de"],
      hourly: { perCore: 0.05 },
      reservations: { oneYear: 10, threeYears: 20 },
      trialMonths: 1,
      privateAudience: {
        subscriptions: { [guids.otherSubscription]: "Fabrikam" },
        tenants: { [guids.tenant.toUpperCase()]: "Contoso" },
      },
    },
    technicalConfiguration: {
      operatingSystem: { family: "linux", type: "debian", friendlyName: "Contoso Linux" },
      skus: { x64Gen2: planId, x64Gen1: `${planId}-gen1` },
      securityTypes: { x64Gen2: ["trusted"] },
      images: {
        "1.0.0": {
          x64Gen2: { galleryImage: galleryImage("1.0.0"), tenantId: guids.tenant },
          x64Gen1: { osDisk: signedVhd("os"), dataDisks: { "0": signedVhd("data") } },
        },
        "0.9.0": { x64Gen2: { galleryImage: galleryImage("0.9.0"), tenantId: guids.tenant } },
      },
      deprecatedVersions: ["0.9.0"],
      recommendedSizes: ["Standard_D2s_v5", "Standard_E4-2s_v5"],
      openPorts: { https: { range: "443", protocol: "tcp" }, "others too": { range: "8000-8100", protocol: "both" } },
      properties: { supportsBackup: true, supportsRemoteConnection: false },
    },
  };
}
