// A kind at work in one run of a provider process: what its schema says of its properties, which resource is which, and
// the borders that every handler shares: one line for an error, no secret in it, no other account's resource touched.
import type { Account } from "../configuration/configuration.js";
import type { Context } from "../pages/context.js";
import { hiddenName } from "../values/hidden.js";
import { isObject, type Properties, same } from "../values/properties.js";
import { secretPathsKey, withSecretsOf } from "../values/secrets.js";
import { previewKey, stackKey, urnKey, urnOf } from "../values/stack.js";
import { EngineError } from "./errors.js";
import type { Kind } from "./kind.js";
import type { LineKind } from "./lines.js";
import { withoutMarked } from "./marked.js";
import type { Run } from "./run.js";
import { sealedPathsKey } from "./sealing.js";
import { refuseNewerState } from "./state-version.js";
import { anyState, type UnfinishedWork } from "./unfinished-work.js";

/** What a handler works with. */
interface ActiveContext extends Context {
  readonly unfinished: UnfinishedWork;
}

export class ActiveKind {
  /** The inputs whose change makes another object. */
  readonly replacing: readonly string[];
  /** The inputs that steer the work and are never a change. */
  readonly directives: readonly string[];
  /** The names of all inputs, those that are derived among them. */
  readonly inputKeys: readonly string[];
  private readonly looked = new Set<string>();

  /** @param run Asked for when a handler is called, never before. */
  constructor(
    readonly kind: Kind,
    readonly run: () => Run,
  ) {
    this.replacing = [...marked(kind, "replaces"), ...(kind.replacedByDerived ?? [])];
    this.directives = marked(kind, "directive");
    this.inputKeys = [...Object.keys(kind.schema.shape), ...kind.derived];
  }

  /** Of a resource's properties, those that are inputs. */
  inputsOf(properties: Properties): Properties {
    return pick(properties, this.inputKeys);
  }

  /** Inputs as the kind knows them; those of older states have nothing hidden. */
  shown(inputs: Properties): Properties {
    return renamed(inputs, (key) => [hiddenName(key), key], this.kind);
  }

  /** Inputs as the engine has them. */
  concealed(inputs: Properties): Properties {
    return renamed(inputs, (key) => [key, hiddenName(key)], this.kind);
  }

  /** By what a run knows a resource before it has an id. */
  identity(properties: Properties): string {
    const keys = new Set([...this.kind.naturalKey, ...this.replacing]);
    return JSON.stringify([this.kind.name, ...[...keys].map((key) => properties[key] ?? null)]);
  }

  /**
   * By what unfinished work on a resource is found again: its object, and the stack that writes; or its resource, where
   * the next run may make another object. An update goes by what the engine has.
   */
  private work(properties: Properties, before = properties): string {
    return this.resource(properties) ?? JSON.stringify([this.identity(before), properties[stackKey] ?? null]);
  }

  /** By what such a resource is known; undefined for all others. */
  private resource(properties: Properties): string | undefined {
    const urn = urnOf(properties);
    return this.kind.isKnownByResource === true ? urn && JSON.stringify([this.kind.name, urn]) : undefined;
  }

  /** This run has made the object of a resource, which the engine has stored by the time it asks for anything else of it. */
  haveMade(inputs: Properties): void {
    const resource = this.resource(inputs);
    if (resource !== undefined) this.run().program.want(resource);
  }

  /** Whether what is to be deleted was replaced in this run. */
  isReplaced(properties: Properties): boolean {
    const resource = this.resource(properties);
    return resource !== undefined && this.run().program.wants(resource);
  }

  /** Another object will be made for a resource: until the engine has it, work on it begins from the old one's state. */
  beginReplacement(before: Properties, inputs: Properties): void {
    const resource = this.resource(inputs);
    if (resource !== undefined) this.run().beginReplacement(resource, bare(before));
  }

  /** True the first time: what a preview has asked of the service for an object is not asked again. */
  looksOnce(inputs: Properties): boolean {
    const identity = this.identity(inputs);
    const isFirst = !this.looked.has(identity);
    this.looked.add(identity);
    return isFirst;
  }

  /** By what the service knows the object. */
  object(properties: Properties): string {
    return JSON.stringify([this.kind.name, ...this.kind.naturalKey.map((key) => properties[key] ?? null)]);
  }

  /** By what a run knows a resource that has an id. */
  wantedId(id: string): string {
    return `${this.kind.name} ${id}`;
  }

  /** Whether a change keeps the properties by which the service knows the object. */
  keepsKey(before: Properties, inputs: Properties): boolean {
    return this.kind.naturalKey.every((key) => same(before[key], inputs[key]));
  }

  /**
   * @param properties For work that writes, what the engine has handed over of the inputs.
   * @param before What the engine has of the resource; undefined for a creation.
   * @param timeoutMs What the engine was told of how long it may take.
   */
  contextFor(properties: Properties, before?: Properties, timeoutMs?: number): ActiveContext {
    const unfinished = this.run().unfinished(this.work(properties, before), before && bare(before));
    return { ...this.told(properties), unfinished, timeoutMs };
  }

