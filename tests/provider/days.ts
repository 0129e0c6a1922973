/** Days in no time: a clock whose sleep moves the emulator's, and a provider process that lives by it. */
import type { Emulator } from "pulumi-partnercenter-emulator";
import { type Context, nothingUnfinished } from "../../provider/pages/context.js";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import type { Clock } from "../../provider/partner-center/clock.js";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import { secret } from "./workbench.js";

/** Sleeping moves the emulator's clock: hours pass in no time. */
export class Days implements Clock {
  private seed = 7;

  private constructor(
    private readonly emulator: Emulator,
    private time: number,
  ) {}

  static async of(emulator: Emulator): Promise<Days> {
    const { now } = (await (await fetch(`${emulator.control}/clock`)).json()) as { now: string };
    return new Days(emulator, Date.parse(now));
  }

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    this.emulator.advance(milliseconds);
  }

  random(): number {
    this.seed = (this.seed * 16_807) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  }
}

/** What a provider process has; `diesAt` is the moment at which its engine is gone. */
export function processOf(
  emulator: Emulator,
  clock: Days,
  lines: string[],
  diesAt = Number.POSITIVE_INFINITY,
): Context {
  const { endpoint, loginEndpoint } = emulator;
  const account = { tenantId: "contoso", clientId: "c0ffee00-0000-4000-8000-000000000001", clientSecret: secret };
  const tokenSource = clientSecretTokenSource({ ...account, loginEndpoint, clock, origin: "the test" });
  const client = new PartnerCenterClient({ endpoint, tokenSource, clock, requestsPerSecond: 5000 });
  return {
    client: () => client,
    begunJobs: () => {
      throw new Error("not asked here");
    },
    ingestion: () => {
      throw new Error("not asked here");
    },
    account: async () => ({ tenantId: "contoso", endpoint }),
    portal: () => "https://portal.example",
    say: (line) => lines.push(line),
    warn: (line) => lines.push(`warning: ${line}`),
    show: (line) => lines.push(line),
    isInterruptible: () => true,
    inputsOf: () => undefined,
    isDeclared: () => false,
    stillWanted: async () => {
      if (clock.now() >= diesAt) throw new Error("the engine is gone");
    },
    clock,
    unfinished: nothingUnfinished,
  };
}
