// Inputs that a kind keeps in its state as the program wrote them.
import type { Inputs, Outputs } from "../../values/versions.js";

/** Keeps inputs in the state as they are: what is not set is not there. */
export function keepInputs(state: Outputs, inputs: Inputs, keys: readonly string[]): void {
  for (const key of keys) {
    if (inputs[key] === undefined) delete state[key];
    else state[key] = inputs[key];
  }
}
