/** What a person is told whose machine has no Node.js, or one that is too old: Pulumi shows what the plugin prints. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { leastNode } from "../../provider/values/node-version.js";
import { pluginFolder } from "../../tools/plugin-bundle.js";

describe("the plugin's Node.js", () => {
  it("is told to be too old in one line, before anything is loaded that needs a newer one", () => {
    const script = `Object.defineProperty(process.versions, "node", { value: "20.20.2" });
      Promise.withResolvers = undefined;
      require(${JSON.stringify(require.resolve("../../native/main.js"))})`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.match(stderr, /^pulumi-partnercenter needs Node\.js 22\.18 or newer; .* 20\.20\.2\. Update Node\.js\.\n$/);
    assert.equal(status, 1);
  });

  it("is missed in one line", function () {
    if (process.platform === "win32") this.skip();
    const script = join(pluginFolder, "pulumi-resource-partnercenter");
    const { status, stderr } = spawnSync("/bin/sh", [script], { encoding: "utf8", env: { PATH: "/nowhere" } });
    assert.equal(
      stderr,
      `pulumi-resource-partnercenter needs Node.js ${leastNode} or newer, and there is no node on the PATH.\n`,
    );
    assert.equal(status, 1);
  });
});
