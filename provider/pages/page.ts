// A page of Partner Center (not of its documentation), as the pages of an offer or plan are known there: properties,
// listing, pricing and availability. A kind is a list of pages. Each knows where its part of the program lives in the
// service, and answers the same questions.

import type { Compared } from "../fields/compared.js";
import type { Field, Owner } from "../fields/field.js";
import type { Said } from "../fields/said.js";
import type { Difference } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import type { Context } from "./context.js";
import type { Description } from "./description.js";

/** Whose page it is, and what may be used to work on it. */
export interface Target {
  readonly context: Context;
  readonly productId: string;
  /** Of a plan. */
  readonly variantId?: string;
  readonly owner: Owner;
  /** The offer or plan itself, where it has just been read. */
  readonly object?: Properties;
}

/** What is said of an object that cannot be taken over. */
export interface Refusal {
  /** The object, as the subject of a sentence: `The offer`. */
  readonly what: string;
  /** Ends the taking over, with the reason as part of a sentence. */
  because(why: string): never;
}

/**
 * One page. It manages what the program sets of it and leaves everything else as it is. It fills its own part of the
 * state only, so that pages can be worked on side by side; where one needs what another has done, it says so in
 * `after`.
 */
export interface Page {
  /** By what two versions of the page are compared, and what counts for the content hash. */
  readonly compared: readonly Compared[];
  /** The pages that are worked on first, and in whose part of the state this one may look. */
  readonly after?: readonly Page[];
  /** The same for a write, where it may begin earlier than `after` says. `begin` has been called for all pages. */
  writtenAfter?(change: Change): readonly Page[];
  /**
   * Reads the files that the program names: further inputs, and what is wrong with them. Must not fail on unknown
   * values.
   */
  learn?(inputs: Inputs, findings: Findings): Promise<Properties>;
  /** Findings that need no service. `inputs`: with what was learned. Must not fail on unknown values. */
  check?(inputs: Inputs, findings: Findings): void;
  /** What one of its fields had in the service when the page was last seen; asks nobody. */
  seen?(field: Field, before: LastSeen): unknown;
  /** Reads the page into a state for {@link seen}, and nothing of a program. */
  show?(target: Target, state: Outputs): Promise<void>;
  /** In what an existing page is not as the program wants it. Reads only what the program sets. */
  survey(target: Target, inputs: Inputs): Promise<Difference[]>;
  /** All that a write of the page will say, by which an interrupted run is known; default: what is compared. */
  said?(change: Change, owner: Owner): Said[];
  /**
   * Refuses a page on which somebody has worked: each managed field must be untouched, as wanted, or as an interrupted
   * creation of ours has written it; any other untouched, or so written. What was seen is kept in the state: what
   * somebody writes from then on is refused as well.
   */
  refuseTouched(target: Target, inputs: Inputs, refusal: Refusal, state: Outputs): Promise<void>;
  /**
   * Called for each page before any is written: refuses what would lose somebody else's work with the page of another,
   * and looks at what was just made, so that what somebody else writes from then on is noticed.
   */
  begin?(target: Target, change: Change): Promise<void>;
  /**
   * Makes the page as the program wants it, side by side with the others. No request when nothing of it has changed.
   * @throws ChangedElsewhereError
   */
  sync(target: Target, change: Change): Promise<void>;
  /** Reads the page afresh into the state, and says what changed that the program does not manage. */
  observe(target: Target, before: LastSeen, state: Outputs): Promise<void>;
  /** Adds what exists to a description of it, for the export. */
  describe(target: Target, description: Description): Promise<void>;
}
