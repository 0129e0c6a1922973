/** The archives of a release: what is in them, and that the engine installs and runs the one of this platform. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { run } from "../../tools/child-process.js";
import { pluginFolder } from "../../tools/plugin-bundle.js";
import { checksumsFile, packPlugin, platforms } from "../../tools/plugin-release.js";
import { copiedExamples } from "./copied-examples.js";
import { needYaml } from "./native-plugin.js";

describe("the plugin's release", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  it("has a schema that Pulumi takes", async () => {
    await examples.pulumiIn(examples.place.folder)(["schema", "check", join(pluginFolder, "schema.json")]);
  });

  it("has an archive for each platform with its checksum, from which the engine installs the plugin", async function () {
    const folder = join(examples.place.folder, "release");
    const names = await packPlugin(folder);
    assert.equal(names.length, platforms.length);
    const sums = (await readFile(join(folder, checksumsFile), "utf8")).trimEnd().split("\n");
    for (const [index, name] of names.entries()) {
      const sum = createHash("sha256")
        .update(await readFile(join(folder, name)))
        .digest("hex");
      assert.equal(sums[index], `${sum}  ${name}`);
      const { stdout } = await run("tar", ["-tzvf", join(folder, name)]);
      const files = stdout
        .trimEnd()
        .split("\n")
        .map((line) => [line.slice(0, 10), line.split(" ").at(-1)]);
      const script = name.includes("windows")
        ? ["-rw-r--r--", "pulumi-resource-partnercenter.cmd"]
        : ["-rwxr-xr-x", "pulumi-resource-partnercenter"];
      assert.deepEqual(files, [script, ["-rw-r--r--", "schema.json"], ["-rw-r--r--", "server.cjs"]]);
    }

    await needYaml(this, examples.place);
    const { environment } = examples.place;
    // `npm` puts our own plugin on the PATH, which the engine would take.
    const folders = (environment.PATH ?? "").split(delimiter);
    environment.PATH = folders.filter((one) => !one.endsWith(join("node_modules", ".bin"))).join(delimiter);
    const server = createServer((request, response) => {
      readFile(join(folder, (request.url ?? "").slice(1))).then(
        (archive) => response.end(archive),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await examples.copy("managed-application");
      const project = await examples.copy("managed-application-yaml");
      const file = join(project, "Pulumi.yaml");
      const text = await readFile(file, "utf8");
      const plain = text.replace(/^plugins:\n(?: .*\n)+/m, "");
      assert.notEqual(plain, text);
      await writeFile(file, plain);
      const pulumi = examples.pulumiIn(project);
      const { port } = server.address() as AddressInfo;
      const version = /-v([\d.]+)-/.exec(names[0] ?? "")?.[1] ?? "";
      await pulumi(["plugin", "install", "resource", "partnercenter", version, "--server", `http://127.0.0.1:${port}`]);
      await pulumi(["stack", "init", "test"]);
      assert.match(await pulumi(["preview"]), /\+ 5 to create/);
    } finally {
      server.close();
    }
  });
});
