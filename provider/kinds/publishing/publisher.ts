// What Submission and Release need of the API by which an offer is published. Offers of Azure applications have one
// (`applications/`), those of virtual machines another (`product-ingestion/`); submissions are the same objects in both.
import type { Said } from "../../fields/said.js";
import type { Submissions } from "../../partner-center/areas/submissions.js";
import type { FindingPlace } from "../../partner-center/publishing/failure-reasons.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import type { Inputs, LastSeen, Outputs } from "../../values/versions.js";

/** What a program wants to have submitted. */
export interface Wanted {
  readonly inputs: Inputs;
  /** The outputs of the last time; undefined at creation. */
  readonly before: LastSeen | undefined;
  /** Gets the outputs of the submission. */
  readonly state: Outputs;
  /** Milliseconds since 1970 until which a submission that stands in the way is waited for. */
  readonly deadline: number;
}

/** What the drafts say at a moment. */
export interface DraftHash {
  /** It changes when somebody edits a draft, in a program or in the portal. */
  readonly hash: string;
  /** Whether everything could be read. */
  readonly isWhole: boolean;
}

/** Whether the drafts have been edited between two hashes of them; undefined when these cannot be compared. */
export function isEdited(before: unknown, now: string): boolean | undefined {
  const version = (hash: string) => hash.slice(0, hash.lastIndexOf("-"));
  return version(String(before)) === version(now) ? before !== now : undefined;
}

/** What is noted as soon as a submission is there, in case that its run is killed: the engine then has nothing of it. */
export const made = (submissionId: string): Said => ["made", submissionId];

/** What is noted before it is sent: what it is of, by which it is known where its id was never heard. */
export const submits = (content: string): Said => ["submits", content];

/** What was sent to preview. */
export interface Sent {
  readonly submission: Submission;
  readonly draftHash: string;
}

/** The drafts, about to be sent to preview. */
export interface Sending {
  /** Of the drafts; undefined: they are not read yet. */
  readonly hash?: string;
  /**
   * Sends them.
   *
   * @param cleared The newest submission, which does not stand in the way.
   * @param submissions As seen after everything was read.
   * @returns Undefined when another run has just submitted something: it has to be looked at.
   * @throws NotPossibleError when something lacks; then nothing is sent.
   */
  send(wanted: Wanted, cleared: Submission | undefined, submissions: readonly Submission[]): Promise<Sent | undefined>;
}

/** How one offer is published. */
export interface Publisher {
  readonly productId: string;
  /** Reads. */
  readonly submissions: Pick<Submissions, "list" | "get" | "workflowDetails" | "validations" | "reports">;
  /** How long is waited where the program does not say. `accepted`: not at all, since it takes days. */
  readonly waits: "accepted" | "reached";
  /** Whether a submission is made by `sync`, so that what is known of it is kept when it fails. */
  readonly submitsInSync: boolean;

  /** @param isToKeep Whether the hash is kept, so that a doubtful answer is asked for again. */
  draftHash(state: LastSeen | Inputs, isToKeep: boolean): Promise<DraftHash>;
  /** What was read is read again. */
  forget(): void;
  /**
   * Whether an interrupted run of this stack has made a submission that the state does not know, whatever its content, as
   * far as this machine knows.
   */
  isOurs(newest: Submission): Promise<boolean>;
  /** Whether a submission that the state does not know, and that goes on, is of what is wanted: of a killed run. */
  isWanted(newest: Submission, wanted: Wanted): Promise<boolean>;
  /**
   * Whether a submission of this stack that is live says the same as the drafts though the program has changed: a private
   * audience is brought up to date without one. Default: nobody can tell, and it is submitted again.
   */
  saysSame?(newest: Submission, wanted: Wanted): Promise<boolean>;
  /** Reads what is to be sent, as far as that is done before the last look at the submissions. */
  read(inputs: Inputs): Promise<Sending>;
  /** Takes a submission from preview to live. @param state Gets what is known of it, also when it fails. */
  promote(submission: Submission, state: Outputs): Promise<void>;
  /** @throws ConflictError when it is too late. */
  cancel(submissionId: string): Promise<void>;
  /** Where in the program a finding belongs. */
  readonly placeOf: FindingPlace;
}
