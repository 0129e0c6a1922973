// What the state keeps of the service's objects as they were last seen (`observed`) is packed there: most of it is the
// same for all objects, such as 141 markets that are not enabled, or is in the state already, such as a description.
import { isObject, type Properties, same } from "../values/properties.js";
import { PartialFailure } from "./errors.js";
import type { Handlers } from "./handlers.js";
import { packed, unpacked } from "./packed/text.js";

const key = "observed";

/** What is in the state beside it, and comes back as it was. */
function besideOf({ [key]: _, ...properties }: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}

/** Properties as the kinds know them; those of older states are not packed. */
export function opened(properties: Properties): Properties {
  const { [key]: stored, ...rest } = properties;
  if (typeof stored !== "string") return properties;
  const observed = unpacked(stored, besideOf(properties));
  return observed === undefined ? rest : { ...rest, [key]: observed };
}

/** Properties for the state. The same as before is the same text, also where another zlib would pack it otherwise. */
function closed(properties: Properties, before: Properties = {}): Properties {
  const { [key]: observed } = properties;
  if (!isObject(observed)) return properties;
  const beside = besideOf(properties);
  const stored = before[key];
  const isSame = typeof stored === "string" && same(unpacked(stored, beside), observed);
  return { ...properties, [key]: isSame ? stored : packed(observed, beside) };
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
