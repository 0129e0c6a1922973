// Ctrl-C. The engine then asks its providers to stop and waits for the steps that are under way; the dynamic provider
// answers that itself and tells no handler. But Node.js tells of each request that an HTTP/2 server in its process gets
// (24 does; older ones may not), and a wait of hours ends when it hears of this one.
import { subscribe } from "node:diagnostics_channel";
import type { Clock } from "../partner-center/clock.js";
import { engineAddress } from "./alive.js";
import { EngineError } from "./errors.js";

const cancelCall = "/pulumirpc.ResourceProvider/Cancel";

/** What a process with these arguments hears of Ctrl-C. */
export class Interrupt {
  private hears: boolean;
  private readonly stopped = Promise.withResolvers<never>();

  constructor(argv: readonly string[]) {
    this.hears = engineAddress(argv) === undefined; // a process without an engine ends by its signals
    this.stopped.promise.catch(() => {}); // nobody may be waiting
    if (this.hears) return;
    subscribe("http2.server.stream.start", (message) => {
      const { headers } = message as { headers?: Record<string, unknown> };
      this.hears = true;
      if (headers?.[":path"] !== cancelCall) return;
      this.stopped.reject(
        new EngineError(
          "the wait was ended by Ctrl-C; what was begun goes on in Partner Center. Run `pulumi up` again to go on waiting.",
        ),
      );
    });
  }

  /** Whether it would be heard: known from the second request on, which every create and update is. */
  isHeard(): boolean {
    return this.hears;
  }

  /** The clock, with sleep that Ctrl-C ends. */
  ending(clock: Clock): Clock {
    return { ...clock, sleep: (milliseconds) => Promise.race([clock.sleep(milliseconds), this.stopped.promise]) };
  }
}
