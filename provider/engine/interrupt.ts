// Ctrl-C. The engine then asks its providers to stop and waits for the steps that are under way; a wait of hours ends
// when the process hears of it. The dynamic provider answers the request itself and tells no handler. But Node.js tells
// of each request that an HTTP/2 server in its process gets (24 does; older ones may not).
import { subscribe } from "node:diagnostics_channel";
import type { Clock } from "../partner-center/clock.js";
import { EngineError } from "./errors.js";

const cancelCall = "/pulumirpc.ResourceProvider/Cancel";

/** What a process hears of Ctrl-C. */
export class Interrupt {
  private readonly stopped = Promise.withResolvers<never>();
  private readonly controller = new AbortController();

  /** @param hears Whether it would be heard. */
  constructor(private hears: boolean) {
    this.stopped.promise.catch(() => {}); // nobody may be waiting
  }

  /** That of a process in which somebody else answers the engine's requests: known from the second one on. */
  static overheard(): Interrupt {
    const interrupt = new Interrupt(false);
    subscribe("http2.server.stream.start", (message) => {
      const { headers } = message as { headers?: Record<string, unknown> };
      interrupt.hears = true;
      if (headers?.[":path"] === cancelCall) interrupt.stop();
    });
    return interrupt;
  }

  /** For long work that is not a wait, such as an upload. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends all waits, those too that begin later, and long work. */
  stop(): void {
    this.controller.abort();
    this.stopped.reject(
      new EngineError(
        "the wait was ended by Ctrl-C; what was begun goes on in Partner Center. Run `pulumi up` again to go on waiting.",
      ),
    );
  }

  /** Whether it would be heard. */
  isHeard(): boolean {
    return this.hears;
  }

  /** The clock, with sleep that Ctrl-C ends. */
  ending(clock: Clock): Clock {
    return { ...clock, sleep: (milliseconds) => Promise.race([clock.sleep(milliseconds), this.stopped.promise]) };
  }
}
