/** What would be wrong is seen: each of these is a provider that has done one thing too much, too little or badly. */
import assert from "node:assert/strict";
import { unclear } from "../../tools/torture/clarity.js";
import { differences, leftovers, normalised } from "../../tools/torture/compared.js";
import type { Scene } from "../../tools/torture/stage.js";
import { Refused } from "../provider/declared.js";
import { png } from "../provider/pictures.js";
import { tellStory } from "./sample.js";

describe("torture: the harness", () => {
  const told = tellStory();
  const image = { resourceType: "ListingImage", fileName: "again.png", type: "AzureLogoScreenshot", order: 9 };

  /** What is found after a step that was well done, and then spoiled. */
  async function found(name: string, spoil: (scene: Scene, productId: string) => Promise<unknown>): Promise<string> {
    const { stage } = told;
    const scene = stage.scene(name);
    stage.begin(scene);
    await stage.perform(scene, scene.program);
    await spoil(scene, stage.cast.id("live offer"));
    return (await stage.problems(scene)).join("; ");
  }

  it("finds nothing when nothing is wrong", async () => {
    assert.equal(await found("update live offer", async () => {}), "");
    assert.equal(await found("delete draft plan", async () => {}), "");
  });

  it("sees a picture that was uploaded twice, and one that was announced only", async () => {
    const { colleague } = told.stage.world.bench;
    const twice = await found("create live offer", (_, id) => colleague.addMedia(id, "images", image, png(1280, 720)));
    assert.match(twice, /media has 11, not 10/);
    const announced = await found("create live offer", async (_, id) =>
      colleague.call("POST", await colleague.mediaPath(id, "images"), image),
    );
    assert.match(announced, /again\.png is announced and was never uploaded/);
  });

  it("sees a second plan, a second package, a second submission and a second offer", async () => {
    const { colleague } = told.stage.world.bench;
    const plan = { resourceType: "AzureSkuVariant", friendlyName: "Gold", externalID: "gold-2", state: "Active" };
    const asset = { resourceType: "AzureApplicationPackage", fileName: "second.zip" };
    for (const [step, spoil, seen] of [
      [
        "create live plan",
        (id: string) => colleague.call("POST", `/products/${id}/variants`, plan),
        /variants has 3, not 2/,
      ],
      [
        "create live package",
        (id: string) => colleague.call("POST", `/products/${id}/packages`, asset),
        /packages has 2/,
      ],
      ["create live release", (id: string) => colleague.submit(id), /submissions has 2, not 1/],
      ["create live offer", () => colleague.createProduct("second", "Second"), /service has 3, not 2/],
    ] as const) {
      assert.match(await found(step, (_, id) => spoil(id)), seen);
    }
  });

  it("sees a text that was lost, and bytes that are others", async () => {
    const { colleague } = told.stage.world.bench;
    const lost = await found("update live offer", (_, id) => colleague.edit(id, "Listing", { summary: "" }));
    assert.match(lost, /summary is nothing, not "In other words"/);
    const other = await found("create live offer", (_, id) =>
      colleague.replaceImage(id, "AzureLogoSmall", "small-bdfab370a926.png", png(48, 48, 1)),
    );
    assert.match(other, /sha256/);
  });

  it("sees a state that does not fit what is there, and a replaced resource that stays", async () => {
    const { cast } = told.stage;
    const state = await found("update live plan", async () => {
      cast.get("live plan").outputs.name = "Another name";
      cast.get("live plan").inputs.name = "Another name";
    });
    assert.equal(state, "", "a refresh puts right what the state alone has wrong");
    const gone = await found("create live package", async (_, id) => {
      cast.get("live package").id = `${id}/5b4a2c1d-0000-4000-8000-0123456789ab`;
    });
    assert.match(gone, /afterwards: found false; created/);
    const stays = await found("replace live package", async () => {
      cast.get("live package").pending = [{ id: "1/2", outputs: {} }];
    });
    assert.match(stays, /1 replaced resources were never deleted/);
  });

  it("sees an error that helps nobody", () => {
    assert.equal(unclear(new Error("plan gold: no"), "plan gold"), undefined);
    assert.equal(unclear(new Refused([{ property: "name", reason: "is bad" }]), "plan gold"), undefined);
    assert.match(String(unclear(new Error("plan gold: no\nat line 1"), "plan gold")), /several lines/);
    assert.match(String(unclear(new Error("cannot read x"), "plan gold")), /does not name plan gold/);
    const defect = new Error("plan gold: unexpected. This is a defect of pulumi-partnercenter; please report it.");
    assert.match(String(unclear(defect, "plan gold")), /^a defect/);
  });

  it("takes two states for the same that differ in ids, tags, times and the order of lists only", () => {
    const state = (id: string, time: string, names: string[]) => [
      {
        id,
        "@odata.etag": `"${time}"`,
        externalIDs: [{ type: "AzureOfferId", value: "one" }],
        changed: time,
        link: `products/${id}`,
        given: "5b4a2c1d-0000-4000-8000-0123456789ab",
        packages: names.map((fileName) => ({ id: `a${fileName}${id.slice(2)}`, fileName, state: "PendingUpload" })),
      },
    ];
    const given = new Set(["5b4a2c1d-0000-4000-8000-0123456789ab"]);
    const one = state("11111111-1111-4111-8111-111111111111", "2026-01-01T00:00:00Z", ["1", "2"]);
    const same = state("22222222-2222-4222-8222-222222222222", "2026-02-02T00:00:00Z", ["2", "1"]);
    assert.deepEqual(differences(normalised(one, given), normalised(same, given)), []);
    assert.deepEqual(normalised(one, given), [
      {
        changed: "(time)",
        externalIDs: [{ type: "AzureOfferId", value: "one" }],
        given: "5b4a2c1d-0000-4000-8000-0123456789ab",
        link: "products/offer one",
        packages: ["1", "2"].map((fileName) => ({ fileName, state: "PendingUpload" })),
      },
    ]);
    assert.deepEqual(leftovers(one), ["1", "2"]);
    const other = structuredClone(one);
    Object.assign(other[0] ?? {}, { given: "6b4a2c1d-0000-4000-8000-0123456789ab", packages: [] });
    assert.equal(differences(normalised(one, given), normalised(other, given)).length, 2);
  });
});
