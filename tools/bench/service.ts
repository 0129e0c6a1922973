// The service of a bench: an emulator in a process of its own, what it was asked for, and how far an offer is.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunningProcess } from "../child-process.js";
import { type EmulatorProcess, type LoggedRequest, startEmulator } from "../emulator-process.js";

/** One call, with when it was answered. */
export interface TimedRequest extends LoggedRequest {
  readonly time: string;
  readonly milliseconds: number;
  readonly status: number;
  readonly operation?: string;
}

/** When a request came and went, in milliseconds since 1970. */
export const beginOf = ({ time }: TimedRequest): number => Date.parse(time);
export const endOf = (request: TimedRequest): number => beginOf(request) + request.milliseconds;

export const submissionPost = "POST /products/{productId}/submissions";

interface EmulatedSubmission {
  readonly substate: string;
}

interface EmulatedProduct {
  readonly externalIDs: readonly { readonly value: string }[];
  readonly submissions: readonly EmulatedSubmission[];
}

/** An emulator that is measured against. */
export class Service {
  private constructor(readonly emulator: EmulatorProcess) {}

  static async start(root: string, latency: string, starting: (running: RunningProcess) => void): Promise<Service> {
    const command = join(root, "emulator/bin/partnercenter-emulator.js");
    return new Service(await startEmulator(command, process.env, starting, ["--latency", latency]));
  }

  /** The calls of the API that some work makes, without those for tokens. */
  async during(work: () => Promise<unknown>): Promise<TimedRequest[]> {
    const before = (await this.requests()).length;
    await work();
    return (await this.requests()).slice(before).filter(({ kind }) => kind === "api");
  }

  private async requests(): Promise<TimedRequest[]> {
    return (await this.emulator.requests()) as TimedRequest[];
  }

  /** Waits until the newest submission of an offer is there; nobody is asked for it over the API. */
  async until(offerId: string, substate: string): Promise<void> {
    for (let tries = 0; tries < 1_200; tries++) {
      const response = await fetch(`${this.emulator.control}/state`);
      const { products } = (await response.json()) as { products: EmulatedProduct[] };
      const product = products.find(({ externalIDs }) => externalIDs.some(({ value }) => value === offerId));
      if (product?.submissions.at(-1)?.substate === substate) return;
      await sleep(50);
    }
    throw new Error(`${offerId} is not ${substate} after a minute`);
  }
}
