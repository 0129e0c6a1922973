/**
 * The queue of one offer. One job at a time: it reads the draft, makes all waiting edits on it, posts what differs,
 * waits, and decides from the draft and the job's errors what became of each caller.
 *
 * - Nothing to change: nothing is posted.
 * - It is not known whether a post was accepted: the draft is looked at until a job could have ended, before another one.
 * - A job failed: named errors fail their callers, though what they wanted may be there; the others go on without them.
 * - A job succeeded and the draft is otherwise: somebody's post came after; once more.
 */
// Product Ingestion API §6.3, §6.5, §7, §8.3
import { ConflictError, NotFoundError, ValidationError } from "../../partner-center/errors.js";
import { isInDoubt } from "../../partner-center/http/transport.js";
import { draftJobMs, isDone, jobDelay } from "../areas/jobs.js";
import { Outages } from "../areas/outages.js";
import { UnconfirmedError } from "../errors.js";
import { isBusy } from "../wire/reasons.js";
import type { Job, ResourceTree } from "../wire/schemas.js";
import { afterSuccess } from "./after-success.js";
import { compose } from "./composing.js";
import { type Caller, type CommitOptions, type Committed, type Edit, resolve, tell } from "./edits.js";
import type { Gathering } from "./gathering.js";
import { busyError, busyMs, busyPauseMs, isBusyRefusal, isRefusedAsBusy } from "./held-offer.js";
import { type Ingestion, OfferDraft } from "./offer-draft.js";
import { type NamedPost, named, requestOf } from "./request.js";
import { Suspects } from "./suspects.js";
import { callersOf, verdictsOfJob, verdictsOfRefusal } from "./verdicts.js";

/** No limit is documented; this many are split off (assumed). */
const mostResources = 200;

export class ProductChanges {
  private waiting: Caller[] = [];
  private isAtWork = false;
  private turn: Promise<unknown> = Promise.resolve();
  /** The job that has begun and whose end was not seen. */
  private job: string | undefined;

  private readonly offer: OfferDraft;
  private readonly suspects = new Suspects();

  /** @param product Durable id, if it is known. */
  constructor(
    private readonly offerId: string,
    private readonly ingestion: Ingestion,
    private readonly gathering: Gathering,
    product?: string,
  ) {
    this.offer = new OfferDraft(offerId, ingestion, product);
  }

  commit(edits: readonly Edit[], options: CommitOptions): Promise<Committed> {
    const begun = { jobId: undefined, doubts: 0, overwritten: undefined, group: undefined, busySince: undefined };
    return new Promise((resolve, reject) => {
      this.waiting.push({ edits, options, ...begun, resolve, reject });
      this.gathering.stirred();
      void this.ingestion.apart(() => this.work());
    });
  }

