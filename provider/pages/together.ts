// Several pages as one, so that a kind asks each question once.
import type { Field } from "../fields/field.js";
import { saidIn } from "../fields/said.js";
import type { Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import { allEnded } from "../values/side-by-side.js";
import { unknownMarker } from "../values/unknown.js";
import { type Change, type Inputs, type LastSeen, type Outputs, outputsFrom } from "../values/versions.js";
import type { Description } from "./description.js";
import type { Page, Refusal, Target } from "./page.js";

/** All pages of an offer or plan; each question is asked of all of them. See {@link Page}. */
export interface Pages extends Omit<Page, "after" | "begin" | "check" | "learn" | "seen" | "show"> {
  /** In the order in which they are written. */
  readonly list: readonly Page[];
  /** All checks; gives what the pages have learned from files. */
  check(inputs: Inputs, findings: Findings): Promise<Properties>;
  seen(field: Field, before: LastSeen): unknown;
  /** What was last seen, with the pages of some fields as they are now. Reads only these. */
  shown(target: Target, before: LastSeen, fields: readonly Field[]): Promise<LastSeen>;
}

const usuallyAfter = ({ after = [] }: Page) => after;

/**
 * Works on all pages side by side, but for those that a page comes `after`: these are waited for, and what comes after a
 * page that has failed is left. All come to their end; then the first failure, in the order of the pages, is thrown.
 */
async function sideBySide(
  pages: readonly Page[],
  work: (page: Page) => Promise<void>,
  after: (page: Page) => readonly Page[] = usuallyAfter,
): Promise<void> {
  const done = new Map<Page, Promise<void>>();
  for (const page of pages) {
    const first = Promise.all(after(page).map((earlier) => done.get(earlier)));
    done.set(
      page,
      first.then(() => work(page)),
    );
  }
  await allEnded(done.values());
}

/** {@link sideBySide}, with what is told in the order of the pages: each page once those before it have ended. */
async function tellingInOrder(
  pages: readonly Page[],
  target: Target,
  work: (page: Page, target: Target) => Promise<void>,
  after?: (page: Page) => readonly Page[],
): Promise<void> {
  const untold = pages.map(() => [] as (() => void)[]);
  const hasEnded = pages.map(() => false);
  const tell = () => {
    const told = hasEnded.indexOf(false);
    for (const lines of told < 0 ? untold : untold.slice(0, told + 1)) for (const line of lines.splice(0)) line();
  };
  const telling = async (page: Page) => {
    const index = pages.indexOf(page);
    const { context } = target;
    const later = (line: () => void) => {
      untold[index]?.push(line);
      tell();
    };
    const say = (line: string) => later(() => context.say(line));
    const warn = (line: string) => later(() => context.warn(line));
    try {
      await work(page, { ...target, context: { ...context, say, warn } });
    } finally {
      hasEnded[index] = true;
      tell();
    }
  };
  await sideBySide(pages, telling, after).finally(() => {
    for (const lines of untold) for (const line of lines.splice(0)) line(); // behind a page that was left
  });
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

    async shown(target, before, fields) {
      const state: Properties = outputsFrom(before);
      const pages = list.filter(({ compared }) => fields.some((field) => compared.includes(field)));
      await Promise.all(pages.map((page) => page.show?.(target, state)));
      return state;
    },

    async survey(target: Target, inputs: Inputs) {
      return (await Promise.all(list.map((page) => page.survey(target, inputs)))).flat();
    },

    refuseTouched: (target: Target, inputs: Inputs, refusal: Refusal, state: Outputs) =>
      sideBySide(list, (page) => page.refuseTouched(target, inputs, refusal, state)),

    async sync(target: Target, change: Change) {
      await sideBySide(list, async (page) => page.begin?.(target, change));
      const said = list.flatMap(
        (page) => page.said?.(change, target.owner) ?? saidIn(page.compared, change, target.owner),
      );
      await target.context.unfinished.note(said);
      const after = (page: Page) => page.writtenAfter?.(change) ?? usuallyAfter(page);
      await tellingInOrder(list, target, (page, ownTarget) => page.sync(ownTarget, change), after);
    },

    observe: (target: Target, before: LastSeen, state: Outputs) =>
      tellingInOrder(list, target, (page, ownTarget) => page.observe(ownTarget, before, state)),

    describe: (target: Target, description: Description) =>
      sideBySide(list, (page) => page.describe(target, description)),
  };
}
