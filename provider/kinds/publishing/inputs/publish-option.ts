// When a submission proceeds by itself: the service's `publishOption` (API reference §3.16).
import { z } from "zod";
import type { PublishOption } from "../../../partner-center/schemas/resources.js";
import { type Findings, known } from "../../../values/findings.js";
import { isObject, type Properties } from "../../../values/properties.js";
import { quoted } from "../../../values/show.js";
import type { Inputs, LastSeen } from "../../../values/versions.js";

/** The inputs, as they cross the border to the engine. */
export const publishOptionInputs = z.strictObject({
  releaseTime: z
    .string({ error: "must be a text" })
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, {
      error: (issue) =>
        `${quoted(issue.input)} is not a time with its zone; write it like 2030-05-01T09:00:00Z or ` +
        "2030-05-01T09:00:00+02:00",
    })
    .refine((text) => !Number.isNaN(Date.parse(text)), {
      error: (issue) => `${quoted(issue.input)} is not a time that the calendar has`,
    })
    .optional(),
  autoPromote: z.boolean({ error: "must be true or false" }).optional(),
  manualPublish: z.boolean({ error: "must be true or false" }).optional(),
});

function optionOf(properties: Properties | undefined): Properties {
  return isObject(properties?.publishOption) ? properties.publishOption : {};
}

/** The form in which two equal options are equal: moments in time, and no difference between "not set" and false. */
export function canonicalReleaseTime(value: unknown): unknown {
  const moment = Date.parse(String(value));
  return Number.isNaN(moment) ? value : new Date(moment).toISOString();
}

/** What is sent, beside the notes for certification. */
export function wireOption(version: Inputs | LastSeen): PublishOption {
  const { releaseTime, autoPromote, manualPublish } = optionOf(version);
  return {
    ...(releaseTime === undefined ? {} : { releaseTimeInUtc: String(canonicalReleaseTime(releaseTime)) }),
    ...(autoPromote === undefined ? {} : { isAutoPromote: autoPromote === true }),
    ...(manualPublish === undefined ? {} : { isManualPublish: manualPublish === true }),
  };
}

/** Whether two sets of inputs ask for the same. */
export function isSameOption(before: LastSeen | undefined, inputs: Inputs): boolean {
  const [was, is] = [wireOption(before ?? {}), wireOption(inputs)];
  return was.releaseTimeInUtc === is.releaseTimeInUtc && haveSameFlags(was, is);
}

function haveSameFlags(one: PublishOption, other: PublishOption): boolean {
  return (["isAutoPromote", "isManualPublish"] as const).every((key) => (one[key] ?? false) === (other[key] ?? false));
}

/** Whether a submission, as the service shows it, has what is asked for. */
export function hasOption(shown: PublishOption, inputs: Inputs): boolean {
  const is = wireOption(inputs);
  const time = shown.releaseTimeInUtc === undefined ? undefined : canonicalReleaseTime(shown.releaseTimeInUtc);
  return time === is.releaseTimeInUtc && haveSameFlags(shown, is);
}

/** Milliseconds since 1970 of the release time that is asked for, when it has passed. */
export function pastReleaseTime(inputs: Inputs, now: number): number | undefined {
  const moment = Date.parse(String(optionOf(inputs).releaseTime));
  return moment <= now ? moment : undefined;
}

/**
 * A release time that has passed cannot be sent. It does not matter while nothing would be sent: a program may keep it
 * after the release.
 */
export function checkReleaseTime(inputs: Inputs, before: LastSeen, isSent: boolean, findings: Findings): void {
  const time = known<string>(inputs, "publishOption.releaseTime");
  if (time === undefined || pastReleaseTime(inputs, Date.now()) === undefined) return;
  if (!isSent && isSameOption(before, inputs)) return;
  findings.add("publishOption.releaseTime", `${time} is in the past; give a later time, or take it out`);
}
