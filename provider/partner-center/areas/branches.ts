/**
 * Which draft instance belongs to an offer or a plan.
 *
 * The service creates the branches itself, one or two seconds after the offer or the plan. One request answers for the
 * offer and all its plans, so concurrent callers share it, and it is kept until told to forget.
 */
// API reference §3.7, §4.2
import { DraftNotFoundError } from "../errors.js";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { poll } from "../poll.js";
import { Branch } from "../schemas/resources.js";

/** Milliseconds between two looks, and until giving up (seen within 2 s). */
// API reference §4.2
const stepMs = 1000;
const patienceMs = 30_000;

/** One request, under way or answered. */
interface Look {
  readonly list: Promise<Branch[]>;
  /** Undefined while under way. */
  answeredAt?: number;
}

export class Branches {
  private readonly looks = new Map<string, Look>();

  constructor(private readonly transport: Transport) {}

  /** The branches as last seen, or as seen now. */
  list(productId: string, module: string): Promise<Branch[]> {
    return this.current(productId, module).list;
  }

  /** Drops what is known of an offer: a publication may change the instances. */
  // API reference §4.2
  forget(productId: string, module?: string): void {
    this.transport.reads.forget();
    this.transport.justSeen.forget(path`/products/${productId}`);
    for (const key of this.looks.keys()) {
      if (key.startsWith(`${productId}/`) && (module === undefined || key === keyOf(productId, module))) {
        this.looks.delete(key);
      }
    }
  }

  /**
   * The draft instance of the offer (no `variantId`) or of one plan. Looks again each second while the branch is not
   * there yet. @throws DraftNotFoundError after 30 s.
   */
  instanceId(productId: string, module: string, variantId?: string): Promise<string> {
    let look: Look;
    return poll({
      clock: this.transport.clock,
      timeoutMs: patienceMs,
      look: async () => {
        look = this.current(productId, module);
        return pick(await look.list, variantId)?.currentDraftInstanceID;
      },
      delayMs: () => stepMs,
      // The next look itself waits, so that all who wait share it.
      sleep: async () => this.lookAgain(productId, module, look),
      late: () => {
        const [of, what] = variantId === undefined ? ["", "offer"] : [`plan ${variantId} of `, "plan"];
        return new DraftNotFoundError(
          `Partner Center has no ${module} draft for ${of}offer ${productId}, even after ${patienceMs / 1000} s. ` +
            `It creates drafts itself: check in Partner Center that the ${what} is there, then run again.`,
        );
      },
    });
  }

  /** The offer-level draft instance of a module, or undefined if the service has none. Does not wait for one. */
  async moduleInstanceId(productId: string, module: string): Promise<string | undefined> {
    return pick(await this.list(productId, module))?.currentDraftInstanceID;
  }

  private current(productId: string, module: string): Look {
    return this.looks.get(keyOf(productId, module)) ?? this.start(productId, module);
  }

  /** The first caller that did not find its branch in `seen` starts the next look; the others join it. */
  private lookAgain(productId: string, module: string, seen: Look): void {
    const latest = this.looks.get(keyOf(productId, module));
    if (latest !== undefined && latest !== seen) return;
    const age = this.transport.clock.now() - (seen.answeredAt ?? 0);
    this.start(productId, module, Math.max(0, stepMs - age), true);
  }

  private start(productId: string, module: string, delayMs = 0, isAnother = false): Look {
    const key = keyOf(productId, module);
    const { clock } = this.transport;
    const request = async () => {
      if (delayMs > 0) await clock.sleep(delayMs);
      if (isAnother) this.transport.reads.forget();
      return this.transport.list(path`/products/${productId}/branches/getByModule(module=${module})`, Branch);
    };
    const look: Look = { list: request() };
    this.looks.set(key, look);
    look.list.then(
      () => {
        look.answeredAt = clock.now();
      },
      () => {
        if (this.looks.get(key) === look) this.looks.delete(key);
      },
    );
    return look;
  }
}

const keyOf = (productId: string, module: string) => `${productId}/${module.toLowerCase()}`;

/** By the plan's id, never by position; the Main branch where there are several. */
// API reference §8.1
function pick(branches: readonly Branch[], variantId?: string): Branch | undefined {
  const own = branches.filter((branch) => (branch.variantID || undefined) === variantId);
  return own.find(({ type }) => type === undefined || type.toLowerCase() === "main") ?? own[0];
}
