// What the engine calls of a resource, and what it is answered.
import type { Properties } from "../values/properties.js";
import type { Checked } from "./checking.js";

/** What the engine is told of a change. */
export interface Diff {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a look at an object has found. */
export interface Read {
  readonly id?: string;
  readonly props?: Properties;
  readonly inputs?: Properties;
}

/** What the engine was told of some work. */
export interface WorkOptions {
  /** How long it may take (`customTimeouts`). Default: as the kind has it. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The handlers of one kind, for each of the two doors by which the engine comes in. Of what the engine hands over,
 * `__secrets`, `__stack` and `__urn` (values/secrets.ts, values/stack.ts) say what it does not tell in plain values.
 */
export interface Handlers {
  check(olds: Properties, news: Properties): Promise<Checked>;
  diff(id: string, olds: Properties, news: Properties): Promise<Diff>;
  /** The paths that make a difference between these versions; asks nobody. */
  changed(olds: Properties, news: Properties): string[];
  /**
   * The outputs as far as they are known before anything is done; without `olds` those of a creation. Refuses what the
   * check refuses in a preview, where it was not told that it was one.
   */
  preview(olds: Properties | undefined, news: Properties): Promise<Properties>;
  create(inputs: Properties, options?: WorkOptions): Promise<{ id: string; outs: Properties }>;
  /** Nothing, when the object is gone. */
  read(id: string, properties: Properties): Promise<Read>;
  /** The same of an object that no state knows, by its id or as people name it. */
  import(name: string, given: Properties): Promise<Read>;
  update(id: string, olds: Properties, news: Properties, options?: WorkOptions): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}
