// The one clock of the emulator. Every delay, expiry and time stamp is read from it, so that a test
// can let hours pass in no time and a demonstration can run faster than life.

/** A clock that can be sped up and moved forward, never back. */
export interface Clock {
  /** Milliseconds since 1970 by the emulator's time. */
  now(): number;
  /** Moves the clock forward, by 0 or more and not beyond the year 9999. Throws RangeError otherwise. */
  advance(milliseconds: number): void;
}

/** Later times are not written as the service writes them. */
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Starts a clock at the real time, or at `notBefore` (the last time a stored emulator has seen) if that is later.
 * From there it runs `speed` times as fast as real time; 0 stands still until it is advanced.
 */
export function startClock(speed: number, notBefore = 0): Clock {
  const start = Math.max(Date.now(), notBefore);
  const origin = performance.now();
  let added = 0;
  const now = () => Math.min(latest, Math.floor(start + (performance.now() - origin) * speed + added));
  return {
    now,
    advance: (milliseconds) => {
      if (!Number.isFinite(milliseconds) || milliseconds < 0) {
        throw new RangeError(`A clock only moves forward: ${milliseconds} ms is not possible`);
      }
      if (now() + milliseconds > latest) {
        throw new RangeError(`The clock goes to the end of the year 9999: ${milliseconds} ms is too far`);
      }
      added += milliseconds;
    },
  };
}

/** Reads durations such as `90s`, `15m`, `2h`, `1d` or `250ms`; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as "ms" | "s" | "m" | "h" | "d"];
  return Number(match[1]) * unit;
}

/** The time with seven digits of a second, as submissions carry it (§3.16). */
export function utcTime(milliseconds: number, zone: "Z" | "" = "Z"): string {
  return `${new Date(milliseconds).toISOString().replace("Z", "")}0000${zone}`;
}
