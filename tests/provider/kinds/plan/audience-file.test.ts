/** A private audience out of a CSV file: its content counts, not its path, and its members are the audience. */
import assert from "node:assert/strict";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure, Refused } from "../../declared.js";
import { guids } from "../../programs.js";
import { soldPlans } from "../../sold-plans.js";
import { workbench } from "../../workbench.js";

const { subscription, otherSubscription, tenant, principal } = guids;
const csv = (...lines: string[]) => ["Type,ID,Description", ...lines].join("\n");
const path = "availability.privateAudience.csv";

describe("a private audience in a file", () => {
  const bench = workbench();
  const at = soldPlans(bench, "audience-file");
  const make = (privateAudience: Properties) =>
    at.make({ visibility: "Private", privateAudience }, "solution-template");
  const members = async () => {
    const { subscriptionAudiences, tenantAudiences } = await at.sales();
    return [subscriptionAudiences, tenantAudiences];
  };

  it("is sent, with what the program itself says of an id before what the file says", async () => {
    const file = await bench.file(
      "audience.csv",
      csv(`SubscriptionId,${subscription.toUpperCase()},of the file`, `TenantId,${tenant},"We, us"`),
    );
    await make({ csv: file, subscriptions: { [subscription]: "of the program", [otherSubscription]: "too" } });
    assert.deepEqual(await members(), [
      [
        { id: subscription, description: "of the program" },
        { id: otherSubscription, description: "too" },
      ],
      [{ id: tenant, description: "We, us" }],
    ]);
    await at.calm();
    assert.equal(getPath(at.declared.inputs, path), file);
  });

  it("is no change under another path, and one write with another line", async () => {
    const content = csv(`SubscriptionId,${subscription},x`);
    await make({ csv: await bench.file("one.csv", content) });
    const { __contentHash: contentHash } = at.declared.inputs;
    setPath(at.program, path, await bench.file("two.csv", `${content.replaceAll("\n", "\r\n")}\r\n`));
    await at.calm();
    assert.equal(at.declared.inputs.__contentHash, contentHash);
    await bench.file("two.csv", csv(`SubscriptionId,${otherSubscription},y`));
    const writes = await bench.writes(async () => assert.equal(await at.declared.up(at.program), "updated"));
    assert.equal(writes.length, 1);
    assert.notEqual(at.declared.inputs.__contentHash, contentHash);
    assert.deepEqual(await members(), [[{ id: otherSubscription, description: "y" }], []]);
    await at.calm();
  });

  it("may become maps of the same members, which is no change, and back", async () => {
    const file = await bench.file("same.csv", csv(`SubscriptionId,${subscription},x`, `TenantId,${tenant},t`));
    await make({ csv: file });
    setPath(at.program, "availability.privateAudience", {
      subscriptions: { [subscription]: "x" },
      tenants: { [tenant]: "t" },
    });
    await at.calm();
    setPath(at.program, "availability.privateAudience", { csv: file });
    await at.calm();
  });

  it("that a colleague has changed shows member by member, and is set right", async () => {
    const file = await bench.file("drift.csv", csv(`SubscriptionId,${subscription},x`, `TenantId,${tenant},t`));
    await make({ csv: file, tenants: { [principal]: "p" } });
    await at.edit({
      subscriptionAudiences: [
        { id: subscription, description: "x" },
        { id: otherSubscription, description: "new" },
      ],
      tenantAudiences: [{ id: tenant, description: "t" }],
    });
    await at.declared.refresh();
    assert.equal(getPath(at.declared.inputs, path), file);
    assert.deepEqual(at.declared.inputs.csvAudience, {
      subscriptions: { [subscription]: "x", [otherSubscription]: "new" },
      tenants: { [tenant]: "t" },
    });
    assert.equal(getPath(at.declared.inputs, "availability.privateAudience.tenants"), undefined);
    assert.equal(await at.declared.up(at.program), "updated");
    assert.deepEqual(await members(), [
      [{ id: subscription, description: "x" }],
      [
        { id: tenant, description: "t" },
        { id: principal, description: "p" },
      ],
    ]);
    await at.calm();
  });

  it("without a file shows what a colleague has changed as well", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    const subscriptionAudiences = [{ id: otherSubscription.toUpperCase(), description: "theirs" }];
    await at.edit({ subscriptionAudiences });
    await at.declared.refresh();
    assert.deepEqual(at.declared.inputs.availability, {
      visibility: "Private",
      privateAudience: { subscriptions: { [otherSubscription.toUpperCase()]: "theirs" } },
    });
    assert.equal(at.declared.inputs.csvAudience, undefined);
    assert.equal(await at.declared.up(at.program), "updated");
    assert.deepEqual(await members(), [[{ id: subscription, description: "x" }], []]);
  });

  it("is removed with the property", async () => {
    await make({ csv: await bench.file("gone.csv", csv(`SubscriptionId,${subscription},x`)) });
    at.program.availability = { visibility: "Public" };
    await at.declared.up(at.program);
    assert.deepEqual(await members(), [[], []]);
    assert.equal(at.declared.outputs.csvAudience, undefined);
    await at.calm();
  });

  it("is neither read nor needed by a refresh or a deletion", async () => {
    await make({ csv: await bench.file("away.csv", csv(`SubscriptionId,${subscription},x`)) });
    setPath(at.declared.outputs, path, "no/longer/there.csv");
    await at.declared.refresh();
    await at.declared.destroy();
  });

  it("that cannot be used is one finding with the lines, and nothing else is said", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    setPath(at.program, path, await bench.file("bad.csv", csv("SubscriptionId,fabrikam,x", `Email,${tenant},x`)));
    const refused = await failure(at.declared.check(at.program));
    assert.ok(refused instanceof Refused);
    assert.deepEqual(
      refused.findings.map(({ property }) => property),
      [path],
    );
    assert.match(String(refused.findings[0]?.reason), /line 2: "fabrikam" is not a GUID; line 3: the type "Email"/);
  });

  it("not known yet is a change and no finding", async () => {
    await make({ subscriptions: { [subscription]: "x" } });
    setPath(at.program, path, unknownMarker);
    assert.equal((await at.declared.diff(at.program)).changes, true);
    const { __contentHash: contentHash } = await at.declared.check(at.program);
    assert.equal(contentHash, unknownMarker);
  });

  it("may have as many members as Partner Center takes", async () => {
    const id = (number: number) => `5b4a2c1d-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
    const lines = Array.from({ length: 10_000 }, (_, number) => `SubscriptionId,${id(number)},customer ${number}`);
    await make({ csv: await bench.file("many.csv", csv(...lines)) });
    const [subscriptions] = (await members()) as unknown[][];
    assert.equal(subscriptions?.length, 10_000);
    await at.calm();
    setPath(at.program, "availability.privateAudience.tenants", { [tenant]: "one more" });
    assert.ok(await at.declared.check(at.program));
    setPath(at.program, "availability.privateAudience.subscriptions", { [guids.subscription]: "one more" });
    const refused = await failure(at.declared.check(at.program));
    assert.match(
      refused.message,
      /^availability\.privateAudience\.subscriptions has 10001 subscriptions; Partner Center allows at most 10000 /,
    );
  });
});
