/** What is wrong with an image version is said by a preview, by its property; offline as far as that can be. */
import assert from "node:assert/strict";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { wholeOffer } from "../../../emulator/product-ingestion/offers.js";
import { Declared, failure, Refused } from "../../declared.js";
import { galleryImage, signedVhd } from "../../machine-images.js";
import { imageVersion, MachineOffer } from "../../machine-offer.js";
import { machineOfferProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const offerId = "contoso-appliance";

/** A version of the plan `standard`, out of a gallery. */
function program(version: string, more: Properties = {}): Properties {
  const images = { x64Gen2: { galleryImage: galleryImage(version) } };
  return { offer: offerId, plan: "standard", version, images, ...more };
}

/** What a preview finds, as `property reason`. */
async function found(offer: MachineOffer, inputs: Properties, before?: Properties): Promise<string[]> {
  const image = offer.image();
  image.inputs = before ?? {};
  try {
    await image.check({ ...inputs, __preview: true });
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.findings.map(({ property, reason }) => `${property} ${reason}`);
  }
}

const vhd = (osDisk: string, more: Properties = {}) => program("1.0.0", { images: { x64Gen2: { osDisk, ...more } } });

const offline: Readonly<Record<string, readonly [inputs: Properties, finding: RegExp]>> = {
  "a gallery id of an image definition": [
    program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.0").replace(/\/versions.*/, "") } } }),
    /^images\.x64Gen2\.galleryImage ".*" is not the id of an image version in an Azure Compute Gallery; expected/,
  ],
  "a gallery id with a version that is none": [
    program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("latest") } } }),
    /is not the id of an image version/,
  ],
  "a SAS without the right to read": [
    vhd(signedVhd("os", { rights: "wl" })),
    /^images\.x64Gen2\.osDisk has a SAS without the right to read \(sp has no r\)/,
  ],
  "a SAS that has ended": [vhd(signedVhd("os", { days: -1 })), /^images\.x64Gen2\.osDisk has a SAS that ended at 20/],
  "a VHD without a SAS": [
    vhd("https://contosoimages.blob.core.windows.net/vhds/os.vhd"),
    /^images\.x64Gen2\.osDisk has no whole SAS/,
  ],
  "a SAS by http": [
    vhd(signedVhd("os").replace("https:", "http:")),
    /osDisk must be an address that begins with https:/,
  ],
  "a data disk without the right to read": [
    vhd(signedVhd("os"), { dataDisks: { "1": signedVhd("data", { rights: "w" }) } }),
    /^images\.x64Gen2\.dataDisks\["1"\] has a SAS without the right to read/,
  ],
  "a LUN that there is not": [
    vhd(signedVhd("os"), { dataDisks: { "16": signedVhd("data") } }),
    /^images\.x64Gen2\.dataDisks\["16"\] "16" is not a LUN/,
  ],
  "an image out of both": [
    vhd(signedVhd("os"), { galleryImage: galleryImage("1.0.0") }),
    /^images\.x64Gen2 comes either from a gallery \(galleryImage\) or from VHDs/,
  ],
  "an image out of nowhere": [
    program("1.0.0", { images: { x64Gen2: {} } }),
    /^images\.x64Gen2 says nowhere where the image comes from/,
  ],
  "an image that is null": [program("1.0.0", { images: { x64Gen2: null } }), /^images\.x64Gen2 must be an object/],
  "a gallery id that is a number": [
    program("1.0.0", { images: { x64Gen2: { galleryImage: 5 } } }),
    /^images\.x64Gen2\.galleryImage must be the id of an image version in a gallery, as a text/,
  ],
  "a data disk that is a number": [
    vhd(signedVhd("os"), { dataDisks: { "0": 5 } }),
    /^images\.x64Gen2\.dataDisks\["0"\] must be the address of a VHD with its SAS, as a text/,
  ],
  "data disks that are a text": [
    vhd(signedVhd("os"), { dataDisks: "none" }),
    /^images\.x64Gen2\.dataDisks must be an object, not a text/,
  ],
  "no image": [program("1.0.0", { images: {} }), /images is empty; give the image of at least one SKU/],
  "an image type in other letters": [
    program("1.0.0", { images: { X64gen2: { galleryImage: galleryImage("1.0.0") } } }),
    /^images\.X64gen2 "X64gen2" is not an image type; write x64Gen2/,
  ],
  "a version of two numbers": [
    program("1.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.0") } } }),
    /^version "1\.0" is not a version of the form 1\.0\.0/,
  ],
  "a product id as the offer": [
    program("1.0.0", { offer: guids.tenant }),
    /^offer ".*" is the id that Partner Center gave the offer; give the offer id/,
  ],
  "a plan id with capitals": [program("1.0.0", { plan: "Standard" }), /^plan "Standard" is not a plan id/],
};

