/** Whether a service answers more slowly than it did. Calls are compared with calls of their own kind only. */

/** Milliseconds up to which no answer is slow. */
const quickMs = 250;
/** Of each answer, in what is usual and in how the last answers compare with it. */
const weights = { usual: 1 / 32, last: 1 / 8 } as const;
/** Times as long as usual: what the last answers take on the average when they are slow; and as what one counts at most. */
const slow = 2.5;
const most = 8;

export class Slowness {
  /** Milliseconds by kind of call. */
  private readonly usual = new Map<string, number>();
  /** How many times as long as usual the last answers took, on the average. */
  private last = 1;

  /** @returns Whether the last answers were slow. If so, it begins anew with the next one. */
  answered(kind: string, milliseconds: number): boolean {
    const taken = Math.max(milliseconds, quickMs);
    const usual = this.usual.get(kind) ?? taken;
    const times = Math.min(most, taken / usual);
    this.usual.set(kind, usual + (Math.min(taken, most * usual) - usual) * weights.usual);
    this.last += (times - this.last) * weights.last;
    if (this.last < slow) return false;
    this.last = 1;
    return true;
  }
}

/** The kind of a call: its method, and its path without ids, as far as these have digits. */
export function kindOfCall(method: string, path: string): string {
  const [route = ""] = path.split("?");
  return `${method} ${route.replaceAll(/[^/()=,]*\d[^/()=,]*/g, "…")}`;
}
