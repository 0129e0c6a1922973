// The inputs of the resources of a run, by their ids. A program's class in TypeScript knows the resources that it is
// given; elsewhere a resource is given others by their ids alone, and finds here what these say.
import { NotPossibleError } from "../values/refusals.js";
import type { Inputs, InputsOf } from "../values/versions.js";

export class InputsById {
  private readonly known = new Map<string, Inputs>();
  private readonly missed = new Map<string, string>();

  /**
   * Notes the inputs of an object that is there.
   * @throws NotPossibleError when somebody needed them before: a program has named it by a text that reads like its id, so
   *   that the engine does not know of it.
   */
  note(kind: string, id: string, inputs: Inputs): void {
    const key = keyOf(kind, id);
    this.known.set(key, inputs);
    const neededBy = this.missed.get(key);
    if (neededBy === undefined) return;
    throw new NotPossibleError(
      `the ${neededBy} names it by the text "${id}", and went on before it knew what this program says of it. Name the ` +
        "resource itself there, by its output `id`",
    );
  }

  readonly find: InputsOf = (kind, id, neededBy) => {
    const key = keyOf(kind, id);
    const inputs = this.known.get(key);
    if (inputs === undefined && neededBy !== undefined) this.missed.set(key, neededBy);
    return inputs;
  };
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
