// The Offer setup page: how the offer is sold (API reference §3.7).
import { z } from "zod";
import { flagField, plainField } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import { objectsIn } from "../../values/properties.js";
import { link } from "../shared/formats.js";

/** What a program says of the Offer setup page. */
export const setupInputs = z.strictObject({
  sellingOption: z.enum(["ListAndSell", "ListingOnly"], { error: 'must be "ListAndSell" or "ListingOnly"' }).optional(),
  callToAction: z
    .enum(["free", "free-trial", "contact-me"], { error: 'must be "free", "free-trial" or "contact-me"' })
    .optional(),
  trialLink: link().optional(),
  testDrive: z.boolean().optional(),
  testDriveType: z.string().optional(),
});

/** Whether the reseller entry of a set-up says what the resale's channel is; without an entry it says nothing else. */
function isChannel(channelStates: unknown, channel: string | undefined): boolean {
  const entry = objectsIn(channelStates).find(({ type }) => type === "Reseller");
  return entry === undefined || entry.value === channel;
}

/** The Offer setup page. The reseller entry of its `channelStates` is the resale's, and is sent back as it was. */
export const setupPage = objectPage({
  key: "setup",
  what: "Its set-up",
  fields: [
    plainField("setup.sellingOption", "sellingOption", { initial: () => "ListAndSell" }),
    plainField("setup.callToAction", "callToAction"),
    plainField("setup.trialLink", "trialUri"),
    flagField("setup.testDrive", "enableTestDrive"),
    plainField("setup.testDriveType", "testDriveType"),
  ],
  get: ({ context, productId }) => context.client().setup.get(productId),
  async set({ context, productId }, body) {
    const client = context.client();
    const channel = await client.reseller.get(productId);
    const written = await client.setup.set(productId, body);
    if (!isChannel(body.channelStates, channel.resellerChannelState)) {
      // The service may have taken the resale's channel from the entry, which is behind or cannot say it.
      const now = await client.reseller.get(productId);
      if (now.resellerChannelState !== channel.resellerChannelState) await client.reseller.set(productId, channel);
    }
    return written;
  },
});
