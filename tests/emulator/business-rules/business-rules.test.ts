// The rules of the business of the second API: what breaks each of them, in a draft and once the offer is live (Product
// Ingestion API §8.2, §11, §14; additions §2). Their tables stand in the README.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorFolder } from "../command/command.js";
import {
  type IngestionClient,
  instant,
  type Json,
  type Resource,
  schema,
  typeIn,
  withIngestion,
} from "../product-ingestion/client.js";
import {
  galleryVersion,
  imageVersion,
  makeOffer,
  type OfferType,
  vmConfiguration,
} from "../product-ingestion/offers.js";

const vm = "virtual-machine-plan-technical-configuration";
const container = "container-plan-technical-configuration";
const prices = "price-and-availability-plan";

/** A change to a resource of an offer, and what is said to it. */
type Case = [what: string, type: string, change: Json | ((before: Resource) => Json), said: RegExp];

async function changed(client: IngestionClient, productId: string, type: string, change: Case[2]): Promise<Json> {
  const before = (await client.tree(productId)).find((one) => typeIn(one) === type) as Resource;
  const { url, ...rest } = before;
  return { ...rest, ...(typeof change === "function" ? change(before) : change) };
}

function refuses(offerType: OfferType, isLive: boolean, cases: readonly Case[]): void {
  for (const [what, type, change, said] of cases) {
    it(`${what}`, () =>
      withIngestion(instant, async (client) => {
        const { productId } = await makeOffer(client, "rules", offerType);
        const resource = await changed(client, productId, type, change);
        if (isLive) {
          // What is live forbids it, and nothing else.
          await client.goLive(productId);
        }
        const text = await client.failure(resource);
        assert.match(text, /^badRequest Invalid resource; businessValidationError /);
        assert.match(text, said);
      }));
  }
}

const sku = (imageType: string, skuId: string) => ({ imageType, skuId });

