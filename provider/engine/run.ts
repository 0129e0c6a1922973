// One run of a provider process: the client with its token and limiter, what the program of this run wants, and what
// interrupted runs have written.
import { BegunJobs } from "../configuration/begun-jobs.js";
import { type Account, Configuration, type ConfigurationValues, lastingKey } from "../configuration/configuration.js";
import type { Context } from "../pages/context.js";
import type { PartnerCenterClient } from "../partner-center/client.js";
import { systemClock } from "../partner-center/clock.js";
import { defaultEndpoint } from "../partner-center/endpoints.js";
import type { ProductIngestionClient } from "../product-ingestion/client.js";
import type { Properties } from "../values/properties.js";
import { answers } from "./alive.js";
import { InputsById } from "./inputs-by-id.js";
import type { LineKind, Lines } from "./lines.js";
import { Program } from "./program.js";
import { dynamicSurroundings, type Surroundings } from "./surroundings.js";
import { type anyState, UnfinishedWork, unfinishedFolder } from "./unfinished-work.js";

/**
 * Loaded when the service is first asked, without a promise for those who want a client at once: where nothing has changed,
 * the clients and their schemas would be half of what a provider loads.
 */
const connection = (): typeof import("../configuration/connection.js") => require("../configuration/connection.js");

/** What the resources of one provider process share. */
export class Run {
  private readonly configuration: Configuration;
  private readonly beginnings = new Map<string, Properties>();
  private isUnaskedTold = false;
  /** Offers of which was said why their resources stay. */
  private readonly saidOf = new Set<string>();
  private sharedClient: PartnerCenterClient | undefined;
  private sharedIngestion: ProductIngestionClient | undefined;
  private emulator: Promise<string | undefined> | undefined;
  readonly stillWanted: () => Promise<void>;
  readonly program = new Program();
  /** Of the resources of this run that are there. */
  readonly inputs = new InputsById();

  constructor(
    values: ConfigurationValues,
    private readonly environment: NodeJS.ProcessEnv = process.env,
    private readonly surroundings: Surroundings = dynamicSurroundings(),
  ) {
    this.configuration = new Configuration(values, environment);
    this.stillWanted = surroundings.stillWanted;
  }

  /** Where lines for the person at the terminal go. */
  get lines(): Lines {
    return this.surroundings.lines;
  }

  /** The configured account, or undefined without credentials (a preview needs none). */
  account(): Account | undefined {
    return this.configuration.account();
  }

  /** Why the service cannot be asked, if it cannot: told once in a run. */
  whyUnasked(): { readonly kind: LineKind; readonly text: string } | undefined {
    if (this.isUnaskedTold) return undefined;
    this.isUnaskedTold = true;
    const flaw = this.configuration.flawOfCredentials();
    const start = "Partner Center was not asked for anything";
    if (flaw !== undefined) return { kind: "warning", text: `${start}: ${flaw}` };
    if (this.account() !== undefined) return undefined;
    const where = "such as PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID and PARTNERCENTER_CLIENT_SECRET";
    return {
      kind: "note",
      text: `${start}: no credentials are set\nwhat is there already is not known; set credentials, ${where}, to have it looked at`,
    };
  }

  /**
   * The configured account with what stays the same of it when an emulator's address changes. An emulator is asked once.
   *
   * @throws ConfigurationError without credentials.
   */
  async lastingAccount(): Promise<Account> {
    const account = { tenantId: this.configuration.credentials().tenantId, endpoint: this.configuration.host() };
    this.emulator ??= this.configuration.emulator();
    const emulator = await this.emulator;
    return emulator === undefined ? account : { ...account, emulator };
  }

  private client(): PartnerCenterClient {
    this.sharedClient ??= connection().connect(this.configuration, this.environment, {
      beforeWrite: this.stillWanted,
      stopUploads: this.surroundings.interrupt.signal,
    });
    return this.sharedClient;
  }

  private ingestion(): ProductIngestionClient {
    this.sharedIngestion ??= connection().connectProductIngestion(this.configuration, this.environment, {
      beforeWrite: this.stillWanted,
      waitClock: this.surroundings.interrupt.ending(systemClock),
    });
    return this.sharedIngestion;
  }

  /** The engine has asked something: more edits may come, with which those that wait share a job. */
  stirred(): void {
    this.sharedIngestion?.changes.stirred();
  }

  /**
   * What interrupted runs have written.
   * @param work By what their work is known in its account.
   * @param before What the engine has of the object; undefined for a creation.
   */
  unfinished(work: string, before: Properties | typeof anyState | undefined): UnfinishedWork {
    const known = async () => [await this.accountKey(), work];
    return new UnfinishedWork(unfinishedFolder(this.environment), known, before ?? this.beginnings.get(work));
  }

  /** What stays the same of the configured account; null without credentials. */
  private async accountKey(): Promise<readonly string[] | null> {
    return this.account() === undefined ? null : lastingKey(await this.lastingAccount());
  }

  /**
   * This work makes an object in the place of another one, of which the engine has this state: until it has the new one's,
   * also when the old one is deleted first.
   */
  beginReplacement(work: string, before: Properties): void {
    this.beginnings.set(work, before);
  }

  /** @param tell Gets the lines for the person at the terminal. */
  context(tell: (kind: LineKind, line: string) => void): Omit<Context, "unfinished"> {
    return {
      client: () => this.client(),
      ingestion: () => this.ingestion(),
      begunJobs: () => new BegunJobs(this.environment, this.configuration.host()),
      account: () => this.lastingAccount(),
      portal: () => portalOf(this.configuration.settings().endpoint),
      say: (line) => tell("note", line),
      warn: (line) => tell("warning", line),
      show: (line) => tell("passing", line),
      stillWanted: this.stillWanted,
      inputsOf: this.inputs.find,
      isDeclared: (...object) => this.program.declares(JSON.stringify(object)),
      isInterruptible: () => this.surroundings.interrupt.isHeard(),
      clock: this.surroundings.interrupt.ending(systemClock),
    };
  }

  /** Whether this object may stay in Partner Center when its resource goes. */
  mayStay(identity: string): boolean {
    return this.program.leavesPublished(identity) || this.leavesPublished() === true;
  }

  /** Whether this is the first resource of an offer, all of which stay for the same reason. */
  isFirstLeft(offer: string): boolean {
    if (this.saidOf.has(offer)) return false;
    this.saidOf.add(offer);
    return true;
  }

  /** Whether what cannot be deleted is left in Partner Center; undefined where nobody has said. */
  leavesPublished(): boolean | undefined {
    return this.configuration.leavesPublished();
  }

  /** Whether the service is on this machine, as the emulator is. */
  isEmulated(): boolean {
    return this.configuration.isEmulated();
  }

  /** Whether nothing listens any more where the emulator was: then everything in it is gone. */
  async isEmulatorGone(): Promise<boolean> {
    if (!this.isEmulated()) return false;
    const { hostname, port } = new URL(this.configuration.settings().endpoint);
    return !(await answers({ host: hostname.replace(/[[\]]/g, ""), port: Number(port) }, 5_000));
  }
}

function portalOf(endpoint: string): string {
  const url = new URL(endpoint);
  return url.origin === new URL(defaultEndpoint).origin ? "https://partner.microsoft.com/en-us" : url.origin;
}
