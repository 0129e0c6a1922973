/** From one door to the other: what exists comes into a stack by `pulumi import`, and a stack changes its language. */
import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copiedExamples } from "./copied-examples.js";
import { credentials, writes } from "./emulated-service.js";
import { installed, installPlugin, needYaml, pluginBlock, withRelease } from "./native-plugin.js";
import { writeProject } from "./project.js";

describe("a stack of both doors", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  it("goes on in YAML with what TypeScript has made, and back, without a request that writes", async function () {
    await needYaml(this, examples.place);
    const folder = await examples.copy("managed-application");
    await installPlugin(folder, "plugin"); // beside the package, which the program in TypeScript needs as a whole
    const pulumi = examples.pulumiIn(folder);
    const project = join(folder, "Pulumi.yaml");
    const typescript = await readFile(project, "utf8");
    await pulumi(["stack", "init", "test"]);
    await pulumi(["config", "set", "live", "true"]);
    await pulumi(["up", "--yes", "--skip-preview"]);

    const example = join(await examples.copy("managed-application-yaml"), "Pulumi.yaml");
    const yaml = withRelease(await readFile(example, "utf8"))
      .replace("name: managed-application-yaml", "name: managed-application")
      .replace("type: partnercenter:Offer", "type: partnercenter:Offer\n    name: status-page")
      .replace(installed, "plugin")
      .replaceAll("../managed-application/", "");
    await writeFile(project, yaml);
    await pulumi(["config", "rm", "live"]); // in YAML the name of a resource
    const there = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(there.result, /6 unchanged/);
    assert.deepEqual(there.counts.operations, []);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /6 unchanged/);
    assert.match(await pulumi(["refresh", "--yes", "--expect-no-changes"]), /6 unchanged/);

    // The same classes, by the plugin, where the stack says so; then as dynamic resources again.
    await writeFile(project, typescript + pluginBlock("plugin"));
    await pulumi(["config", "set", "live", "true"]);
    await pulumi(["config", "set", "partnercenter:native", "true"]);
    const classes = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(classes.result, /6 unchanged/);
    assert.deepEqual(classes.counts.operations, []);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /6 unchanged/);
    await pulumi(["config", "rm", "partnercenter:native"]);

    const back = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(back.result, /6 unchanged/);
    assert.deepEqual(back.counts.operations, []);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /6 unchanged/);
    assert.match(await pulumi(["refresh", "--yes", "--expect-no-changes"]), /6 unchanged/);
    examples.place.environment.PARTNERCENTER_LEAVE_PUBLISHED = "true";
    assert.match(await pulumi(["destroy", "--yes", "--skip-preview"]), /- 6 deleted/);
  });

  it("has an offer and its plan by `pulumi import`, with a program that changes nothing", async function () {
    await needYaml(this, examples.place);
    const made = await examples.copy("managed-application");
    const makes = examples.pulumiIn(made);
    await makes(["stack", "init", "test"]);
    await makes([
      "up",
      "--yes",
      "--skip-preview",
      "--target",
      "**Offer**",
      "--target",
      "**Plan**",
      "--target-dependents",
    ]);

    const folder = await examples.copy("managed-application-yaml");
    await installPlugin(folder);
    const pulumi = examples.pulumiIn(folder);
    const project = join(folder, "Pulumi.yaml");
    const whole = await readFile(project, "utf8");
    const head = whole.slice(0, whole.indexOf("config:"));
    await writeFile(project, head);
    await pulumi(["stack", "init", "import"]);
    const writing = ["--yes", "--protect=false", "--skip-preview", "--out"];
    const missing = await pulumi(["import", "partnercenter:index:Offer", "app", "no-such-offer", "--yes"], 255);
    assert.match(missing, /no-such-offer.* does not exist/);
    const log = await pulumi([
      "import",
      "partnercenter:index:Offer",
      "app",
      "contoso-status-page",
      ...writing,
      "app.yaml",
    ]);
    assert.match(log, /listing\.logos.* is left alone/);
    const plan = "contoso-status-page/standard";
    await pulumi(["import", "partnercenter:index:Plan", "standard", plan, ...writing, "plan.yaml"]);

    const texts = await Promise.all(["app.yaml", "plan.yaml"].map((file) => readFile(join(folder, file), "utf8")));
    const resources = texts.map((text) => text.slice(text.indexOf("resources:") + "resources:\n".length)).join("");
    await writeFile(project, `${head}resources:\n${resources}`);
    const { result, counts } = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(result, /3 unchanged/);
    assert.deepEqual(counts.operations, []);
  });

  it("takes explicit providers along", async () => {
    const folder = join(examples.place.folder, "explicit");
    const { endpoint, loginEndpoint } = examples.service.emulator;
    await writeProject(
      folder,
      "explicit",
      `const { Offer, Provider } = require("pulumi-partnercenter");
      const provider = new Provider("emea", ${JSON.stringify({ ...credentials, endpoint, loginEndpoint })});
      new Offer("app", { offerId: "explicit", alias: "Explicit", type: "AzureApplication" }, { provider });`,
    );
    await installPlugin(folder, "plugin");
    await appendFile(join(folder, "Pulumi.yaml"), pluginBlock("plugin"));
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    for (const change of [
      ["set", "partnercenter:native", "true"],
      ["rm", "partnercenter:native"],
    ]) {
      await pulumi(["config", ...change]);
      const { result, counts } = await examples.service.counting(() => pulumi(["up", "--yes", "--skip-preview"]));
      assert.match(result, /~ 1 updated\n +2 unchanged/, "the provider itself");
      assert.deepEqual(writes(counts.operations), []);
    }
    assert.match(await pulumi(["destroy", "--yes", "--skip-preview"]), /deleted/);
    assert.deepEqual(await examples.service.products(), []);
  });
});
