/**
 * A program that is run in the process of the tests, and two hazards of that.
 *
 * Pulumi's language server takes a program whose way to the engine is not there for one that has ended: the operation
 * succeeds, and the engine deletes all that there is. It came to that about once in a thousand operations: all
 * connections to the same address share one channel, each operation that failed leaves a channel behind that waits for
 * the dead engine's port, and the port of a later engine may be the same one.
 */
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { hasMonitor, registerStackTransformation } from "@pulumi/pulumi/runtime/index.js";
import * as runtimeSettings from "@pulumi/pulumi/runtime/settings.js";

// Each connection has a channel of its own, so that none waits for the port of an engine that is gone.
const { grpcClientOptions } = runtimeSettings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** A program, with how far it came. */
export class InlineProgram {
  #course = "was not run";
  #hasEnded = false;

  constructor(private readonly program: PulumiFn | undefined) {}

  readonly run: PulumiFn = async () => {
    this.#course = "was begun";
    // Pulumi would register nothing then.
    if (!hasMonitor()) throw new Error("The program was begun without a way to the engine.");
    let registered = 0;
    registerStackTransformation(() => {
      registered += 1;
      return undefined;
    });
    const outputs = await this.program?.();
    this.#course = `ended with ${registered} resources`;
    this.#hasEnded = true;
    return outputs ?? {};
  };

  hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** For people, behind "the program". */
  course(): string {
    return this.#course;
  }
}
