// A test of the program in index.ts against an emulated Partner Center: no account, no network. Run it with `npm test`;
// it needs the Pulumi CLI, Node.js 22.18 or later, and nothing else.
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";

/** What the emulator tells of an offer in `GET /_emulator/state`, as far as this test looks at it. */
interface EmulatedOffer {
  id: string;
  externalIDs: { value: string }[];
  instances: { module: string; resources: { title?: string }[] }[];
}

describe("the program", () => {
  let emulator: Emulator;
  let stack: Stack;
  let folder: string;

  beforeEach(async () => {
    emulator = await startEmulator({ scenario: "instant" });
    folder = mkdtempSync(join(tmpdir(), "testing-a-program-"));
    stack = await LocalWorkspace.createStack(
      { stackName: "test", workDir: import.meta.dirname },
      {
        envVars: {
          PULUMI_BACKEND_URL: pathToFileURL(folder).href,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PARTNERCENTER_ENDPOINT: emulator.endpoint,
          PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
          PARTNERCENTER_TENANT_ID: "11111111-1111-4111-8111-111111111111",
          PARTNERCENTER_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
          PARTNERCENTER_CLIENT_SECRET: "any secret will do",
        },
      },
    );
  });

  afterEach(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(import.meta.dirname, "Pulumi.test.yaml"), { force: true });
  });

  async function offers(): Promise<EmulatedOffer[]> {
    const state = (await (await fetch(`${emulator.control}/state`)).json()) as { products: EmulatedOffer[] };
    return state.products;
  }

  it("makes the offer, and a second run changes nothing", async () => {
    const { outputs } = await stack.up();
    const [offer] = await offers();
    assert.equal(outputs.productId?.value, offer?.id);
    assert.equal(offer?.externalIDs[0]?.value, "contoso-backup");
    const listing = offer?.instances.find(({ module }) => module === "Listing")?.resources[0];
    assert.equal(listing?.title, "Contoso Backup");
    const { changeSummary } = await stack.preview();
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
  });

  it("goes on over a service that fails now and then", async () => {
    emulator.setFaults([
      { operation: "GET /products*", nth: 2, effect: { status: 503 } },
      { operation: "POST /products", nth: 1, effect: { statusAfter: 503 } },
    ]);
    await stack.up();
    assert.equal((await offers()).length, 1);
  });

  it("tells what is wrong with a title before anything is made", async () => {
    await stack.setConfig("title", { value: "x".repeat(201) });
    await assert.rejects(stack.preview(), /title/);
    assert.deepEqual(await offers(), []);
  });
});
