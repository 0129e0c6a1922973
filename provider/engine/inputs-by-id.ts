// The inputs of the resources of a run, by their ids. A program's class in TypeScript knows the resources that it is
// given; elsewhere a resource is given others by their ids alone, and finds here what these say.
import type { Inputs, InputsOf } from "../values/versions.js";

export class InputsById {
  private readonly known = new Map<string, Inputs>();

  /** Notes the inputs of an object that is there. */
  note(kind: string, id: string, inputs: Inputs): void {
    this.known.set(keyOf(kind, id), inputs);
  }

  readonly find: InputsOf = (kind, id) => this.known.get(keyOf(kind, id));
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
