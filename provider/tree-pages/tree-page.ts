// A page of an offer or plan that the Product Ingestion API keeps as resources of a tree: one read has all pages of an
// offer, and a page does not write: it hands in edits, which go into one job with those of all others.
import type { Compared } from "../fields/compared.js";
import type { Field, Owner } from "../fields/field.js";
import type { Said } from "../fields/said.js";
import type { Context } from "../pages/context.js";
import type { Description } from "../pages/description.js";
import type { Refusal } from "../pages/page.js";
import type { Edit, ResourceTree } from "../product-ingestion/index.js";
import type { Difference } from "../values/difference.js";
import type { Finding, Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";

/** Whose page it is, and what may be used to work on it. */
export interface Place {
  readonly context: Context;
  /** As people chose it, such as `contoso-appliance`. */
  readonly offerId: string;
  /** As the API names it, such as `azureVirtualMachine`. */
  readonly offerType: string;
  /** Of a plan: its plan id. */
  readonly planId?: string;
  readonly owner: Owner;
}

/** What a preview looks at. */
export interface Foreseen {
  readonly inputs: Inputs;
  readonly before: Properties;
}

/** What a page hands in. */
export interface Handover {
  readonly edits: readonly Edit[];
  /** Texts in the edits that nobody may see. */
  readonly secrets?: readonly string[];
  /** What is said once the edits are in the draft, in lines. */
  readonly told?: () => readonly string[];
}

/**
 * One page. It manages what the program sets of it and leaves everything else as it is, and fills its own part of the
 * state only. All but `edits` looks at a tree that was read, and asks nobody.
 */
export interface TreePage {
  /** By what two versions of the page are compared, and what counts for the content hash. */
  readonly compared: readonly Compared[];
  /**
   * Findings that need no service. Must not fail on unknown values.
   *
   * @param before The last inputs, empty for a new resource.
   */
  check?(inputs: Inputs, findings: Findings, before: Properties): void;
  /**
   * Reads the files that the program names: their hashes, by their places, and what is wrong with them. Must not fail on
   * unknown values.
   */
  learn?(inputs: Inputs, findings: Findings): Properties;
  /** Warnings that need no service, of what is about to be handed in. */
  warnings?(inputs: Inputs, before: Properties): Finding[];
  /**
   * Findings of a preview that only the draft can tell; called where something changes.
   *
   * @param change `before`: the last inputs, empty for a new resource.
   */
  foresee?(place: Place, tree: ResourceTree, change: Foreseen, findings: Findings): Promise<void>;
  /** What counts for the content hash beyond what is compared and shown. */
  content?(inputs: Inputs): Properties;
  /** Paths for whose sake the page is written though the program says the same of them; asks nobody. */
  alsoChanged?(before: LastSeen, inputs: Inputs): string[];
  /** Puts the page, as it was read, where `seen` looks for it, whatever of it is managed. */
  show?(place: Place, tree: ResourceTree, state: Properties): void;
  /** What one of its fields had in the service when the page was last seen; asks nobody. */
  seen?(field: Field, before: LastSeen): unknown;
  /** In what an existing page is not as the program wants it. */
  survey(place: Place, tree: ResourceTree, inputs: Inputs): Difference[];
  /** All that a write of the page will say, by which an interrupted run is known; default: what is compared. */
  said?(change: Change, owner: Owner): Said[];
  /**
   * Refuses a page on which somebody has worked: each managed field must be untouched, as wanted, or as an interrupted
   * creation of ours has written it; any other untouched, or so written. What was seen is kept in the state.
   */
  refuseTouched(place: Place, tree: ResourceTree, inputs: Inputs, refusal: Refusal, state: Outputs): Promise<void>;
  /**
   * What makes the page as the program wants it; nothing when nothing of it has changed. May ask the service for what
   * the change needs to know. An edit throws ChangedElsewhereError where it would lose somebody else's work.
   */
  edits(place: Place, change: Change): Promise<Handover>;
  /**
   * What of the page no job can do; called when its job is done.
   *
   * @param draft As it was read after the job. @returns Whether anything was written.
   */
  finish?(place: Place, change: Change, draft: ResourceTree): Promise<boolean>;
  /** Puts the page into the state as the program has written it; default: what is compared. */
  keep?(inputs: Inputs, state: Outputs): void;
  /**
   * Puts the page, as it was read, into the state: the managed values, and what is to be remembered of it.
   *
   * @param managed The values that are managed, as the program or the last state has them.
   */
  take(place: Place, tree: ResourceTree, managed: Inputs | LastSeen, state: Outputs): void;
  /** What changed since the last time that the program does not manage, in lines. */
  news(place: Place, tree: ResourceTree, before: LastSeen): string[];
  /** Adds what exists to a description of it, for the export. */
  describe(place: Place, tree: ResourceTree, description: Description): void;
}
