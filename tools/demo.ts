/**
 * `npm run demo`: the example program goes live in an emulator of Partner Center, by the real `pulumi up`. Everything
 * happens in a temporary folder; nothing is left running or lying about, however it ends.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { type ProcessResult, type RunningProcess, start } from "./child-process.js";
import { type DemoOptions, help, parseDemoOptions, UsageError } from "./demo-options.js";
import { countRequests, type EmulatorProcess, startEmulator } from "./emulator-process.js";
import { duration } from "./progress.js";
import { ensurePulumi, type PulumiCli } from "./pulumi/cli.js";
import { pulumiEnvironment } from "./pulumi/environment.js";

const root = resolve(__dirname, "../..");

/** Not secrets: the emulator takes any. */
const credentials = {
  PARTNERCENTER_TENANT_ID: "3f1d5a52-7a0e-4c0b-9f5e-2c6c1b7e9a10",
  PARTNERCENTER_CLIENT_ID: "9b0c8f64-1d2e-4a7b-8c3d-5e6f7a8b9c0d",
  PARTNERCENTER_CLIENT_SECRET: "demo",
};

/** Where the demonstration finds its parts. Other values are for tests. */
export interface DemoParts {
  /** The folder of the project's `Pulumi.yaml`. */
  readonly project: string;
  /** The emulator's script. */
  readonly emulator: string;
}

const ownParts: DemoParts = { project: root, emulator: join(root, "emulator/bin/partnercenter-emulator.js") };

/** One run of the demonstration: what it has started, and how all of it ends. */
class Demo {
  readonly folder = mkdtempSync(join(tmpdir(), "partnercenter-demo-"));
  /** A copy of the project's settings: making a stack writes its configuration beside them. */
  readonly #settings = join(this.folder, "project");
  readonly #started: RunningProcess[] = [];
  #cleaning: Promise<void> | undefined;

  constructor(
    private readonly options: DemoOptions,
    private readonly parts: DemoParts,
  ) {}

  async run(): Promise<void> {
    heading("Pulumi");
    const cli = await ensurePulumi({ log: (line) => console.log(line) });
    console.log(`Pulumi ${cli.version}, from ${cli.origin}`);

    heading("Partner Center (emulated)");
    const emulator = await startEmulator(this.parts.emulator, process.env, (one) => this.#started.push(one));
    console.log(`The offer can be looked at while it grows: ${emulator.portal}`);
    const env = this.#environment(cli, emulator);
    await this.#quietly(cli, env, ["stack", "init", "demo"]);
    await this.#quietly(cli, env, ["config", "set", "live", "true"]);
    if (this.options.app !== undefined) await this.#quietly(cli, env, ["config", "set", "app", this.options.app]);

    const app =
      this.options.app ?? relative(process.cwd(), join(this.parts.project, "examples/managed-application/app"));
    heading("pulumi up");
    console.log(`Publishing ${app}`);
    const began = Date.now();
    await this.#shown(cli, env, ["up", "--yes"]);
    const seconds = duration(Date.now() - began);
    const { calls, polls, signIns } = countRequests(await emulator.requests());

    heading("pulumi preview: is there anything left to do?");
    await this.#shown(cli, env, ["preview", "--diff", "--expect-no-changes"]);

    heading("Done");
    const outputs = await this.#outputs(cli, env);
    console.log(`Offer     ${outputs.offer}`);
    console.log(`State     ${outputs.state}`);
    console.log(`Time      ${seconds} for the first \`pulumi up\`, its preview included`);
    console.log(`Requests  ${calls} to the API, ${polls} more to ask how it is getting on, ${signIns} to sign in`);
    if (this.options.keep) await this.#keep(emulator, outputs.page);
    else
      console.log(
        "\nThe emulator stops now; `npm run demo -- --keep` leaves it up, to look at the offer in its pages.",
      );
  }

  /** Ends every process and removes the folder. Safe to call again. */
  async cleanUp(): Promise<void> {
    this.#cleaning ??= (async () => {
      await Promise.all(this.#started.map((running) => running.end()));
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    })();
    await this.#cleaning;
  }

