/** A place to try handlers in: an emulator, a temporary folder for a program's files, and what the handlers print. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-partnercenter-emulator";
import type { Kind } from "../../provider/engine/kind.js";
import { Run } from "../../provider/engine/run.js";
import { noDelays } from "../emulator/client.js";
import { Colleague } from "./colleague.js";
import { Declared } from "./declared.js";

export const secret = "Qz7~very-secret-client-secret";

/** Everything that a test needs; filled in before the tests of a suite run. */
export class Workbench {
  emulator!: Emulator;
  colleague!: Colleague;
  folder!: string;
  /** What was printed by `console.log`, line by line. */
  readonly lines: string[] = [];

  /** The environment of a provider process with credentials of a tenant. */
  environment(tenant = "contoso"): NodeJS.ProcessEnv {
    return {
      PULUMI_HOME: this.folder,
      PARTNERCENTER_TENANT_ID: tenant,
      PARTNERCENTER_CLIENT_ID: "c0ffee00-0000-4000-8000-000000000001",
      PARTNERCENTER_CLIENT_SECRET: secret,
      PARTNERCENTER_ENDPOINT: this.emulator.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: this.emulator.loginEndpoint,
      PARTNERCENTER_REQUESTS_PER_SECOND: "2000",
      PARTNERCENTER_MAX_CONCURRENCY: "16",
      // Refuses what Partner Center cannot do, although the service is on this machine.
      PARTNERCENTER_LEAVE_PUBLISHED: "false",
    };
  }

  /** A fresh provider process: it remembers nothing of earlier ones. */
  run(environment = this.environment()): Run {
    return new Run({ get: () => undefined }, environment);
  }

  /** A resource of a program; each command has a provider process of its own, unless one is given for all. */
  declared(kind: Kind, run?: Run): Declared {
    return new Declared(kind, () => run ?? this.run());
  }

  /** The API calls (without tokens) that a piece of work made, such as `PUT /products/{productId}/listings/{id}`. */
  async calls(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.emulator.requests().length;
    await work();
    return this.emulator
      .requests()
      .slice(before)
      .filter(({ kind }) => kind === "api")
      .map(({ method, operation, path }) => operation ?? `${method} ${path}`);
  }

  /** Those of the calls that change something. */
  async writes(work: () => Promise<unknown>): Promise<string[]> {
    return (await this.calls(work)).filter((call) => !call.startsWith("GET "));
  }

  /** What a piece of work printed. */
  async printed(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.lines.length;
    await work();
    return this.lines.slice(before);
  }

  /** Writes a file of the program, whole or not at all, and gives its path. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, content);
    await rename(draft, path);
    return path;
  }
}

/** Starts an emulator before the tests of a suite and ends it after them. */
export function workbench(options: EmulatorOptions = {}): Workbench {
  const bench = new Workbench();
  const print = console.log;
  before(async () => {
    bench.emulator = await startEmulator({ delays: noDelays, ...options });
    bench.colleague = await Colleague.signIn(bench.emulator);
    bench.folder = await mkdtemp(join(tmpdir(), "partnercenter-provider-"));
    console.log = (...parts: unknown[]) => bench.lines.push(parts.map(String).join(" "));
  });
  afterEach(() => bench.emulator.setFaults([]));
  after(async () => {
    console.log = print;
    await bench.emulator.stop();
    await rm(bench.folder, { recursive: true, force: true });
  });
  return bench;
}
