// What a client gets for input that makes no sense, and what a person gets for options that make none.

import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { OptionError, startEmulator } from "pulumi-partnercenter-emulator";
import { type Answer, Client, type Fault, faultOf, withEmulator } from "../client.js";
import { commandFails, runCommand } from "../command/command.js";
import { withFolder } from "../folder.js";

const aProduct = { resourceType: "AzureApplication", name: "A product" };

describe("emulator: requests that make no sense", () => {
  const parts = withEmulator();

  async function send(path: string, body: string, method = "POST"): Promise<{ status: number; fault: Fault }> {
    const headers = { authorization: `Bearer ${parts.client.token}`, "content-type": "application/json" };
    const reply = await fetch(`${parts.client.endpoint}${path}`, { method, headers, body });
    assert.match(reply.headers.get("request-id") ?? "", /^[0-9a-f-]{36}$/);
    return { status: reply.status, fault: faultOf({ body: await reply.json() } as Answer) };
  }

  it("get 404 for an unknown path and 405 for a known one", async () => {
    for (const path of ["/offers", "/products/a/b/c", "/products/a/branches/getByModule(x=Listing)", "/null", "/"]) {
      const answer = await parts.client.call("GET", path);
      assert.equal(answer.status, 404, path);
      assert.equal(faultOf(answer).faultCode, 50404);
    }
    assert.equal((await parts.client.call("PATCH", "/products")).status, 405);
    assert.equal((await parts.client.call("PUT", "/products")).status, 405);
  });

  it("get 400 that names what is wrong in a malformed body", async () => {
    const { id } = await parts.client.createProduct("malformed");
    for (const body of ["{", "[]", '"text"', "null", "12", '{"a":}']) {
      const { status, fault } = await send(`/products/${id}/setup`, body);
      assert.equal(status, 400, body);
      assert.deepEqual(Object.keys(fault.data), ["body"]);
    }
    const setup = { resourceType: "AzureProductSetup", enableTestDrive: "perhaps", channelStates: [{ type: 1 }] };
    const wrong = await send(`/products/${id}/setup`, JSON.stringify(setup));
    assert.deepEqual(Object.keys(wrong.fault.data), ["enableTestDrive", "channelStates[0].type"]);
    assert.equal(wrong.fault.reasonPhrase, "Request validation failed.");
    const product = await send("/products", JSON.stringify({ resourceType: "Spaceship" }));
    assert.deepEqual(Object.keys(product.fault.data), ["resourceType", "name", "externalIDs"]);
  });

  it("get 413 for a body of more than 30 MB", async () => {
    const { status, fault } = await send("/products", JSON.stringify({ name: "x".repeat(30_000_000) }));
    assert.equal(status, 413);
    assert.equal(fault.faultCode, 50413);
    const externalIDs = [{ type: "AzureOfferId", value: "large" }];
    const largest = JSON.stringify({ ...aProduct, externalIDs }).padStart(30_000_000);
    const headers = { authorization: `Bearer ${parts.client.token}` };
    const made = await fetch(`${parts.client.endpoint}/products`, { method: "POST", headers, body: largest });
    assert.equal(made.status, 201);
    assert.equal((await parts.client.call("GET", "/products")).status, 200);
  });

  it("get 400 for a path that is not encoded properly", async () => {
    const answer = await parts.client.call("GET", "/products/%zz");
    assert.equal(answer.status, 400);
    assert.equal(faultOf(answer).faultCode, 50400);
    assert.match(answer.headers.get("request-id") ?? "", /^[0-9a-f-]{36}$/);
    const token = await fetch(`${parts.emulator.loginEndpoint}/%zz/oauth2/token`, { method: "POST" });
    assert.deepEqual([token.status, ((await token.json()) as { error: string }).error], [400, "invalid_request"]);
    assert.equal((await fetch(`${parts.emulator.loginEndpoint}/%zz`)).status, 404);
    assert.equal((await fetch(`${parts.emulator.control}/%zz`)).status, 404);
  });

  it("are in the log, also when their bodies or paths could not be read", async () => {
    const before = parts.emulator.requests().length;
    await parts.client.call("GET", "/products/%zz");
    const { status } = await send("/products", "x".repeat(30_000_001));
    const logged = parts.emulator.requests().slice(before);
    assert.deepEqual(
      logged.map((entry) => [entry.method, entry.path, entry.status]),
      [
        ["GET", "/v1.0/ingestion/products/%zz", 400],
        ["POST", "/v1.0/ingestion/products", status],
      ],
    );
  });

  it("are in the log as well when the client goes away within a body", async () => {
    const before = parts.emulator.requests().length;
    const { hostname, port } = new URL(parts.client.endpoint);
    const head = `POST /v1.0/ingestion/products HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 100\r\n\r\n`;
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.write(`${head}{"name":`, resolve));
    await setTimeout(50);
    socket.destroy();
    while (parts.emulator.requests().length === before) await setTimeout(10);
    const logged = parts.emulator.requests().slice(before);
    assert.deepEqual(
      logged.map(({ method, path, status }) => [method, path, status]),
      [["POST", "/v1.0/ingestion/products", 400]],
    );
  });

  it("get 400 for a list of something else, wherever a list belongs", async () => {
    const { id } = await parts.client.createProduct("other-lists");
    for (const entry of ["x", 5, ["x"]]) {
      const externalIDs = [entry];
      const product = await send("/products", JSON.stringify({ ...aProduct, externalIDs }));
      assert.deepEqual([product.status, Object.keys(product.fault.data)[0]], [400, "externalIDs[0]"]);
      const request = { resources: [entry], variantResources: [entry, { resources: [entry] }] };
      const submission = await send(`/products/${id}/submissions`, JSON.stringify(request));
      assert.equal(submission.status, 400);
      for (const field of ["resources[0]", "variantResources[0]", "variantResources[1].resources[0]"]) {
        assert.ok(field in submission.fault.data, `${field} ${JSON.stringify(submission.fault)}`);
      }
    }
  });

  it("get 400 for a list where a single value belongs", async () => {
    const { id } = await parts.client.createProduct("lists");
    const lists = { enableTestDrive: ["true"], sellingOption: ["ListAndSell"], trialUri: ["x"] };
    const setup = await send(`/products/${id}/setup`, JSON.stringify(lists));
    assert.deepEqual(Object.keys(setup.fault.data), ["sellingOption", "trialUri", "enableTestDrive"]);
    const listing = await parts.client.draft(id, "listings", "Listing");
    const path = `/products/${id}/listings/${listing.id}/images`;
    for (const order of [["5"], true, "five", 1.5, 2 ** 31]) {
      const image = await send(path, JSON.stringify({ fileName: "a.png", type: "AzureLogoSmall", order }));
      assert.deepEqual(Object.keys(image.fault?.data ?? {}), ["order"], JSON.stringify(order));
    }
  });
});

