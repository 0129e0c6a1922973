/** One step of the story. */
import type { FaultRule } from "pulumi-partnercenter-emulator";
import type { Properties } from "../../provider/values/properties.js";
import type { Act } from "./act.js";
import type { Cast, Member } from "./cast.js";

export interface Step {
  /** Such as `create live offer`. */
  readonly name: string;
  readonly who: Member;
  readonly act: Act;
  /** What the program says, once all before it are there. */
  readonly program: (cast: Cast) => Properties;
  /** Rules that belong to the step itself, disturbed or not. */
  readonly rules?: readonly FaultRule[];
}

/** An `up` of one resource. */
export const up = (name: string, who: Member, program: Step["program"]): Step => ({ name, who, act: "up", program });
export const refresh = (who: Member, program: Step["program"]): Step => ({
  name: `refresh ${who}`,
  who,
  act: "refresh",
  program,
});
export const destroy = (who: Member): Step => ({ name: `delete ${who}`, who, act: "destroy", program: () => ({}) });
