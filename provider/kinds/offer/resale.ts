// The Resell through CSPs page: who may sell the offer on (API reference §3.17).
import { z } from "zod";
import { guidSet, plainField } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import type { Properties } from "../../values/properties.js";
import { guid } from "../shared/formats.js";
import { setupPage } from "./setup.js";

/** What a program says of the Resell through CSPs page. */
export const resaleInputs = z.strictObject({
  channel: z
    .enum(["Disabled", "PartialOptIn", "OptOut", "Enabled"], {
      error: 'must be "Enabled", "PartialOptIn", "OptOut" or "Disabled"',
    })
    .optional(),
  tenantIds: z.array(guid("a CSP partner's tenant id")).optional(),
});

/** The Resell through CSPs page. The set-up repeats the channel, so it is written first. */
// API reference §7 #25
export const resalePage = objectPage({
  key: "reseller",
  what: "Its resale through CSPs",
  fields: [
    plainField("resale.channel", "resellerChannelState", { initial: () => "Disabled" }),
    { ...plainField("resale.tenantIds", "tenantIds"), canonical: guidSet },
  ],
  isUnguarded: true,
  get: ({ context, productId }) => context.client().reseller.get(productId),
  set({ context, productId }, first, { again }) {
    const typed = (body: Properties) => ({ ...body, resourceType: "ResellerConfiguration" });
    return context.client().reseller.set(productId, typed(first), async () => typed((await again()).body));
  },
  after: [setupPage],
});
