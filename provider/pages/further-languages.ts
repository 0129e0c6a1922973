// Writes the listings in further languages: adds, changes, and removes what the program no longer sets.
import { canonical } from "../fields/field.js";
import { merge } from "../fields/merge.js";
import { saidBy } from "../fields/said.js";
import type { Draft } from "../partner-center/areas/drafts.js";
import { DraftNotFoundError, NotFoundError } from "../partner-center/errors.js";
import { getPath, type Properties, same, setPath } from "../values/properties.js";
import { ChangedElsewhereError } from "../values/refusals.js";
import { show } from "../values/show.js";
import type { Change } from "../values/versions.js";
import { lastSeenDraft, reference, rememberDraft, syncDraft, takeDraft } from "./draft-page.js";
import { guardOf } from "./guard.js";
import { languageCodes } from "./language-codes.js";
import { listingIn, readLanguages } from "./listing-drafts.js";
import type { Target } from "./page.js";
import { type LanguagePart, type ListingFields, languageParts, respelled } from "./translations.js";

/** The drafts of all languages, read with one request when they are first asked for. */
type ReadLanguages = () => Promise<Draft<Properties>[]>;

/** Makes the listings in further languages as the program wants them. */
export async function syncLanguages(target: Target, fieldsAt: ListingFields, change: Change): Promise<void> {
  const { inputs, state } = change;
  const spelled: Change = { ...change, before: respelled(change.before, inputs) };
  Object.assign(state, respelled(state, inputs));
  let all: Promise<Draft<Properties>[]> | undefined;
  const read: ReadLanguages = () => {
    all ??= readLanguages(target);
    return all;
  };
  const wanted = languageParts(fieldsAt, inputs);
  for (const part of languageParts(fieldsAt, spelled.before)) {
    if (wanted.some(({ language }) => language === part.language)) continue;
    await removeLanguage(target, part, spelled, read);
    setPath(state, part.path, undefined);
    if (languageCodes(state).length === 0) delete state.translations;
    rememberDraft(state, part, undefined);
  }
  for (const part of wanted) {
    if (lastSeenDraft(spelled.before, part) === undefined) await beginLanguage(target, part, spelled, read);
    else await changeLanguage(target, part, spelled);
    if (getPath(state, part.path) === undefined) setPath(state, part.path, {});
  }
}

/** A language that this stack has never seen: added, or taken as it is when an interrupted run has left it. */
async function beginLanguage(target: Target, part: LanguagePart, change: Change, read: ReadLanguages): Promise<void> {
  const { inputs, state } = change;
  const there = listingIn(await read(), part.language);
  const { drafts } = target.context.client();
  const first = { inputs, before: undefined };
  if (there !== undefined) {
    // What is not as in a fresh listing is somebody else's.
    const fresh: Properties = { languageCode: part.language, title: target.owner.name };
    const guard = await guardOf(target, change, part.what, lastSeenDraft(state, part)?.body ?? fresh);
    const written = await drafts.write<Properties>(
      reference(target, part),
      (body) => merge(part.fields, body, first, target.owner, guard),
      there,
    );
    takeDraft(target, part, written, inputs, state);
    return;
  }
  const body = merge(part.fields, {}, first, target.owner, { kind: "overwrite" });
  const made = await drafts.addLanguage({ ...reference(target, part), kind: "Listing" }, body);
  takeDraft(target, part, made, inputs, state);
}

async function changeLanguage(target: Target, part: LanguagePart, change: Change): Promise<void> {
  try {
    await syncDraft(target, part, change);
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    const isOurs = await target.context.unfinished.recall();
    if (change.guard === "lastSeen" && !isOurs([part.path, undefined])) {
      throw new ChangedElsewhereError(
        `${part.what} was removed in Partner Center since this stack last saw it. \`pulumi refresh\` shows ` +
          "that, and the next `pulumi up` then adds it again; or set `force: true`.",
      );
    }
    await beginLanguage(target, part, change, () => readLanguages(target));
  }
}

/** Removes a language, unless somebody has worked on it since we saw it. */
async function removeLanguage(
  target: Target,
  part: LanguagePart,
  { before, guard }: Change,
  read: ReadLanguages,
): Promise<void> {
  const there = listingIn(await read(), part.language);
  if (there === undefined) return;
  const seen = lastSeenDraft(before, part);
  if (guard === "lastSeen" && seen !== undefined && seen.etag !== there.etag) {
    const isOurs = await target.context.unfinished.recall();
    const changed = part.fields
      .filter((field) => !same(canonical(field, field.read(seen.body)), canonical(field, field.read(there.body))))
      .filter((field) => !isOurs(saidBy(field, there.body)));
    if (changed.length > 0) {
      throw new ChangedElsewhereError(
        `${part.what} is removed by this program, but was changed in Partner Center since this stack last saw it: ` +
          `${changed.map((field) => `${field.path} is ${show(field.read(there.body))}`).join("; ")}. ` +
          "`pulumi refresh` shows such changes, and the next `pulumi up` then removes it; or set `force: true`.",
      );
    }
  }
  try {
    await target.context.client().listings.delete(target.productId, there.id);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
