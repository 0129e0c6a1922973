/** A whole offer by `pulumi import --file`: the file that the command writes, and the program that Pulumi writes of it. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../tools/child-process.js";
import { importedProgram } from "../../tools/sdks.js";
import { runCommand } from "../commands/run-command.js";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { installPlugin, needYaml, projectOf } from "./native-plugin.js";
import { write } from "./offer-program.js";

/** The id of a resource, as Pulumi writes it in YAML. */
const idOf = (name: string) => (/^\w+$/.test(name) ? `\${${name}.id}` : `\${["${name}"].id}`);

const compiler = {
  module: "node16",
  target: "es2022",
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ["node"],
};

describe("`partnercenter export --import-file`", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  /** What `pulumi import` writes in TypeScript is sound for the compiler, and previewed without a change by either door. */
  async function typeScriptChangesNothing(folder: string, exported: string): Promise<void> {
    const yaml = await readFile(join(folder, "Pulumi.yaml"), "utf8");
    const program = await importedProgram(exported, "nodejs").catch((error: Error) => {
      console.log(`      Not tried: what is imported in TypeScript (${error.message})`);
    });
    if (program === undefined) return;
    await write(folder, "index.ts", program);
    await write(folder, "package.json", "{}");
    await write(folder, "tsconfig.json", JSON.stringify({ compilerOptions: compiler, files: ["index.ts"] }));
    const { code, stdout } = await run(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", folder]);
    assert.equal(code, 0, stdout);
    const pulumi = examples.pulumiIn(folder);
    await write(
      folder,
      "Pulumi.yaml",
      `${projectOf("imported", "{ name: nodejs, options: { typescript: false } }")}main: index.ts\n`,
    );
    for (const change of [
      ["set", "partnercenter:native", "true"],
      ["rm", "partnercenter:native"],
    ]) {
      await pulumi(["config", ...change]);
      const { result, counts } = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
      assert.match(result, /5 unchanged/);
      assert.deepEqual(counts.operations, []);
    }
    await write(folder, "Pulumi.yaml", yaml);
  }

  it("brings an offer with three plans into a stack, with a program that changes nothing; then its submission", async function () {
    await needYaml(this, examples.place);
    const makes = examples.pulumiIn(await examples.copy("several-plans"));
    await makes(["stack", "init", "test"]);
    await makes(["up", "--yes", "--skip-preview"]);

    const folder = join(examples.place.folder, "imported");
    await installPlugin(folder);
    const project = join(folder, "Pulumi.yaml");
    const head = projectOf("imported", "yaml");
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

    const exported = join(folder, "state.json");
    await pulumi(["stack", "export", "--show-secrets", "--file", exported]);
    await typeScriptChangesNothing(folder, exported);

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