describe("an image version with", () => {
  const bench = workbench({ speed: 0, delays: { draftJob: 0 } });
  /** @param tenant That of the credentials. */
  const made = (tenant: string = guids.tenant) => {
    bench.emulator.reset();
    return MachineOffer.make(bench, offerId, tenant);
  };

  for (const [what, [inputs, finding]] of Object.entries(offline)) {
    it(`${what} is refused without a request, and no signature is shown`, async () => {
      const offer = await made();
      let findings: string[] = [];
      const calls = await bench.calls(async () => {
        findings = await found(offer, inputs);
      });
      assert.equal(findings.length, 1, findings.join("\n"));
      assert.match(findings[0] as string, finding);
      assert.doesNotMatch(findings.join(), /sig-of|sig=/);
      assert.deepEqual(calls, []);
    });
  }

  it("a SAS by a stored access policy is taken: rights and end stand in the policy", async () => {
    const offer = await made();
    const byPolicy = (more = "") =>
      vhd(`https://contosoimages.blob.core.windows.net/vhds/os.vhd?si=images&sig=Zm9v${more}`);
    assert.deepEqual(await found(offer, byPolicy()), []);
    assert.match((await found(offer, byPolicy("&sp=w"))).join(), /without the right to read/);
    assert.match((await found(offer, byPolicy("&se=2020-01-01"))).join(), /has a SAS that ended at 2020-01-01/);
  });

  it("a SAS that ended since it was handed in is no error", async () => {
    const old = vhd(signedVhd("os", { days: -1 }));
    assert.deepEqual(await found(await made(), old, old), []);
  });

  it("a SAS of less than three weeks gets a warning, and none where it was handed in before", async () => {
    const offer = await made();
    const short = vhd(signedVhd("os", { days: 20 }));
    assert.deepEqual(await found(offer, short), []);
    const [line] = offer.lines;
    assert.match(String(line), /^warning: images\.x64Gen2\.osDisk has a SAS that ends at .* at least 3 weeks/);
    await found(offer, short, short);
    assert.equal(offer.lines.length, 1);
  });

  it("an offer, or a plan, that the same program declares is no error: it is there before the image is", async () => {
    const offer = await made();
    const run = offer.run();
    const findings = async (inputs: Properties) => {
      const image = offer.image(run);
      return image.check({ ...inputs, __preview: true }).then(
        () => [],
        (error: unknown) => (error instanceof Refused ? error.findings.map(({ property }) => property) : [error]),
      );
    };
    const inNewPlan = program("1.0.0", { plan: "large" });
    const inNewOffer = program("1.0.0", { offer: "contoso-second" });
    assert.deepEqual([await findings(inNewPlan), await findings(inNewOffer)], [["plan"], ["offer"]]);
    await new Declared(virtualMachinePlan, () => run).check({ offer: offerId, planId: "large", name: "Large" });
    const { setup: _, ...another } = machineOfferProgram("contoso-second");
    await new Declared(virtualMachineOffer, () => run).check(another);
    assert.deepEqual([await findings(inNewPlan), await findings(inNewOffer)], [[], []]);
  });

  type Prepare = (offer: MachineOffer) => Promise<unknown>;
  const asIs: Prepare = async () => {};
  const asked: Readonly<Record<string, readonly [prepare: Prepare, inputs: Properties, RegExp]>> = {
    "an image type without a SKU": [
      asIs,
      program("1.0.0", { images: { arm64Gen2: { galleryImage: galleryImage("1.0.0") } } }),
      /images\.arm64Gen2 has no SKU: plan standard has SKUs for x64Gen2/,
    ],
    "a plan that is not there": [asIs, program("1.0.0", { plan: "gold" }), /plan gold is not there/],
    "an offer that is not there": [
      asIs,
      program("1.0.0", { offer: "fabrikam" }),
      /offer there is no offer "fabrikam" in the account of tenant/,
    ],
    "an offer of another type": [
      (offer) => offer.write(...wholeOffer("contoso-container", "azureContainer")),
      program("1.0.0", { offer: "contoso-container" }),
      /contoso-container is no offer of virtual machines: its type is azureContainer/,
    ],
    "a plan that uses another one's images": [
      (offer) => offer.configure({ basePlan: "plan/x/y", reuseTechnicalConfigurationState: "enable" }),
      program("1.0.0"),
      /plan standard uses the technical configuration of another plan/,
    ],
    "a version that somebody else has made": [
      (offer) => offer.configure({ vmImageVersions: [imageVersion("1.0.0")] }),
      program("1.0.0"),
      /version 1\.0\.0 is there already in plan standard with another image/,
    ],
  };
  for (const [what, [prepare, inputs, finding]] of Object.entries(asked)) {
    it(`${what} is refused by a preview, and by \`up\` before anything is written`, async () => {
      const offer = await made();
      await prepare(offer);
      let findings: string[] = [];
      const calls = await bench.calls(async () => {
        findings = await found(offer, inputs);
      });
      assert.equal(findings.length, 1, findings.join("\n"));
      assert.match(findings[0] as string, finding);
      assert.ok(calls.length <= 2, calls.join());
      const writes = await bench.writes(async () => {
        const { message } = await failure(offer.image().up(inputs));
        assert.doesNotMatch(message, /\n/);
        if (!/not there/.test(what)) assert.match(message, finding);
        assert.match(message, /gold|fabrikam|contoso-appliance|contoso-container/);
      });
      assert.deepEqual(writes, []);
    });
  }

  it("other images for a published version is refused by a preview", async () => {
    const offer = await made();
    const image = offer.image();
    await image.up(program("1.0.0"));
    await offer.publish();
    const other = program("1.0.0", { images: { x64Gen2: { galleryImage: galleryImage("1.0.1") } } });
    const findings = await found(offer, other, image.inputs);
    assert.match(findings.join(), /images cannot change: version 1\.0\.0 is live/);
  });

  it("a tenant that is named by a domain needs the tenant of its gallery", async () => {
    const offer = await made("contoso.onmicrosoft.com");
    assert.match((await found(offer, program("1.0.0"))).join(), /set tenantId beside galleryImage/);
    assert.match((await failure(offer.image().up(program("1.0.0")))).message, /set tenantId beside galleryImage/);
    const images = { x64Gen2: { galleryImage: galleryImage("1.0.0"), tenantId: guids.tenant } };
    assert.equal(await offer.image().up(program("1.0.0", { images })), "created");
  });
});
