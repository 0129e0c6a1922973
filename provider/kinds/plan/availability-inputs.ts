// What a program says of a plan's Pricing and availability page: the schema of its inputs.
import { z } from "zod";
import { filePath, guid, requiredText } from "../shared/formats.js";
import { isCurrency, isMarket, marketGroupNames } from "./markets.js";

const market = z.string().refine(isMarket, {
  error: (issue) =>
    `"${String(issue.input)}" is not a market of the marketplace; use one of its 141 two-letter codes, such as US, DE or JP`,
});

const amount = z
  .number({ error: "must be a number" })
  .min(0, { error: (issue) => `is ${String(issue.input)}; a price cannot be below zero` });

const currency = z.string().refine(isCurrency, {
  error: (issue) => `"${String(issue.input)}" is not a currency; use an ISO 4217 code such as USD, EUR or JPY`,
});

const prices = z.record(market, z.strictObject({ amount, currency }));

const includedQuantity = z.strictObject({
  quantity: z
    .int({ error: "must be a whole number" })
    .min(0, { error: (issue) => `is ${String(issue.input)}; a quantity cannot be below zero` })
    .optional(),
  infinite: z.boolean().optional(),
});

const meter = z.strictObject({
  displayName: requiredText('what is metered, such as "reports"'),
  unitOfMeasure: requiredText('the unit that is paid, such as "per report"'),
  pricePerUnit: amount,
  included: z.strictObject({ monthly: includedQuantity.optional(), annual: includedQuantity.optional() }).optional(),
  enabled: z.boolean().optional(),
});

/** The page Pricing and availability. */
export const planAvailability = z.strictObject({
  visibility: z.enum(["Public", "Private"], { error: 'must be "Public" or "Private"' }).optional(),
  hidden: z.boolean().optional(),
  markets: z.array(market).optional(),
  marketGroups: z
    .array(z.enum(marketGroupNames, { error: `must be ${marketGroupNames.map((name) => `"${name}"`).join(" or ")}` }))
    .optional(),
  excludedMarkets: z.array(market).optional(),
  stopSelling: z.array(market).optional(),
  monthlyPrice: amount.optional(),
  monthlyPrices: prices.optional(),
  annualPrice: amount.optional(),
  annualPrices: prices.optional(),
  meters: z
    .record(requiredText("the id of the meter"), meter)
    .refine((meters) => Object.keys(meters).length <= 18, { error: "has more than 18 meters (Partner Center's limit)" })
    .optional(),
  trial: z
    .strictObject({
      type: z
        .enum(["NoTrial", "TimedAccess", "TimedUsage", "Unlimited"], {
          error: 'must be "NoTrial", "TimedAccess", "TimedUsage" or "Unlimited"',
        })
        .optional(),
      durationType: z.enum(["Minute", "Days", "Months"], { error: 'must be "Minute", "Days" or "Months"' }).optional(),
      duration: z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" }).optional(),
    })
    .optional(),
  privateAudience: z
    .strictObject({
      subscriptions: z.record(guid("an Azure subscription id"), z.string()).optional(),
      tenants: z.record(guid("a tenant id"), z.string()).optional(),
      csv: filePath().optional(),
    })
    .optional(),
});
