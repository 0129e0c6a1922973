/** Resources stay with the account that they were made in, and credentials are explained without being told. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type EmulatorOptions, startEmulator } from "pulumi-partnercenter-emulator";
import { Run } from "../../../provider/engine/run.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { setPath } from "../../../provider/values/properties.js";
import { noDelays } from "../../emulator/client.js";
import { failure } from "../declared.js";
import { smallOffer } from "../programs.js";
import { secret, workbench } from "../workbench.js";

describe("an account", () => {
  const bench = workbench({
    credentials: ["contoso", "fabrikam"]
      .map((tenantId) => ({
        tenantId,
        clientId: "c0ffee00-0000-4000-8000-000000000001",
        clientSecret: secret,
      }))
      .concat({
        tenantId: "contoso",
        clientId: "c0ffee00-0000-4000-8000-00000000cafe",
        clientSecret: "of the colleague",
      }),
  });
  let count = 0;

  async function made() {
    const program = await smallOffer(bench, `account-${++count}`);
    const declared = bench.declared(offer);
    await declared.up(program);
    return { program, declared };
  }

  const others: [what: string, change: () => NodeJS.ProcessEnv][] = [
    ["another tenant", () => ({ PARTNERCENTER_TENANT_ID: "fabrikam" })],
    ["another host", () => ({ PARTNERCENTER_ENDPOINT: "https://other.example/v1.0/ingestion" })],
  ];
  for (const [what, change] of others) {
    it(`that is ${what} is refused in diff, read, update and delete, without a request`, async () => {
      const { program, declared } = await made();
      declared.process = () => bench.run({ ...bench.environment(), ...change() });
      setPath(program, "listing.summary", "changed");
      const id = declared.id as string;
      const { outputs } = declared;
      const news = { ...declared.inputs, listing: { summary: "changed" } };
      const calls = await bench.calls(async () => {
        const errors = [
          await failure(declared.up(program)),
          await failure(declared.refresh()),
          await failure(declared.handlers.update(id, outputs, news)),
          await failure(declared.destroy()),
        ];
        for (const error of errors) {
          assert.match(error.message, /belongs to tenant contoso at 127\.0\.0\.1:\d+, but/);
          assert.match(error.message, what === "another tenant" ? /tenant fabrikam/ : /other\.example/);
          assert.match(error.message, /Nothing was done/);
        }
      });
      assert.deepEqual(calls, []);
    });
  }

  it("is the same at another address of the same emulator, and is told from another emulator", async () => {
    const dataDirectory = join(bench.folder, "emulator");
    const started = async (options: EmulatorOptions = {}) => {
      const emulator = await startEmulator({ delays: noDelays, ...options });
      const addresses = {
        PARTNERCENTER_ENDPOINT: emulator.endpoint,
        PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
      };
      return { emulator, process: () => bench.run({ ...bench.environment(), ...addresses }) };
    };
    const first = await started({ dataDirectory });
    const program = await smallOffer(bench, "moving");
    const declared = bench.declared(offer);
    declared.process = first.process;
    await declared.up(program);
    await first.emulator.stop();

    const again = await started({ dataDirectory });
    assert.notEqual(again.emulator.endpoint, first.emulator.endpoint);
    declared.process = again.process;
    setPath(program, "listing.summary", "from another port");
    await declared.up(program);
    await declared.refresh();
    assert.equal((declared.outputs.account as { endpoint: string }).endpoint, new URL(again.emulator.endpoint).host);
    const { port } = new URL(again.emulator.endpoint);
    await again.emulator.stop();
    await setTimeout(50); // this process sees that its connections have ended

    // On the same port, even: what the first one holds is not there.
    const other = await started({ port: Number(port) });
    declared.process = other.process;
    const error = await failure(declared.refresh());
    assert.match(
      error.message,
      /configured for tenant contoso at 127\.0\.0\.1:\d+, another emulator\. Nothing was done/,
    );
    assert.match(error.message, /Start the first emulator again with its --data folder/);
    await other.emulator.stop();

    // Nobody answers: the address alone tells.
    setPath(program, "listing.summary", "changed while nobody answers");
    assert.equal((await declared.diff(program)).changes, true);
  });

  it("is the same for what a killed run has left at another address of the same emulator", async () => {
    const dataDirectory = join(bench.folder, "killed");
    const program = await smallOffer(bench, "killed");
    for (const summary of ["first", "corrected"]) {
      const emulator = await startEmulator({ delays: noDelays, dataDirectory });
      const { endpoint: PARTNERCENTER_ENDPOINT, loginEndpoint: PARTNERCENTER_LOGIN_ENDPOINT } = emulator;
      const addresses = { PARTNERCENTER_ENDPOINT, PARTNERCENTER_LOGIN_ENDPOINT };
      const run = bench.run({ ...bench.environment(), ...addresses });
      setPath(program, "listing.summary", summary);
      assert.equal(await bench.declared(offer, run).up(program), "created"); // and nothing of it is stored
      await emulator.stop();
    }
  });

  it("is the same when its tenant's GUID is written in other letter case", async () => {
    const { program, declared } = await made();
    declared.process = () => bench.run({ ...bench.environment(), PARTNERCENTER_TENANT_ID: "CONTOSO" });
    assert.equal((await declared.diff(program)).changes, false);
  });

  it("is not needed for check and diff", async () => {
    const { program, declared } = await made();
    declared.process = () => bench.run({});
    const calls = await bench.calls(async () => {
      assert.equal(await declared.up(program), "unchanged");
      setPath(program, "listing.summary", "changed");
      assert.equal((await declared.diff(program)).changes, true);
    });
    assert.deepEqual(calls, []);
    assert.match((await failure(declared.up(program))).message, /No credentials for Partner Center/);
    assert.match((await failure(declared.refresh())).message, /No credentials for Partner Center/);
  });

  it("with wrong credentials is one error that says where they came from and what to check, without the secret", async () => {
    const wrong = "another-very-secret-secret";
    const environment = { ...bench.environment(), PARTNERCENTER_CLIENT_SECRET: wrong };
    const error = await failure(bench.declared(offer, bench.run(environment)).up(await smallOffer(bench, "wrong")));
    for (const part of [
      /^offer wrong: /,
      /PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, PARTNERCENTER_CLIENT_SECRET/,
      /tenant id \(contoso\)/,
      /client id \(c0ffee00-/,
      /client secret/,
      /Manager role/,
    ]) {
      assert.match(error.message, part);
    }
    for (const text of [error.message, String(error.stack), JSON.stringify(error), String(error)]) {
      assert.ok(!text.includes(wrong), text);
      assert.doesNotMatch(text, /\n/);
    }
  });

  it("leaves its secret and tokens nowhere: not in the state, nor in what is printed, nor in the request log", async () => {
    const environment = { ...bench.environment(), PARTNERCENTER_TRACE: "1" };
    const declared = bench.declared(offer, bench.run(environment));
    const lines = await bench.printed(async () => declared.up(await smallOffer(bench, "secrets")));
    await declared.refresh();
    assert.ok(
      lines.some((line) => /^partnercenter: PUT .* 200 \d+ ms/.test(line)),
      "requests are traced",
    );
    const traces = [
      lines.join("\n"),
      JSON.stringify([declared.inputs, declared.outputs]),
      JSON.stringify(bench.emulator.requests()),
    ];
    for (const text of traces) {
      assert.ok(!text.includes(secret));
      assert.doesNotMatch(text, /[?&]sig=(?!\*)/);
      assert.doesNotMatch(text, /eyJ[A-Za-z0-9_-]{5,}\./);
      assert.doesNotMatch(text, /Bearer/);
    }
  });

  it("with an endpoint that is no address is one clear error", async () => {
    const environment = { ...bench.environment(), PARTNERCENTER_ENDPOINT: "not an address" };
    const declared = bench.declared(offer, bench.run(environment));
    assert.match(
      (await failure(declared.up(await smallOffer(bench, "no-address")))).message,
      /^offer no-address: The endpoint must be a plain URL like https:/,
    );
  });

  it("is shared by the resources of one process: one token for all of them", async () => {
    const run = new Run({ get: () => undefined }, bench.environment());
    const before = bench.emulator.requests().length;
    await Promise.all(
      ["one", "two", "three"].map(async (name) =>
        bench.declared(offer, run).up(await smallOffer(bench, `shared-${name}`)),
      ),
    );
    const tokens = bench.emulator
      .requests()
      .slice(before)
      .filter(({ kind }) => kind === "token");
    assert.equal(tokens.length, 1);
  });
});
