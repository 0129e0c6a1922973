// The Pricing and availability page of a plan: where, to whom and for how much it is sold (API reference §3.13).
// Markets, prices, meters, trial and private audience have files of their own.

import { z } from "zod";
import { flagField, plainField } from "../../fields/forms.js";
import { draftPage } from "../../pages/draft-page.js";
import { checkMarkets, marketCode, pricedMarkets, whereSold } from "../shared/market-selection.js";
import { lockOf } from "../shared/publication-locks.js";
import { marketsField, stopSellingField } from "./market-states.js";
import { checkMeters, meters, metersField } from "./meters.js";
import { amount, checkPrices, marketPrices, priceFields } from "./prices.js";
import { audienceFields, audienceOfFile, checkAudience, privateAudienceInputs } from "./private-audience.js";
import { checkTrial, trialFields, trialInputs } from "./trial.js";

/** What a program says of the Pricing and availability page. */
export const availabilityInputs = z.strictObject({
  ...whereSold,
  stopSelling: z.array(marketCode).optional(),
  monthlyPrice: amount.optional(),
  monthlyPrices: marketPrices.optional(),
  annualPrice: amount.optional(),
  annualPrices: marketPrices.optional(),
  meters: meters.optional(),
  trial: trialInputs.optional(),
  privateAudience: privateAudienceInputs.optional(),
});

/** The Pricing and availability page. */
export const availabilityPage = draftPage({
  kind: "FeatureAvailability",
  what: "Its pricing and availability",
  fields: [
    {
      ...plainField("availability.visibility", "visibility", { initial: () => "Public" }),
      canonical: (value) => (String(value).toLowerCase() === "private" ? "Private" : value),
      ...lockOf("availability.visibility"),
    },
    flagField("availability.hidden", "isHidden"),
    marketsField,
    stopSellingField,
    ...priceFields,
    metersField,
    ...trialFields,
    ...audienceFields,
  ],
  learn: async (inputs, findings) => ({ csvAudience: await audienceOfFile(inputs, findings) }),

  check(inputs, findings) {
    checkAudience(inputs, findings);
    checkMarkets(inputs, findings);
    checkPrices(inputs, pricedMarkets(inputs), findings);
    checkMeters(inputs, findings);
    checkTrial(inputs, findings);
  },
});
