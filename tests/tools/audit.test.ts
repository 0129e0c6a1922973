/** What `npm run audit` makes of the registry's answers, with the real npm and a registry on loopback. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit, readAudit } from "../../tools/audit.js";

const root = join(__dirname, "../../..");
const manifest = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const { version } = manifest("node_modules/got/package.json") as { version: string };

/** What a registry says of `got`. */
const advisory = (severity: string) => ({
  id: severity.length,
  url: "https://github.com/advisories/GHSA-0000",
  title: "It is bad",
  severity,
  vulnerable_versions: ">=1",
});

describe("the audit of what ships", function () {
  this.timeout(60_000);
  let server: Server;
  let cache: string;
  let answer: (url: string) => { status: number; body: unknown };
  const ask = () => {
    const { port } = server.address() as AddressInfo;
    return audit("--workspaces=false", [`--registry=http://127.0.0.1:${port}`, `--cache=${cache}`]);
  };
  const knows = (severity: string) => (url: string) => {
    const packument = {
      name: "got",
      "dist-tags": { latest: version },
      versions: { [version]: { name: "got", version } },
    };
    return { status: 200, body: url.startsWith("/-/") ? { got: [advisory(severity)] } : packument };
  };

  before(async () => {
    cache = await mkdtemp(join(tmpdir(), "partnercenter-audit-"));
    server = createServer((request, response) => {
      request.resume().once("end", () => {
        const { status, body } = answer(request.url ?? "");
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  after(async () => {
    server.close();
    await rm(cache, { recursive: true, force: true });
  });

  it("fails for what is high, and names it", async () => {
    answer = knows("high");
    const { vulnerable, text } = await ask();
    assert.deepEqual(vulnerable, ["got"]);
    assert.match(text, /^high: got .*: It is bad https:\/\/github\.com\/advisories\/GHSA-0000$/);
  });

  it("only shows what is moderate", async () => {
    answer = knows("moderate");
    const { vulnerable, text } = await ask();
    assert.deepEqual(vulnerable, []);
    assert.match(text, /^moderate: got /);
  });

  it("says that nothing is known, or that the registry did not answer", async () => {
    answer = () => ({ status: 200, body: {} });
    assert.deepEqual(await ask(), { vulnerable: [], text: "none known" });
    answer = () => ({ status: 405, body: {} });
    const { vulnerable, text } = await ask();
    assert.equal(vulnerable, undefined);
    assert.match(text, /^not asked: 405 Method Not Allowed/);
    assert.equal(readAudit("gibberish").text, "not asked: gibberish");
  });
});

describe("what is installed with our packages", () => {
  it("runs nothing of ours at install", () => {
    for (const path of ["package.json", "emulator/package.json"]) {
      const scripts = Object.keys((manifest(path) as { scripts?: object }).scripts ?? {});
      const atInstall = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
      assert.deepEqual(
        scripts.filter((name) => atInstall.includes(name)),
        [],
        path,
      );
    }
  });

  it("runs at install only what SECURITY.md says", () => {
    const { packages } = manifest("package-lock.json") as {
      packages: Record<string, { hasInstallScript?: boolean; dev?: boolean }>;
    };
    const running = Object.entries(packages).filter(
      ([, { hasInstallScript, dev }]) => hasInstallScript && dev !== true,
    );
    assert.deepEqual(
      running.map(([path]) => path),
      ["node_modules/protobufjs"],
    );
    assert.match(readFileSync(join(root, "SECURITY.md"), "utf8"), /`protobufjs`/);
  });
});
