/** Edits instead of posts: what many callers want of an offer at the same time goes into one job. */

import { productId } from "../wire/durable-ids.js";
import type { CommitOptions, Committed, Edit } from "./edits.js";
import { defaultGathering, Gathering, type GatheringTimes } from "./gathering.js";
import type { Ingestion } from "./offer-draft.js";
import { ProductChanges } from "./product-changes.js";

/** Which offer is meant. */
export interface OfferReference {
  /** The offer id that people know, such as `contoso-appliance`. */
  readonly offerId: string;
  /** Its GUID or durable id, if that is known; else it is looked for. */
  readonly productId?: string | undefined;
}

/** The queues of one client: one job at a time per offer, offers side by side. */
export class Changes {
  private readonly queues = new Map<string, ProductChanges>();
  private readonly gathering: Gathering;

  constructor(
    private readonly ingestion: Ingestion,
    times: GatheringTimes = defaultGathering,
  ) {
    this.gathering = new Gathering(ingestion.clock, times);
  }

  /**
   * Makes edits on the draft of an offer, together with those that others hand in meanwhile. Where there is nothing to
   * change, nothing is posted.
   *
   * @throws JobFailedError when the service refused one of them; ProductBusyError, UnconfirmedError, OverwrittenError,
   *   JobTimeoutError; what a merge throws; the errors of the client.
   */
  commit(offer: OfferReference, edits: readonly Edit[], options: CommitOptions = {}): Promise<Committed> {
    return this.queueOf(offer).commit(edits, options);
  }

  /**
   * Runs work on an offer, such as a submission, while none of these jobs is under way. It runs again where it is refused
   * since somebody else holds the offer, for ten minutes.
   *
   * @throws ProductBusyError, and what it throws
   */
  alone<Result>(offer: OfferReference, work: () => Promise<Result>): Promise<Result> {
    return this.queueOf(offer).alone(work);
  }

  /** Waits for a job that an earlier run has begun, and did not see the end of. @throws JobTimeoutError */
  afterJob(offer: OfferReference, job: string): Promise<void> {
    return this.queueOf(offer).afterJob(job);
  }

  /**
   * Tells that more edits may come, such as when the engine has asked something: what waits goes on waiting, for 10 s
   * at most.
   */
  stirred(): void {
    this.gathering.stirred();
  }

  private queueOf({ offerId, productId: known }: OfferReference): ProductChanges {
    let queue = this.queues.get(offerId);
    if (queue === undefined) {
      const product = known === undefined ? undefined : productId(known);
      queue = new ProductChanges(offerId, this.ingestion, this.gathering, product);
      this.queues.set(offerId, queue);
    }
    return queue;
  }
}