describe("emulator: rules of a virtual machine", () => {
  refuses("azureVirtualMachine", false, [
    ["wants a SKU", vm, { skus: [], vmImageVersions: [] }, /At least one SKU/],
    [
      "wants one SKU for an image type",
      vm,
      { skus: [sku("x64Gen2", "standard"), sku("x64Gen2", "two")] },
      /used by two SKUs/,
    ],
    [
      "wants a SKU with the plan's id",
      vm,
      { skus: [sku("x64Gen2", "other")] },
      /One of the SkuIds should match plan Id standard/,
    ],
    [
      "wants an active image for each SKU",
      vm,
      { skus: [sku("x64Gen2", "standard"), sku("x64Gen1", "one")] },
      /requires at least one active image/,
    ],
    [
      "takes a deprecated image for none",
      vm,
      { vmImageVersions: [{ ...imageVersion("1.0.0", "x64Gen2"), lifecycleState: "deprecated" }] },
      /at least one active image/,
    ],
    [
      "knows the image types of its SKUs only",
      vm,
      { vmImageVersions: [imageVersion("1.0.0", "x64Gen2", "arm64Gen2")] },
      /No SKU has the image type arm64Gen2/,
    ],
    [
      "has each version once",
      vm,
      { vmImageVersions: [imageVersion("1.0.0", "x64Gen2"), imageVersion("1.0.0", "x64Gen2")] },
      /1\.0\.0 is there twice/,
    ],
    [
      "has each image type once in a version",
      vm,
      { vmImageVersions: [imageVersion("1.0.0", "x64Gen2", "x64Gen2")] },
      /two images x64Gen2/,
    ],
    [
      "has at most 100 versions",
      vm,
      { vmImageVersions: Array.from({ length: 101 }, (_, i) => imageVersion(`1.0.${i}`, "x64Gen2")) },
      /At most 100/,
    ],
    [
      "wants the id of a version in a gallery",
      vm,
      { vmImageVersions: [JSON.parse(JSON.stringify(galleryVersion("1.0.0")).replace("/versions/1.0.0", ""))] },
      /is not the id of an image version/,
    ],
    [
      "does not know sizes of the sixth version",
      vm,
      { recommendedVmSizes: ["d2s-standard-v6"] },
      /d2s-standard-v6 is not supported/,
    ],
    ["never changes the offer id", "product", { identity: { externalId: "other-id" } }, /'ExternalId' is locked/],
    ["never changes the plan id", "plan", { identity: { externalId: "other-id" } }, /'ExternalId' is locked/],
  ]);

  it("has each SKU id once in the offer", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "rules");
      await client.write({
        $schema: schema("plan", "2022-03-01-preview2"),
        product: productId,
        identity: { externalId: "second" },
        alias: "Second",
      });
      const skus = [sku("x64Gen2", "second"), sku("x64Gen1", "standard")];
      const own = {
        product: productId,
        plan: { externalId: "second" },
        skus,
        vmImageVersions: [imageVersion("1.0.0", "x64Gen2", "x64Gen1")],
      };
      assert.match(await client.failure(vmConfiguration(own)), /The SkuId standard is used more than once/);
    }));

  describe("that is live", () => {
    refuses("azureVirtualMachine", true, [
      [
        "keeps its SKUs",
        vm,
        { skus: [sku("x64Gen1", "standard")], vmImageVersions: [imageVersion("1.0.0", "x64Gen1")] },
        /The property 'PlanId' is locked by a previous submission/,
      ],
      [
        "keeps its versions",
        vm,
        { vmImageVersions: [imageVersion("2.0.0", "x64Gen2")] },
        /1\.0\.0 is published and cannot be removed/,
      ],
      [
        "keeps its images",
        vm,
        { vmImageVersions: [{ ...imageVersion("9.9.9", "x64Gen2"), versionNumber: "1.0.0" }] },
        /1\.0\.0 are published and cannot be changed/,
      ],
      [
        "keeps its prices",
        prices,
        { pricing: { licenseModel: "payAsYouGo", corePricing: { priceInputOption: "free" } } },
        /'Pricing' is locked/,
      ],
      ["stays public", prices, { audience: "private" }, /'Audience' is locked/],
      ["keeps its standard contract", "property", { termsConditions: "custom" }, /'TermsConditions' is locked/],
      ["keeps its clouds", "plan", { azureRegions: ["azureGovernment"] }, /'AzureRegions' is locked/],
    ]);

    it("takes a further version, a renewed signature and a deprecation", () =>
      withIngestion(instant, async (client) => {
        const { productId } = await makeOffer(client, "rules");
        await client.goLive(productId);
        const renewed = JSON.parse(
          JSON.stringify(imageVersion("1.0.0", "x64Gen2")).replaceAll("sig=EXAMPLE", "sig=RENEWED"),
        );
        const deprecated = {
          ...renewed,
          lifecycleState: "deprecated",
          deprecationSchedule: { dateOffset: "P90D", reason: "other" },
        };
        await client.write(
          await changed(client, productId, vm, { vmImageVersions: [deprecated, imageVersion("2.0.0", "x64Gen2")] }),
        );
      }));

    it("and its plan cannot be deleted", () =>
      withIngestion(instant, async (client) => {
        const { productId } = await makeOffer(client, "rules");
        await client.goLive(productId);
        for (const type of ["plan", "product"]) {
          const resource = await changed(client, productId, type, { lifecycleState: "deleted" });
          assert.match(await client.failure(resource), /conflict .*; invalidState/);
        }
        await client.write(await changed(client, productId, "plan", { lifecycleState: "deprecated" }));
      }));
  });
});

