/** Who may see and buy what, where and for how much. */
// API reference §3.12, §3.13
import { z } from "zod";
import { TypeValuePair } from "./resources.js";
import { entity, flag, number, resource, spelled, text, texts } from "./wire-forms.js";

/** A member of a private audience. */
// API reference §3.12, §3.13
export const AudienceMember = spelled(z.looseObject({ ID: text, description: text }), { id: "ID", Id: "ID" });
export type AudienceMember = z.infer<typeof AudienceMember>;

/** The preview audience of an offer. */
export const ProductAvailability = resource({
  ...entity,
  visibility: text,
  enterpriseLicensing: text,
  /** `[{type: "PreviewMarketplaceGroup", values: [subscription ids]}]`. */
  audiences: z
    .array(
      spelled(z.looseObject({ type: text, values: z.array(z.string()).optional() }), {
        Type: "type",
        Values: "values",
      }),
    )
    .optional(),
  emailAudiences: z.array(AudienceMember).optional(),
  subscriptionAudiences: z.array(AudienceMember).optional(),
  hideKeyAudience: text,
});
export type ProductAvailability = z.infer<typeof ProductAvailability>;

/** Whether a plan is sold in one market: `Disabled`, `Enabled`, `StopSelling`, `Terminated`. */
export const MarketState = z.looseObject({ marketCode: z.string(), state: z.string() });
export type MarketState = z.infer<typeof MarketState>;

const DateTimeRange = z.looseObject({ startAt: z.unknown().optional(), endAt: z.unknown().optional() });

/** One price of a schedule. */
export const PriceSchedule = z.looseObject({
  retailPrice: z.looseObject({ priceTierID: text, openPrice: number, currencyCode: text }).optional(),
  /** `Flat`, `Recurring` or `Usage`. */
  pricingModel: text,
  /** `{type: "Month" | "Year", value}`. */
  priceCadence: z.looseObject({ type: text, value: number }).optional(),
  /** `isUnlimitedUnit`, `lowerUnit` and `upperUnit` were never seen: they are kept whatever they are. */
  pricingUnits: z
    .array(
      z.looseObject({
        name: text,
        unitType: text,
        isUnlimitedUnit: z.unknown().optional(),
        lowerUnit: z.unknown().optional(),
        upperUnit: z.unknown().optional(),
      }),
    )
    .optional(),
  dateTimeRange: DateTimeRange.optional(),
});
export type PriceSchedule = z.infer<typeof PriceSchedule>;

/** The prices of some markets, or of all others (`isBaseSchedule`). */
export const ScheduleInfo = z.looseObject({
  isBaseSchedule: flag,
  marketCodes: texts,
  friendlyName: text,
  schedules: z.array(PriceSchedule).optional(),
});
export type ScheduleInfo = z.infer<typeof ScheduleInfo>;

/** A metered dimension of a managed application. */
export const CustomMeter = spelled(
  z.looseObject({
    isEnabled: flag,
    ID: text,
    uniqueID: text,
    displayName: text,
    unitOfMeasure: text,
    priceInUsd: number,
    includedBaseQuantities: z
      .array(z.looseObject({ recurringUnit: text, isInfinite: flag, quantity: number }))
      .optional(),
  }),
  { id: "ID" },
);
export type CustomMeter = z.infer<typeof CustomMeter>;

/** The trial of a plan. */
export const Trial = z.looseObject({
  /** `NoTrial`, `TimedAccess`, `TimedUsage` or `Unlimited`. */
  type: text,
  /** `Minute`, `Days` or `Months`. */
  durationType: text,
  duration: number,
  dateTimeRange: DateTimeRange.optional(),
});
export type Trial = z.infer<typeof Trial>;

/** Visibility, markets, prices, trial, meters and private audience of a plan. */
export const FeatureAvailability = resource({
  ...entity,
  /** `Public` or `Private`. */
  visibility: text,
  isHidden: flag,
  marketStates: z.array(MarketState).optional(),
  markets: z.array(z.looseObject({ friendlyName: text, marketCode: text })).optional(),
  properties: z.array(TypeValuePair).optional(),
  trial: Trial.optional(),
  tenantAudiences: z.array(AudienceMember).optional(),
  subscriptionAudiences: z.array(AudienceMember).optional(),
  priceSchedules: z.array(ScheduleInfo).optional(),
  customMeters: z.array(CustomMeter).optional(),
});
export type FeatureAvailability = z.infer<typeof FeatureAvailability>;
