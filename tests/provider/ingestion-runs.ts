/** Provider processes that work on offers of the Product Ingestion API and live by the emulator's clock. */
import assert from "node:assert/strict";
import type { Kind } from "../../provider/engine/kind.js";
import type { Lines } from "../../provider/engine/lines.js";
import { Run } from "../../provider/engine/run.js";
import { dynamicSurroundings } from "../../provider/engine/surroundings.js";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import type { Clock } from "../../provider/partner-center/clock.js";
import type { TokenSource } from "../../provider/partner-center/http/token-source.js";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import { ProductIngestionClient } from "../../provider/product-ingestion/client.js";
import type { Properties } from "../../provider/values/properties.js";
import { Days } from "./days.js";
import { Declared } from "./declared.js";
import { secret, type Workbench } from "./workbench.js";

/** How many of these calls hand in edits. */
export const postsIn = (calls: readonly string[]) => calls.filter((call) => call === "POST /configure").length;

/** How many of these calls read, beside those that ask how a job is getting on. */
export const readsIn = (calls: readonly string[]) =>
  calls.filter((call) => call.startsWith("GET ") && !call.endsWith("/status")).length;

export class IngestionRuns {
  /** What was said to the person at the terminal. */
  readonly lines: string[] = [];

  private constructor(
    private readonly bench: Workbench,
    readonly clock: Days,
    private readonly tenant: string,
  ) {}

  /** @param tenant That of the credentials. */
  static async of(bench: Workbench, tenant = "contoso"): Promise<IngestionRuns> {
    return new IngestionRuns(bench, await Days.of(bench.emulator), tenant);
  }

  /** A resource; each command has a process of its own, unless one is given for all. */
  declared(kind: Kind, run?: Run): Declared {
    return new Declared(kind, () => run ?? this.run());
  }

  /** An `up` that finds nothing to do, and asks for nothing. */
  async unchanged(declared: Declared, program: Properties): Promise<void> {
    const calls = await this.bench.calls(async () => assert.equal(await declared.up(program), "unchanged"));
    assert.deepEqual(calls, []);
  }

  /** A fresh provider process: its time is that of the emulator. */
  run(): Run {
    return this.dyingRun(this.clock, (next) => next());
  }

  /**
   * Lets a run work that is dead after so many API calls: none of its later ones arrives.
   *
   * @returns Whether it came so far.
   */
  async dying(calls: number, work: (run: Run) => Promise<unknown>): Promise<boolean> {
    const { clock } = this;
    const died = Promise.withResolvers<boolean>();
    const seen = this.counter();
    const check = async <T>(next: () => Promise<T>): Promise<T> => {
      if (seen() < calls) return next();
      died.resolve(true);
      return new Promise<never>(() => {});
    };
    const dyingClock: Clock = {
      now: () => clock.now(),
      random: () => clock.random(),
      sleep: (milliseconds) => check(() => clock.sleep(milliseconds)),
    };
    return Promise.race([died.promise, work(this.dyingRun(dyingClock, check)).then(() => false)]);
  }

  /** A run during which somebody does something, after so many of its API calls and before the next one. */
  meeting(calls: number, work: () => Promise<void>): Run {
    const seen = this.counter();
    let met: Promise<void> | undefined;
    return this.dyingRun(this.clock, async (next) => {
      if (met === undefined && seen() >= calls) met = work();
      await met;
      return next();
    });
  }

  /** Counts API calls from now on. */
  private counter(): () => number {
    const { emulator } = this.bench;
    const before = emulator.requests().length;
    return () =>
      emulator
        .requests()
        .slice(before)
        .filter(({ kind }) => kind === "api").length;
  }

  /** One of which each request goes through `check`, which may never go on. */
  private dyingRun(clock: Clock, check: <T>(next: () => Promise<T>) => Promise<T>): Run {
    const { bench, lines, tenant } = this;
    const { endpoint, loginEndpoint, productIngestionEndpoint } = bench.emulator;
    const account = { tenantId: tenant, clientId: "c0ffee00-0000-4000-8000-000000000001", clientSecret: secret };
    const tokenSource = clientSecretTokenSource({ ...account, loginEndpoint, clock, origin: "the test" });
    const checked: TokenSource = {
      origin: tokenSource.origin,
      token: (audience) => check(() => tokenSource.token(audience)),
      renew: (audience, refused) => tokenSource.renew(audience, refused),
    };
    const options = { tokenSource: checked, clock, requestsPerSecond: 5000 };
    const client = new PartnerCenterClient({ endpoint, ...options });
    // Edits that come in together wait for each other.
    const gathering: Clock = {
      now: () => clock.now(),
      random: () => clock.random(),
      async sleep(milliseconds) {
        if (milliseconds <= 1000) await new Promise((resolve) => setTimeout(resolve, 50));
        return clock.sleep(milliseconds);
      },
    };
    const notice = (line: string) => void lines.push(line);
    const endpoints = { endpoint: productIngestionEndpoint, notice };
    const ingestion = new ProductIngestionClient({ ...options, ...endpoints, clock: gathering });
    class MachineRun extends Run {
      override context(tell: Parameters<Run["context"]>[0]): ReturnType<Run["context"]> {
        return { ...super.context(tell), client: () => client, ingestion: () => ingestion, clock };
      }
      override stirred(): void {
        ingestion.changes.stirred();
      }
    }
    const listening: Lines = {
      tell(kind, _urn, _title, text) {
        if (kind !== "passing") lines.push(kind === "warning" ? `warning: ${text}` : text);
      },
      told: async () => {},
    };
    const surroundings = { ...dynamicSurroundings([]), lines: listening };
    return new MachineRun({ get: () => undefined }, bench.environment(tenant), surroundings);
  }
}
