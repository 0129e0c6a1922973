/** What the program still wants is never deleted: renames, moves, adoption, replacements; and deleting is honest. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, type OfferArgs, Plan, type PlanArgs, Release } from "../../sdk/index.js";
import { changed, createOfferStack, nothing, type OfferStack, writes } from "./emulated-service.js";
import { offerArgs, planArgs, program } from "./offer-program.js";

class Storefront extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Storefront", name);
  }
}

interface Names {
  offer?: string;
  plan?: string;
  files?: string;
  /** Puts everything into a component; with aliases for where it was before, or without. */
  component?: "with aliases" | "without aliases";
  options?: pulumi.CustomResourceOptions;
  offerArgs?: Partial<OfferArgs>;
  planArgs?: Partial<PlanArgs>;
}

/** Offer, package and plan, all taking over what exists. */
function named(names: Names = {}) {
  return async () => {
    const { component, options: common } = names;
    const options: pulumi.CustomResourceOptions = {
      ...common,
      ...(component === undefined ? {} : { parent: new Storefront("store") }),
      ...(component === "with aliases" ? { aliases: [{ parent: pulumi.rootStackResource }] } : {}),
    };
    const offer = new Offer(names.offer ?? "app", offerArgs({ adopt: true, ...names.offerArgs }), options);
    const files = new ApplicationPackage(names.files ?? "files", { offer, path: "app" }, options);
    new Plan(names.plan ?? "standard", planArgs(offer, files, { adopt: true, ...names.planArgs }), options);
  };
}

describe("the engine, when names and keys change", function () {
  this.timeout(120_000);
  let at: OfferStack;
  let productId = "";
  const up = (names?: Names) => at.service.counting(() => at.stack.up({ program: named(names) }));
  const deletions = (operations: readonly string[]) => operations.filter((name) => name.startsWith("DELETE"));
  const ids = async () => {
    const product = await at.service.product();
    return [product.id, product.variants.map(({ id }) => id), product.packages.map(({ id }) => id)];
  };

  before(async () => {
    at = await createOfferStack();
  });
  after(() => at.dispose());

  it("keeps offer, plan and package when their resources are renamed", async () => {
    await up();
    const first = await ids();
    productId = String(first[0]);
    const offer = await up({ offer: "renamed" });
    assert.deepEqual(
      changed(offer.result).filter((step) => step.startsWith("create")),
      ["create renamed"],
    );
    assert.deepEqual(deletions(offer.counts.operations), []);
    assert.deepEqual(await ids(), first);
    const rest = await up({ offer: "renamed", plan: "renamed-plan", files: "renamed-files" });
    assert.deepEqual(rest.result.counts, { ...nothing, same: 1, create: 2, delete: 2 });
    assert.deepEqual(deletions(rest.counts.operations), []);
    assert.deepEqual(await ids(), first);
    const again = await up({ offer: "renamed", plan: "renamed-plan", files: "renamed-files" });
    assert.deepEqual([again.result.counts.same, again.counts.api], [3, 0]);
  });

  it("keeps them when they move into a component, with Pulumi's aliases and without", async () => {
    const first = await ids();
    await up();
    const aliased = await up({ component: "with aliases" });
    assert.equal(aliased.result.counts.same, 3);
    assert.equal(aliased.counts.api, 0);
    await up({ offer: "app-outside", plan: "plan-outside", files: "files-outside" });
    const moved = await up({ component: "without aliases" });
    assert.equal(moved.result.counts.delete, 3);
    assert.deepEqual(deletions(moved.counts.operations), []);
    const back = await up();
    assert.deepEqual(deletions(back.counts.operations), []);
    assert.deepEqual(await ids(), first);
  });

  it("does not delete what is protected", async () => {
    await up({ options: { protect: true } });
    const destroyed = await at.stack.destroy({ mayFail: true });
    assert.equal(destroyed.succeeded, false);
    assert.match(destroyed.stdout + destroyed.stderr, /protect/);
    assert.equal((await at.service.product()).id, productId);
  });

  it("replaces an offer whose alias changes: it is there under the new one, with its plan and package", async () => {
    await up();
    const { result } = await up({ offerArgs: { alias: "Contoso App 2" } });
    assert.equal(result.counts.replace, 3);
    assert.doesNotMatch(result.stdout, /is taken over/);
    const product = await at.service.product();
    assert.notEqual(product.id, productId);
    assert.equal(product.name, "Contoso App 2");
    assert.equal(product.externalIDs[0]?.value, "contoso-app");
    assert.deepEqual([product.variants.length, product.packages.length], [1, 1]);
    const again = await up({ offerArgs: { alias: "Contoso App 2" } });
    assert.deepEqual([again.result.counts.same, again.counts.api], [3, 0]);
  });

  it("replaces what another planId, plan type or offerId asks for", async () => {
    const alias = { offerArgs: { alias: "Contoso App 2" } };
    const planId = await up({ ...alias, planArgs: { planId: "premium" } });
    assert.deepEqual([planId.result.counts.replace, planId.result.counts.same], [1, 2]);
    assert.deepEqual(
      (await at.service.product()).variants.map(({ externalID }) => externalID),
      ["premium"],
    );
    const template: Partial<PlanArgs> = {
      planId: "premium",
      planType: "solution-template",
      availability: { markets: ["US"] },
    };
    const planType = await up({ ...alias, planArgs: { ...template, technicalConfiguration: { version: "1.0.0" } } });
    assert.equal(planType.result.counts.replace, 1);
    assert.equal((await at.service.product()).variants.length, 1);
    const offerId = await up({ offerArgs: { offerId: "contoso-other" } });
    assert.equal(offerId.result.counts.replace, 3);
    const product = await at.service.product();
    assert.equal(product.externalIDs[0]?.value, "contoso-other");
    assert.deepEqual([product.variants.length, product.packages.length], [1, 1]);
  });

  it("destroys a draft, whichever way it is asked to", async () => {
    for (const [options, description] of [
      [{}, "destroy"],
      [{ runProgram: true }, "destroy --run-program"],
      [{ refresh: true }, "destroy --refresh"],
    ] as const) {
      const variation = { offerArgs: { offerId: "contoso-other" } };
      if (description !== "destroy") await at.stack.up({ program: named(variation), refresh: true });
      let ran = false;
      at.stack.automation.workspace.program = async () => {
        ran = true;
        await named(variation)();
      };
      const { counts } = await at.service.counting(() => at.stack.destroy(options));
      assert.equal(ran, description === "destroy --run-program");
      assert.deepEqual(
        deletions(counts.operations),
        [
          "DELETE /products/{productId}/variants/{variantId}",
          "DELETE /products/{productId}/packages/{packageId}",
          "DELETE /products/{productId}",
        ],
        description,
      );
      assert.deepEqual(await at.service.products(), [], description);
    }
  });
});

