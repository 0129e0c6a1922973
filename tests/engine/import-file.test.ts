/** A whole offer by `pulumi import --file`: the file that the command writes, and the program that Pulumi writes of it. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../commands/run-command.js";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { installed, installPlugin, yamlHost } from "./native-plugin.js";
import { write } from "./offer-program.js";

/** The id of a resource, as Pulumi writes it in YAML. */
const idOf = (name: string) => (/^\w+$/.test(name) ? `\${${name}.id}` : `\${["${name}"].id}`);

describe("`partnercenter export --import-file`", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  it("brings an offer with three plans into a stack, with a program that changes nothing; then its submission", async function () {
    const host = await yamlHost(examples.place.environment.PATH);
    if (host === undefined) this.skip();
    const makes = examples.pulumiIn(await examples.copy("several-plans"));
    await makes(["stack", "init", "test"]);
    await makes(["up", "--yes", "--skip-preview"]);

    Object.assign(examples.place.environment, host);
    const folder = join(examples.place.folder, "imported");
    await installPlugin(folder);
    const project = join(folder, "Pulumi.yaml");
    const head = `name: imported\nruntime: yaml\nplugins:\n  providers:\n    - name: partnercenter\n      path: ${installed}\n`;
    await write(folder, "Pulumi.yaml", head);
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "import"]);
    const { result: ran, counts: read } = await examples.service.counting(() =>
      runCommand(["export", "contoso-reports", "--import-file"], examples.service.environment(), folder),
    );
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(writes(read.operations), []);
    assert.match(ran.stdout, /pulumi import --file contoso-reports\.import\.json/);

    const { counts: imported } = await examples.service.counting(() =>
      pulumi(["import", "--file", "contoso-reports.import.json", "--yes", "--protect=false", "--out", "offer.yaml"]),
    );
    assert.deepEqual(writes(imported.operations), []);
    const written = await readFile(join(folder, "offer.yaml"), "utf8");
    assert.equal(written.split(`offer: ${idOf("contoso-reports")}`).length - 1, 3, written);
    await writeFile(project, `${head}${written}`);
    const { result, counts } = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(result, /5 unchanged/);
    assert.deepEqual(counts.operations, []);

    const submission = ["partnercenter:index:Submission", "preview", "contoso-reports"];
    await pulumi(["import", ...submission, "--yes", "--protect=false", "--out", "preview.yaml"]);
    const state = await pulumi(["stack", "export"]);
    const { resources } = JSON.parse(state.slice(state.indexOf("{"))).deployment as {
      resources: { type: string; id?: string; urn: string }[];
    };
    let code = (await readFile(join(folder, "preview.yaml"), "utf8")).replace(/^resources:\n/m, "");
    for (const { type, id, urn } of resources) {
      if (!/:(Offer|Plan)$/.test(type)) continue;
      code = code.replaceAll(new RegExp(`${id}$`, "gm"), idOf(urn.split("::").at(-1) ?? ""));
    }
    await writeFile(project, `${head}${written}${code}`);
    const whole = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(whole.result, /6 unchanged/);
    assert.deepEqual(whole.counts.operations, []);
  });
});
