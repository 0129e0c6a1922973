/**
 * Each resource is checked in the program too. What that does in a program that `pulumi` itself runs, the engine's
 * tests see; here is an inline program, which may run in any folder.
 */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Plan, VirtualMachinePlan } from "../../sdk/index.js";
import { complaints } from "./recorded.js";

describe("the check in an inline program", () => {
  const aPlan = { offer: "product", planType: "managed-application", name: "Plan" } as const;

  it("shows warnings on the resource, and leaves mistakes to the provider's check", async () => {
    const { recorded, errors, warnings } = await complaints(() => {
      new Plan("right", { ...aPlan, planId: "gold", availability: { hidden: true, trial: undefined } });
      new Plan("wrong", { ...aPlan, planId: "Silver", name: "Silver", availability: { hidden: true } });
    });
    assert.deepEqual(errors, []);
    for (const name of ["right", "wrong"]) {
      assert.equal(recorded.named(name).inputs.planType, "managed-application");
      const shown = warnings.filter(([, urn]) => urn.endsWith(`:Plan::${name}`));
      assert.equal(shown.length, 1, name);
      assert.match(shown[0]?.[0] ?? "", /^availability\.hidden is documented for /);
    }
    assert.equal(warnings.length, 2);
  });

  it("shows warnings that rest on outputs and promises too, once, and never one that rests on a secret", async () => {
    const hidden = { hidden: true };
    const { warnings } = await complaints(() => {
      new Plan("output", { ...aPlan, planId: "gold", availability: pulumi.output(hidden) });
      new Plan("promise", { ...aPlan, planId: "silver", name: "Silver", availability: Promise.resolve(hidden) });
      new Plan("secret", { ...aPlan, planId: "lead", name: "Lead", availability: pulumi.secret(hidden) });
      new Plan("plain", { ...aPlan, planId: "tin", name: pulumi.output("Tin"), availability: hidden });
    });
    const names = warnings.map(([, urn]) => urn.replace(/.*::/, ""));
    assert.deepEqual(names.sort(), ["output", "plain", "promise"]);
  });

  it("shows a size and an operating system of virtual machines that are not known to be taken", async () => {
    const operatingSystem = { family: "linux", type: "debain" } as const;
    const { warnings } = await complaints(() => {
      const technicalConfiguration = { operatingSystem, recommendedSizes: ["Standard_D2s_v6"] };
      const names = { planId: "standard", name: "Standard" };
      new VirtualMachinePlan("plan", { offer: "contoso-appliance", ...names, technicalConfiguration });
    }, true);
    const texts = warnings.map(([text, urn]) => `${urn.replace(/.*::/, "")}: ${text}`).sort();
    assert.equal(texts.length, 2, texts.join());
    assert.match(
      texts[0] ?? "",
      /^plan: technicalConfiguration\.operatingSystem\.type "debain" is not known for linux/,
    );
    assert.match(texts[1] ?? "", /^plan: technicalConfiguration\.recommendedSizes\[0\] is d2s-standard-v6 in the/);
  });
});