  /** Runs work while no job of this queue does; again after a while, where that is refused since somebody has the offer. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const { clock } = this.ingestion;
    const begun = clock.now();
    for (;;) {
      try {
        return await this.inTurn(async () => {
          await this.afterJobs([], []);
          return work();
        });
      } catch (error) {
        if (!isBusyRefusal(error)) throw error;
        if (clock.now() - begun >= busyMs) throw busyError(this.offerId);
      }
      await this.pause(busyPauseMs);
    }
  }

  /** Waits for a job of an earlier run. */
  afterJob(job: string): Promise<void> {
    return this.inTurn(() => this.afterJobs([job], []));
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => {});
    return result;
  }

  private async work(): Promise<void> {
    if (this.isAtWork) return;
    this.isAtWork = true;
    let open: Caller[] = [];
    while (open.length + this.waiting.length > 0) {
      const quiet = await Promise.allSettled([this.gathering.untilQuiet()]);
      open = await this.inTurn(async () => {
        const callers = [...open, ...this.waiting.splice(0)];
        try {
          for (const one of quiet) if (one.status === "rejected") throw one.reason;
          return await this.round(callers);
        } catch (error) {
          for (const caller of callers) caller.reject(error);
          return [];
        }
      });
    }
    this.isAtWork = false;
    this.suspects.clear();
  }

  /** One job at most. @returns The callers whose edits need another one. */
  private async round(all: readonly Caller[]): Promise<Caller[]> {
    const callers = this.suspects.turn(all);
    const { jobs, versions, beforeWait } = this.ingestion;
    const secrets = [...new Set(callers.flatMap(({ options }) => options.secrets ?? []))];
    const known = callers.flatMap(({ options, jobId }) => (jobId === undefined ? (options.job ?? []) : []));
    await this.afterJobs(known, secrets);
    const draft = await this.offer.read(callers);
    const { failed, posts } = compose(this.offerId, this.suspects.withoutLeftovers(draft), callers, versions);
    for (const [caller, error] of failed) caller.reject(error);
    const sent = named(posts.slice(0, mostResources));
    const senders = callersOf(sent);
    const others = callersOf(posts).filter((caller) => !senders.includes(caller));
    for (const caller of callers) {
      if (!failed.has(caller) && !senders.includes(caller) && !others.includes(caller)) resolve(caller, draft);
    }
    const later = [...others, ...all.filter((caller) => !callers.includes(caller))];
    if (sent.length === 0) return later;
    let begun: Job;
    try {
      begun = await jobs.configure(requestOf(sent, draft), { secrets });
    } catch (error) {
      return [...later, ...(await this.notBegun(error, sent, senders))];
    }
    this.job = begun.jobId;
    for (const caller of senders) caller.jobId = begun.jobId;
    await Promise.all(senders.map((caller) => tell(caller, () => caller.options.onJob?.(begun.jobId))));
    const job = await jobs.wait(begun.jobId, { secrets, beforeWait });
    this.job = undefined;
    if (isDone(job)) await this.offer.learn(job);
    const after = await this.offer.read(senders);
    if (isDone(job))
      return [...later, ...afterSuccess(this.offerId, this.ingestion, job, sent, senders, { draft, after })];
    if (isBusy(job.errors)) return [...later, ...(await this.whileBusy(senders))];
    const verdicts = verdictsOfJob(this.offerId, job, sent, [after, draft], secrets);
    return [...later, ...this.settled(this.suspects.judge(senders, verdicts, after), after)];
  }

  /** Waits for what this process has left, and for what is known of an earlier one. */
  private async afterJobs(known: readonly string[], secrets: readonly string[]): Promise<void> {
    for (const job of new Set([...(this.job === undefined ? [] : [this.job]), ...known])) {
      try {
        const { jobs, beforeWait } = this.ingestion;
        await jobs.wait(job, { secrets, beforeWait });
      } catch (error) {
        // How long jobs are kept is not known.
        if (!(error instanceof NotFoundError)) throw error;
      }
    }
    this.job = undefined;
  }

  private async notBegun(error: unknown, sent: readonly NamedPost[], senders: readonly Caller[]): Promise<Caller[]> {
    if (isInDoubt(error)) return this.whileInDoubt(error, senders);
    if (!(error instanceof ValidationError || error instanceof ConflictError)) throw error;
    if (isRefusedAsBusy(error)) return this.whileBusy(senders);
    return this.suspects.judge(senders, verdictsOfRefusal(error, sent));
  }

  /** Looks at the draft until it has what was posted, or until a job would have ended. */
  private async whileInDoubt(error: unknown, senders: readonly Caller[]): Promise<Caller[]> {
    const { clock } = this.ingestion;
    const outages = new Outages();
    const started = clock.now();
    let left = [...senders];
    while (left.length > 0 && clock.now() - started < draftJobMs) {
      await this.pause(jobDelay(clock.now() - started));
      await outages.bridged(async () => {
        const draft = await this.offer.read(left);
        left = this.settled(left, draft);
      });
    }
    return left.filter((caller) => {
      if (++caller.doubts <= 1) return true;
      const said = error instanceof Error ? error.message : String(error);
      caller.reject(
        new UnconfirmedError(
          `Offer ${this.offerId}: it cannot be seen whether the changes were accepted: ${said} Run again.`,
        ),
      );
      return false;
    });
  }

  private async whileBusy(senders: readonly Caller[]): Promise<Caller[]> {
    const { clock } = this.ingestion;
    const left = senders.filter((caller) => {
      caller.busySince ??= clock.now();
      if (clock.now() - caller.busySince < busyMs) return true;
      caller.reject(busyError(this.offerId));
      return false;
    });
    if (left.length > 0) await this.pause(busyPauseMs);
    return left;
  }

  private async pause(milliseconds: number): Promise<void> {
    await this.ingestion.clock.sleep(milliseconds);
    await this.ingestion.beforeWait();
  }

  /** Settles those whose edits the draft has, or fails on. @returns The others. */
  private settled(callers: readonly Caller[], draft: ResourceTree | undefined): Caller[] {
    const there = this.suspects.withoutLeftovers(draft);
    const { failed, posts } = compose(this.offerId, there, callers, this.ingestion.versions);
    const left = callersOf(posts);
    for (const caller of callers) {
      if (!left.includes(caller) && !failed.has(caller)) resolve(caller, draft);
    }
    // What cannot be made on this draft is told once nothing is under way.
    return [...left, ...failed.keys()];
  }
}
