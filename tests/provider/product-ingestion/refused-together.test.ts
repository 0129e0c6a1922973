/** Edits that were refused together, though only one of them was wrong. */
import assert from "node:assert/strict";
import { PartnerCenterError } from "../../../provider/partner-center/errors.js";
import type { Edit } from "../../../provider/product-ingestion/changes/edits.js";
import { JobFailedError } from "../../../provider/product-ingestion/errors.js";
import { failureOf } from "../partner-center/server.js";
import { imageVersion, type Json, type Service, withService } from "./emulated.js";

const offer = { offerId: "contoso" };
const technical = "virtual-machine-plan-technical-configuration";

const versionsOf = (resource: Json | undefined) => (resource?.vmImageVersions ?? []) as Json[];
const append = (version: Json): Edit => ({
  type: technical,
  plan: "standard",
  merge: (current) => {
    const versions = versionsOf(current);
    const isThere = versions.some(({ versionNumber }) => versionNumber === version.versionNumber);
    return isThere ? current : { ...current, vmImageVersions: [...versions, version] };
  },
});
const image = (version: string) => append(imageVersion(version));
/** Of a type that the plan has no SKU for: its job says so. */
const unfit = (version: string) => {
  const source = { sourceType: "sasUri", osDisk: { uri: "https://a.example/arm" } };
  return append({ versionNumber: version, vmImages: [{ imageType: "arm64Gen2", source }] });
};
/** Of a form that is refused at once. */
const misshapen = (version: string) => append({ versionNumber: version, vmImages: "none" });

const posts = ({ calls }: Service) => calls().filter((call) => call === "POST /configure").length;
const numbers = async (service: Service, product: string) =>
  versionsOf(await service.find(product, technical, "standard")).map(({ versionNumber }) => versionNumber);

describe("images of one plan in one job", () => {
  for (const businessFailure of ["dropped", "kept"] as const) {
    it(`of which one is refused: the others are there (what fails is ${businessFailure})`, () =>
      withService({ emulator: { switches: { businessFailure } } }, async (service, client) => {
        const product = await service.addOffer("contoso", "standard");
        const good = [1, 2, 3, 4, 6, 7, 8, 9].map((at) => client.changes.commit(offer, [image(`1.0.${at}`)]));
        const error = await failureOf(client.changes.commit(offer, [unfit("1.0.5")]), JobFailedError);
        assert.match(error.message, /of plan standard: the job \S+ was refused: No SKU has the image type arm64Gen2/);
        await Promise.all(good);
        // What a refused job leaves behind stays there, as with one edit alone.
        const found = (await numbers(service, product)).filter((number) => number !== "1.0.5").sort();
        assert.deepEqual(found, ["0.0.0", ...[1, 2, 3, 4, 6, 7, 8, 9].map((at) => `1.0.${at}`)]);
        assert.ok(posts(service) <= 9, `${posts(service)} posts`);
      }));
  }

  it("of which one is refused at once: the others are there", () =>
    withService({}, async (service, client) => {
      const product = await service.addOffer("contoso", "standard");
      const refused = failureOf(client.changes.commit(offer, [misshapen("1.0.5")]), PartnerCenterError);
      const good = ["1.0.1", "1.0.2"].map((version) => client.changes.commit(offer, [image(version)]));
      assert.match((await refused).message, /Schema validation failed/);
      await Promise.all(good);
      assert.deepEqual((await numbers(service, product)).sort(), ["0.0.0", "1.0.1", "1.0.2"]);
    }));

  it("of which two are refused: each says why, and what comes meanwhile is there", () =>
    withService({}, async (service, client) => {
      const product = await service.addOffer("contoso", "standard");
      let late: Promise<unknown> | undefined;
      const onJob = () => {
        late ??= client.changes.commit(offer, [image("2.0.0")]);
      };
      const refused = ["1.0.1", "1.0.2"].map((version) =>
        failureOf(client.changes.commit(offer, [unfit(version)], { onJob }), JobFailedError),
      );
      const good = client.changes.commit(offer, [image("1.0.3")]);
      await Promise.all([...refused, good]);
      await late;
      assert.deepEqual((await numbers(service, product)).sort(), ["0.0.0", "1.0.3", "2.0.0"]);
    }));
});
