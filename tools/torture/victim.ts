/**
 * A provider process that is killed: a real process, which gets one step to do and tells what the engine would store as
 * it goes. Told to begin again, it does another step.
 */
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import type { Properties } from "../../provider/values/properties.js";
import { Declared, type Stored } from "../../tests/provider/declared.js";
import { type Act, perform } from "./act.js";
import { HurriedRun } from "./hurried.js";

/** What is to be done. */
export interface Order {
  readonly environment: NodeJS.ProcessEnv;
  readonly kind: KindName;
  readonly stored: Stored;
  readonly act: Act;
  readonly program: Properties;
}

/** What the engine hears of it. */
export type FromVictim =
  | { readonly ready: true }
  | { readonly stored: Stored }
  | { readonly ended: true; readonly error?: string };

/** A resource whose changes are told at once: what is not told is lost with the process. */
class Told extends Declared {
  protected override changed(): void {
    process.send?.({ stored: this.stored() } satisfies FromVictim);
  }
}

async function obey({ environment, kind, stored, act, program }: Order): Promise<void> {
  const declared = new Told(await kindLoaders[kind](), () => new HurriedRun(environment, []));
  Object.assign(declared, stored);
  const error = await perform(declared, act, program).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  process.send?.({ ended: true, ...(error === undefined ? {} : { error }) } satisfies FromVictim);
}

if (require.main === module) {
  process.on("message", (order: Order) => void obey(order));
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C in the terminal comes here, too; a case that is under way is ended first.
  process.on("SIGINT", () => undefined);
  // What a provider loads at its first call is loaded beforehand: it is killed between requests, not while it loads.
  void Promise.all(Object.values(kindLoaders).map((load) => load())).then(() =>
    process.send?.({ ready: true } satisfies FromVictim),
  );
}
