// Listings in further languages: `translations` in the program, one draft each in the service, all of them read with
// one request (API reference §3.9, §2.1 rows 20, 36, 37).
import type { Compared } from "../fields/compared.js";
import { differences } from "../fields/merge.js";
import { type Said, saidIn } from "../fields/said.js";
import type { Draft } from "../partner-center/areas/drafts.js";
import { DraftNotFoundError, ifThere } from "../partner-center/errors.js";
import type { Difference } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import { getPath, type Properties, setPath } from "../values/properties.js";
import { show } from "../values/show.js";
import { hasUnknown } from "../values/unknown.js";
import type { Inputs, LastSeen, Outputs } from "../values/versions.js";
import { refuseTouchedFields } from "./adoption.js";
import { lastSeenDraft, observeDraft, reference, rememberDraft } from "./draft-page.js";
import { syncLanguages } from "./further-languages.js";
import { checkLanguageCodes, languageCodes } from "./language-codes.js";
import { furtherListings, readLanguages } from "./listing-drafts.js";
import type { Page, Target } from "./page.js";
import { comparedTranslations, type ListingFields, languagePart, languageParts, respelled } from "./translations.js";

/** What makes a page of listings in further languages. */
interface TranslationsPageOptions {
  readonly fieldsAt: ListingFields;
  /** The page of the listing that `listing` sets. */
  readonly listing: Page;
  /** Findings of the listing in one language. */
  checkAt(inputs: Inputs, at: string, findings: Findings): void;
  /** What is compared of a language beside its fields. */
  readonly besides?: (at: string) => readonly Compared[];
}

/** The listings in further languages. */
export interface TranslationsPage extends Page {
  readonly fieldsAt: ListingFields;
}

/** Makes the page of the listings in further languages: one draft for each. */
export function translationsPage(options: TranslationsPageOptions): TranslationsPage {
  const { fieldsAt, listing, checkAt, besides } = options;
  return {
    fieldsAt,
    after: [listing],
    compared: [comparedTranslations(fieldsAt, besides)],

    check(inputs, findings) {
      checkLanguageCodes(inputs, findings);
      for (const { path } of languageParts(fieldsAt, inputs)) checkAt(inputs, path, findings);
    },

    async survey(target, inputs) {
      const codes = languageCodes(inputs);
      if (codes.length === 0 || hasUnknown(codes)) return [];
      const there = furtherListings(await readLanguages(target));
      return languageParts(fieldsAt, inputs).flatMap(({ language, path, fields }): Difference[] => {
        const draft = there.get(language);
        if (draft === undefined) return [{ kind: "missing", path }];
        return differences(fields, draft.body, { inputs, before: undefined }, target.owner);
      });
    },

    said({ inputs, before }, owner) {
      const spelled = respelled(before, inputs);
      const wanted = languageParts(fieldsAt, inputs);
      const removed = languageParts(fieldsAt, spelled).filter(({ path }) => !wanted.some((part) => part.path === path));
      return [
        ...removed.map(({ path }): Said => [path, undefined]),
        ...wanted.flatMap(({ path, fields }): Said[] => [
          [path, {}],
          ...saidIn(fields, { inputs, before: spelled }, owner),
        ]),
      ];
    },

    /** Refuses a language that somebody has added, or one that the program wants and on which somebody has worked. */
    async refuseTouched(target, inputs, refusal, state) {
      const wanted = languageParts(fieldsAt, inputs);
      const isOurs = await target.context.unfinished.recall();
      for (const [language, draft] of furtherListings(await readLanguages(target))) {
        const part = wanted.find((candidate) => candidate.language === language);
        const { path, fields } = part ?? languagePart(fieldsAt, language);
        if (part === undefined && !isOurs([path, {}])) refusal.because(`somebody has added a listing in ${language}`);
        await refuseTouchedFields(fields, draft.body, inputs, target, refusal);
        if (part !== undefined) rememberDraft(state, part, draft);
      }
    },

    sync: (target, change) => syncLanguages(target, fieldsAt, change),

    observe: (target, before, state) => observeLanguages(target, fieldsAt, before, state),

    async describe(target, description) {
      try {
        for (const [language, draft] of furtherListings(await readLanguages(target))) {
          const at = `translations.${language}`;
          description.declareBlock(at);
          description.addFields(fieldsAt(at), draft.body, target.owner);
        }
      } catch (error) {
        if (!(error instanceof DraftNotFoundError)) throw error; // the page of the listing has said so
      }
    },
  };
}

/** Reads the further languages into the state; says what changed that the program does not manage. */
async function observeLanguages(
  target: Target,
  fieldsAt: ListingFields,
  before: LastSeen,
  state: Outputs,
): Promise<void> {
  const there = furtherListings(await readLanguages(target));
  const remembered = Object.keys((getPath(before, "observed.drafts") as Properties | undefined) ?? {})
    .filter((key) => key.startsWith("Listing "))
    .map((key) => key.slice("Listing ".length));
  await findLeftOut(target, there, remembered, before);
  const managed = languageParts(fieldsAt, before);
  for (const part of managed) {
    const draft = there.get(part.language);
    if (draft !== undefined) {
      await observeDraft(target, part, before, state, draft);
      if (getPath(state, part.path) === undefined) setPath(state, part.path, {});
    } else {
      // So that the next run adds it again.
      delete (state.translations as Properties)[part.path.slice("translations.".length)];
      if (languageCodes(state).length === 0) delete state.translations;
      rememberDraft(state, part, undefined);
    }
  }
  for (const language of new Set([...there.keys(), ...remembered])) {
    if (managed.some((part) => part.language === language)) continue;
    await observeForeignLanguage(target, fieldsAt, language, { before, state, draft: there.get(language) });
  }
}

/** A list can leave one out once: what was seen before is asked for by its id before it counts as gone. */
async function findLeftOut(
  target: Target,
  there: Map<string, Draft<Properties>>,
  remembered: readonly string[],
  before: LastSeen,
): Promise<void> {
  const { drafts, listings } = target.context.client();
  for (const language of remembered) {
    const place = { kind: "Listing", language } as const;
    const seen = lastSeenDraft(before, place);
    if (there.has(language) || seen?.instanceId !== (await drafts.instanceId(reference(target, place)))) continue;
    const body = await ifThere(listings.get(target.productId, seen.id));
    if (body !== undefined) there.set(language, { ...seen, etag: body["@odata.etag"], body });
  }
}

/** A language that the program does not set: said when it has come or gone, and kept in mind. */
async function observeForeignLanguage(
  target: Target,
  fieldsAt: ListingFields,
  language: string,
  { before, state, draft }: { before: LastSeen; state: Outputs; draft: Draft<Properties> | undefined },
): Promise<void> {
  const part = languagePart(fieldsAt, language);
  if (draft === undefined) {
    target.context.say(`its listing in ${language}, which this program does not set, is gone`);
    rememberDraft(state, part, undefined);
    return;
  }
  if (lastSeenDraft(before, part) === undefined) {
    const title = show(draft.body.title);
    target.context.say(`has a listing in ${language}, which this program does not set; its title is ${title}`);
  }
  await observeDraft(target, part, { ...before, translations: {} }, state, draft);
}
