// The Offer setup page: how the offer is sold (API reference §3.7).
import { z } from "zod";
import { flagField, plainField } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import type { ResellerConfiguration } from "../../partner-center/schemas/resources.js";
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

/** What the reseller entry of a set-up says of the resale's channel. */
function channelOf(channelStates: unknown): unknown {
  return objectsIn(channelStates).find(({ type }) => type === "Reseller")?.value;
}

/** The resale's channels that an entry can name. */
const channels = ["Enabled", "Disabled"];

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
  isUnguarded: true,
  beside: async ({ context, productId }) => ({ ...(await context.client().reseller.get(productId)) }),
  async set({ context, productId }, body, { beside, again }) {
    const { reseller, setup } = context.client();
    let sent = { body, beside };
    const written = await setup.set(productId, body, async () => {
      sent = await again();
      return sent.body;
    });
    const entry = channelOf(sent.body.channelStates);
    const channel = sent.beside.resellerChannelState;
    if (entry === undefined || entry === channel) return written;
    // The service may have taken the resale's channel from the entry, which is behind or cannot say it.
    const now = await reseller.get(productId);
    const isTheirs = channels.includes(String(entry)) && now.resellerChannelState !== entry;
    if (now.resellerChannelState !== channel && !isTheirs) {
      const restored = (current: ResellerConfiguration) =>
        current.resellerChannelState === now.resellerChannelState
          ? { ...current, resellerChannelState: String(channel) }
          : current;
      await reseller.set(productId, restored(now), async () => restored(await reseller.get(productId)));
    }
    return written;
  },
});
