// The command itself: its one line, its end, and a data folder that survives `kill -9`.

import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "./client.js";

const folder = dirname(require.resolve("pulumi-partnercenter-emulator/package.json"));
const command = join(folder, "bin", "partnercenter-emulator.js");

interface Ready {
  ready: boolean;
  endpoint: string;
  loginEndpoint: string;
  portal: string;
  control: string;
}

interface Run {
  process: ChildProcess;
  ready: Ready;
  output: string[];
}

async function run(...options: string[]): Promise<Run> {
  const child = spawn(process.execPath, [command, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  child.stderr?.on("data", (text) => output.push(`stderr: ${text}`));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const first = await Promise.race([once(lines, "line"), once(child, "exit").then(() => undefined)]);
  assert.ok(first, `the command ended: ${output.join("")}`);
  lines.on("line", (line) => output.push(line));
  return { process: child, ready: JSON.parse(first[0]) as Ready, output };
}

async function finish(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  return (await ended)[0] as number | null;
}

async function fails(...options: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [command, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stderr.on("data", (piece) => {
    text += piece;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}

describe("emulator: the command", () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), "partnercenter-emulator-"));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it("prints one line of JSON and nothing else, and ends with 0 on SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { process: child, ready, output } = await run("--delay", "packageProcessing=0");
      const { origin } = new URL(ready.endpoint);
      assert.deepEqual(ready, {
        ready: true,
        endpoint: `${origin}/v1.0/ingestion`,
        loginEndpoint: origin,
        portal: `${origin}/`,
        control: `${origin}/_emulator`,
      });
      const client = await Client.signIn(ready);
      const { id } = await client.createProduct("command");
      await client.uploadPackage(id);
      assert.equal(await finish(child, signal), 0);
      assert.deepEqual(output, []);
    }
  });

  it("keeps everything it has answered for over kill -9, uploaded bytes and tokens included", async () => {
    const options = ["--data", data, "--scenario", "instant"];
    const first = await run(...options);
    const client = await Client.signIn(first.ready);
    const { productId, packageId } = await client.completeOffer("survivor");
    await client.submit(productId);
    await fetch(`${first.ready.control}/clock`, { method: "POST", body: '{"advance":"30m"}' });
    const before = await (await fetch(`${first.ready.control}/state`)).json();
    await finish(first.process, "SIGKILL");

    const second = await run(...options);
    const after = await (await fetch(`${second.ready.control}/state`)).json();
    const { now: then, ...contentBefore } = before as { now: string };
    const { now, ...contentAfter } = after as { now: string };
    assert.deepEqual(contentAfter, contentBefore);
    assert.ok(now >= then, "the clock went back");
    const again = new Client(second.ready.endpoint, client.token);
    const expanded = await again.get(`/products/${productId}/packages/${packageId}?$expand=FileSasUri`);
    const bytes = await (await fetch(expanded.fileSasUri)).arrayBuffer();
    assert.equal(bytes.byteLength, expanded.fileSize);
    const { value } = await again.get(`/products/${productId}/submissions`);
    await again.expect(200, "POST", `/products/${productId}/submissions/${value[0]?.id}/promote`);
    assert.equal(await finish(second.process, "SIGTERM"), 0);
  });

  it("refuses a data folder in use, and bad options, with one line and exit code 2", async () => {
    const first = await run("--data", data);
    const second = await fails("--data", data);
    assert.equal(second.code, 2);
    assert.match(second.text, /^partnercenter-emulator: The data folder .* is in use by another emulator\n$/);
    await finish(first.process, "SIGTERM");
    for (const options of [
      ["--switch", "pageSize=none"],
      ["--delay", "x=1"],
      ["--frobnicate"],
      ["--port", "x"],
      ["--faults", "/no/file"],
    ]) {
      const { code, text } = await fails(...options);
      assert.equal(code, 2, options.join(" "));
      assert.match(text, /^partnercenter-emulator: [^\n]+\n$/);
    }
  });

  it("explains its switches and delays, as the README does", async () => {
    const child = spawn(process.execPath, [command, "--help"], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (piece) => {
      text += piece;
    });
    await once(child, "close");
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const { assumptionTables } = require(join(folder, "dist", "help.js")) as { assumptionTables(): string };
    // The formatter aligns the columns of Markdown tables.
    const plain = (markdown: string) => markdown.replace(/ +/g, " ").replace(/-{3,}/g, "---");
    for (const line of plain(assumptionTables()).split("\n")) {
      assert.ok(plain(readme).includes(line), `emulator/README.md lacks the row of switches.ts: ${line}`);
    }
    for (const name of [
      "staleEntityTagStatus=409",
      "instanceIdsChangeAtPublish=false",
      "packageProcessing=500",
      "real-life",
    ]) {
      assert.ok(text.includes(name), `${name} is not in the help`);
      assert.ok(readme.includes(name.split("=")[0] ?? ""), `${name} is not in the README`);
    }
  });
});
