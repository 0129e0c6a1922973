/** Functions and lists through the plugin's door. */
import assert from "node:assert/strict";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { decode, encode } from "../../native/wire.js";
import type { Properties } from "../../provider/values/properties.js";
import { isSealed } from "../../provider/values/secrets.js";
import { WholeProgram } from "../provider/whole-program.js";
import { workbench } from "../provider/workbench.js";
import { Door, plain } from "./server.js";

describe("the plugin's queries", () => {
  const bench = workbench();
  let door: Door;
  let whole: WholeProgram;
  before(async () => {
    door = await Door.open(bench);
    whole = await WholeProgram.make(bench, "native-queries");
    await whole.submit();
  });
  after(() => door.stop());

  async function invoke(name: string, args: Properties, secrets: string[][] = []) {
    const request = new pb.InvokeRequest().setTok(`partnercenter:index:${name}`).setArgs(encode(args, secrets));
    return (await door.call<pb.InvokeRequest, pb.InvokeResponse>(door.client.invoke, request)).getReturn();
  }

  function list(kind: string, query: Properties = {}): Promise<[id: string, name: string][]> {
    const stream = door.client.list(
      new pb.ListRequest().setToken(`partnercenter:index:${kind}`).setQuery(encode(query)),
    );
    return new Promise((resolve, reject) => {
      const found: [string, string][] = [];
      stream.on("data", (answer: pb.ListResponse) => {
        const result = answer.getResult();
        found.push([result?.getId() ?? "", result?.getName() ?? ""]);
      });
      stream.on("end", () => resolve(found));
      stream.on("error", reject);
    });
  }

  it("find what there is", async () => {
    const offer = decode(await invoke("getOffer", { offerId: "native-queries" })).properties;
    assert.deepEqual([offer.productId, offer.type], [whole.productId, "AzureApplication"]);
    const plan = decode(await invoke("getPlan", { productId: whole.productId, planId: "gold" })).properties;
    assert.equal(plan.id, whole.plan.id);
    const { offers } = decode(await invoke("listOffers", { type: "AzureApplication" })).properties;
    assert.equal((offers as unknown[]).length, 1);
    const { submissions } = decode(await invoke("listSubmissions", { offerId: "native-queries" })).properties;
    assert.equal((submissions as Properties[])[0]?.phase, "preview");
  });

  it("answer with secrets where they are asked with one", async () => {
    const found = plain(await invoke("getOffer", { offerId: "native-queries" }, [["offerId"]]));
    assert.ok(isSealed(found.productId));
  });

  it("say in one line what is wrong", async () => {
    await assert.rejects(invoke("getOffer", { offerId: "nope" }), /There is no offer with the offer id "nope"/);
    await assert.rejects(invoke("getOffer", {}), /either its offerId or its productId/);
    await assert.rejects(invoke("getOffers", {}), /there is no function partnercenter:index:getOffers/);
    const nowhere = await Door.open(bench, {});
    const request = new pb.InvokeRequest().setTok("partnercenter:index:listOffers").setArgs(encode({}));
    await assert.rejects(nowhere.call(nowhere.client.invoke, request), /No credentials for Partner Center/);
    nowhere.stop();
  });

  it("list what could be imported", async () => {
    assert.deepEqual(await list("Offer"), [[whole.productId, "native-queries"]]);
    assert.deepEqual(await list("Plan"), [[whole.plan.id, "gold"]]);
    assert.deepEqual(await list("Plan", { offerId: "native-queries" }), [[whole.plan.id, "gold"]]);
    await assert.rejects(list("Release"), /partnercenter:index:Release cannot be listed/);
  });
});
