/**
 * What a person is told by a first preview without credentials: the program runs under mocks, and what it registers goes
 * through the provider's check. The engine would stop at the first resource with an error; here all of them are told.
 */
import { handlersOf } from "../../provider/engine/lifecycle.js";
import { Run } from "../../provider/engine/run.js";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { unsealed } from "../provider/declared.js";
import { complaints } from "./recorded.js";

/** Each line is `error` or `warning`, and then what is said. */
export async function offlinePreview(program: () => void): Promise<string[]> {
  const { errors, warnings, recorded } = await complaints(program, true);
  const told = [
    ...errors.map((text) => `error: ${text}`),
    ...warnings.map(([text, urn]) => `warning: ${urn.split("::").at(-1)}: ${text}`),
  ];
  const run = new Run({ get: () => undefined }, {});
  for (const { type, name, wire } of recorded.resources) {
    const kind = /^pulumi-nodejs:dynamic\/partnercenter:(\w+)$/.exec(type)?.[1];
    if (kind === undefined) continue;
    const handlers = handlersOf(await kindLoaders[kind as KindName](), () => run);
    const { failures } = await handlers.check({}, unsealed(wire));
    told.push(...failures.map(({ property, reason }) => `error: ${name}: ${`${property} ${reason}`.trim()}`));
  }
  return told;
}
