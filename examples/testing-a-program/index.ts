// The program under test: an offer with its listing and preview audience.
import * as pulumi from "@pulumi/pulumi";
import { Offer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const offer = new Offer("backup", {
  offerId: "contoso-backup",
  alias: "Contoso Backup",
  type: "AzureApplication",
  listing: {
    title: config.get("title") ?? "Contoso Backup",
    summary: "Backups of your databases, every night",
    description: "<p>Contoso Backup keeps a copy of your databases in your own subscription.</p>",
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
});

export const productId = offer.productId;
