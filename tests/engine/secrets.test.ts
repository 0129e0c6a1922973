/** What a program took back from its secrets stays sealed, whatever fails on the way. */
import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { OfferListing } from "../../sdk/index.js";
import { start } from "../../tools/child-process.js";
import { createOfferStack, createProgramFolder, EmulatedService, type OfferStack } from "./emulated-service.js";
import { keepSecret, lookThrough } from "./every-output.js";
import { offerArgs, program } from "./offer-program.js";
import { writeProject } from "./project.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";
import { everythingStored, storedState } from "./stored-state.js";

const { summary: _, ...listing } = offerArgs().listing as OfferListing;
const earlier = program({
  offer: { leads: { azureTable: { connectionString: "AccountKey=old-canary" } } },
  listing: { summary: pulumi.secret("a canary in the listing") },
});
const later = program({
  offer: { leads: { httpsEndpoint: { url: "https://crm.contoso.example/new-canary" } }, listing },
});

describe("the engine, when an update fails that replaces secrets", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
    await at.stack.up({ program: earlier });
    at.service.emulator.setFaults([
      { operation: "POST /products/{id}/leadconfiguration", effect: { status: 400 } },
      { operation: "PUT /products/{id}/listings/{id}", effect: { status: 400 } },
    ]);
    const failed = await at.stack.up({ program: later, mayFail: true });
    assert.match(failed.stdout, /Partner Center refused what was sent/);
    at.service.emulator.setFaults([]);
  });
  after(() => at.dispose());

  it("keeps the old ones, sealed", async () => {
    assert.match(await storedState(at), /"azureTable"/);
    for (const text of everythingStored(at)) assert.doesNotMatch(text, /canary/);
  });

  it("keeps them sealed through a refresh", async () => {
    await at.stack.refresh();
    assert.match(await storedState(at), /"azureTable"/);
    for (const text of everythingStored(at)) assert.doesNotMatch(text, /canary/);
  });

  it("has the new ones alone after the next update", async () => {
    await at.stack.up({ program: later });
    const state = await storedState(at);
    assert.doesNotMatch(state, /"azureTable"|__sealed/);
    assert.match(state, /"httpsEndpoint"/);
    for (const text of everythingStored(at)) assert.doesNotMatch(text, /canary/);
    assert.equal((await at.stack.preview({ program: later })).counts.same, 3);
  });
});

describe("the engine, when a colleague renames what holds a secret", function () {
  this.timeout(120_000);
  let at: OfferStack;
  const guide = (url: pulumi.Input<string>) => program({ listing: { links: { Guide: { url } } } });

  before(async () => {
    at = await createOfferStack();
    await at.stack.up({ program: guide(pulumi.secret("https://contoso.example/hushcanary")) });
    const { id: productId } = await at.service.product();
    await at.service.colleague().drafts.write({ productId, kind: "Listing" }, (body) => {
      const text = JSON.stringify(body).replace('"Guide"', '"Manual"');
      assert.notEqual(text, JSON.stringify(body));
      return JSON.parse(text) as typeof body;
    });
  });
  after(() => at.dispose());

  it("keeps it sealed at a refresh", async () => {
    await at.stack.refresh();
    for (const text of everythingStored(at)) assert.doesNotMatch(text, /hushcanary/);
  });

  it("shows it in no error, also when the program no longer marks it", async () => {
    await at.stack.up({ program: guide(pulumi.secret("https://contoso.example/hushcanary")) });
    const { id: productId } = await at.service.product();
    await at.service.colleague().drafts.write({ productId, kind: "Listing" }, (body) => {
      return JSON.parse(JSON.stringify(body).replace('"Guide"', '"Manual"')) as typeof body;
    });
    const { stdout } = await at.stack.up({ program: guide("https://contoso.example/public"), mayFail: true });
    assert.match(stdout, /listing\.links is \(a secret\) in Partner Center|listing\.links .*changed/);
    assert.doesNotMatch(stdout, /hushcanary/);
  });
});

describe("what the engine and the command show with all their logs", function () {
  this.timeout(120_000);
  let service: EmulatedService;
  let place: Place;
  let folder: string;

  before(async () => {
    const gateway = "key+of/the=gateway";
    keepSecret(gateway);
    service = await EmulatedService.start();
    place = await createPlace({
      ...service.environment(),
      PARTNERCENTER_TRACE: "true",
      PARTNERCENTER_HEADERS: JSON.stringify({ "x-gateway-key": gateway }),
    });
    folder = await createProgramFolder(place);
    const drafts = JSON.stringify(join(repositoryRoot, "dist/tests/engine/offer-program.js"));
    await writeProject(folder, "logs", `module.exports = require(${drafts}).program();\n`);
    await place.run(["stack", "init", "logs"], { cwd: folder }).finished;
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  // Each run is looked through by every-output.ts, and so is the backend.
  for (const [command, ...logs] of [
    ["up", "--debug"],
    ["refresh", "-v=9", "--logtostderr"],
  ] as const) {
    it(`has no credential: ${command} ${logs.join(" ")}`, async () => {
      const args = [command, "--yes", "--skip-preview", ...logs];
      const { code, stdout, stderr } = await place.run(args, { cwd: folder }).finished;
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout + stderr, /GET \/products/, "the trace is on");
    });
  }

  it("has no credential: the command", async () => {
    for (const args of [
      ["status", "contoso-app"],
      ["export", "contoso-app", "--json"],
      ["status", "no-such-offer"],
    ]) {
      const bin = join(repositoryRoot, "bin/partnercenter.js");
      const { stdout, stderr } = await start(process.execPath, [bin, ...args], { cwd: folder, env: place.environment })
        .finished;
      assert.match(stdout + stderr, /GET \/products/, "the trace is on");
      lookThrough(["partnercenter", ...args], stdout, stderr);
    }
  });
});
