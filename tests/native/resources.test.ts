/** A resource through the plugin's door: the same handlers, with all that the engine can be told. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { diffResponse, propertyPath } from "../../native/detailed-diff.js";
import { decode, encode } from "../../native/wire.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { providerText } from "../../provider/provider-text.js";
import { type Properties, setPath } from "../../provider/values/properties.js";
import { isSealed } from "../../provider/values/secrets.js";
import { unknownMarker } from "../../provider/values/unknown.js";
import { failure } from "../provider/declared.js";
import { packageFolder, smallOffer } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";
import { Door, plain, urn } from "./server.js";

describe("the plugin's door", () => {
  const bench = workbench();
  let door: Door;
  before(async () => {
    door = await Door.open(bench);
  });
  after(() => door.stop());

  const made = async (program: Properties) => {
    const checked = await door.check("Offer", program);
    assert.deepEqual(checked.getFailuresList(), []);
    const inputs = checked.getInputs() as NonNullable<ReturnType<typeof checked.getInputs>>;
    const created = await door.create("Offer", inputs);
    return { id: created.getId(), inputs, outputs: created.getProperties() as typeof inputs };
  };

  it("says what it can do", async () => {
    const { client } = door;
    const handshake = await door.call<pb.ProviderHandshakeRequest, pb.ProviderHandshakeResponse>(
      client.handshake,
      new pb.ProviderHandshakeRequest(),
    );
    assert.deepEqual(
      [handshake.getAcceptSecrets(), handshake.getAcceptResources(), handshake.getAcceptOutputs()],
      [true, false, false],
    );
    const schema = await door.call<pb.GetSchemaRequest, pb.GetSchemaResponse>(
      client.getSchema,
      new pb.GetSchemaRequest(),
    );
    assert.equal(JSON.parse(schema.getSchema()).name, "partnercenter");
  });

  it("finds in a preview what exists already, asks once, and leaves it to the creation in an update", async () => {
    const program = await smallOffer(bench, "native-taken");
    await bench.declared(offer).up(program);
    setPath(program, "listing.summary", "another");
    const preview = await Door.open(bench);
    const inputs = (await preview.check("Offer", program)).getInputs();
    assert.ok(inputs);
    const calls = await bench.calls(async () => {
      const { message } = await failure(preview.create("Offer", inputs, { preview: true }));
      assert.match(
        message,
        /offer native-taken: offerId is taken: The offer exists already .*listing.summary is "In short"/,
      );
      assert.ok(!message.includes("\n"), message);
    });
    assert.equal(calls[0], "GET /products");
    assert.deepEqual(await bench.calls(() => preview.create("Offer", inputs, { preview: true })), []);
    preview.stop();
  });

  it("makes, compares, updates, reads and deletes an offer", async () => {
    const program = await smallOffer(bench, "native-life");
    const { id, inputs, outputs } = await made(program);
    assert.equal(decode(outputs).properties.productId, id);

    assert.equal((await door.diff("Offer", id, outputs, inputs)).getChanges(), pb.DiffResponse.DiffChanges.DIFF_NONE);
    setPath(program, "listing.summary", "another");
    const news = (await door.check("Offer", program, decode(inputs).properties)).getInputs() as typeof inputs;
    const diff = await door.diff("Offer", id, outputs, news);
    assert.equal(diff.getChanges(), pb.DiffResponse.DiffChanges.DIFF_SOME);
    const detailed = diff.getDetaileddiffMap().toObject(false, (_, one) => one.getKind());
    assert.deepEqual(detailed, [["listing.summary", pb.PropertyDiff.Kind.UPDATE]]);
    assert.deepEqual(diff.getStablesList(), ["productId"]);

    const preview = decode(
      (await door.update("Offer", id, outputs, news, { preview: true })).getProperties(),
    ).properties;
    assert.deepEqual([preview.productId, preview.observed], [id, unknownMarker]);
    const updated = (await door.update("Offer", id, outputs, news)).getProperties() as typeof inputs;
    assert.equal((decode(updated).properties.listing as Properties).summary, "another");

    const read = await door.read("Offer", id, updated, news);
    assert.equal(read.getId(), id);
    assert.deepEqual(decode(read.getInputs()).properties, decode(news).properties);

    // As in `pulumi destroy`, where no program wants it.
    const destroying = await Door.open(bench);
    await destroying.delete("Offer", id, updated);
    assert.equal((await destroying.read("Offer", id, updated, news)).getId(), "");
    destroying.stop();
  });

  it("tells a replacement, and what is added and taken away", async () => {
    const program = await smallOffer(bench, "native-replaced");
    const { id, outputs } = await made(program);
    setPath(program, "offerId", "native-other");
    setPath(program, "translations", { "de-de": { title: "Titel" } });
    setPath(program, "listing.keywords", undefined);
    const news = (await door.check("Offer", program)).getInputs() as typeof outputs;
    const diff = await door.diff("Offer", id, outputs, news);
    const { Kind } = pb.PropertyDiff;
    const detailed = new Map(diff.getDetaileddiffMap().toObject(false, (_, one) => one.getKind()));
    assert.deepEqual(diff.getReplacesList(), ["offerId"]);
    assert.equal(detailed.get("offerId"), Kind.UPDATE_REPLACE);
    assert.equal(detailed.get("translations"), Kind.ADD);
    assert.equal(propertyPath("translations.de-de.title"), 'translations["de-de"].title');
    assert.deepEqual(diff.getStablesList(), []);
  });

  it("says of another content that it changes, not that it goes away", () => {
    const versions = { olds: { contentHash: "one" }, news: { __contentHash: "another" } };
    const diff = diffResponse(
      { changes: true, replaces: [], deleteBeforeReplace: false },
      ["contentHash"],
      versions,
      [],
    );
    assert.equal(diff.getDetaileddiffMap().get("contentHash")?.getKind(), pb.PropertyDiff.Kind.UPDATE);
  });

  it("knows at a preview what is known, and asks whether the offer exists, as the other door does", async () => {
    const inputs = (await door.check("Offer", await smallOffer(bench, "native-preview"))).getInputs();
    const calls = await bench.calls(async () => {
      const outputs = decode(
        (await door.create("Offer", inputs as never, { preview: true })).getProperties(),
      ).properties;
      assert.deepEqual([outputs.productId, outputs.offerId], [unknownMarker, "native-preview"]);
    });
    assert.deepEqual(calls, ["GET /products"]);
  });

  it("stores what the other door goes on with, and nothing that only the calls carry", async () => {
    const { id, outputs } = await made(await smallOffer(bench, "native-stored"));
    const stored = plain(outputs);
    assert.equal(stored.__provider, providerText("Offer"));
    assert.deepEqual(
      Object.keys(stored).filter((key) => key.startsWith("__")),
      ["__provider"],
    );
    const dynamic = bench.declared(offer);
    Object.assign(dynamic, { id, inputs: {}, outputs: decode(outputs).properties });
    assert.equal(await dynamic.refresh(), true);
  });

  it("marks what the program marks as a secret, credentials, and what was last seen; tells none of them", async () => {
    const program = await smallOffer(bench, "native-secrets");
    setPath(program, "listing.summary", "hush hush");
    setPath(program, "leads", { httpsEndpoint: { url: "https://contoso.com/leads?code=very-secret" } });
    const checked = await door.check("Offer", program, undefined, [["listing", "summary"]]);
    assert.deepEqual(checked.getFailuresList(), []);
    const outputs = (await door.create("Offer", checked.getInputs() as never)).getProperties();
    for (const struct of [checked.getInputs(), outputs]) {
      const { listing, leads } = plain(struct) as { listing: Properties; leads: { httpsEndpoint: Properties } };
      assert.ok(isSealed(listing.summary));
      assert.ok(!isSealed(listing.title));
      assert.ok(isSealed(leads.httpsEndpoint.url));
    }
    assert.ok(isSealed(plain(outputs).observed));

    setPath(program, "listing.summary", `hush hush ${"x".repeat(1000)}`);
    const long = await door.check("Offer", program, undefined, [["listing", "summary"]]);
    assert.ok(long.getFailuresList().length > 0);
    for (const failed of long.getFailuresList())
      assert.doesNotMatch(`${failed.getProperty()} ${failed.getReason()}`, /hush/);
    assert.equal(long.getFailuresList()[0]?.getProperty(), "", "the engine prints the value of a property");
  });

  it("refuses a type that it does not know", async () => {
    const request = new pb.CheckRequest().setUrn(urn("Offr")).setNews(encode({}));
    await assert.rejects(
      door.call(door.client.check, request),
      /there is no resource type partnercenter:index:Offr; did you mean partnercenter:index:Offer\?/,
    );
    request.setUrn("urn:pulumi:test::project::azure:index:Offer::app");
    await assert.rejects(door.call(door.client.check, request), /there is no resource type azure:index:Offer/);
  });

  it("refuses a second resource for one object, and no third name of the first", async () => {
    const program = await smallOffer(bench, "native-twins");
    const reasons = async (name: string, kind = "Offer", inputs = program) =>
      (await door.check(kind, inputs, undefined, [], name)).getFailuresList().map((one) => one.getReason());
    assert.deepEqual(await reasons("first"), []);
    assert.deepEqual(await reasons("first"), []);
    const [reason] = await reasons("second", "Offer", { ...program, alias: "another" });
    assert.match(String(reason), /declared by two resources of this program, "first" and "second"/);
    const path = await packageFolder(bench, "native-twin-packages");
    assert.deepEqual(await reasons("one", "ApplicationPackage", { offer: "4711", path }), []);
    assert.deepEqual(
      await reasons("two", "ApplicationPackage", { offer: "4711", path }),
      [],
      "one package is for both",
    );
  });

  it("tells that another object cannot be made for what a program wants replaced by itself", async () => {
    const program = await smallOffer(bench, "native-replace-on");
    const { id, inputs, outputs } = await made(program);
    setPath(program, "listing.summary", "another");
    const news = (await door.check("Offer", program, decode(inputs).properties)).getInputs() as typeof inputs;
    await door.diff("Offer", id, outputs, news);
    const again = (await door.check("Offer", program)).getInputs() as typeof inputs;
    const { message } = await failure(door.create("Offer", again, { preview: true }));
    assert.match(message, /offer native-replace-on: the option `replaceOnChanges` wants .* Take the option out/);
    assert.doesNotMatch(message, /adopt/);
  });

  it("leaves what it does not do unanswered", async () => {
    await assert.rejects(door.call(door.client.construct, new pb.ConstructRequest()), { code: 12 });
  });

  it("loads nothing of Pulumi's SDK but the messages", () => {
    const script = `require(${JSON.stringify(require.resolve("../../native/server.js"))});
      console.log(JSON.stringify(Object.keys(require.cache)))`;
    const loaded: string[] = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
    const ofPulumi = loaded.filter((file) => /node_modules[\\/]@pulumi[\\/]/.test(file));
    assert.ok(ofPulumi.length > 0);
    assert.deepEqual(
      ofPulumi.filter((file) => !/[\\/]proto[\\/]\w+_pb\.js$/.test(file)),
      [],
    );
    assert.ok(!loaded.some((file) => /node_modules[\\/](zod|got)[\\/]/.test(file)), "kinds load when they are needed");
  });
});
