/**
 * Who is to blame, where several callers were refused together: an error names a resource, and not which edit of it was
 * wrong. They are tried again in halves, so that only those fail who are refused alone.
 */
import type { Resource } from "../wire/normal-form.js";
import type { ResourceTree } from "../wire/schemas.js";
import type { Post } from "./composing.js";
import type { Caller } from "./edits.js";
import { isHeld, isSameRead } from "./held.js";
import type { Verdicts } from "./verdicts.js";

export class Suspects {
  private groups = 0;
  /** What refused jobs have left in the draft, by id: as it is there, and as it was before. */
  private readonly leftovers = new Map<string, { left: Resource; before: Resource }>();

  /** Those whose turn it is: who was never refused, and one group. */
  turn(callers: readonly Caller[]): Caller[] {
    const first = Math.min(...callers.flatMap(({ group }) => group ?? []));
    return callers.filter(({ group }) => group === undefined || group === first);
  }

  /**
   * Rejects who is to blame. Of whom it is not known, they are in groups then.
   *
   * @param after The draft after the job, which may have written what it was refused for.
   * @returns Whose edits are tried again.
   */
  // Product Ingestion API additions §3.4
  judge(
    callers: readonly Caller[],
    { errors, blamed, refused }: Verdicts,
    after: ResourceTree | undefined = undefined,
  ): Caller[] {
    this.noteLeftovers(refused, after);
    const alone = blamed.filter(({ length }) => length === 1).flat();
    for (const [caller, error] of errors) if (blamed.length === 0 || alone.includes(caller)) caller.reject(error);
    for (const some of blamed) {
      if (some.some((caller) => alone.includes(caller))) continue;
      const half = Math.ceil(some.length / 2);
      for (const part of [some.slice(0, half), some.slice(half)]) {
        this.groups++;
        for (const caller of part) caller.group = this.groups;
      }
    }
    return callers.filter((caller) => !errors.has(caller) || (blamed.length > 0 && !alone.includes(caller)));
  }

  private noteLeftovers(refused: readonly Post[], after: ResourceTree | undefined): void {
    for (const { current, wanted } of refused) {
      const left = after?.resources.find(({ id }) => id !== undefined && id === current?.id);
      if (current?.id === undefined || left === undefined || !isHeld(wanted, left, current)) continue;
      this.leftovers.set(current.id, { left, before: current });
    }
  }

  /** The draft as it was before what refused jobs have left there, so that nobody is refused for it again. */
  withoutLeftovers(draft: ResourceTree | undefined): ResourceTree | undefined {
    if (draft === undefined || this.leftovers.size === 0) return draft;
    const resources = draft.resources.map((one) => {
      const found = one.id === undefined ? undefined : this.leftovers.get(one.id);
      return found !== undefined && isSameRead(found.left, one) ? found.before : one;
    });
    return { ...draft, resources };
  }

  /** Nobody waits any more. */
  clear(): void {
    this.leftovers.clear();
  }
}
