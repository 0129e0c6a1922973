// A client that others wrote and that worked with the real service, azpc, finds nothing amiss: its requests are sent
// again in its order, counted, and what its own tests expected of the service is expected of the emulator (§5.2, §5.4).

import { strict as assert } from "node:assert";
import type { EmulatorOptions } from "pulumi-partnercenter-emulator";
import { type Client, subscription, withEmulator } from "../client.js";
import { Azpc } from "./azpc.js";
import { listing, offerTexts, productAvailability } from "./azpc-bodies.js";

const live = 60_000;

async function substates(client: Client, product: string): Promise<string[]> {
  return (await client.get(`/products/${product}/submissions`)).value.map(({ substate }) => substate);
}

function falsy(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.every(falsy));
}

/** The walk of a managed application, with the number of requests of each command. */
function walk(title: string, options: EmulatorOptions): void {
  describe(`emulator: azpc, ${title}`, () => {
    const parts = withEmulator({ delays: {}, speed: 0, ...options });
    let azpc: Azpc;
    let product: string;
    const requests = async (work: () => Promise<unknown>) => {
      azpc.requests = 0;
      await work();
      return azpc.requests;
    };
    before(async () => {
      azpc = await Azpc.signIn(parts.emulator, "contoso-backup");
    });

    it("ma create: 51 requests", async () => {
      assert.equal(await requests(azpc.create.bind(azpc)), 51);
      product = await azpc.show();
    });

    it("what its tests expect of the property is there", async () => {
      const property = await parts.client.draft(product, "properties", "Property");
      assert.equal(property.appVersion, "1.0.0");
      assert.equal(property.termsOfUse, "");
      assert.equal(property.useEnterpriseContract, true);
      for (const field of ["submissionVersion", "productTags", "@odata.etag", "id"]) assert.ok(!falsy(property[field]));
      const unset = ["industries", "categories", "additionalCategories", "hideKeys", "marketingOnlyChange"];
      for (const field of [...unset, "globalAmendmentTerms", "customAmendments"]) {
        assert.ok(falsy(property[field]), `${field}: ${property[field]}`);
      }
    });

    it("what its tests expect of listing and preview audience is there", async () => {
      const found = await parts.client.draft(product, "listings", "Listing");
      const expected = { ...offerTexts, languageCode: "en-us", listingUris: listing.listingUris };
      for (const [field, value] of Object.entries(expected)) assert.deepEqual(found[field], value, field);
      assert.deepEqual(found.listingContacts, listing.listingContacts);
      assert.ok(falsy(found.allowOnlyManagedDiskDeployments) && falsy(found.compatibleProducts));
      const audience = await parts.client.draft(product, "productAvailabilities", "Availability");
      const [{ Type: type, Values: values } = {}] = productAvailability.audiences;
      assert.deepEqual(audience.audiences, [{ type, values }]);
      assert.deepEqual(
        [audience.visibility, audience.enterpriseLicensing, values],
        ["Public", "Online", [subscription]],
      );
      for (const field of ["emailAudiences", "subscriptionAudiences", "hideKeyAudience"]) {
        assert.ok(falsy(audience[field]));
      }
    });

    it("ma create once more: 64 requests, as it becomes an update that replaces four images", async () => {
      assert.equal(await requests(azpc.create.bind(azpc)), 51 + 4 * 3 + 1);
      const { id } = await parts.client.draft(product, "listings", "Listing");
      assert.equal((await parts.client.get(`/products/${product}/listings/${id}/images`)).value.length, 4);
    });

    it("ma plan create: 14 requests and those that wait for the package", async () => {
      let plan = "";
      const count = await requests(async () => {
        plan = await azpc.createPlan("standard", "ma");
      });
      const polls = parts.emulator
        .requests()
        .filter(({ operation }) => operation === "GET /products/{productId}/packages/{packageId}");
      assert.equal(count, 14 + polls.length);
      const texts = await parts.client.draft(product, "listings", "Listing", plan);
      assert.deepEqual([texts.title, texts.description], ["Standard", "Backs up one database."]);
      const sales = await parts.client.draft(product, "featureAvailabilities", "Availability", plan);
      assert.equal(sales.visibility, "Private");
      assert.equal(sales.marketStates.length, 141);
      const technical = await parts.client.draft(product, "packageConfigurations", "Package", plan);
      assert.equal(technical.canEnableCustomerActions, true);
      assert.equal(technical.azureGovernmentTenantID, "string");
    });

    it("ma publish: 11 requests; ma release: 3, and refused until the preview is there", async () => {
      assert.equal(await requests(azpc.publish.bind(azpc)), 11);
      assert.equal(await azpc.release(), 409);
      parts.emulator.advance(live);
      assert.deepEqual(await substates(parts.client, product), ["ReadyToPublish"]);
      assert.equal(await requests(async () => assert.equal(await azpc.release(), 200)), 3);
      parts.emulator.advance(live);
      assert.deepEqual(await substates(parts.client, product), ["InStore"]);
    });

    it("ma delete and ma plan delete of what is live are refused, ma list shows it", async () => {
      assert.equal(await azpc.deletePlan("standard"), 409);
      assert.equal(await azpc.delete(), 409);
      assert.deepEqual(await azpc.list(), ["contoso-backup"]);
    });
  });
}

walk("a managed application", {});
// With a testdrive variant, which azpc leaves out. Its retries outlast no branch lag when there is no latency.
walk("in January 2024", { scenario: "january-2024", delays: { branchLag: 0 } });

describe("emulator: azpc, a solution template", () => {
  const parts = withEmulator({ delays: {}, speed: 0 });

  it("goes live without markets and prices", async () => {
    const azpc = await Azpc.signIn(parts.emulator, "contoso-template");
    const product = await azpc.create();
    await azpc.createPlan("basic", "st");
    await azpc.publish();
    parts.emulator.advance(live);
    assert.equal(await azpc.release(), 200);
    parts.emulator.advance(live);
    assert.deepEqual(await substates(parts.client, product), ["InStore"]);
  });

  it("can be deleted as long as it is a draft, the plan first", async () => {
    const azpc = await Azpc.signIn(parts.emulator, "contoso-draft");
    await azpc.create();
    await azpc.createPlan("basic", "st");
    assert.equal(await azpc.deletePlan("basic"), 204);
    assert.equal(await azpc.delete(), 204);
    assert.deepEqual(await azpc.list(), ["contoso-template"]);
  });
});
