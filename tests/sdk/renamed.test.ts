/** A preview of what was renamed or moved in the program, without `aliases`; the last state is what the engine gives. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Offer, type OfferArgs, Plan } from "../../sdk/index.js";
import { complaints } from "./recorded.js";

/** As mocks write it: the engine itself leaves the stack out of the types. */
const urn = (type: string, name: string) =>
  `urn:pulumi:stack::project::pulumi:pulumi:Stack$${type.replace(/(\w+)$/, "pulumi-nodejs:dynamic/partnercenter:$1")}::${name}`;
const outputs = {
  offer: { offerId: "contoso-app", productId: "1234" },
  plan: { planId: "standard", productId: "1234" },
};

/** What a preview says of a program whose stack had an offer and a plan with these URNs. */
async function said(had: { offer: string; plan: string }, program: () => void): Promise<string[]> {
  const state = {
    [had.offer]: { type: had.offer.split("::")[2], outputs: outputs.offer },
    [had.plan]: { type: had.plan.split("::")[2], outputs: outputs.plan },
  };
  const { warnings } = await complaints(program, true, (token) =>
    token === "pulumi:pulumi:readStackResourceOutputs" ? { outputs: state } : {},
  );
  return warnings.map(([text]) => text);
}

const inRoot = { offer: urn("Offer", "app"), plan: urn("Plan", "plan") };

function declare(names: { offer: string; plan: string }, args: Partial<OfferArgs> = {}, parent?: pulumi.Resource) {
  const options = parent === undefined ? {} : { parent };
  const base: OfferArgs = { offerId: "contoso-app", alias: "Contoso App", type: "AzureApplication" };
  const offer = new Offer(names.offer, { ...base, ...args }, options);
  new Plan(names.plan, { offer, planId: "standard", planType: "solution-template", name: "Standard" }, options);
}

describe("a preview of renamed resources", () => {
  it("names the old name, and the alias and `adopt` as the ways", async () => {
    const told = await said(inRoot, () => declare({ offer: "statusPage", plan: "standardPlan" }));
    assert.equal(told.length, 2);
    assert.match(told[0] ?? "", /^offer contoso-app is in this stack already, as "app"\..*`adopt: true`/);
    assert.match(told[0] ?? "", /`aliases: \[\{ name: "app" \}\]`/);
    assert.match(told[1] ?? "", /^plan standard is in this stack already, as "plan"\..*\[\{ name: "plan" \}\]/);
  });

  it("names the old parent of what was moved into a component, and the old URN of what was moved out of one", async () => {
    const inside = { offer: urn("contoso:Market$Offer", "app"), plan: urn("contoso:Market$Plan", "plan") };
    const into = await said(inRoot, () =>
      declare({ offer: "app", plan: "newPlan" }, {}, new pulumi.ComponentResource("contoso:Market", "market")),
    );
    assert.match(into[0] ?? "", /`aliases: \[\{ parent: pulumi\.rootStackResource \}\]`/);
    assert.match(into[1] ?? "", /`aliases: \[\{ name: "plan", parent: pulumi\.rootStackResource \}\]`/);
    const out = await said(inside, () => declare({ offer: "app", plan: "plan" }));
    assert.ok(out[0]?.includes(`\`aliases: ["${inside.offer}"]\``), out[0]);
  });

  it("is silent of what is new, of what has its name, of another offer's plan, and where `adopt` says it all", async () => {
    assert.deepEqual(await said(inRoot, () => declare({ offer: "app", plan: "plan" })), []);
    assert.deepEqual(await said(inRoot, () => declare({ offer: "b", plan: "c" }, { offerId: "contoso-other" })), []);
    const adopted = await said(inRoot, () => declare({ offer: "statusPage", plan: "plan" }, { adopt: true }));
    assert.deepEqual(adopted, []);
  });

  it("asks for nothing where nothing is new, and in an update", async () => {
    const asked: string[] = [];
    const call = (token: string) => {
      asked.push(token);
      return {};
    };
    await complaints(() => declare({ offer: "app", plan: "plan" }), false, call);
    assert.deepEqual(asked, []);
  });
});
