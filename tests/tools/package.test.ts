/** What npm is told of the two packages, and what they hold. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { leastCli } from "../../commands/doctor/installed.js";
import { leastNode } from "../../provider/values/node-version.js";
import { leaveOutDeclarations, neededDeclarations } from "../../tools/package-declarations.js";
import { publicAddress, withAbsoluteLinks } from "../../tools/package-links.js";
import { OLDEST_VERSION } from "../../tools/pulumi/binary.js";

const root = resolve(__dirname, "../../..");

interface Manifest {
  readonly version: string;
  readonly homepage: string;
  readonly bugs: { readonly url: string };
  readonly repository: { readonly url: string; readonly directory?: string };
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = (folder: string) => JSON.parse(read(join(folder, "package.json"))) as Manifest;
const [provider, emulator] = [manifest("."), manifest("emulator")];

/** The files that `npm pack` takes. */
function packed(folder: string): string[] {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const said = execFileSync("npm", args, {
    cwd: join(root, folder),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [entry] = JSON.parse(said) as { files: { path: string }[] }[];
  return (entry?.files ?? []).map(({ path }) => path);
}

describe("the packages", () => {
  it("name one public address, which is said in `repository`", () => {
    const address = publicAddress(provider);
    assert.match(address, /^https:\/\/github\.com\/[\w-]+\/pulumi-partnercenter$/);
    assert.equal(provider.homepage, `${address}#readme`);
    assert.equal(provider.bugs.url, `${address}/issues`);
    assert.equal(publicAddress(emulator), address);
    assert.equal(emulator.repository.directory, "emulator");
    assert.equal(emulator.homepage, `${address}/tree/main/emulator#readme`);
    assert.equal(emulator.bugs.url, provider.bugs.url);
  });

  it("ask for the same oldest versions wherever they say it", () => {
    const node = `>=${leastNode}`;
    assert.deepEqual([provider.engines.node, emulator.engines.node, OLDEST_VERSION], [node, node, leastCli]);
    const sdk = provider.peerDependencies?.["@pulumi/pulumi"]?.replace("^", "").replace(/\.0$/, "") ?? "";
    const said = `Node.js ≥ ${leastNode}, the Pulumi CLI ≥ ${leastCli.replace(/\.0$/, "")}, and its SDK for Node.js (\`@pulumi/pulumi\`) ≥ ${sdk}`;
    assert.ok(read("README.md").includes(said), said);
    assert.ok(read("emulator/README.md").replace(/\s+/g, " ").includes(`needs Node.js ${leastNode} or later`));
    assert.ok(read("emulator/bin/partnercenter-emulator.js").includes(`minor < ${leastNode.split(".")[1]}`));
    assert.ok(read("tools/bundle.ts").includes(`"node${leastNode}"`));
    assert.ok(read("docs/other-languages.md").includes(`Node.js ≥ ${leastNode}`));
    const script = read("plugin/pulumi-resource-partnercenter");
    for (const [, said] of script.matchAll(/Node\.js ([\d.]+)/g)) assert.equal(said, leastNode);
    for (const template of ["managed-application", "solution-template"]) {
      const { dependencies } = manifest(join("templates", template));
      assert.equal(dependencies["@pulumi/pulumi"], provider.peerDependencies?.["@pulumi/pulumi"]);
    }
  });

  it("hold the declarations that a program can reach and no others, and no maps", () => {
    for (const folder of [".", "emulator"]) {
      leaveOutDeclarations(join(root, folder));
      const files = packed(folder);
      const needed = [...neededDeclarations(join(root, folder))].sort();
      assert.ok(needed.length > 10, String(needed.length));
      assert.deepEqual(files.filter((file) => file.startsWith("dist/") && file.endsWith(".d.ts")).sort(), needed);
      assert.deepEqual(
        files.filter((file) => /\.map$|tsbuildinfo|\.npmignore|^tests|node_modules/.test(file)),
        [],
      );
    }
  });

  it("have absolute links on npm's page, to what is there", () => {
    for (const [folder, { version }] of [
      ["", provider],
      ["emulator", emulator],
    ] as const) {
      const address = publicAddress(provider);
      const text = withAbsoluteLinks(read(join(folder, "README.md")), address, version, folder);
      assert.doesNotMatch(text, /\]\((?![a-z]+:|#)|<img src="(?!https:)/);
      const links = [...text.matchAll(new RegExp(`${address}/(?:blob|raw)/v${version}/([^)#"\\s]+)`, "g"))];
      assert.ok(links.length > 0);
      for (const [, path = ""] of links) assert.ok(existsSync(join(root, path)), path);
    }
  });
});
