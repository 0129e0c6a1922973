/** A PUT whose work was done and whose reply was lost meets its own new ETag: that is no conflict with anybody else. */
import assert from "node:assert/strict";
import type { PartnerCenterClient } from "../../../../provider/partner-center/client.js";
import { ConflictError } from "../../../../provider/partner-center/errors.js";
import { failureOf, type Script, withClient } from "../server.js";

const tag = { id: "x", "@odata.etag": '"1"' };
type Written = { readonly "@odata.etag"?: string | undefined };

/** Every call of the client that replaces an object under its ETag. */
const replacements: Record<string, (client: PartnerCenterClient) => Promise<Written>> = {
  "a property": ({ properties }) => properties.update("p", "x", tag),
  "a listing": ({ listings }) => listings.update("p", "x", { ...tag, title: "wanted" }),
  "an audience": ({ productAvailabilities }) =>
    productAvailabilities.update("p", "x", { ...tag, resourceType: "ProductAvailability" }),
  "an availability": ({ featureAvailabilities }) =>
    featureAvailabilities.update("p", "x", { ...tag, resourceType: "FeatureAvailability" }),
  "a configuration": ({ packageConfigurations }) =>
    packageConfigurations.update("p", "x", { ...tag, resourceType: "AzureManagedApplicationPackageConfiguration" }),
  "a plan": ({ variants }) =>
    variants.update(
      "p",
      "x",
      { ...tag, resourceType: "AzureSkuVariant", friendlyName: "wanted", externalID: "plan" },
      '"1"',
    ),
  "a co-sell listing": ({ cosellListings }) => cosellListings.update("p", "x", { ...tag, offerType: "wanted" }),
  "a co-sell document": ({ cosellAssets }) => cosellAssets.update("p", "x", { ...tag, type: "wanted" }),
  "a picture": ({ images }) =>
    images.update("p", "l", "x", { ...tag, description: "wanted", fileSasUri: "https://store/x?sig=old" }),
  "a document": ({ assets }) => assets.update("p", "l", "x", { ...tag, friendlyName: "wanted" }),
  "a video": ({ videos }) => videos.update("p", "l", "x", { ...tag, thumbnail: { title: "wanted" } }),
  "supplemental content": ({ supplementalContents }) =>
    supplementalContents.update("p", "x", { ...tag, targetRelease: "wanted" }),
  "a package": ({ packages }) =>
    packages.update("p", "x", { ...tag, resourceType: "AzureApplicationPackage", fileName: "wanted" }, '"1"'),
};

/** Does the work of the first PUT and answers so; later ones meet the new ETag. @param later Of another writer. */
function service(first: ReturnType<Script>, later: object = {}): Script {
  let stored: Record<string, unknown> | undefined;
  return ({ method, json, headers }) => {
    if (method === "GET") return { body: { ...stored, ...later, fileSasUri: "https://store/x?sig=new" } };
    assert.equal(headers["if-match"], '"1"');
    if (stored !== undefined) return { status: 412 };
    stored = { ...json, "@odata.etag": '"2"', added: "by the service" };
    return first;
  };
}

describe("a replacement whose first reply was lost", () => {
  for (const [what, replace] of Object.entries(replacements)) {
    for (const [how, answer] of [
      ["cut off", { cut: true }],
      ["a 502", { status: 502 }],
    ] as const) {
      it(`of ${what} is known by what was sent (${how})`, () =>
        withClient(service(answer), async (client, calls) => {
          assert.equal((await replace(client))["@odata.etag"], '"2"');
          assert.deepEqual(
            calls().map((call) => call.split(" ")[0]),
            ["PUT", "PUT", "GET"],
          );
        }));
    }
  }

  it("is a conflict when somebody else has changed the object since", () =>
    withClient(service({ cut: true }, { offerType: "theirs" }), async (client) => {
      const error = await failureOf(replacements["a co-sell listing"]?.(client) as Promise<unknown>, ConflictError);
      assert.equal(error.status, 412);
    }));

  it("is a conflict when a list has more than was sent", () =>
    withClient(service({ cut: true }, { offerPlatforms: ["a", "b"] }), async ({ cosellListings }) => {
      await failureOf(cosellListings.update("p", "x", { ...tag, offerPlatforms: ["a"] }), ConflictError);
    }));

  it("is a conflict when nobody can look", () =>
    withClient(
      ({ method }) => ({ status: method === "PUT" ? 412 : 404 }),
      async ({ cosellListings }) => {
        await failureOf(cosellListings.update("p", "x", tag), ConflictError);
      },
    ));
});