describe("the engine, when a published offer is destroyed", function () {
  this.timeout(120_000);
  let at: OfferStack;

  before(async () => {
    at = await createOfferStack();
  });
  after(() => at.dispose());

  const names = async () => {
    const { deployment } = await at.stack.exportState();
    const resources = (deployment as { resources?: { urn: string }[] }).resources ?? [];
    return resources
      .map(({ urn }) => urn.split("::").at(-1))
      .filter((name) => !/^(default|partnercenter-test)/.test(String(name)));
  };

  it("says at the preview of a renamed offer what its name was; nothing is deleted, and an alias is no change", async () => {
    await at.stack.up({ program: program({ goal: "live" }) });
    const renamed = (options: pulumi.CustomResourceOptions) => async () => {
      new Offer("storefront", offerArgs(), options);
    };
    const refused = await at.stack.preview({ program: renamed({}), mayFail: true });
    assert.match(refused.stdout, /offerId .* is taken: .*was submitted before.*`aliases: .*`adopt: true`/);
    at.useVariables({ PARTNERCENTER_TENANT_ID: "", PARTNERCENTER_CLIENT_ID: "", PARTNERCENTER_CLIENT_SECRET: "" });
    const unasked = await at.stack.preview({ program: renamed({}) });
    const warnings = unasked.diagnostics.filter(({ severity }) => severity === "warning");
    assert.equal(warnings.length, 1, unasked.stdout);
    assert.match(warnings[0]?.message ?? "", /is in this stack already, as "app".*`aliases: \[\{ name: "app" \}\]`/);
    assert.match(warnings[0]?.urn ?? "", /::storefront$/);
    const aliased = await at.stack.preview({ program: renamed({ aliases: [{ name: "app" }] }) });
    assert.doesNotMatch(aliased.stdout, /warning/);
    assert.deepEqual([aliased.counts.same, aliased.counts.create], [1, 0]);
    at.useVariables({});
    const failed = await at.stack.up({ program: renamed({}), mayFail: true });
    assert.match(failed.stdout, /was submitted before.*`aliases: .*`adopt: true`/);
  });

  it("keeps the stack whole and says what can be done; told to leave it, it ends well in one step", async () => {
    await at.stack.up({ program: program({ goal: "live" }) });
    const before = await names();
    assert.equal(before.length, 5, before.join());
    const failed = await at.stack.destroy({ mayFail: true });
    assert.equal(failed.succeeded, false);
    const text = failed.stdout + failed.stderr;
    assert.match(
      text,
      /release of offer contoso-app: nothing was deleted, .* is live, and this API deletes only drafts/,
    );
    assert.doesNotMatch(text, / {4}at /);
    assert.deepEqual(await names(), before);
    at.useVariables({ PARTNERCENTER_LEAVE_PUBLISHED: "true" });
    const { result, counts } = await at.service.counting(() => at.stack.destroy());
    assert.deepEqual(writes(counts.operations), []);
    assert.match(result.stdout, /left in Partner Center as it is, since submission 1 .* is live/);
    assert.deepEqual(await names(), []);
    assert.equal((await at.service.product()).submissions[0]?.substate, "InStore");
  });

  it("leaves a release that only leaves the program, and says so", async () => {
    at.useVariables({});
    await at.stack.up({ program: named() });
    const { id, submissions } = await at.service.product();
    const released = async () => {
      await named()();
      new Release("live", { offer: id, submission: String(submissions[0]?.id) });
    };
    await at.stack.up({ program: released });
    const { stdout } = await at.stack.up({ program: named() });
    assert.match(stdout, /the offer stays live: this API cannot take it down/);
  });
});
