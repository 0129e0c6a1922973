/** A private audience out of a CSV file: its content counts, not its path, and its members are the audience. */
import assert from "node:assert/strict";
import { plan } from "../../provider/kinds/plan.js";
import { getPath, type Properties, setPath } from "../../provider/properties.js";
import { unknownMarker } from "../../provider/unknown.js";
import { type Declared, failure, Refused } from "../provider/declared.js";
import { guids } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";

const { subscription, otherSubscription, tenant, principal } = guids;
const csv = (...lines: string[]) => ["Type,ID,Description", ...lines].join("\n");
const path = "availability.privateAudience.csv";

describe("a private audience in a file", () => {
  const bench = workbench();
  let productId: string;
  let program: Properties;
  let declared: Declared;
  let count = 0;

  before(async () => {
    productId = String((await bench.colleague.createProduct("audience-file", "Audience")).id);
  });

  async function make(privateAudience: Properties): Promise<void> {
    const planId = `private-${++count}`;
    const availability = { visibility: "Private", privateAudience };
    program = { offer: productId, planId, planType: "solution-template", name: planId, availability };
    declared = bench.declared(plan);
    await declared.up(program);
  }

  async function members(): Promise<unknown[]> {
    const sales = await bench.colleague.draft(productId, "FeatureAvailability", String(declared.outputs.variantId));
    return [sales.subscriptionAudiences, sales.tenantAudiences];
  }

  const calm = async () => {
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    await declared.refresh();
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
  };

  it("is sent, with what the program itself says of an id before what the file says", async () => {
    const file = await bench.file(
      "audience.csv",
      csv(`SubscriptionId,${subscription.toUpperCase()},of the file`, `TenantId,${tenant},"We, us"`),
    );
    await make({ csv: file, subscriptions: { [subscription]: "of the program", [otherSubscription]: "too" } });
    assert.deepEqual(await members(), [
      [
        { ID: subscription, description: "of the program" },
        { ID: otherSubscription, description: "too" },
      ],
      [{ ID: tenant, description: "We, us" }],
    ]);
    await calm();
    assert.equal(getPath(declared.inputs, path), file);
  });

  it("is no change under another path, and one write with another line", async () => {
    const content = csv(`SubscriptionId,${subscription},x`);
    await make({ csv: await bench.file("one.csv", content) });
    const { contentHash } = declared.inputs;
    setPath(program, path, await bench.file("two.csv", `${content.replaceAll("\n", "\r\n")}\r\n`));
    await calm();
    assert.equal(declared.inputs.contentHash, contentHash);
    await bench.file("two.csv", csv(`SubscriptionId,${otherSubscription},y`));
    const writes = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
    assert.equal(writes.length, 1);
    assert.notEqual(declared.inputs.contentHash, contentHash);
    assert.deepEqual(await members(), [[{ ID: otherSubscription, description: "y" }], []]);
    await calm();
  });

  it("may become maps of the same members, which is no change, and back", async () => {
    const file = await bench.file("same.csv", csv(`SubscriptionId,${subscription},x`, `TenantId,${tenant},t`));
    await make({ csv: file });
    setPath(program, "availability.privateAudience", {
      subscriptions: { [subscription]: "x" },
      tenants: { [tenant]: "t" },
    });
    await calm();
    setPath(program, "availability.privateAudience", { csv: file });
    await calm();
  });

  it("that a colleague has changed shows member by member, and is set right", async () => {
    const file = await bench.file("drift.csv", csv(`SubscriptionId,${subscription},x`, `TenantId,${tenant},t`));
    await make({ csv: file, tenants: { [principal]: "p" } });
    await bench.colleague.edit(
      productId,
      "FeatureAvailability",
      {
        subscriptionAudiences: [
          { ID: subscription, description: "x" },
          { ID: otherSubscription, description: "new" },
        ],
        tenantAudiences: [{ ID: tenant, description: "t" }],
      },
      String(declared.outputs.variantId),
    );
    await declared.refresh();
    assert.equal(getPath(declared.inputs, path), file);
    assert.deepEqual(declared.inputs.csvAudience, {
      subscriptions: { [subscription]: "x", [otherSubscription]: "new" },
      tenants: { [tenant]: "t" },
    });
    assert.equal(getPath(declared.inputs, "availability.privateAudience.tenants"), undefined);
    assert.equal(await declared.up(program), "updated");
    assert.deepEqual(await members(), [
      [{ ID: subscription, description: "x" }],
      [
        { ID: tenant, description: "t" },
        { ID: principal, description: "p" },
      ],
    ]);
    await calm();
  });

  it("without a file shows what a colleague has changed as well", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    const subscriptionAudiences = [{ ID: otherSubscription.toUpperCase(), description: "theirs" }];
    await bench.colleague.edit(
      productId,
      "FeatureAvailability",
      { subscriptionAudiences },
      String(declared.outputs.variantId),
    );
    await declared.refresh();
    assert.deepEqual(declared.inputs.availability, {
      visibility: "Private",
      privateAudience: { subscriptions: { [otherSubscription.toUpperCase()]: "theirs" } },
    });
    assert.equal(declared.inputs.csvAudience, undefined);
    assert.equal(await declared.up(program), "updated");
    assert.deepEqual(await members(), [[{ ID: subscription, description: "x" }], []]);
  });

  it("is taken away with the property", async () => {
    await make({ csv: await bench.file("gone.csv", csv(`SubscriptionId,${subscription},x`)) });
    program.availability = { visibility: "Public" };
    await declared.up(program);
    assert.deepEqual(await members(), [[], []]);
    assert.equal(declared.outputs.csvAudience, undefined);
    await calm();
  });

  it("is neither read nor needed by a refresh or a deletion", async () => {
    await make({ csv: await bench.file("away.csv", csv(`SubscriptionId,${subscription},x`)) });
    setPath(declared.outputs, path, "no/longer/there.csv");
    await declared.refresh();
    await declared.destroy();
  });

  it("that cannot be used is one finding with the lines, and nothing else is said", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    setPath(program, path, await bench.file("bad.csv", csv("SubscriptionId,fabrikam,x", `Email,${tenant},x`)));
    const refused = await failure(declared.check(program));
    assert.ok(refused instanceof Refused);
    assert.deepEqual(
      refused.findings.map(({ property }) => property),
      [path],
    );
    assert.match(String(refused.findings[0]?.reason), /line 2: "fabrikam" is not a GUID; line 3: the type "Email"/);
  });

  it("not known yet is a change and no finding", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    setPath(program, path, unknownMarker);
    assert.equal((await declared.diff(program)).changes, true);
    const { contentHash } = await declared.check(program);
    assert.equal(contentHash, unknownMarker);
  });

  it("may have as many members as Partner Center takes", async () => {
    const id = (number: number) => `5b4a2c1d-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
    const lines = Array.from({ length: 10_000 }, (_, number) => `SubscriptionId,${id(number)},customer ${number}`);
    await make({ csv: await bench.file("many.csv", csv(...lines)) });
    const [subscriptions] = (await members()) as unknown[][];
    assert.equal(subscriptions?.length, 10_000);
    await calm();
    setPath(program, "availability.privateAudience.tenants", { [tenant]: "one more" });
    const refused = await failure(declared.check(program));
    assert.match(
      refused.message,
      /^availability\.privateAudience has 10001 members; Partner Center takes at most 10000$/,
    );
  });
});
