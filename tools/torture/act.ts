/** What the engine does with one resource of the story. */
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "../../tests/provider/declared.js";

/** What is done with a resource. */
export type Act = "up" | "refresh" | "destroy";

/** A refresh takes the resource out of the state. */
export class Gone extends Error {}

/** Does it. @throws Gone */
export async function perform(declared: Declared, act: Act, program: Properties): Promise<void> {
  if (act === "up") await declared.up(program);
  else if (act === "destroy") await declared.destroy();
  else if (!(await declared.refresh())) throw new Gone("a refresh found the resource gone");
}
