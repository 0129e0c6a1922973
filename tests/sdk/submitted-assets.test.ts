/** What a submission is told of the image versions that the program gives to it. */
import assert from "node:assert/strict";
import { Offer, Submission, VirtualMachineImage } from "../../sdk/index.js";
import { isSealed } from "../provider/declared.js";
import { galleryImage, signedVhd } from "../provider/machine-images.js";
import { record } from "./recorded.js";

/** By which the engine knows a secret. */
const sealing = "1b47061264138c4ac30d75fd1eb44270";
const machines = { offer: "contoso-appliance", plan: "standard" };

describe("the assets of a submission", () => {
  it("are told with all that they say, as a secret, by their version; nothing is said to lack", async () => {
    const osDisk = signedVhd("os");
    const recorded = await record(() => {
      const images = [
        new VirtualMachineImage("one", {
          ...machines,
          version: "1.0.0",
          images: { x64Gen2: { galleryImage: galleryImage("1.0.0") } },
        }),
        new VirtualMachineImage("two", {
          ...machines,
          version: "1.1.0",
          images: { x64Gen2: { osDisk } },
          deprecated: true,
        }),
      ];
      new Submission("submission", { offer: "contoso-appliance", assets: images });
    });
    const { wire } = recorded.named("submission");
    assert.deepEqual(Object.keys(wire.content as object), [
      "plan standard, version 1.0.0",
      "plan standard, version 1.1.0",
    ]);
    assert.equal("lacking" in wire, false);
    const { assets } = recorded.named("submission").inputs;
    assert.ok(isSealed(assets), JSON.stringify(assets));
    const [one, two] = assets.value as Record<string, unknown>[];
    assert.deepEqual(
      [one?.version, two?.version, two?.deprecated, two?.images],
      ["1.0.0", "1.1.0", true, { x64Gen2: { osDisk } }],
    );
    const written = (name: string) => JSON.stringify(recorded.named(name).inputs.images);
    assert.ok(written("two").includes(osDisk) && written("two").includes(sealing), written("two"));
    assert.ok(!written("one").includes(sealing), written("one"));
  });

  it("are no list of something else, and of no Azure application", async () => {
    const ofApplication = record(() => {
      const image = new VirtualMachineImage("one", {
        ...machines,
        version: "1.0.0",
        images: { x64Gen2: { galleryImage: galleryImage("1.0.0") } },
      });
      const offer = new Offer("offer", { offerId: "contoso", alias: "Contoso", type: "AzureApplication" });
      new Submission("submission", { offer, assets: [image] });
    });
    await assert.rejects(ofApplication, /property assets has images or bundles, and its offer is an Azure application/);
    const ofTexts = record(() => {
      new Submission("submission", { offer: "contoso-appliance", assets: ["1.0.0"] as never });
    });
    await assert.rejects(
      ofTexts,
      /property assets must be a list of VirtualMachineImage or ContainerBundle resources, such as \[image\]/,
    );
  });
});