  #environment(cli: PulumiCli, emulator: EmulatorProcess): NodeJS.ProcessEnv {
    const [backend, home, temporary] = ["backend", "home", "tmp"].map((name) => join(this.folder, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [backend, home, temporary, this.#settings]) mkdirSync(folder);
    copyFileSync(join(this.parts.project, "Pulumi.yaml"), join(this.#settings, "Pulumi.yaml"));
    const add = {
      ...credentials,
      PARTNERCENTER_ENDPOINT: emulator.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
      // What a killed engine leaves in the temporary folder goes away with ours.
      TMPDIR: temporary,
    };
    return pulumiEnvironment({ cli, backend, home, add });
  }

  /** Runs the program, with the engine's output on our terminal. */
  async #shown(cli: PulumiCli, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
    const place = ["--cwd", this.parts.project, "--stack", "demo"];
    const settings = ["--config-file", join(this.#settings, "Pulumi.demo.yaml")];
    const { code, signal } = await this.#pulumi(cli, env, [...args, ...place, ...settings], "inherit");
    if (code !== 0) throw new Error(`\`pulumi ${args.join(" ")}\` failed (${code ?? signal}); its output is above`);
  }

  /** Asks or tells the CLI something about the stack; its output is shown only when it fails. */
  async #quietly(cli: PulumiCli, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
    const { code, signal, stdout, stderr } = await this.#pulumi(
      cli,
      env,
      [...args, "--cwd", this.#settings],
      "capture",
    );
    if (code === 0) return stdout;
    throw new Error(`\`pulumi ${args.join(" ")}\` failed (${code ?? signal}): ${(stderr || stdout).trim()}`);
  }

  async #pulumi(
    cli: PulumiCli,
    env: NodeJS.ProcessEnv,
    args: readonly string[],
    output: "capture" | "inherit",
  ): Promise<ProcessResult> {
    const running = start(cli.pulumi, args, { env, output });
    this.#started.push(running);
    return await running.finished;
  }

  async #outputs(cli: PulumiCli, env: NodeJS.ProcessEnv): Promise<{ offer: string; state: string; page: string }> {
    const exported = JSON.parse(await this.#quietly(cli, env, ["stack", "export"])) as {
      deployment?: { resources?: { type: string; outputs?: Record<string, unknown> }[] };
    };
    const outputsOf = (kind: string) =>
      exported.deployment?.resources?.find(({ type }) => type === `pulumi-nodejs:dynamic/partnercenter:${kind}`)
        ?.outputs;
    const [offer, release] = [outputsOf("Offer"), outputsOf("Release")];
    const links = (release?.links ?? offer?.links) as { offer?: string } | undefined;
    const state = String(release?.substate ?? release?.state ?? "unknown");
    return {
      offer: `${offer?.offerId ?? "unknown"} (product ${offer?.productId ?? "unknown"})`,
      state: state === "InStore" ? "live (InStore)" : state,
      page: links?.offer ?? "unknown",
    };
  }

  async #keep(emulator: EmulatorProcess, page: string): Promise<void> {
    const variables = {
      ...credentials,
      PARTNERCENTER_ENDPOINT: emulator.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    };
    heading("The emulator stays up until Ctrl-C");
    console.log(`Look at the offer: ${page}`);
    console.log("A program talks to it with this environment:");
    for (const [name, value] of Object.entries(variables)) console.log(`  export ${name}=${value}`);
    const { code, signal } = await emulator.process.finished;
    throw new Error(`the emulator ended (${code ?? signal})`);
  }
}

function heading(text: string): void {
  const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  console.log(colour ? `\n\u001b[1m== ${text} ==\u001b[0m` : `\n== ${text} ==`);
}

/** Runs the demonstration with these arguments; its exit code. */
export async function main(args: readonly string[], parts: DemoParts = ownParts): Promise<number> {
  let demo: Demo;
  let interrupted = false;
  try {
    const options = parseDemoOptions(args, process.env.INIT_CWD ?? process.cwd());
    if (options.help) {
      console.log(help);
      return 0;
    }
    demo = new Demo(options, parts);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`demo: ${error.message}`);
    return 2;
  }
  const stop = new Promise<number>((resolve) => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const) {
      // Stays installed: a second Ctrl-C must not break off the clean-up.
      process.on(signal, () => {
        interrupted = true;
        resolve(code);
      });
    }
  });
  const work = demo.run().then(
    () => 0,
    (error: Error) => {
      if (!interrupted) console.error(`\ndemo: ${error.message}`);
      return 1;
    },
  );
  const code = await Promise.race([work, stop]);
  if (interrupted) console.error("\ndemo: stopped; cleaning up");
  await demo.cleanUp();
  return code;
}

if (require.main === module) {
  main(process.argv.slice(2)).then((code) => process.exit(code));
}
