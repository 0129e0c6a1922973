// What a provider process has to do with the engine that started it. There are two doors to the same handlers: dynamic
// resources, whose process belongs to `@pulumi/pulumi`, and the plugin of our own (`native/`). They differ in this.
import { aliveCheck, engineAddress } from "./alive.js";
import { Interrupt } from "./interrupt.js";
import { dynamicSender, type Lines, linesTo, printed } from "./lines.js";

/** What is around a run. */
export interface Surroundings {
  /** Where lines for the person at the terminal go. */
  readonly lines: Lines;
  /** Ctrl-C. */
  readonly interrupt: Interrupt;
  /** Throws when the engine that asked for the work is gone. */
  readonly stillWanted: () => Promise<void>;
}

/**
 * The surroundings of a process with these arguments: those of dynamic resources, or none, where no engine started it
 * and it ends by its signals.
 */
export function dynamicSurroundings(argv: readonly string[] = process.argv): Surroundings {
  const engine = engineAddress(argv);
  return {
    lines: engine === undefined ? printed : linesTo(dynamicSender(engine)),
    interrupt: engine === undefined ? new Interrupt(true) : Interrupt.overheard(),
    stillWanted: aliveCheck(engine),
  };
}
