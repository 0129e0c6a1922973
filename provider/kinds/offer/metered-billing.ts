// The Technical configuration page of the offer itself: who may report metered usage (API reference §3.15).
import { z } from "zod";
import { guidField } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import { guid } from "../shared/formats.js";
import { readConfiguration, replaceConfiguration } from "./package-configuration.js";

/** What a program says of the offer's Technical configuration page. */
export const meteredBillingInputs = z.strictObject({
  tenantId: guid("the tenant of the application that reports usage").optional(),
  applicationId: guid("the application that reports usage").optional(),
});

/** The Technical configuration page of the offer. */
export const meteredBillingPage = objectPage({
  key: "meteredBilling",
  what: "Its configuration for metered billing",
  fields: [
    guidField("meteredBilling.tenantId", "azureActiveDirectoryTenantID"),
    guidField("meteredBilling.applicationId", "azureActiveDirectoryApplicationID"),
  ],
  async get(target, isWanted) {
    const { drafts } = target.context.client();
    const reference = { productId: target.productId, kind: "PackageConfiguration" } as const;
    const instanceId = isWanted
      ? await drafts.instanceId(reference)
      : await drafts.moduleInstanceId(target.productId, "Package");
    return readConfiguration(target, instanceId);
  },
  set: (target, body) =>
    replaceConfiguration(
      target,
      body,
      "Partner Center has no technical configuration for it (yet). Run again, or remove `meteredBilling`.",
    ),
});
