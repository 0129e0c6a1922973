/** A stack with an emulator of its own: what the program asked the service for, and what the service has. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Emulator,
  type EmulatorOptions,
  type RequestLogEntry,
  startEmulator,
} from "pulumi-partnercenter-emulator";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { clientSecretTokenSource } from "../../provider/partner-center/sign-in/token-sources.js";
import { checkEveryAnswer } from "../contract/every-answer.js";
import { keepSecret } from "./every-output.js";
import { writeProgramFiles } from "./offer-program.js";
import { linkPackages } from "./project.js";
import {
  createPlace,
  createStack,
  type OperationResult,
  type Place,
  type StackOptions,
  type TestStack,
} from "./stack.js";

// The engine tests are a run of their own: their emulators' answers are held to the published document as well.
checkEveryAnswer();

/** The account that the environment of the tests leads to. */
export const credentials = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  clientId: "22222222-2222-4222-8222-222222222222",
  clientSecret: "the-secret-of-the-test",
};

keepSecret(credentials.clientSecret);

/** What an offer is for the emulator (`GET /_emulator/state`). */
export interface EmulatedProduct {
  id: string;
  tenantId: string;
  name: string;
  externalIDs: { type: string; value: string }[];
  variants: { id: string; externalID: string; friendlyName: string }[];
  packages: { id: string; state: string; fileName: string }[];
  submissions: { id: string; substate: string; releaseNumber: number }[];
  instances: { module: string; variantID?: string; resources: Record<string, unknown>[] }[];
}

/** How many requests there were. Polls: looks at a submission, its work flows or a package, while waiting for them. */
export interface RequestCounts {
  api: number;
  polls: number;
  token: number;
  /** Method and operation of all that are no polls, in order. */
  operations: string[];
}

const poll = /^GET \/products\/\{[^}]*\}\/(submissions\/\{[^}]*\}(\/workflowdetails)?|packages\/\{[^}]*\})$/i;

/** An emulator, with what tests ask of it. */
export class EmulatedService {
  private constructor(readonly emulator: Emulator) {}

  static async start(options: EmulatorOptions = {}): Promise<EmulatedService> {
    return new EmulatedService(await startEmulator({ scenario: "instant", ...options }));
  }

  /** Variables that lead a provider to this emulator. */
  environment(account = credentials): Record<string, string> {
    return { ...this.settings(), ...this.credentialVariables(account) };
  }

  /** The same without credentials. */
  settings(): Record<string, string> {
    return {
      PARTNERCENTER_ENDPOINT: this.emulator.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: this.emulator.loginEndpoint,
      PARTNERCENTER_REQUESTS_PER_SECOND: "1000",
      // Refuses what Partner Center cannot do, although the service is on this machine.
      PARTNERCENTER_LEAVE_PUBLISHED: "false",
    };
  }

  private credentialVariables({ tenantId, clientId, clientSecret }: typeof credentials): Record<string, string> {
    return {
      PARTNERCENTER_TENANT_ID: tenantId,
      PARTNERCENTER_CLIENT_ID: clientId,
      PARTNERCENTER_CLIENT_SECRET: clientSecret,
    };
  }

  /** The log so far. */
  requests(): RequestLogEntry[] {
    return this.emulator.requests();
  }

  /** What `work` asked of the service. */
  async counting<T>(work: () => Promise<T>): Promise<{ result: T; counts: RequestCounts }> {
    const before = this.requests().length;
    const result = await work();
    const entries = this.requests().slice(before);
    const api = entries.filter(({ kind }) => kind === "api");
    const name = ({ method, path, operation }: RequestLogEntry) => operation ?? `${method} ${path}`;
    const counted = api.filter((entry) => !poll.test(name(entry)));
    return {
      result,
      counts: {
        api: counted.length,
        polls: api.length - counted.length,
        token: entries.length - api.length,
        operations: counted.map(name),
      },
    };
  }

  /** The offers that there are. */
  async products(): Promise<EmulatedProduct[]> {
    const answer = await fetch(`${this.emulator.control}/state`);
    return ((await answer.json()) as { products: EmulatedProduct[] }).products;
  }

  /** The only offer. */
  async product(): Promise<EmulatedProduct> {
    const [product, ...more] = await this.products();
    if (product === undefined || more.length > 0) throw new Error("there is not one offer alone");
    return product;
  }

  /** What a colleague in the portal works with. */
  colleague(): PartnerCenterClient {
    const { endpoint, loginEndpoint } = this.emulator;
    return new PartnerCenterClient({
      endpoint,
      requestsPerSecond: 1000,
      tokenSource: clientSecretTokenSource({ ...credentials, loginEndpoint, origin: "the colleague" }),
    });
  }

  stop(): Promise<void> {
    return this.emulator.stop();
  }
}

/** Method of each operation that changes something. */
export function writes(operations: readonly string[]): string[] {
  return operations.filter((operation) => !operation.startsWith("GET "));
}

/** The counts of an operation that did nothing. */
export const nothing = { same: 0, create: 0, update: 0, delete: 0, replace: 0 };

/** The counts of an operation that asked for nothing. */
export const noRequests: RequestCounts = { api: 0, polls: 0, token: 0, operations: [] };

/** What an operation changed, such as `update app`. */
export function changed({ steps }: OperationResult): string[] {
  return steps.filter(({ op }) => !["same", "read", "refresh"].includes(op)).map(({ op, name }) => `${op} ${name}`);
}

/** An emulator, and a stack whose program's folder holds the files of `offer-program.ts`. */
export interface OfferStack {
  readonly service: EmulatedService;
  readonly stack: TestStack;
  /** The program's folder. */
  readonly folder: string;
  /** Variables that the following operations get besides those of the stack. Empty ones count as not set. */
  useVariables(variables: Record<string, string>): void;
  dispose(): Promise<void>;
}

/** Makes a stack with an emulator. */
export async function createOfferStack(
  options: StackOptions & { emulator?: EmulatorOptions } = {},
): Promise<OfferStack> {
  const { emulator, environment, ...rest } = options;
  const service = await EmulatedService.start(emulator);
  const files = await createPlace();
  const folder = await createProgramFolder(files);
  const stack = await createStack({ ...rest, main: folder, environment: { ...service.environment(), ...environment } });
  return {
    service,
    stack,
    folder,
    useVariables: (variables) => {
      stack.automation.workspace.envVars = variables;
    },
    dispose: async () => {
      await stack.dispose();
      await files.dispose();
      await service.stop();
    },
  };
}

/** A program's folder with the files of `offer-program.ts`, from which our package resolves. */
export async function createProgramFolder(place: Place): Promise<string> {
  const folder = join(place.folder, "program");
  await mkdir(folder);
  await linkPackages(folder);
  await writeProgramFiles(folder);
  return folder;
}