describe("emulator: options that make no sense", function () {
  this.timeout(20_000);
  const folder = withFolder();

  it("end the command with one line and exit code 2", async () => {
    const occupied = createServer();
    await new Promise<void>((resolve) => occupied.listen(0, "127.0.0.1", resolve));
    const { port } = occupied.address() as AddressInfo;
    const write = (name: string, text: string) => {
      writeFileSync(join(folder(), name), text);
      return join(folder(), name);
    };
    const cases: { [expected: string]: string[] } = {
      [`Port ${port} is in use by another program`]: ["--port", String(port)],
      "--faults .* cannot be used: .*JSON": ["--faults", write("broken.json", '[{"operation":\n"*"')],
      "--faults .* cannot be used: Faults are an array": ["--faults", write("object.json", "{}")],
      "--faults .* cannot be used: Fault rule 0: nth cannot be 0": [
        "--faults",
        write("rule.json", '[{"operation":"*","nth":0,"effect":{"status":500}}]'),
      ],
      "--faults .* cannot be used: Fault rule 0: stat is not known": [
        "--faults",
        write("effect.json", '[{"operation":"*","effect":{"stat":500}}]'),
      ],
      "The data folder .* cannot be made": ["--data", `${write("file", "")}/below`],
      'There is no scenario "x"': ["--scenario", "x"],
      "The host .* is not one of this machine's": ["--host", "192.0.2.1"],
      "Unknown option '--frobnicate'.*--help": ["--frobnicate"],
      "Option '--port' argument is ambiguous.*'--port=": ["--port", "-1"],
      "The data folder has no name": ["--data", ""],
      "--faults .* cannot be used: Fault rule 0: there is no operation GET /produkt/{id}": [
        "--faults",
        write("path.json", '[{"operation":"GET /produkt/{id}","effect":{"status":500}}]'),
      ],
    };
    for (const [expected, options] of Object.entries(cases)) {
      const { code, text } = await commandFails(...options);
      assert.equal(code, 2, options.join(" "));
      assert.match(text, new RegExp(`^partnercenter-emulator: ${expected}[^\\n]*\\n$`));
    }
    occupied.close();
  });

  it("are refused by startEmulator with an OptionError", async () => {
    await assert.rejects(startEmulator({ host: "a b" }), OptionError);
    await assert.rejects(startEmulator({ port: -1 }), OptionError);
    await assert.rejects(startEmulator({ scenario: "constructor" }), OptionError);
  });

  it("open the emulator to others only when told so, with a warning", async () => {
    const { child, ready, errors, finish } = await runCommand("--host", "0.0.0.0");
    assert.match(errors(), /^partnercenter-emulator: Warning: on 0\.0\.0\.0 others can reach this emulator[^\n]*\n$/);
    const client = await Client.signIn(ready);
    const { id } = await client.createProduct("reachable");
    await client.uploadPackage(id);
    assert.equal(new URL(ready.endpoint).hostname, "127.0.0.1");
    assert.equal(await finish("SIGTERM"), 0);
    assert.ok(child.killed);
  });
});
