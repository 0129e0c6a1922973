/**
 * Queries in a real program, run by the real CLI: with the stack's own configuration, at preview, and without
 * credentials.
 */
import assert from "node:assert/strict";
import { createProgramFolder, credentials, EmulatedService } from "./emulated-service.js";
import { writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

const source = `
const { getPlanOutput, listOffers, Offer, Plan } = require("pulumi-partnercenter");
module.exports = async () => {
  const found = await listOffers({ type: "AzureApplication" });
  const offer = new Offer("app", { offerId: "contoso-app", alias: "Contoso", type: "AzureApplication" });
  const plan = new Plan("plan", { offer, planId: "standard", planType: "managed-application", name: "Standard" });
  const later = getPlanOutput({ productId: offer.productId, planId: plan.planId });
  return { before: found.length, planName: later.name };
};
`;

describe("the engine, with queries in the program", function () {
  this.timeout(120_000);
  let service: EmulatedService;
  let place: Place;
  let folder: string;
  const pulumi = (...args: string[]) => place.run(args, { cwd: folder }).finished;

  before(async () => {
    service = await EmulatedService.start();
    const unconfigured = { PARTNERCENTER_TENANT_ID: "", PARTNERCENTER_CLIENT_ID: "", PARTNERCENTER_CLIENT_SECRET: "" };
    place = await createPlace({ ...service.settings(), ...unconfigured });
    folder = await createProgramFolder(place);
    await writeProject(folder, "queries", source);
    assert.equal((await pulumi("stack", "init", "test")).code, 0);
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  it("fails at preview without credentials, in one line that says what to set, without a stack trace", async () => {
    const { code, stdout, stderr } = await pulumi("preview");
    const text = `${stdout}\n${stderr}`;
    assert.notEqual(code, 0);
    assert.match(text, /listOffers: No credentials for Partner Center\. Set PARTNERCENTER_TENANT_ID/);
    assert.doesNotMatch(text, /^\s+at /m);
  });

  it("asks with the stack's configuration, its secret decrypted; what is not known yet is asked at up", async () => {
    for (const [key, value] of Object.entries(credentials)) {
      const secret = key === "clientSecret" ? ["--secret"] : [];
      assert.equal((await pulumi("config", "set", ...secret, `partnercenter:${key}`, value)).code, 0);
    }
    const preview = await pulumi("preview");
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
    assert.match(preview.stdout, /before\s*: 0/);
    const up = await pulumi("up", "--yes", "--skip-preview");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const outputs = JSON.parse((await pulumi("stack", "output", "--json")).stdout) as Record<string, unknown>;
    assert.deepEqual(outputs, { before: 0, planName: "Standard" });
    assert.match((await pulumi("preview")).stdout, /before\s*: 0 => 1/);
  });
});
