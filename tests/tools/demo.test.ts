import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, start } from "../../tools/child-process.js";
import { parseDemoOptions, UsageError } from "../../tools/demo-options.js";
import { countRequests, startEmulator } from "../../tools/emulator-process.js";
import { duration } from "../../tools/progress.js";
import { pulumiEnvironment } from "../../tools/pulumi/environment.js";

const demo = require.resolve("../../tools/demo.js");

describe("the demonstration", function () {
  this.timeout(20_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-demo-test-"));
    await writeFile(join(folder, "app.zip"), "");
    await writeFile(join(folder, "app.txt"), "");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("takes the application as an absolute path", () => {
    assert.deepEqual(parseDemoOptions(["--app", "app.zip"], folder), {
      app: join(folder, "app.zip"),
      keep: false,
      help: false,
    });
    assert.equal(parseDemoOptions(["--app=.", "--keep"], folder).app, folder);
    assert.deepEqual(parseDemoOptions([], folder), { app: undefined, keep: false, help: false });
  });

  for (const [args, message] of [
    [["--app", "nowhere"], /there is nothing at .*nowhere$/],
    [["--app", "app.txt"], /is neither a folder nor a \.zip$/],
    [["--app", ""], /--app needs a folder or a \.zip$/],
    [["--app"], /'--app <value>' argument missing/],
    [["--nonsense"], /'--nonsense'/],
    [["nonsense"], /'nonsense'/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)} in one line`, () => {
      assert.throws(
        () => parseDemoOptions(args, folder),
        (error) => {
          assert.ok(error instanceof UsageError);
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
  }

  it("ends with 2 and one line for a bad option, and shows its help", async () => {
    const bad = await run(process.execPath, [demo, "--nonsense"]);
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /^demo: .*\n$/);
    const help = await run(process.execPath, [demo, "--help"]);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--app[\s\S]*--keep/);
  });

  it("counts polls apart from the calls that do something", () => {
    const get = (path: string) => ({ kind: "api", method: "GET", path });
    const counted = countRequests([
      { kind: "token", method: "POST", path: "/t/oauth2/token" },
      get("/v1.0/ingestion/products/1/submissions/2"),
      get("/v1.0/ingestion/products/1/submissions/2?$expand=x"),
      get("/v1.0/ingestion/products/1/packages/3"),
      get("/v1.0/ingestion/products/1"),
      get("/v1.0/ingestion/products/1"),
      { kind: "api", method: "POST", path: "/v1.0/ingestion/products/1/submissions" },
    ]);
    assert.deepEqual(counted, { calls: 5, polls: 1, signIns: 1 });
  });

  it("says what an emulator wrote that ends before it is ready", async () => {
    const script = join(folder, "broken.cjs");
    await writeFile(script, 'console.error("no room for it"); process.exit(3);');
    await assert.rejects(
      startEmulator(script, process.env, () => undefined),
      /ended with 3 before it was ready: no room for it/,
    );
  });

  it("reads the emulator's addresses from its ready line", async () => {
    const script = join(folder, "ready.cjs");
    const line = { ready: true, endpoint: "e", loginEndpoint: "l", portal: "p", control: "c" };
    await writeFile(
      script,
      `console.log("starting"); console.log('${JSON.stringify(line)}'); setInterval(() => {}, 1e3);`,
    );
    const emulator = await startEmulator(script, process.env, () => undefined);
    assert.equal(emulator.endpoint, "e");
    assert.equal(emulator.portal, "p");
    await emulator.process.end();
    assert.equal((await emulator.process.finished).signal, "SIGKILL");
  });
});

describe("child processes", function () {
  this.timeout(20_000);

  it("are ended with what they started, also after their own death", async () => {
    const script = `
      const { spawn } = require("node:child_process");
      spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
      console.log("started");
      setInterval(() => {}, 1000);`;
    let ready: () => void = () => undefined;
    const started = new Promise<void>((done) => {
      ready = done;
    });
    const running = start(process.execPath, ["-e", script], { onLine: () => ready() });
    await started;
    running.kill("SIGKILL");
    await running.finished;
    assert.equal(running.descendants().length, 1);
    await running.end();
    assert.deepEqual(running.descendants(), []);
  });

  it("are ended when their time is over", async () => {
    assert.equal((await run("sleep", ["60"], { timeout: 50 })).signal, "SIGKILL");
  });

  it("that cannot be started reject", async () => {
    await assert.rejects(run(join("/nowhere", "at-all"), []), /ENOENT/);
  });
});

describe("the environment of our runs", () => {
  const cli = { directory: "/cli", pulumi: "/cli/pulumi", version: "3.225.0", origin: "test" };
  const from = {
    PATH: "/bin",
    LANG: "C",
    AZURE_TENANT_ID: "x",
    ARM_CLIENT_ID: "x",
    PARTNERCENTER_CLIENT_SECRET: "x",
    PULUMI_ACCESS_TOKEN: "x",
    https_proxy: "x",
    NO_PROXY: "x",
  };

  it("has a local backend and nothing of the person's but the rest", () => {
    const env = pulumiEnvironment({ cli, backend: "/a b", home: "/home", from, add: { ONE: "1" } });
    const path = env.PATH?.split(":") ?? [];
    assert.deepEqual(path.slice(1, 3), ["/cli", "/bin"]);
    assert.ok(path[0]?.endsWith("/bin"));
    assert.deepEqual(Object.keys(env).sort(), [
      "LANG",
      "ONE",
      "PATH",
      "PULUMI_BACKEND_URL",
      "PULUMI_CONFIG_PASSPHRASE",
      "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
      "PULUMI_HOME",
      "PULUMI_SKIP_UPDATE_CHECK",
    ]);
    assert.equal(env.PULUMI_BACKEND_URL, "file:///a%20b");
  });

  it("keeps credentials and proxies when asked to", () => {
    const env = pulumiEnvironment({ cli, backend: "/b", home: "/home", from, inherit: true });
    assert.equal(env.AZURE_TENANT_ID, "x");
    assert.equal(env.https_proxy, "x");
  });
});

describe("a duration for people", () => {
  for (const [milliseconds, text] of [
    [1_234, "1.2 s"],
    [59_400, "59 s"],
    [59_700, "1 min 0 s"],
    [75_000, "1 min 15 s"],
  ] as const) {
    it(`${milliseconds} ms is ${text}`, () => assert.equal(duration(milliseconds), text));
  }
});