describe("emulator: rules of a container", () => {
  refuses("azureContainer", false, [
    ["wants bundles for what Microsoft sells", container, { payloadType: "image" }, /payloadType must be cnab/],
    [
      "wants what goes with cnab",
      container,
      (before) => ({ clusterExtensionType: undefined, plan: before.plan }),
      /clusterExtensionType is required/,
    ],
    [
      "has each tag once",
      container,
      ({ cnabReferences }) => ({ cnabReferences: [...(cnabReferences as Json[]), ...(cnabReferences as Json[])] }),
      /tag 1\.0\.0 is there twice/,
    ],
    [
      "is there in one cloud only",
      "plan",
      { azureRegions: ["azureGlobal", "azureGovernment"] },
      /azureGovernment is not supported/,
    ],
  ]);

  it("keeps its type of cluster extension from preview on", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "rules", "azureContainer");
      await client.write(await changed(client, productId, container, { clusterExtensionType: "Contoso.Other" }));
      await client.publish(productId, "preview");
      const resource = await changed(client, productId, container, { clusterExtensionType: "Contoso.Third" });
      assert.match(await client.failure(resource), /'ClusterExtensionType' is locked/);
    }));

  it("that is live stays sold by Microsoft", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "rules", "azureContainer");
      await client.goLive(productId);
      const setup = await changed(client, productId, "commercial-marketplace-setup", { sellThroughMicrosoft: false });
      assert.match(await client.failure(setup), /'SellThroughMicrosoft' is locked/);
    }));
});

describe("emulator: rules of SaaS", () => {
  const meter = "price-and-availability-custom-meter";
  const perUser = { pricing: { recurrentPrice: { recurrentPriceMode: "perUser" } } };
  refuses("softwareAsAService", false, [
    [
      "wants meters that are declared",
      prices,
      { pricing: { customMeters: { meters: { calls: {} } } } },
      /meter calls is not known/,
    ],
    [
      "takes no # in the landing page",
      "software-as-a-service-technical-configuration",
      { landingPageUrl: "https://contoso.example/#/x" },
      /cannot have a #/,
    ],
    [
      "sells per user with Microsoft's licences",
      "commercial-marketplace-setup",
      { useMicrosoftLicenseManagementService: true },
      /prices per user/,
    ],
  ]);

  it("has one pricing model for all plans, and at most 30 meters, which stay once they are live", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "rules", "softwareAsAService");
      const plan = {
        $schema: schema("plan", "2022-03-01-preview2"),
        product: productId,
        identity: { externalId: "second" },
        alias: "Second",
      };
      await client.write(plan);
      const own = {
        $schema: schema(prices, "2022-03-01-preview4"),
        product: productId,
        plan: { externalId: "second" },
      };
      const seen = { visibility: "visible", audience: "public", markets: ["us"] };
      assert.match(await client.failure({ ...own, ...seen, ...perUser }), /same pricing model/);
      await client.write(
        await changed(client, productId, "plan", {
          id: (await client.tree(productId)).find((one) => (one.identity as Json)?.externalId === "second")?.id,
          identity: { externalId: "second" },
          alias: "Second",
          lifecycleState: "deleted",
        }),
      );
      const meters = (count: number) => ({
        $schema: schema(meter, "2022-03-01-preview3"),
        product: productId,
        customMeters: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`meter-${i}`, { displayName: "m", unitOfMeasure: "u" }]),
        ),
      });
      assert.match(await client.failure(meters(31)), /At most 30/);
      await client.write(meters(2));
      await client.goLive(productId);
      assert.match(await client.failure(meters(1)), /meter-1 is published/);
      assert.match(await client.failure(await changed(client, productId, prices, perUser)), /pricing model is locked/);
    }));
});

describe("emulator: the rules of the business", () => {
  it("are those of the README", () => {
    const readme = readFileSync(join(emulatorFolder, "README.md"), "utf8").replace(/ +/g, " ");
    const rules = (file: string) => require(join(emulatorFolder, "dist", "business-rules", file));
    const { businessRules } = rules("business-rules.js") as {
      businessRules: { types: string[]; wanted: string; source: string }[];
    };
    const { needs } = rules("publication.js") as { needs: { wanted: string; source: string }[] };
    for (const { types, wanted, source } of businessRules) {
      assert.ok(readme.includes(`| ${types.join(", ")} | ${wanted} | ${source} |`), `README.md lacks: ${wanted}`);
    }
    for (const { wanted, source } of needs) {
      assert.ok(readme.includes(`| ${wanted} | ${source} |`), `README.md lacks: ${wanted}`);
    }
  });
});
