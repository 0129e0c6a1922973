// The command itself: its one line, its end, and a data folder that survives `kill -9`.

import { strict as assert } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
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
        productIngestionEndpoint: `${origin}/rp/product-ingestion`,
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

  it("listens on port 8040 unless told otherwise", async () => {
    const child = spawn(process.execPath, [command], { stdio: ["ignore", "pipe", "pipe"] });
    const said = await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
    // Somebody else may have it on this machine, perhaps another run of this test.
    assert.match(String(said[0]), /"endpoint":"http:\/\/127\.0\.0\.1:8040\/|: Port 8040 is in use by another program/);
    child.kill();
    await once(child, "close");
  });

  it("prints what a program needs in its environment, for sh and for PowerShell, when asked to", async () => {
    const free = await runCommand("--print-env");
    const { endpoint, loginEndpoint } = free.ready;
    await free.finish("SIGTERM");
    const lines = free.output.join("\n");
    assert.match(lines, new RegExp(`^# sh.*\nexport PARTNERCENTER_ENDPOINT='${endpoint}'$`, "m"));
    assert.match(lines, new RegExp(`^# PowerShell\n\\$env:PARTNERCENTER_ENDPOINT = '${endpoint}'$`, "m"));
    const printed = `${lines}\necho "$PARTNERCENTER_LOGIN_ENDPOINT|$PARTNERCENTER_CLIENT_SECRET"`;
    const exports = printed.split("\n").filter((line) => !line.startsWith("$env:"));
    const answer = execFileSync("sh", ["-c", exports.join("\n")], { encoding: "utf8" });
    assert.equal(answer.trim(), `${loginEndpoint}|any secret will do`);

    const own = await runCommand("--print-env", "--credentials", "contoso:c0ffee00:a 'quoted' secret");
    await own.finish("SIGTERM");
    assert.match(own.output.join("\n"), /PARTNERCENTER_TENANT_ID='contoso'/);
    assert.doesNotMatch(own.output.join("\n"), /quoted/);
  });

  it("has an identity that its data folder keeps, whatever its port", async () => {
    const identities: string[] = [];
    for (const options of [["--data", data()], ["--data", data()], []]) {
      const { ready, finish } = await runCommand(...options);
      const { identity } = (await (await fetch(`${ready.control}/identity`)).json()) as { identity: string };
      await fetch(`${ready.control}/reset`, { method: "POST" });
      identities.push(identity);
      await finish("SIGTERM");
    }
    assert.equal(identities[1], identities[0]);
    assert.notEqual(identities[2], identities[0]);
  });

  // npx starts a shell that starts the command, and hands SIGTERM on to the shell alone.
  it("ends with the npx that started it", async () => {
    const script = `"${process.execPath}" "${command}" --port 0; :`;
    const env = { ...process.env, npm_command: "exec" };
    const shell = spawn("sh", ["-c", script], { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface({ input: shell.stdout }), "line")) as [string];
    const { portal } = JSON.parse(line) as { portal: string };
    assert.equal((await fetch(portal)).status, 200);
    shell.kill("SIGTERM");
    // Its output is closed when the last process that has it, which is the command, has ended.
    await once(shell, "close");
    await assert.rejects(fetch(portal));
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
