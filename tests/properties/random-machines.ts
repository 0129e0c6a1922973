// Random offers and plans of virtual machines: what a schema accepts, less what `check` refuses for reasons of its own.
import fc from "fast-check";
import { virtualMachineOfferInputs } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlanInputs } from "../../provider/kinds/virtual-machine/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { galleryImage } from "../provider/machine-images.js";
import { fetched } from "../provider/machine-programs.js";
import { guids } from "../provider/programs.js";
import { descriptions, steering } from "./random-programs.js";
import { type Overrides, validInputs } from "./valid-inputs.js";

const address = fc.constantFrom(...["one", "two", "three"].map((name) => fetched(`${name}.png`)));

/** Forms of texts of an offer that no other text has. */
export const offerFormats: Overrides = [
  [/munchkinAccountId$/, fc.constant("123-ABC-456")],
  [/marketo\.formId$/, fc.constantFrom("1", "1234")],
  [/objectIdentifier$/, fc.constantFrom("a1b2c3d4e5f6g7h", "A1B2C3D4E5F6G7H")],
  [
    /connectionString$/,
    fc.constantFrom("one", "two").map((name) => {
      return `DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=Zm9yIHRlc3Rz;EndpointSuffix=core.windows.net`;
    }),
  ],
  [/httpsEndpoint\.url$/, fc.constantFrom("https://one.example/leads", "https://two.example/leads?code=abc")],
  [/(logos\.\w+|screenshots\.\*|thumbnail|documents\.\*)\.url$/, address],
];

/** Inputs of an offer, of which any part may be there. */
export function randomMachineOffer(): fc.Arbitrary<Properties> {
  const known: Overrides = [
    [/^offerId$/, fc.constant("random-offer")],
    [/^core$/, "leftOut"],
    [/^alias$/, fc.constant("Random offer")],
  ];
  const all = [...steering, ...known, ...offerFormats, ...descriptions];
  return validInputs(virtualMachineOfferInputs, all) as fc.Arbitrary<Properties>;
}

const amount = fc.nat(500).map((cents) => cents / 100);
const bySize = fc.dictionary(fc.constantFrom("sharedCore", "1Core", "2Core", "16Core"), amount, { minKeys: 1 });

/** One way to be priced. */
const hourly: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({ free: true }),
  amount.map((flat) => ({ flat })),
  amount.map((perCore) => ({ perCore })),
  bySize.map((perCoreSize) => ({ perCoreSize })),
  bySize.map((prices) => ({ perMarket: { US: { prices }, DE: { currency: "EUR", prices } } })),
);

const image = (version: string) => ({ galleryImage: galleryImage(version), tenantId: guids.tenant });
const images = fc
  .subarray(["1.0.0", "1.1.0", "2.0.0"], { minLength: 1 })
  .map((versions) => Object.fromEntries(versions.map((version) => [version, { x64Gen2: image(version) }])));

/** Inputs of a plan, of which any part may be there; offer and plan id are filled in by whoever has them. */
export function randomMachinePlan(): fc.Arbitrary<Properties> {
  const known: Overrides = [
    [/^offer$/, fc.constant("random-offer")],
    [/^planId$/, fc.constant("random-plan")],
    [/^setup\.technicalConfigurationOf$/, "leftOut"],
    [/^availability\.hourly$/, hourly],
    [/^technicalConfiguration\.skus$/, fc.constant({ x64Gen2: "random-plan" })],
    [/^technicalConfiguration\.images$/, images],
    [/^technicalConfiguration\.(securityTypes|deprecatedVersions|softwareType)$/, "leftOut"],
    [/recommendedSizes$/, fc.subarray(["Standard_D2s_v5", "Standard_E4-2s_v5", "Standard_B1s"])],
    [/openPorts\.\*\.range$/, fc.constantFrom("443", "8000-8100")],
    [/^onRemovedImage$/, "leftOut"],
  ];
  const all = [...steering, ...known, ...descriptions];
  return validInputs(virtualMachinePlanInputs, all) as fc.Arbitrary<Properties>;
}
