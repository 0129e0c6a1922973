// The command itself: its one line, its end, and a data folder that survives `kill -9`.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exchange, exchangeChannelName } from "pulumi-partnercenter-emulator";
import { Client, goodPackage } from "../client.js";
import { withFolder } from "../folder.js";
import { command, commandFails, emulatorFolder, runCommand } from "./command.js";

describe("emulator: the command", () => {
  const data = withFolder();

  it("prints one line of JSON and nothing else, and ends with 0 on SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { ready, output, errors, finish } = await runCommand("--delay", "packageProcessing=0");
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
      assert.equal(await finish(signal), 0);
      assert.deepEqual([output, errors()], [[], ""]);
    }
  });

  it("has its answers checked as well", async () => {
    const seen: (string | undefined)[] = [];
    const listen = (message: unknown) => void seen.push((message as Exchange).operation);
    subscribe(exchangeChannelName, listen);
    const { ready, finish } = await runCommand();
    const client = await Client.signIn(ready);
    const { id } = await client.createProduct("checked");
    await client.get(`/products/${id}`);
    await finish("SIGTERM");
    unsubscribe(exchangeChannelName, listen);
    assert.equal(seen[0], "POST /products");
  });

  it("keeps everything it has answered for over kill -9, uploaded bytes and tokens included", async () => {
    const options = ["--data", data(), "--scenario", "instant"];
    const first = await runCommand(...options);
    const client = await Client.signIn(first.ready);
    const { productId, packageId } = await client.completeOffer("survivor");
    await client.submit(productId);
    await fetch(`${first.ready.control}/clock`, { method: "POST", body: '{"advance":"30m"}' });
    const before = await (await fetch(`${first.ready.control}/state`)).json();
    await first.finish("SIGKILL");

    const second = await runCommand(...options);
    const after = await (await fetch(`${second.ready.control}/state`)).json();
    const { now: then, ...contentBefore } = before as { now: string };
    const { now, ...contentAfter } = after as { now: string };
    assert.deepEqual(contentAfter, contentBefore);
    assert.ok(now >= then, "the clock went back");
    const again = new Client(second.ready.endpoint, client.token);
    const expanded = await again.get(`/products/${productId}/packages/${packageId}?$expand=FileSasUri`);
    const bytes = await (await fetch(expanded.fileSasUri)).arrayBuffer();
    assert.equal(bytes.byteLength, goodPackage.length);
    const { value } = await again.get(`/products/${productId}/submissions`);
    await again.expect(200, "POST", `/products/${productId}/submissions/${value[0]?.id}/promote`);
    assert.equal(await second.finish("SIGTERM"), 0);
  });

  it("refuses a data folder in use, and bad options, with one line and exit code 2", async () => {
    const first = await runCommand("--data", data());
    const second = await commandFails("--data", data());
    assert.equal(second.code, 2);
    assert.match(second.text, /^partnercenter-emulator: The data folder .* is in use by another emulator\n$/);
    await first.finish("SIGTERM");
    for (const options of [
      ["--switch", "pageSize=none"],
      ["--delay", "x=1"],
      ["--frobnicate"],
      ["--port", "x"],
      ["--faults", "/no/file"],
    ]) {
      const { code, text } = await commandFails(...options);
      assert.equal(code, 2, options.join(" "));
      assert.match(text, /^partnercenter-emulator: [^\n]+\n$/);
    }
  });

  it("explains its switches and delays, as the README does", async () => {
    const text = execFileSync(process.execPath, [command, "--help"], { encoding: "utf8" });
    const readme = readFileSync(join(emulatorFolder, "README.md"), "utf8");
    const { assumptionTables } = require(join(emulatorFolder, "dist", "command", "help.js")) as {
      assumptionTables(): string;
    };
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
