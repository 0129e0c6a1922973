// What the state keeps of the service's objects as they were last seen (`observed`) is packed there: most of it is the
// same for all objects, such as 141 markets that are not enabled.
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { isObject, type Properties, same } from "../values/properties.js";
import { PartialFailure } from "./errors.js";
import type { Handlers } from "./handlers.js";
import { packedWords } from "./packed-words.js";

const key = "observed";
/** What a packed text begins with; with other words, it is another one. */
const form = "1:";
const dictionary = Buffer.from(packedWords);
const mostBytes = 64 * 1024 * 1024;

/** @returns Undefined for a text that this version has not packed: then nothing is known. */
function unpacked(text: string): Properties | undefined {
  if (!text.startsWith(form)) return undefined;
  try {
    const bytes = Buffer.from(text.slice(form.length), "base64");
    const value: unknown = JSON.parse(inflateRawSync(bytes, { dictionary, maxOutputLength: mostBytes }).toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function packed(value: unknown): string {
  return form + deflateRawSync(JSON.stringify(value), { dictionary, level: 9 }).toString("base64");
}

/** Properties as the kinds know them; those of older states are not packed. */
export function opened(properties: Properties): Properties {
  const { [key]: stored, ...rest } = properties;
  if (typeof stored !== "string") return properties;
  const observed = unpacked(stored);
  return observed === undefined ? rest : { ...rest, [key]: observed };
}

/** Properties for the state. The same as before is the same text, also where another zlib would pack it otherwise. */
function closed(properties: Properties, before: Properties = {}): Properties {
  const { [key]: observed } = properties;
  if (!isObject(observed)) return properties;
  const stored = before[key];
  const isSame = typeof stored === "string" && same(unpacked(stored), observed);
  return { ...properties, [key]: isSame ? stored : packed(observed) };
}

/** Closes what a run that has failed had reached, too. */
async function closing<Result>(
  work: Promise<Result>,
  before: Properties | undefined,
  close: (result: Result, closed: (properties: Properties) => Properties) => Result,
): Promise<Result> {
  const closeOne = (properties: Properties) => closed(properties, before);
  try {
    return close(await work, closeOne);
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.message, error.id, closeOne(error.properties), error.reasons);
  }
}

/** The same handlers for an engine whose states are packed. */
export function packing(handlers: Handlers): Handlers {
  const read = (result: Awaited<ReturnType<Handlers["read"]>>, close: (properties: Properties) => Properties) =>
    result.props === undefined ? result : { ...result, props: close(result.props) };
  return {
    check: (olds, news) => handlers.check(opened(olds), news),
    diff: (id, olds, news) => handlers.diff(id, opened(olds), news),
    changed: (olds, news) => handlers.changed(opened(olds), news),
    preview: (olds, news) => handlers.preview(olds && opened(olds), news),
    create: (inputs, options) =>
      closing(handlers.create(inputs, options), undefined, ({ id, outs }, close) => ({ id, outs: close(outs) })),
    read: (id, properties) => closing(handlers.read(id, opened(properties)), properties, read),
    import: (name, given) => closing(handlers.import(name, given), undefined, read),
    update: (id, olds, news, options) =>
      closing(handlers.update(id, opened(olds), news, options), olds, ({ outs }, close) => ({ outs: close(outs) })),
    delete: (id, properties) => handlers.delete(id, opened(properties)),
  };
}
