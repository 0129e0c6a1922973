// The program of each stack: the offers of its part of the catalogue.
import { getStack } from "@pulumi/pulumi";
import { Offer, Plan } from "pulumi-partnercenter";
import { offersOf } from "./catalog.ts";

for (const { offerId, title, plans } of offersOf(getStack())) {
  const offer = new Offer(offerId, {
    offerId,
    alias: title,
    type: "AzureApplication",
    listing: { title, summary: `${title}, in your own subscription`, description: `<p>${title}.</p>` },
  });
  for (const [planId, monthlyPrice] of Object.entries(plans)) {
    new Plan(`${offerId}-${planId}`, {
      offer,
      planId,
      planType: "managed-application",
      name: planId === "standard" ? "Standard" : "Premium",
      listing: { summary: `${title}: ${planId}`, description: `<p>${title}, the ${planId} plan.</p>` },
      availability: { visibility: "Public", markets: ["US", "CA"], monthlyPrice },
    });
  }
}