  /** The same for an object that has an id; what is known by its resource may have another one each time. */
  contextOf(id: string, properties: Properties, before: Properties | undefined, timeoutMs?: number): ActiveContext {
    const context = this.contextFor(properties, before, timeoutMs);
    if (this.kind.isKnownByResource !== true) context.unfinished.knownAs(id);
    return context;
  }

  /** For the check of a resource that is there: the engine tells its last inputs, and not its state. */
  contextForCheck(properties: Properties, before: Properties): ActiveContext {
    const unfinished = this.run().unfinished(this.work(properties, before), anyState);
    return { ...this.told(properties), unfinished };
  }

  /** What a handler may use, with its lines told of a resource. */
  private told(properties: Properties): Omit<Context, "unfinished"> {
    const run = this.run();
    const urn = urnOf(properties);
    const tell = (kind: LineKind, line: string) => {
      run.lines.tell(kind, urn, this.kind.title(properties), withoutMarked(line));
    };
    const wasPreviewed = hasClass(properties) && properties[previewKey] !== true;
    return { ...run.context(tell), wasPreviewed };
  }

  /**
   * Runs a handler's work; whatever goes wrong reaches the engine as one line that names the resource, without a secret
   * of it or of what the state has of it.
   */
  guarded<T>(properties: Properties, work: () => Promise<T>, before: Properties = {}): Promise<T> {
    return withSecretsOf([properties, before], async () => {
      try {
        return await work();
      } catch (error) {
        const title = this.kind.title(properties);
        throw error instanceof EngineError ? error : new EngineError(withoutMarked(describeError(title, error)), title);
      }
    });
  }

  /**
   * What a newer version has written, and another account's resources, are not touched: not compared, read or deleted.
   */
  async refuseForeignState(properties: Properties): Promise<void> {
    const title = this.kind.title(properties);
    refuseNewerState(title, properties);
    const stored = properties.account;
    const run = this.run();
    if (!isObject(stored) || run.account() === undefined) return;
    const current = await run.lastingAccount();
    if (isSameAccount(stored, current)) return;
    throw new EngineError(
      `${title} belongs to tenant ${stored.tenantId} at ${stored.endpoint}, but the provider is ` +
        `configured for tenant ${current.tenantId} at ${current.endpoint}${isOtherEmulator(stored, current) ? ", another emulator" : ""}. ` +
        `Nothing was done. ${backTo(stored)}; or, to move this stack to the other one, take the resource out of the ` +
        "state (`pulumi state delete`) and create it there.",
      title,
    );
  }
}

function renamed(inputs: Properties, names: (key: string) => [from: string, to: string], { hidden = [] }: Kind) {
  const renaming = new Map(hidden.map(names));
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [renaming.get(key) ?? key, value]));
}

function marked(kind: Kind, mark: "replaces" | "directive"): string[] {
  return Object.entries(kind.schema.shape)
    .filter(([, schema]) => (schema as { meta(): Record<string, unknown> | undefined }).meta()?.[mark] === true)
    .map(([key]) => key);
}

/** Tenants and hosts have no letter case. Of an emulator, the address may be another one each time. */
function isSameAccount(stored: Properties, current: Account): boolean {
  const isSame = (key: "tenantId" | "endpoint") => String(stored[key]).toLowerCase() === current[key].toLowerCase();
  if (!isSame("tenantId") || isOtherEmulator(stored, current)) return false;
  return isSame("endpoint") || (stored.emulator !== undefined && stored.emulator === current.emulator);
}

function isOtherEmulator(stored: Properties, { emulator }: Account): boolean {
  return stored.emulator !== undefined && emulator !== undefined && stored.emulator !== emulator;
}

function backTo({ emulator }: Properties): string {
  return emulator === undefined
    ? "Go back to the first account"
    : "Start the first emulator again with its --data folder (without one it forgot everything when it ended)";
}

/** Whether a program's class stands behind a resource, which tells the checks of a preview that they are. */
export function hasClass(properties: Properties): boolean {
  return properties.__provider !== undefined;
}

/** The properties of some keys, as far as they are set. */
export function pick(properties: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(keys.filter((key) => properties[key] !== undefined).map((key) => [key, properties[key]]));
}

/** The properties without what the engine adds, without those of some keys, and without what is null. */
export function bare(properties: Properties, without: readonly string[] = []): Properties {
  const left = new Set(["__provider", secretPathsKey, sealedPathsKey, previewKey, stackKey, urnKey, ...without]);
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => value !== undefined && value !== null && !left.has(key)),
  );
}

/** One line that names the resource; an error that is not ours is a defect and says so. */
export function describeError(title: string, error: unknown): string {
  if (!(error instanceof Error)) return `${title}: ${String(error)}`;
  if (typeof (error as { code?: unknown }).code === "string") return `${title}: ${error.message}`;
  const where = error.stack?.split("\n")[1]?.trim() ?? "";
  return (
    `${title}: unexpected ${error.name}: ${error.message} (${where}). ` +
    "This is a defect of pulumi-partnercenter; please report it."
  );
}
