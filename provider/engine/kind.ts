// What a kind of resource has to say for itself. The reconciler (lifecycle.ts) does the rest, and knows no kind.
import type { z } from "zod";
import type { Compared } from "../fields/compared.js";
import type { Field } from "../fields/field.js";
import type { Context } from "../pages/context.js";
import type { Description } from "../pages/description.js";
import type { Publication } from "../pages/publication.js";
import type { Difference } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import type { Change, Inputs, InputsOf, LastSeen, Outputs } from "../values/versions.js";

/** What `ensure` found or made. */
interface Ensured {
  /** Id of the resource: ids of the service, joined by `/`. */
  readonly id: string;
  /** Outputs that are known from now on, such as `productId`; kept even when a later step fails. */
  readonly state: Outputs;
}

/** Inputs that have passed the schema and hold nothing that is not known yet. */
export type Known<Schema extends z.ZodObject> = z.output<Schema> & Inputs;

/** A kind of resource. Inputs have passed `schema` and carry what `derive` adds. */
export interface Kind<Schema extends z.ZodObject = z.ZodObject> {
  /** Name as people know it, such as `Offer`. */
  readonly name: string;
  /**
   * The inputs. `.meta({ replaces: true })` on a property: a change makes a new object. `.meta({ directive: true })`:
   * it steers the work and is never a change.
   */
  readonly schema: Schema;
  /** Paths by which versions are compared (beyond those that replace). */
  readonly compared: readonly Compared[];
  /** The properties by which the service knows the object: a replacement that keeps them deletes first. */
  readonly naturalKey: readonly string[];
  /** Several resources of a program may stand for one object, which nobody changes. */
  readonly isShared?: true;
  /**
   * Keys that no program sets: `derive` adds them to the inputs, such as `contentHash`, or `observe` to the outputs.
   */
  readonly derived: readonly string[];
  /**
   * Those of `derived` of which the engine shows nobody a change, since other properties show it. Among the inputs that
   * it has, their names begin with `__`.
   */
  readonly hidden?: readonly string[];
  /**
   * What an interrupted run has begun is known by its resource, not by its natural key: a corrected program makes another
   * object, of another content or version.
   */
  readonly isKnownByResource?: true;
  /** Those of `derived` whose change makes a new object. */
  readonly replacedByDerived?: readonly string[];
  /** What the service says of the object, beside what it repeats of the inputs: known only once it was asked. */
  readonly outputs: {
    /** The same as long as it is this object, such as `productId`. */
    readonly stable: readonly string[];
    /** Another one after each update, such as a submission's `state`. */
    readonly fresh: readonly string[];
  };

