// The Technical configuration page of SaaS: by which addresses and application the marketplace speaks with it (Product
// Ingestion API §11.12; page create-new-saas-offer-technical). It is one for all plans.
import { z } from "zod";
import { guidField, plainField } from "../../fields/forms.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { type Findings, known } from "../../values/findings.js";
import type { Inputs } from "../../values/versions.js";
import { guid, link } from "../shared/formats.js";

const at = (key: string) => `technicalConfiguration.${key}`;

/** What a program says of the Technical configuration page. */
export const technicalInputs = z.strictObject({
  landingPageUrl: link().optional(),
  connectionWebhook: link().optional(),
  tenantId: guid("the tenant of the application").optional(),
  applicationId: guid("the application that the service's tokens are for").optional(),
});

function checkAddresses(inputs: Inputs, findings: Findings): void {
  const landingPage = known<string>(inputs, at("landingPageUrl"));
  if (landingPage?.includes("#")) {
    findings.add(at("landingPageUrl"), "has a #, behind which customers would not reach the page; take it out");
  }
}

/** The Technical configuration page. */
export const technicalPage = resourcePage({
  key: "technicalConfiguration",
  what: "Its technical configuration",
  type: "software-as-a-service-technical-configuration",
  fields: [
    plainField(at("landingPageUrl"), "landingPageUrl"),
    plainField(at("connectionWebhook"), "connectionWebhook"),
    guidField(at("tenantId"), "azureAdTenantId"),
    guidField(at("applicationId"), "azureAdAppId"),
  ],
  fresh: () => ({}),
  check: checkAddresses,
});
