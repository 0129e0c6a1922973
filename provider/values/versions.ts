// The versions of one resource. All are plain JSON, so the compiler could not tell them apart; each carries the role it
// plays, so that what a program wants is never handed over where what Partner Center had is asked for.
import type { Properties } from "./properties.js";

declare const role: unique symbol;

/** What the program says now: it has passed the schema, and has what `derive` adds. */
export type Inputs = Properties & { readonly [role]?: "inputs" };

/**
 * The inputs of another resource of this run, by its kind and id; undefined for one that the run has not come to, such as
 * those that `--target` leaves out.
 *
 * @param neededBy The resource that is wrong without them, in words: where the run comes to that resource later, it fails.
 */
export type InputsOf = (kind: string, id: string, neededBy?: string) => Inputs | undefined;

/** What the state says of the last time: the managed properties, and `observed`, the objects as they were last seen. */
export type LastSeen = Properties & { readonly [role]?: "last seen" };

/** What the state will say: filled step by step, so that a failure half way keeps what was reached. */
export type Outputs = Properties & { readonly [role]?: "outputs" };

/** What an update has to do: from what was last seen to what the program says now. */
export interface Change<Declared extends Inputs = Inputs> {
  readonly inputs: Declared;
  /** Undefined at creation. */
  readonly before: LastSeen | undefined;
  readonly state: Outputs;
  /** Whether what somebody else has changed since `before`, or since a creation began, is overwritten or refused. */
  readonly guard: "overwrite" | "lastSeen";
  /** An update from `before` was interrupted: what is the same in `inputs` may be another one in the service. */
  readonly isResumed?: boolean;
}

/** Outputs to begin with: those of the last time. */
export function outputsFrom(before: LastSeen): Outputs {
  return structuredClone(before) as Properties;
}
