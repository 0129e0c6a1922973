// What is told of a resource, without what its program marks as secrets.
import { type Spelled, spelled, without } from "../partner-center/redact.js";
import { markedTexts } from "../values/secrets.js";

/** What stands for a secret. */
const mark = "(a secret)";

/** An audience may be secret as a whole, with thousands of members: their spellings are made once. */
const known = new WeakMap<readonly string[], Spelled>();

/** A text without the secrets of the resource that is worked on, however a service spells them. */
export function withoutMarked(text: string): string {
  const texts = markedTexts();
  let spellings = known.get(texts);
  if (spellings === undefined) {
    spellings = spelled(texts.flatMap((secret) => [JSON.stringify(secret), secret]));
    known.set(texts, spellings);
  }
  return without(text, spellings, mark);
}
