import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as runtimeSettings from "@pulumi/pulumi/runtime/settings.js";
import { linkPackages, pulumiYaml } from "./project.js";
import { createPlace, createStack, OperationFailedError, type Place, type TestStack } from "./stack.js";

const provider: pulumi.dynamic.ResourceProvider = {
  async check(_olds, news) {
    return { inputs: news, failures: [] };
  },
  async diff(_id, olds, news) {
    return {
      changes: olds.text !== news.text || olds.key !== news.key,
      replaces: olds.key === news.key ? [] : ["key"],
    };
  },
  async create(inputs) {
    if (inputs.text === "refuse") throw new Error("the text is refused");
    return { id: `id-${inputs.key}`, outs: { ...inputs, seen: process.env.HARNESS_VARIABLE ?? "nothing" } };
  },
  async update(_id, _olds, news) {
    return { outs: { ...news, seen: "updated" } };
  },
};

class Note extends pulumi.dynamic.Resource {
  declare readonly seen: pulumi.Output<string>;
  constructor(name: string, args: { key: pulumi.Input<string>; text: string }) {
    super(provider, name, { ...args, seen: undefined }, {}, "harness", "Note");
  }
}

/** Passes connections to this port on to an address. */
function forward(port: number, address: string): Server {
  const server = createServer((socket) => {
    const engine = connect(Number(address.split(":")[1]), "127.0.0.1");
    for (const [one, other] of [
      [socket, engine],
      [engine, socket],
    ] as const) {
      one.pipe(other);
      one.on("error", () => other.destroy());
    }
  });
  return server.listen(port, "127.0.0.1");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const note = (key: string, text: string) => async () => ({ seen: new Note("note", { key, text }).seen });

describe("the engine harness with inline programs", function () {
  this.timeout(120_000);
  let stack: TestStack;

  before(async () => {
    stack = await createStack({
      environment: { HARNESS_VARIABLE: "passed on" },
      config: { word: { secret: "hidden" } },
    });
  });
  after(() => stack.dispose());

  it("counts what preview and up do, without the stack itself", async () => {
    const preview = await stack.preview({ program: note("a", "one") });
    assert.deepEqual(preview.counts, { same: 0, create: 1, update: 0, delete: 0, replace: 0 });
    const up = await stack.up({ program: note("a", "one") });
    assert.deepEqual(up.counts, { same: 0, create: 1, update: 0, delete: 0, replace: 0 });
    assert.deepEqual(
      up.steps.map(({ op, type, name }) => ({ op, type, name })),
      [{ op: "create", type: "pulumi-nodejs:dynamic/harness:Note", name: "note" }],
    );
    assert.match(up.stdout, /\+ 2 created/);
    assert.equal((await stack.outputs()).seen?.value, "passed on");
  });

  it("tells same, update and replace apart", async () => {
    const same = await stack.up({ program: note("a", "one") });
    assert.deepEqual(same.counts, { same: 1, create: 0, update: 0, delete: 0, replace: 0 });
    const update = await stack.up({ program: note("a", "two") });
    assert.deepEqual(update.counts, { same: 0, create: 0, update: 1, delete: 0, replace: 0 });
    const replace = await stack.preview({ program: note("b", "two") });
    assert.deepEqual(replace.counts, { same: 0, create: 0, update: 0, delete: 0, replace: 1 });
  });

  it("throws what failed, or returns it when asked", async () => {
    const program = async () => {
      const first = new Note("note", { key: "a", text: "two" });
      new Note("other", { key: first.seen.apply(() => "c"), text: "refuse" });
    };
    await assert.rejects(stack.up({ program }), (error) => {
      assert.ok(error instanceof OperationFailedError);
      assert.match(error.message, /the text is refused/);
      assert.equal(error.result.counts.same, 1);
      assert.ok(error.result.diagnostics.some(({ severity }) => severity === "error"));
      return true;
    });
    const preview = await stack.preview({ program: async () => Promise.reject(new Error("broken")), mayFail: true });
    assert.equal(preview.succeeded, false);
  });

  it("tells when a program had no way to the engine, and later reaches another engine at the same port", async () => {
    const runtime = runtimeSettings as unknown as { resetOptions(...values: unknown[]): void };
    const { resetOptions } = runtime;
    const port = await freePort();
    let proxy: Server | undefined;
    const preview = async (reachable: boolean) => {
      runtime.resetOptions = (project, stackName, parallel, engine, ...rest) => {
        if (reachable) proxy = forward(port, String(engine));
        resetOptions(project, stackName, parallel, `127.0.0.1:${port}`, ...rest);
      };
      try {
        return await stack.preview({ program: note("a", "two") });
      } finally {
        runtime.resetOptions = resetOptions;
        proxy?.close();
      }
    };
    await assert.rejects(preview(false), /succeeded, but the program was not run/);
    assert.equal((await preview(true)).counts.same, 1);
  });

  it("refreshes, exports, imports and destroys", async () => {
    const refresh = await stack.refresh();
    assert.deepEqual(refresh.counts, { same: 1, create: 0, update: 0, delete: 0, replace: 0 });
    const state = await stack.exportState();
    const destroy = await stack.destroy();
    assert.deepEqual(destroy.counts, { same: 0, create: 0, update: 0, delete: 1, replace: 0 });
    await stack.importState(state);
    assert.equal((await stack.destroy()).counts.delete, 1);
  });

  it("removes its folder", async () => {
    const other = await createStack();
    const { folder } = other.place;
    assert.ok(existsSync(folder));
    await other.dispose();
    assert.equal(existsSync(folder), false);
  });
});

const slowProgram = `
import * as pulumi from "@pulumi/pulumi";
import * as runtimeSettings from "@pulumi/pulumi/runtime/settings.js";
const provider = {
  async create() {
    console.log("creating");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return { id: "slow", outs: {} };
  },
};
const config = new pulumi.Config();
class Slow extends pulumi.dynamic.Resource {}
if (config.getBoolean("slow")) new Slow(provider, "slow", {}, {}, "harness", "Slow");
export const version: string = process.version;
`;

describe("the engine harness with the CLI itself", function () {
  this.timeout(120_000);
  let place: Place;
  let project: string;

  before(async () => {
    place = await createPlace();
    project = join(place.folder, "project");
    await mkdir(project);
    await linkPackages(project);
    await writeFile(join(project, "index.ts"), slowProgram);
    await writeFile(join(project, "Pulumi.yaml"), `${pulumiYaml("harness")}main: index.ts\n`);
    await writeFile(join(project, "package.json"), '{ "type": "module" }');
    const init = await place.run(["stack", "init", "test"], { cwd: project }).finished;
    assert.equal(init.code, 0, init.stderr);
  });
  after(() => place.dispose());

  it("runs a TypeScript project on the node that runs us", async () => {
    const up = await place.run(["up", "--yes", "--skip-preview"], { cwd: project }).finished;
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.ok(up.stdout.includes(process.version), up.stdout);
    assert.doesNotMatch(up.stdout + up.stderr, /warning/i);
  });

  it("kills the engine alone, tells which plugins live on, and ends them", async () => {
    let creating: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      creating = resolve;
    });
    const engine = place.run(["up", "--yes", "--skip-preview", "--config", "slow=true"], {
      cwd: project,
      onLine: (line) => {
        if (line.includes("creating")) creating();
      },
    });
    await Promise.race([reached, engine.finished]);
    // The line says "creating" also when the engine begins the step; give the plugin time to be there.
    await sleep(2_000);
    engine.kill("SIGKILL");
    while (isRunning(engine.pid)) await sleep(20);
    assert.ok(engine.descendants().length > 0, engine.stdout());
    await engine.end();
    assert.deepEqual(engine.descendants(), []);
    assert.equal((await engine.finished).signal, "SIGKILL");
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
