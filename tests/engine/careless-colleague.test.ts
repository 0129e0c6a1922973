/** A client that posts a technical configuration of few fields between two runs of the real engine. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { digest, registry } from "../provider/container-programs.js";
import { OtherTool } from "../provider/machine-offer.js";
import { credentials, EmulatedService } from "./emulated-service.js";
import { linkPackages, writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

const technical = "container-plan-technical-configuration";

describe("the engine, after a careless colleague", function () {
  this.timeout(240_000);
  let service: EmulatedService;
  let place: Place;

  before(async () => {
    service = await EmulatedService.start();
    place = await createPlace(service.environment());
    await linkPackages(place.folder);
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  it("stops with the names of what was lost, and after a refresh restores it", async () => {
    const folder = join(place.folder, "queue");
    await mkdir(folder);
    const pulumi = async (code: number, ...args: string[]) => {
      const ran = await place.run(args, { cwd: folder }).finished;
      assert.equal(ran.code, code, ran.stdout + ran.stderr);
      return ran.stdout + ran.stderr;
    };
    const declare = (...tags: string[]) => {
      const bundle = (number: number) => ({ registry, repository: "contoso.queue", digest: digest(number) });
      const bundles = Object.fromEntries(tags.map((tag, index) => [tag, bundle(index + 1)]));
      return writeProject(
        folder,
        "queue",
        `const { ContainerOffer, ContainerPlan } = require("pulumi-partnercenter");
         const offer = new ContainerOffer("queue", { offerId: "contoso-queue", alias: "Contoso Queue" });
         const kubernetes = { extensionType: "Contoso.Queue", bundles: ${JSON.stringify(bundles)} };
         const technicalConfiguration = { kubernetes };
         new ContainerPlan("per-node", { offer, planId: "per-node", name: "Per node", technicalConfiguration });`,
      );
    };
    await declare("1.0.0");
    await pulumi(0, "stack", "init", "test");
    await pulumi(0, "up", "--yes", "--skip-preview");

    const colleague = await OtherTool.of(service.emulator, "contoso-queue", credentials.tenantId);
    const { $schema, product, plan, payloadType } = await colleague.resource(technical);
    await colleague.write({
      ...{ $schema, product, plan, payloadType },
      clusterExtensionType: "Contoso.Other",
      cnabReferences: [],
    });

    await declare("1.0.0", "1.1.0");
    const stopped = await pulumi(255, "up", "--yes", "--skip-preview");
    assert.match(
      stopped,
      /kubernetes\.extensionType is "Contoso\.Other" in Partner Center, wanted is "Contoso\.Queue"/,
    );
    assert.match(stopped, /kubernetes\.bundles is .* in Partner Center, wanted is .*1\.0\.0/);
    assert.match(stopped, /`pulumi refresh` shows such changes/);

    assert.match(await pulumi(0, "refresh", "--yes"), /~ 1 updated/);
    await pulumi(0, "up", "--yes", "--skip-preview");
    const { clusterExtensionType, cnabReferences } = await colleague.resource(technical);
    assert.equal(clusterExtensionType, "Contoso.Queue");
    const tags = (cnabReferences as { tag: string }[]).map(({ tag }) => tag);
    assert.deepEqual(tags, ["1.0.0", "1.1.0"]);
  });
});
