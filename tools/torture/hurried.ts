/**
 * Hours in no time: a provider process whose waits take no time, and, where something hangs, timers that run out a
 * hundred times sooner, so that the time-outs of requests and uploads can be waited for.
 */
import { Configuration } from "../../provider/configuration/configuration.js";
import { type SignInSettings, signIn } from "../../provider/configuration/sign-in.js";
import type { Lines } from "../../provider/engine/lines.js";
import { Run } from "../../provider/engine/run.js";
import { dynamicSurroundings } from "../../provider/engine/surroundings.js";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import type { Clock } from "../../provider/partner-center/clock.js";
import type { TokenSource } from "../../provider/partner-center/http/token-source.js";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import { ProductIngestionClient } from "../../provider/product-ingestion/client.js";

/** Timers from a second on run out so many times sooner: a time-out of 60 s after 0.6 s. */
const haste = 100;
const hurriedFrom = 1_000;

/** Sleeping moves this clock, and takes a millisecond. */
export class HurriedClock implements Clock {
  private skipped = 0;

  now(): number {
    return Date.now() + this.skipped;
  }

  sleep(milliseconds: number): Promise<void> {
    this.skipped += milliseconds;
    return new Promise((resolve) => setTimeout(resolve, 1));
  }

  random(): number {
    return 0.5;
  }
}

/** A provider process with such a clock. */
export class HurriedRun extends Run {
  private known: { readonly client: PartnerCenterClient; readonly ingestion: ProductIngestionClient } | undefined;
  private readonly clock = new HurriedClock();

  /** @param printed Gets what would be printed. */
  constructor(
    private readonly variables: NodeJS.ProcessEnv,
    private readonly printed: string[],
  ) {
    const lines: Lines = {
      tell: (_kind, _urn, title, text) => void printed.push(`${title}: ${text}`),
      told: async () => {},
    };
    super({ get: () => undefined }, variables, { ...dynamicSurroundings(), lines });
  }

  override context(tell: Parameters<Run["context"]>[0]): ReturnType<Run["context"]> {
    const client = () => this.clients().client;
    return { ...super.context(tell), client, ingestion: () => this.clients().ingestion, clock: this.clock };
  }

  override stirred(): void {
    this.known?.ingestion.changes.stirred();
  }

  private clients() {
    if (this.known === undefined) {
      const configuration = new Configuration({ get: () => undefined }, this.variables);
      const { trace, loginEndpoint, endpoint, productIngestionEndpoint, ...settings } = configuration.settings();
      const log = trace ? { trace: (line: string) => void this.printed.push(line) } : {};
      const tokenSource = this.tokenSource(configuration, { loginEndpoint, proxy: settings.proxy, ...log });
      const shared = { ...settings, ...log, tokenSource, clock: this.clock };
      const notice = (line: string) => void this.printed.push(line);
      this.known = {
        client: new PartnerCenterClient({ ...shared, endpoint }),
        ingestion: new ProductIngestionClient({ ...shared, notice, endpoint: productIngestionEndpoint }),
      };
    }
    return this.known;
  }

  private tokenSource(configuration: Configuration, options: SignInSettings): TokenSource {
    const credentials = configuration.credentials();
    if (credentials.kind !== "clientSecret") return signIn(credentials, options, this.variables);
    return clientSecretTokenSource({ ...credentials, ...options, clock: this.clock });
  }
}

/**
 * Makes the timers of this process hurry while `isHurried` says so: only where something hangs, since on a busy machine
 * a request that is under way would be given up too soon.
 * @returns What ends it.
 */
export function hurryTimers(isHurried: () => boolean): () => void {
  const { setTimeout: patient } = globalThis;
  const { timeout } = AbortSignal;
  const sooner = (milliseconds = 0) =>
    milliseconds >= hurriedFrom && isHurried() ? Math.ceil(milliseconds / haste) : milliseconds;
  const hurried = (work: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) =>
    patient(work, sooner(milliseconds), ...args);
  globalThis.setTimeout = Object.assign(hurried, patient) as typeof setTimeout;
  AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, sooner(milliseconds));
  return () => {
    globalThis.setTimeout = patient;
    AbortSignal.timeout = timeout;
  };
}
