/** What exists already: refused, taken over when the program says so, and told at preview. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { failure, Refused } from "../declared.js";
import { png } from "../pictures.js";
import { guids, smallOffer, smallPlan } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

describe("an offer that exists already", () => {
  const bench = workbench();
  let count = 0;

  /** An offer that a colleague has made, with a summary of their own. */
  async function theirs(change: Properties = { summary: "theirs" }) {
    const program = await smallOffer(bench, `adoption-${++count}`);
    const { id } = await bench.colleague.createProduct(String(program.offerId), String(program.alias));
    await bench.colleague.edit(String(id), "Listing", change);
    return { program, productId: String(id) };
  }

  it("is looked at only as far as the program sets it", async () => {
    const { program } = await theirs();
    const { offerId, alias, type } = program;
    const bare = { offerId, alias, type, adopt: true };
    const look = async (wanted: Properties) =>
      (await bench.calls(() => bench.declared(offer).check(wanted))).filter((call) => call !== "GET /products");
    assert.deepEqual(await look(bare), []);
    assert.deepEqual(await look({ ...bare, properties: { version: "1" } }), [
      "GET /products/{productId}/branches/getByModule(module={module})",
      "GET /products/{productId}/properties/getByInstanceID(instanceID={instanceId})",
    ]);
    assert.deepEqual(await look({ ...bare, setup: { sellingOption: "ListAndSell" } }), [
      "GET /products/{productId}/setup",
    ]);
  });

  it("is refused by an error that names `adopt`, and nothing is written", async () => {
    const { program } = await theirs();
    const declared = bench.declared(offer);
    const writes = await bench.writes(async () => {
      const error = await failure(declared.up(program));
      assert.match(error.message, /exists already/);
      assert.match(error.message, /adopt: true/);
      assert.match(error.message, /listing\.summary is "theirs"/);
      assert.equal(error.id, undefined);
    });
    assert.deepEqual(writes, []);
  });

  it("is refused at the preview already, with `aliases` and `adopt` as the ways; in an update nobody asks twice", async () => {
    const { program } = await theirs();
    const found = await failure(bench.declared(offer).check({ ...program, __preview: true }));
    assert.match(found.message, /^offerId is taken: .*listing\.summary is "theirs".*`aliases: .*`adopt: true`/);
    assert.deepEqual(await bench.calls(() => bench.declared(offer).check(program)), []);
    const other = { ...program, offerId: `adoption-${++count}`, __preview: true };
    const calls = await bench.calls(() => bench.declared(offer).check(other));
    assert.deepEqual(calls, ["GET /products"]);
    assert.ok(!("__preview" in (await bench.declared(offer).check(other))), "it is no input");
  });

  it("is gone on with where it is our own draft, and the preview has nothing against it", async () => {
    const program = await smallOffer(bench, `adoption-${++count}`);
    await bench.declared(offer).up(program);
    await bench.declared(offer).check({ ...program, __preview: true });
    assert.equal(await bench.declared(offer).up(program), "created");
  });

  it("is refused when a colleague has worked on what the program does not set", async () => {
    const { program } = await theirs({ shortDescription: "theirs" });
    const error = await failure(bench.declared(offer).up(program));
    assert.match(error.message, /somebody has set listing\.shortDescription.*adopt: true/);
  });

  it("is refused when a colleague has put a logo there, or opened the resale", async () => {
    const logo = await theirs({});
    await bench.colleague.replaceImage(logo.productId, "AzureLogoLarge", "theirs.png", png(216, 216, 9));
    assert.match((await failure(bench.declared(offer).up(logo.program))).message, /theirs\.png.*adopt/);
    const small = await theirs({});
    await bench.colleague.replaceImage(small.productId, "AzureLogoSmall", "small-theirs.png", png(48, 48, 9));
    assert.match((await failure(bench.declared(offer).up(small.program))).message, /small-theirs\.png.*adopt/);
    const resale = await theirs({});
    const body = { resourceType: "ResellerConfiguration", resellerChannelState: "Enabled" };
    await bench.colleague.call("POST", `/products/${resale.productId}/resellerConfiguration`, body);
    assert.match((await failure(bench.declared(offer).up(resale.program))).message, /resale\.channel.*adopt/);
  });

  it("is refused when it was submitted, even when all is as wanted", async () => {
    const whole = await WholeProgram.make(bench, `adoption-${++count}`);
    await whole.submit();
    const error = await failure(bench.declared(offer).up(whole.offerProgram));
    assert.match(error.message, /was submitted before\. Left in the emulator by `pulumi destroy`\?.*adopt: true/);
  });

  it("is refused with another alias, adopted or not, since the API cannot rename", async () => {
    const { program } = await theirs({});
    for (const adopt of [undefined, true, "unchanged"]) {
      const wanted = { ...program, alias: "Another alias", ...(adopt === undefined ? {} : { adopt }) };
      const error = await failure(bench.declared(offer).up(wanted));
      assert.match(error.message, /alias/, String(adopt));
      assert.match(error.message, /cannot/, String(adopt));
      assert.equal(error instanceof Refused, adopt !== undefined, "known at preview when adopting");
    }
  });

  it("is taken over with `adopt: true`; the preview has told what is overwritten", async () => {
    const { program, productId } = await theirs();
    const declared = bench.declared(offer);
    const told = await bench.printed(() => declared.check({ ...program, adopt: true }));
    assert.equal(told.length, 1);
    assert.match(
      told[0] as string,
      /offer adoption-\d+: .*overwritten.*listing\.summary \("theirs" becomes "In short"\)/,
    );
    assert.equal(await declared.up({ ...program, adopt: true }), "created");
    assert.equal(declared.id, productId);
    assert.equal((await bench.colleague.draft(productId, "Listing")).summary, "In short");
    assert.equal(await declared.up({ ...program, adopt: true }), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up({ ...program, adopt: true }), "unchanged");
    assert.equal(await declared.up(program), "unchanged", "taking `adopt` out is no change");
  });

  it("keeps what the program does not set when it is taken over", async () => {
    const { program, productId } = await theirs({ shortDescription: "theirs" });
    const declared = bench.declared(offer);
    await declared.up({ ...program, adopt: true });
    assert.equal((await bench.colleague.draft(productId, "Listing")).shortDescription, "theirs");
  });

  it('is not taken over with `adopt: "unchanged"` when anything differs: a finding at preview, an error in up', async () => {
    const { program } = await theirs();
    const wanted = { ...program, adopt: "unchanged" };
    const error = await failure(bench.declared(offer).up(wanted));
    assert.ok(error instanceof Refused);
    assert.deepEqual(
      error.findings.map(({ property }) => property),
      ["adopt"],
    );
    assert.match(error.findings[0]?.reason ?? "", /differs: .*listing\.summary \("theirs" becomes "In short"\)/);
    const { handlers } = bench.declared(offer);
    const inputs = { ...wanted, files: {}, contentHash: "x" };
    const writes = await bench.writes(async () => {
      assert.match((await failure(handlers.create(inputs))).message, /"unchanged", but what exists differs/);
    });
    assert.deepEqual(writes, []);
  });

  it("with a logo missing is not unchanged", async () => {
    const program = await smallOffer(bench, `adoption-${++count}`);
    const first = bench.declared(offer);
    const { logos, ...listing } = program.listing as Properties;
    await first.up({ ...program, listing });
    const error = await failure(bench.declared(offer).up({ ...program, adopt: "unchanged" }));
    assert.match(error.message, /listing\.logos\.large/);
    assert.ok(logos);
  });

  it('is taken over with `adopt: "unchanged"` when nothing differs, without a write', async () => {
    const program = await smallOffer(bench, `adoption-${++count}`);
    const first = bench.declared(offer);
    await first.up(program);
    const second = bench.declared(offer);
    const writes = await bench.writes(() => second.up({ ...program, adopt: "unchanged" }));
    assert.deepEqual(writes, []);
    assert.equal(second.id, first.id);
    assert.equal(await second.up({ ...program, adopt: "unchanged" }), "unchanged");
  });

  it("is not looked up at preview without `adopt`, without credentials, or when something is wrong anyway", async () => {
    const { program } = await theirs();
    assert.deepEqual(await bench.calls(() => bench.declared(offer).check(program)), []);
    const offline = bench.declared(offer, bench.run({}));
    assert.deepEqual(await bench.calls(() => offline.check({ ...program, adopt: true })), []);
    const wrong = { ...program, adopt: true, previewAudience: { subscriptions: ["x"] } };
    assert.deepEqual(await bench.calls(() => failure(bench.declared(offer).check(wrong))), []);
  });

  it("does not hinder a preview when the look-up fails", async () => {
    const { program } = await theirs();
    bench.emulator.setFaults([{ operation: "GET /products*", effect: { status: 403 } }]);
    const told = await bench.printed(() => bench.declared(offer).check({ ...program, adopt: true }));
    assert.equal(told.length, 1);
    assert.match(told[0] as string, /could not be looked up/);
  });

  it("and does not exist, with `adopt`, is simply made", async () => {
    const program = { ...(await smallOffer(bench, `adoption-${++count}`)), adopt: true };
    const declared = bench.declared(offer);
    assert.deepEqual(await bench.printed(() => declared.check(program)), []);
    assert.equal(await declared.up(program), "created");
  });
});

describe("a plan that exists already", () => {
  const bench = workbench();
  let productId: string;
  before(async () => {
    productId = String((await bench.colleague.createProduct("adopted-plans", "Plans")).id);
  });

  async function theirs(planId: string, change?: Properties) {
    const body = { resourceType: "AzureSkuVariant", externalID: planId, subType: "managed-application" };
    const friendlyName = `${planId} plan`;
    const { id } = await bench.colleague.call("POST", `/products/${productId}/variants`, { ...body, friendlyName });
    if (change) await bench.colleague.edit(productId, "Listing", change, String(id));
    const { technicalConfiguration: _, ...program } = smallPlan(productId, planId, "unused");
    return { program: program as Properties, variantId: String(id) };
  }

  it("is refused by an error that names `adopt`, and nothing is written", async () => {
    const { program } = await theirs("refused", { description: "theirs" });
    const writes = await bench.writes(async () => {
      const error = await failure(bench.declared(plan).up(program));
      assert.match(error.message, /plan refused: .*exists already.*listing\.description is "theirs".*adopt: true/);
    });
    assert.deepEqual(writes, []);
  });

  it("is refused at the preview already, with `aliases` and `adopt` as the ways, for one request where it is new", async () => {
    const { program } = await theirs("foreseen", { description: "theirs" });
    const found = await failure(bench.declared(plan).check({ ...program, __preview: true }));
    assert.match(found.message, /^planId is taken: .*listing\.description is "theirs".*`aliases: .*`adopt: true`/);
    const run = bench.run();
    const calls = await bench.calls(() =>
      Promise.all(
        ["new-a", "new-b"].map((planId) => bench.declared(plan, run).check({ ...program, planId, __preview: true })),
      ),
    );
    assert.deepEqual(calls, ["GET /products/{productId}/variants"]);
  });

  it("is refused when its name or what the program does not set is a colleague's", async () => {
    const { program } = await theirs("named");
    assert.match(
      (await failure(bench.declared(plan).up({ ...program, name: "Ours" }))).message,
      /its name is "named plan"/,
    );
    const other = await theirs("priced");
    setPath(other.program, "availability", { visibility: "Public" });
    await bench.colleague.edit(
      productId,
      "FeatureAvailability",
      { subscriptionAudiences: [{ ID: guids.subscription }] },
      other.variantId,
    );
    assert.match((await failure(bench.declared(plan).up(other.program))).message, /somebody has set .*subscriptions/);
  });

  it("is refused as another type, adopted or not", async () => {
    const { program } = await theirs("typed");
    const wanted = { offer: productId, planId: "typed", planType: "solution-template", name: program.name };
    assert.match((await failure(bench.declared(plan).up(wanted))).message, /as a managed-application/);
    const adopting = await failure(bench.declared(plan).up({ ...wanted, adopt: true }));
    assert.match(adopting.message, /managed-application/);
    assert.ok(adopting instanceof Refused, "known at preview when adopting");
  });

  it("is taken over with `adopt: true`, name included, as the preview has told", async () => {
    const { program, variantId } = await theirs("taken", { description: "theirs" });
    const declared = bench.declared(plan);
    const wanted = { ...program, name: "Ours", adopt: true };
    const [line] = await bench.printed(() => declared.check(wanted));
    assert.match(line as string, /name \("taken plan" becomes "Ours"\)/);
    assert.match(line as string, /listing\.description \("theirs" becomes "Plan at length"\)/);
    await declared.up(wanted);
    assert.equal(declared.outputs.variantId, variantId);
    const variant = await bench.colleague.call("GET", `/products/${productId}/variants/${variantId}`);
    assert.equal(variant.friendlyName, "Ours");
    await declared.refresh();
    assert.equal(await declared.up(wanted), "unchanged");
  });

  it('is taken over with `adopt: "unchanged"` only when nothing differs', async () => {
    const { program } = await theirs("unchanged");
    const wanted = { ...program, adopt: "unchanged" };
    assert.match((await failure(bench.declared(plan).up(wanted))).message, /adopt is "unchanged", but/);
    const { offer: _, planId, planType, name } = program;
    const bare = { offer: productId, planId, planType, name, adopt: "unchanged" };
    assert.deepEqual(await bench.writes(() => bench.declared(plan).up(bare)), []);
  });

  it("is surveyed at the first preview also while its package is not known yet", async () => {
    const { program } = await theirs("unpacked", { description: "theirs" });
    const { unknownMarker } = await import("../../../provider/values/unknown.js");
    const wanted = { ...program, technicalConfiguration: { package: unknownMarker, version: "1.0.0" }, adopt: true };
    const [line] = await bench.printed(() => bench.declared(plan).check(wanted));
    assert.match(line as string, /listing\.description \("theirs" becomes/);
    assert.doesNotMatch(line as string, new RegExp(unknownMarker));
  });
});