  /** The object in words, such as `offer contoso-app`; also before it exists. */
  title(version: Properties): string;
  /**
   * Called by `check` before all else: where a program names other resources by their ids alone, as it does in YAML, the
   * inputs with what these say. What a resource depends on is done before it is checked.
   * @param given As the program has them, before they have passed the schema.
   * @param before The last inputs, empty for a new resource.
   */
  gather?(given: Inputs, before: Properties, inputsOf: InputsOf, findings: Findings): Inputs;
  /**
   * Called by `check`: further findings that need no service, and the derived inputs. Its warnings are shown by the
   * program, which calls it too (`sdk/early-check.ts`). Must not fail on unknown values.
   * @param before The last inputs, empty for a new resource.
   */
  derive(inputs: Inputs, findings: Findings, before: Properties): Promise<Properties>;
  /**
   * Called by `check` where no class in TypeScript says so by itself: what is wrong with it beside others of the program.
   * What is unknown is nothing to compare.
   * @param others The inputs of the same kind and offer that this run has checked before.
   */
  beside?(inputs: Inputs, others: readonly Inputs[], inputsOf: InputsOf): Promise<Findings> | Findings;
  /**
   * Called by `check` when nothing was found, the natural key is known and there are credentials: findings that only
   * the service can tell; its warnings are shown as lines. Few requests, and none when nothing has changed. What it
   * throws is shown as a line.
   */
  foresee?(context: Context, inputs: Inputs, before: Properties, findings: Findings): Promise<void>;
  /**
   * `foresee` is called in previews alone, so that an update asks for nothing twice: what it finds is found again before
   * anything is written.
   */
  readonly foreseesInPreviews?: true | ((inputs: Inputs) => boolean);
  /**
   * Its id is made of names that people have chosen, and it may be deleted whatever becomes of its offer. Default: the id
   * begins with the product id, and an offer that leaves the program as a whole is asked whether it can go.
   */
  readonly goesAlone?: true;
  /** Its `offer` may be, or is, the offer id that people know. Default: it is the product id, and something else is told. */
  readonly takesOfferId?: true;
  /**
   * Called by `check` instead of `foresee` when nothing was found, and there are no credentials or the natural key is
   * not known yet: what a person should know although nobody could be asked, as a line.
   */
  unasked?(inputs: Inputs, before: Properties): string | undefined;
  /**
   * Called by `diff` instead of comparing the paths in `compared`: the paths for whose sake the object has to be brought
   * up to date. Asks nobody; the same for the same values.
   */
  changed?(before: LastSeen, inputs: Inputs): string[];
  /**
   * Called by `check` before a first create with `adopt`, when there are credentials: what would be overwritten, or
   * undefined when nothing is there.
   * @throws ExistsError when it cannot be taken over: a finding
   */
  survey?(context: Context, inputs: Inputs): Promise<Difference[] | undefined>;
  /**
   * Called by `check` at a preview of a new object without `adopt`, when there are credentials: whether `ensure` will
   * refuse it. One request when nothing is there.
   * @throws ExistsError when it is there, and is not our own unfinished work: a finding; NotFoundError when its offer is
   *   not there: a finding
   */
  refuseExisting?(context: Context, inputs: Inputs): Promise<void>;
  /**
   * Called by `diff` when a value changes that locks at publication, or one that replaces: since when the object is
   * published. At most 2 requests. Kinds without it lock nothing.
   */
  publication?(context: Context, id: string): Promise<Publication | undefined>;
  /**
   * Called when publication would lock a value, or nobody has seen it so far, by `diff` and before something is taken
   * over: what the service has of some fields, to be read by `seen`; undefined when it is gone. Few requests. Kinds
   * without it lock what was last seen.
   */
  held?(context: Context, id: string, before: LastSeen, fields: readonly Field[]): Promise<LastSeen | undefined>;
  /** What a field had in the service when it was last seen; asks nobody. */
  seen?(field: Field, before: LastSeen): unknown;
  /** Observe, and make the object when it is not there; called by create only. */
  ensure(context: Context, inputs: Known<Schema>): Promise<Ensured>;
  /** Make the service so. Fills `change.state`, step by step. */
  sync(context: Context, id: string, change: Change<Known<Schema>>): Promise<void>;
  /** Read everything and return fresh outputs; undefined when the object is gone. */
  observe(context: Context, id: string, before: LastSeen): Promise<Outputs | undefined>;
  /**
   * Called by the command `export` and by an import: what exists as a program would declare it. Reads only. Kinds
   * without it cannot be exported. @throws NotFoundError
   * @param object What the service says of the object itself, where it has just been read.
   */
  describe?(context: Context, id: string, object?: Properties): Promise<Description>;
  /**
   * Called by an import: the id of the object that people call so, by its id or as a program names it; undefined when
   * there is none. Kinds without it, or without `describe`, cannot be imported.
   */
  named?(context: Context, name: string): Promise<string | undefined>;
  /** Why it cannot be imported, and what to do instead. */
  readonly whyNoImport?: string;
  /** Take the object away, or say why it cannot be. An object that is gone already is no error. */
  remove(context: Context, id: string, before: LastSeen): Promise<void>;
}
