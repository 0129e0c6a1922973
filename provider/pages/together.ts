// Several pages as one, so that a kind asks each question once.
import type { Field } from "../fields/field.js";
import { saidIn } from "../fields/said.js";
import type { Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import type { Description } from "./description.js";
import type { Page, Refusal, Target } from "./page.js";

/** All pages of an offer or plan; each question is asked of all of them. See {@link Page}. */
export interface Pages extends Omit<Page, "after" | "begin" | "check" | "learn" | "seen"> {
  /** In the order in which they are written. */
  readonly list: readonly Page[];
  /** All checks; gives what the pages have learned from files. */
  check(inputs: Inputs, findings: Findings): Promise<Properties>;
  seen(field: Field, before: LastSeen): unknown;
}

/** Waits for the pages that a page comes after, and works on all others meanwhile. */
async function sideBySide(pages: readonly Page[], work: (page: Page) => Promise<void>): Promise<void> {
  const done = new Map<Page, Promise<void>>();
  for (const page of pages) {
    const first = Promise.all((page.after ?? []).map((earlier) => done.get(earlier)));
    const all = first.then(() => work(page));
    done.set(page, all);
  }
  await Promise.all(done.values());
}

/** What two pages have learned from files: of one property either may know a part. */
function joined(one: Properties, other: Properties): Properties {
  const both = Object.keys(one).filter((key) => key in other);
  const parts = both.map((key) => {
    const isOpen = one[key] === unknownMarker || other[key] === unknownMarker;
    return [key, isOpen ? unknownMarker : { ...(one[key] as Properties), ...(other[key] as Properties) }];
  });
  return { ...one, ...other, ...Object.fromEntries(parts) };
}

/** @param list In the order in which they are written: each behind those that it comes `after`. */
export function together(list: readonly Page[]): Pages {
  const early = list.find((page, index) => page.after?.some((earlier) => !list.slice(0, index).includes(earlier)));
  if (early !== undefined) throw new Error("a page is written before one that it comes after");
  return {
    list,
    compared: list.flatMap(({ compared }) => compared),

    async check(inputs, findings) {
      let learned: Properties = {};
      for (const page of list) {
        learned = joined(learned, (await page.learn?.(inputs, findings)) ?? {});
        page.check?.({ ...inputs, ...learned }, findings);
      }
      return learned;
    },

    seen: (field: Field, before: LastSeen) =>
      list.find(({ compared }) => compared.includes(field))?.seen?.(field, before),

    async survey(target: Target, inputs: Inputs) {
      return (await Promise.all(list.map((page) => page.survey(target, inputs)))).flat();
    },

    async refuseTouched(target: Target, inputs: Inputs, refusal: Refusal, state: Outputs) {
      for (const page of list) await page.refuseTouched(target, inputs, refusal, state);
    },

    async sync(target: Target, change: Change) {
      for (const page of list) await page.begin?.(target, change);
      for (const page of list) {
        const said = page.said?.(change, target.owner) ?? saidIn(page.compared, change, target.owner);
        await target.context.unfinished.note(said);
        await page.sync(target, change);
      }
    },

    observe: (target: Target, before: LastSeen, state: Outputs) =>
      sideBySide(list, (page) => page.observe(target, before, state)),

    describe: (target: Target, description: Description) =>
      sideBySide(list, (page) => page.describe(target, description)),
  };
}
