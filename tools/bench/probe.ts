// Loaded into the emulator before its own code when it is measured: says over the channel to its parent what the
// process has used since it was last asked.

import { monitorEventLoopDelay } from "node:perf_hooks";

/** What a process used between two questions. */
export interface Used {
  /** Processor time, in milliseconds. */
  readonly cpu: number;
  /** How late the event loop was, in milliseconds: the middle, and 99 % of the times. */
  readonly delay: { readonly half: number; readonly most: number };
}

/** Watches the own process; `used` gives what it used since the last time, and begins anew. */
export function watchProcess(): { used(): Used } {
  // Looked at each millisecond, so that much is taken off: only what is beyond it is a delay.
  const resolution = 1;
  let delays = monitorEventLoopDelay({ resolution });
  let before = process.cpuUsage();
  delays.enable();
  const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
  return {
    used() {
      const { user, system } = process.cpuUsage(before);
      const delay = { half: beyond(delays.percentile(50)), most: beyond(delays.percentile(99)) };
      delays.disable();
      delays = monitorEventLoopDelay({ resolution });
      delays.enable();
      before = process.cpuUsage();
      return { cpu: (user + system) / 1_000, delay };
    },
  };
}

if (process.send !== undefined) {
  const own = watchProcess();
  process.on("message", () => process.send?.(own.used()));
  process.channel?.unref();
}
