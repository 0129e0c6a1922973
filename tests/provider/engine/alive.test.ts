/** A provider process whose engine is gone stops before its next write. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { aliveCheck, engineAddress } from "../../../provider/engine/alive.js";
import { failure } from "../declared.js";
import { smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

const plugin = "/app/node_modules/@pulumi/pulumi/cmd/dynamic-provider";

/** Something that answers at an address, as an engine does, until it is ended. */
async function engine(): Promise<{ address: string; end(): Promise<void> }> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    address: `127.0.0.1:${port}`,
    end: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/**
 * Something that listens, but takes no connection, as an engine that the machine has no time for: a process that stands
 * still, with as many callers before us as the system lets wait.
 */
async function busyEngine(): Promise<{ address: string; end(): Promise<void> }> {
  const script = `
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:fs").writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });
  `;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [bytes] = await once(child.stdout, "data");
  const port = Number(String(bytes));
  const callers: Socket[] = [];
  for (let isTaken = true; isTaken; ) {
    const caller = connect({ port, host: "127.0.0.1" }).on("error", () => {});
    callers.push(caller);
    isTaken = await Promise.race([
      once(caller, "connect").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300)),
    ]);
  }
  return {
    address: `127.0.0.1:${port}`,
    end: async () => {
      for (const caller of callers) caller.destroy();
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

describe("the engine's address", () => {
  const cases: [argv: string[], host: string | undefined, port?: number][] = [
    [["node", plugin, "127.0.0.1:4711"], "127.0.0.1", 4711],
    [["node", `${plugin}/index.js`, "127.0.0.1:4711"], "127.0.0.1", 4711],
    [["node", `${plugin}/index`, "--flag", "localhost:80"], "localhost", 80],
    [["node", "C:\\app\\dynamic-provider\\index.js", "127.0.0.1:4711"], "127.0.0.1", 4711],
    [["node", plugin, "[::1]:4711"], "::1", 4711],
    [["node", "/app/index.js", "127.0.0.1:4711"], undefined],
    [["node", plugin], undefined],
    [["node", plugin, "not-an-address"], undefined],
    [["node"], undefined],
  ];
  for (const [argv, host, port] of cases) {
    it(`of ${argv.slice(1).join(" ") || "nothing"} is ${host ?? "none"}`, () => {
      assert.deepEqual(engineAddress(argv), host === undefined ? undefined : { host, port });
    });
  }
});

describe("a provider process", () => {
  const bench = workbench();

  it("goes on while its engine answers, and ends when it does not", async () => {
    const { address, end } = await engine();
    let ended = 0;
    const check = aliveCheck(engineAddress(["node", plugin, address]), { exit: () => ended++, everyMs: 60_000 });
    await check();
    assert.equal(ended, 0);
    await end();
    assert.match(
      (await failure(check())).message,
      /engine that asked for this work is gone; stopped before the next write/,
    );
    assert.equal(ended, 1);
  });

  it("goes on while its engine has no time to answer: slow is not gone", async () => {
    const { address, end } = await busyEngine();
    try {
      let ended = 0;
      await aliveCheck(engineAddress(["node", plugin, address]), {
        exit: () => ended++,
        everyMs: 50,
        patienceMs: 100,
      })();
      await new Promise((resolve) => setTimeout(resolve, 400)); // some looks that nobody asked for
      assert.equal(ended, 0);
    } finally {
      await end();
    }
  });

  it("that has nothing to write ends too, once its engine is gone", async () => {
    const { address, end } = await engine();
    const ended = new Promise<void>((resolve) =>
      aliveCheck(engineAddress(["node", plugin, address]), { exit: resolve, everyMs: 20 }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await end();
    await ended;
  });

  it("that no engine started is never ended", async () => {
    await aliveCheck(engineAddress(["node", "mocha", "127.0.0.1:1"]), {
      exit: () => assert.fail("ended"),
      everyMs: 1,
    })();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("writes nothing more once the engine is gone, and ends", async () => {
    const { address, end } = await engine();
    const program = await smallOffer(bench, "orphan");
    const script = `
      const { handlersOf } = require(${JSON.stringify(require.resolve("../../../provider/engine/lifecycle.js"))});
      const { Run } = require(${JSON.stringify(require.resolve("../../../provider/engine/run.js"))});
      const { offer } = require(${JSON.stringify(require.resolve("../../../provider/kinds/offer/offer.js"))});
      const argv = ["node", ${JSON.stringify(plugin)}, ${JSON.stringify(address)}];
      const { dynamicSurroundings } = require(${JSON.stringify(require.resolve("../../../provider/engine/surroundings.js"))});
      const run = new Run({ get: () => undefined }, process.env, dynamicSurroundings(argv));
      const handlers = handlersOf(offer, () => run);
      const program = ${JSON.stringify(program)};
      setInterval(() => {}, 1000); // as a provider's server does: it would live for ever
      (async () => {
        const { id, outs } = await handlers.create((await handlers.check({}, program)).inputs);
        process.send("made");
        await new Promise((resolve) => process.once("message", resolve));
        const { inputs } = await handlers.check(program, { ...program, listing: { summary: "never written" } });
        await handlers.update(id, outs, inputs).catch((error) => process.send(error.message));
      })();
    `;
    const orphan = spawn(process.execPath, ["-e", script], {
      env: { ...process.env, ...bench.environment() },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const [made] = await once(orphan, "message");
    assert.equal(made, "made");
    await end();
    const ended = once(orphan, "exit");
    const writes = await bench.writes(async () => {
      orphan.send("go on");
      const [message] = await once(orphan, "message");
      assert.match(message as string, /engine .*is gone/);
    });
    assert.deepEqual(writes, []);
    assert.deepEqual(await ended, [1, null]);
  });
});
