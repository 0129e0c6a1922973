import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { start } from "../../../tools/child-process.js";
import { cacheFolder, ensurePulumi, PulumiUnavailableError } from "../../../tools/pulumi/cli.js";
import { downloadPulumi } from "../../../tools/pulumi/download.js";

const cliModule = require.resolve("../../../tools/pulumi/cli.js");

/** A stand-in for `pulumi` that answers `version`. */
const pulumiScript = (version: string) => `#!/bin/sh\necho v${version}\n`;

/**
 * A stand-in for `go`: `go build … -o FILE …` writes a stand-in program, and a line for each call. With a `gate` it
 * works until there is a file at that path.
 */
const goScript = (log: string, gate = "/") => `#!/bin/sh
echo "$*" >> ${log}
echo "go: downloading example.com/module v1.0.0" >&2
until [ -e ${gate} ]; do sleep 0.1; done
while [ $# -gt 0 ]; do if [ "$1" = "-o" ]; then out="$2"; fi; shift; done
printf '#!/bin/sh\\necho v3.225.0\\n' > "$out"
chmod +x "$out"
`;

describe("having the Pulumi CLI", function () {
  this.timeout(30_000);
  let folder: string;
  let said: string[];
  const log = (line: string) => void said.push(line);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-cli-"));
    said = [];
    await mkdir(join(folder, "machine"));
    for (const tool of ["sleep", "chmod"]) await symlink(join("/bin", tool), join(folder, "machine", tool));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Of the machine's own tools only what the stand-ins need, so that neither pulumi nor go is among them. */
  const environment = (...front: string[]) => ({
    PATH: [...front, join(folder, "machine")].join(delimiter),
    HOME: folder,
    XDG_CACHE_HOME: join(folder, "cache"),
  });

  async function executable(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await chmod(path, 0o755);
  }

  async function installed(place: string, version = "3.225.0", withHost = true): Promise<string> {
    await executable(join(place, "pulumi"), pulumiScript(version));
    if (withHost) await executable(join(place, "pulumi-language-nodejs"), "#!/bin/sh\n");
    return place;
  }

  const offline = async () => {
    throw new Error("no way to it");
  };
  const fill = async (draft: string) => void (await installed(draft));

  it("takes the setting before all else: a folder, its bin, or the program itself", async () => {
    const chosen = await installed(join(folder, "chosen"), "3.230.1");
    const onPath = await installed(join(folder, "on-path"));
    await installed(join(folder, "root/bin"), "3.230.2");
    for (const [setting, version] of [
      [chosen, "3.230.1"],
      [join(chosen, "pulumi"), "3.230.1"],
      [join(folder, "root"), "3.230.2"],
    ] as const) {
      const env = { ...environment(onPath), PARTNERCENTER_PULUMI: setting };
      const cli = await ensurePulumi({ log, environment: env, download: offline });
      assert.equal(cli.version, version);
    }
  });

  it("refuses a setting that does not work, and takes no other in its place", async () => {
    const onPath = await installed(join(folder, "on-path"));
    const old = await installed(join(folder, "old"), "3.100.0");
    const broken = join(folder, "broken/pulumi");
    await executable(broken, `${pulumiScript("3.225.0")}echo "no license" >&2\nexit 3\n`);
    const text = join(folder, "text");
    await writeFile(text, "");
    for (const [setting, reason] of [
      [join(folder, "nowhere"), /there is nothing at this path/],
      [text, /it is not executable/],
      [folder, /there is no executable `pulumi` in it/],
      [broken, /version` failed with exit code 3: no license/],
      [old, /it is version 3\.100\.0; 3\.200\.0 or newer is needed/],
    ] as const) {
      const env = { ...environment(onPath), PARTNERCENTER_PULUMI: setting };
      await assert.rejects(ensurePulumi({ log, environment: env, download: fill }), reason);
    }
  });

  it("takes the one on PATH before the cache", async () => {
    const onPath = await installed(join(folder, "on-path"), "3.231.0");
    await installed(cacheFolder(environment()));
    const cli = await ensurePulumi({ log, environment: environment(onPath), download: offline });
    assert.deepEqual(cli, { directory: onPath, pulumi: join(onPath, "pulumi"), version: "3.231.0", origin: "PATH" });
  });

  it("passes over a PATH without the language host, and takes the cache", async () => {
    const onPath = await installed(join(folder, "on-path"), "3.231.0", false);
    const cache = await installed(cacheFolder(environment()));
    const cli = await ensurePulumi({ log, environment: environment(onPath), download: offline });
    assert.equal(cli.directory, cache);
    assert.ok(existsSync(join(cache, "pulumi-resource-pulumi-nodejs")));
  });

  it("downloads into the cache, and finds it there the next time", async () => {
    const first = await ensurePulumi({ log, environment: environment(), download: fill });
    assert.equal(first.origin, "downloaded");
    assert.equal(first.directory, cacheFolder(environment()));
    const second = await ensurePulumi({ log, environment: environment(), download: offline });
    assert.match(second.origin, /^the cache /);
  });

  it("replaces a cache that does not work, and removes what a killed process has left beside it", async () => {
    const cache = await installed(cacheFolder(environment()), "3.1.0");
    await installed(join(dirname(cache), `.${basename(cache)}.killed`));
    const cli = await ensurePulumi({ log, environment: environment(), download: fill });
    assert.equal(cli.version, "3.225.0");
    assert.equal(cli.directory, cache);
    assert.deepEqual(await readdir(dirname(cache)), [basename(cache)]);
  });

  it("leaves nothing half-installed when a download breaks off, and builds from Go modules", async () => {
    const calls = join(folder, "go-calls");
    await executable(join(folder, "go/go"), goScript(calls));
    const breakOff = async (draft: string) => {
      await executable(join(draft, "pulumi"), pulumiScript("3.225.0"));
      throw new Error("the connection was closed");
    };
    const cli = await ensurePulumi({ log, environment: environment(join(folder, "go")), download: breakOff });
    assert.equal(cli.origin, "built from Go modules");
    assert.deepEqual(await readdir(dirname(cli.directory)), [cli.directory.split("/").pop()]);
    assert.deepEqual((await readdir(cli.directory)).sort(), [
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
    assert.match(
      await readFile(calls, "utf8"),
      /sdk\/v3\/nodejs\/cmd\/pulumi-language-nodejs\n.*pkg\/v3\/cmd\/pulumi\n/s,
    );
    assert.ok(said.some((line) => /the connection was closed/.test(line)));
  });

  it("names everything that was tried, why it failed, and what to do", async () => {
    await assert.rejects(ensurePulumi({ log, environment: environment(), download: offline }), (error) => {
      assert.ok(error instanceof PulumiUnavailableError);
      const cache = cacheFolder(environment());
      assert.deepEqual(error.attempts, [
        { where: "PARTNERCENTER_PULUMI", reason: "it is not set" },
        { where: "PATH", reason: "there is no `pulumi` on it" },
        { where: `cache ${cache}`, reason: "it is not in there" },
        { where: "download from get.pulumi.com", reason: "no way to it" },
        { where: "build from Go modules", reason: "there is no `go` on PATH (1.25.6 or newer is needed)" },
      ]);
      assert.match(error.message, /set PARTNERCENTER_PULUMI to the folder/);
      return true;
    });
    assert.deepEqual(await readdir(dirname(cacheFolder(environment()))), []);
  });

  it("tells what go said when the build fails", async () => {
    await executable(join(folder, "go/go"), '#!/bin/sh\necho "go: go.mod requires go >= 1.25.6" >&2\nexit 1\n');
    const looking = ensurePulumi({ log, environment: environment(join(folder, "go")), download: offline });
    await assert.rejects(looking, /exit code 1: go: go\.mod requires go >= 1\.25\.6/);
  });

  it("builds once when two processes ask at the same time; the other waits and says so", async () => {
    const calls = join(folder, "go-calls");
    // The build ends only when the other process has said that it waits, however late it has started.
    const gate = join(folder, "other-waits");
    await executable(join(folder, "go/go"), goScript(calls, gate));
    const script = `require(${JSON.stringify(cliModule)}).ensurePulumi({
      environment: process.env, download: async () => { throw new Error("offline"); },
    }).then((cli) => console.log(cli.origin))`;
    const env = environment(join(folder, "go"));
    const waits = /^Waiting for another process that is getting the Pulumi CLI/;
    const onLine = (line: string) => {
      if (waits.test(line)) writeFileSync(gate, "");
    };
    const processes = [1, 2].map(() => start(process.execPath, ["-e", script], { env, onLine, timeout: 25_000 }));
    const both = await Promise.all(processes.map(({ finished }) => finished));
    const origins = both.map(({ stdout }) => stdout.trim()).sort();
    assert.equal(origins[0], "built from Go modules", both[0]?.stderr);
    assert.match(origins[1] ?? "", /^the cache /);
    assert.ok(both.some(({ stderr }) => stderr.split("\n").some((line) => waits.test(line))));
    assert.equal((await readFile(calls, "utf8")).trim().split("\n").length, 2);
  });

  it("gives the download up at once when it is refused or not there", async () => {
    const server = createServer((_, response) => response.writeHead(403).end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const probe = `http://127.0.0.1:${(server.address() as AddressInfo).port}/install.sh`;
    try {
      await assert.rejects(downloadPulumi(folder, { log, environment: environment(), probe }), /answered 403/);
    } finally {
      server.close();
    }
    await rm(join(folder, "download"), { recursive: true });
    await assert.rejects(downloadPulumi(folder, { log, environment: environment(), probe }), /ECONNREFUSED/);
  });
});
