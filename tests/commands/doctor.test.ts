/** `partnercenter doctor`: what it finds, and what it says to do. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { Check } from "../../commands/doctor/check.js";
import { isAtLeast, leastCli } from "../../commands/doctor/installed.js";
import { OLDEST_VERSION } from "../../tools/pulumi/binary.js";
import { secret, workbench } from "../provider/workbench.js";
import { runCommand } from "./run-command.js";

describe("partnercenter doctor", () => {
  const bench = workbench();
  let folder: string;
  let project: string;
  const servers: Server[] = [];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-doctor-")));
    project = join(folder, "project");
    await mkdir(project);
    await writeFile(join(project, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
    await symlink(resolve(__dirname, "../../../node_modules"), join(project, "node_modules"));
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** A CLI of this version, whose stack has these values. */
  const cli = async (version = "3.225.0", values: Record<string, object> = {}): Promise<NodeJS.ProcessEnv> => {
    const script = `#!/bin/sh\nif [ "$1" = version ]; then echo "v${version}"; else cat <<'END'\n${JSON.stringify(values)}\nEND\nfi\n`;
    await writeFile(join(folder, "pulumi"), script, { mode: 0o755 });
    return { PATH: [folder, process.env.PATH].join(delimiter) };
  };
  /** A service on this machine. */
  const service = async (server: Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const examine = async (env: NodeJS.ProcessEnv, cwd = project) => {
    const { code, stdout, stderr } = await runCommand(["doctor", "--json"], env, cwd);
    const checks = JSON.parse(stdout) as Check[];
    const of = (subject: string) => checks.filter((check) => check.subject === subject);
    assert.ok(!`${stdout}${stderr}`.includes(secret));
    return { code, checks, of, text: stdout };
  };
  const outcomes = (checks: readonly Check[]) => checks.map(({ outcome }) => outcome);

  it("says for people that all is well, and as what it is let in", async () => {
    const { code, stdout, stderr } = await runCommand(
      ["doctor"],
      { ...bench.environment(), ...(await cli()) },
      project,
    );
    assert.deepEqual([code, stderr], [0, ""], stdout);
    for (const line of [
      /^ok {7}Node\.js: {10}\d+\.\d+\.\d+$/m,
      /^ok {7}Pulumi CLI: {7}3\.225\.0$/m,
      /^ok {7}Pulumi SDK: {7}3\.\d+\.\d+$/m,
      /^ok {7}This package: {5}pulumi-partnercenter \d/m,
      /^ok {7}Settings: {9}endpoint = "http:\/\/127\S+", from PARTNERCENTER_ENDPOINT$/m,
      /^ok {7}Credentials: {6}a client secret for the tenant contoso, from the environment \(PARTNERCENTER_TENANT_ID, /m,
      /^ok {7}Proxy: {12}none$/m,
      /^ok {7}Partner Center: {3}127\.0\.0\.1:\d+ answers, in \d+ ms$/m,
      /^ok {7}Clock: {12}right$/m,
      /^ok {7}Sign-in: {10}signed in as \S+; roles in the token: Manager$/m,
      /^ok {7}Role: {13}Partner Center lets it in, and shows \d+ offers$/m,
      /^ok {7}Second API: {7}it lets in as well, for offers of virtual machines, containers and SaaS$/m,
      /^All is well\.$/m,
    ]) {
      assert.match(stdout, line);
    }
    assert.ok(!stdout.includes(secret));
    assert.doesNotMatch(stdout, /→/, "nothing to do");
  });

  it("works without network, and says that there is none", async () => {
    const env = {
      ...bench.environment(),
      ...(await cli()),
      PARTNERCENTER_ENDPOINT: "https://api.partnercenter.invalid/v1.0/ingestion",
      PARTNERCENTER_LOGIN_ENDPOINT: "https://login.partnercenter.invalid",
    };
    const { code, stdout } = await runCommand(["doctor"], env, project);
    assert.equal(code, 1);
    assert.match(stdout, /^ok {7}Pulumi CLI/m);
    assert.match(stdout, /^ok {7}Credentials/m);
    assert.match(
      stdout,
      /^WRONG {4}Partner Center: {3}api\.partnercenter\.invalid does not answer: .*\n +→ connect this/m,
    );
    assert.match(stdout, /^WRONG {4}Sign-in service: {2}login\.partnercenter\.invalid does not answer/m);
    assert.match(stdout, /^- {8}Sign-in and role: not tried: there is no network, or none to these services$/m);
    assert.match(stdout, /^This does not work yet: 2 wrong, 2 not looked at\.$/m);
    const emulated = { ...env, PARTNERCENTER_ENDPOINT: "http://127.0.0.1:1/v1.0/ingestion" };
    const [api] = (await examine(emulated)).of("Partner Center");
    assert.match(api?.found ?? "", /127\.0\.0\.1:1 does not answer: nothing listens there; start the emulator/);
  });

  it("tells who is not let in from who cannot sign in", async () => {
    bench.emulator.setFaults([{ operation: "GET /products", effect: { status: 403 } }]);
    const env = { ...bench.environment(), ...(await cli()) };
    const denied = await examine(env);
    assert.deepEqual([denied.code, ...outcomes([...denied.of("Sign-in"), ...denied.of("Role")])], [1, "good", "wrong"]);
    assert.match(denied.of("Role")[0]?.found ?? "", /denied access \(403\).*request id/);
    assert.match(
      denied.of("Role")[0]?.advice ?? "",
      /^check that .* with the Manager role.* belongs to that account\.$/,
    );
    bench.emulator.setFaults([{ operation: "GET /product", effect: { status: 403 } }]);
    const half = await examine(env);
    assert.deepEqual([half.code, ...outcomes([...half.of("Role"), ...half.of("Second API")])], [0, "good", "warning"]);
    assert.match(
      half.of("Second API")[0]?.advice ?? "",
      /^only offers of virtual machines, containers and SaaS .*: check that .* with the Manager role/,
    );
  });

  it("says what to do about credentials that are refused, by the reason that is given", async () => {
    const refusedAs = async (error_description: string) => {
      const login = createServer((_, reply) => {
        reply.writeHead(401, { "content-type": "application/json" });
        reply.end(JSON.stringify({ error: "invalid_client", error_description }));
      });
      const env = { ...bench.environment(), ...(await cli()), PARTNERCENTER_LOGIN_ENDPOINT: await service(login) };
      const { code, of } = await examine(env);
      assert.deepEqual([code, ...outcomes([...of("Sign-in"), ...of("Role")])], [1, "wrong", "unknown"]);
      const { found = "", advice = "" } = of("Sign-in")[0] ?? {};
      assert.ok(found.includes(error_description), found);
      assert.match(found, /The credentials come from the environment \(PARTNERCENTER_TENANT_ID, .*\)\.$/);
      return advice;
    };
    assert.match(await refusedAs("AADSTS7000215: Invalid client secret provided."), /^give the value .*, not its id/);
    assert.match(
      await refusedAs("AADSTS7000222: The provided client secret keys are expired."),
      /expired: make another/,
    );
    assert.match(
      await refusedAs("AADSTS700016: Application was not found in the directory."),
      /^give the .* client id/,
    );
    assert.match(
      await refusedAs("AADSTS99: Something new."),
      /^check the tenant id \(contoso\), the client id .*Manager/,
    );
  });

  it("says what to do in a line of its own", async () => {
    const { PARTNERCENTER_CLIENT_SECRET: _, ...incomplete } = bench.environment();
    const { checks } = await examine({ ...incomplete, PATH: project }, folder);
    const wrong = checks.filter(({ outcome }) => outcome === "wrong");
    assert.deepEqual(
      wrong.map(({ subject, advice }) => [subject, typeof advice]),
      ["Pulumi CLI", "Pulumi SDK", "Credentials"].map((subject) => [subject, "string"]),
    );
    for (const { found } of checks) assert.doesNotMatch(found, /\b([Ss]et|[Cc]heck|npm install|run this)\b (?!not)/);
  });

  it("compares the clock", async () => {
    const at = async (minutes: number) => {
      const login = await service(
        createServer((_, reply) => {
          reply.sendDate = false;
          reply.setHeader("date", new Date(Date.now() - minutes * 60_000).toUTCString());
          reply.writeHead(404).end();
        }),
      );
      const { of } = await examine({ ...bench.environment(), ...(await cli()), PARTNERCENTER_LOGIN_ENDPOINT: login });
      return of("Clock")[0];
    };
    assert.equal((await at(0))?.outcome, "good");
    const [ahead, behind] = [await at(3), await at(-20)];
    assert.equal(ahead?.outcome, "warning");
    assert.match(ahead?.found ?? "", /^1(79|80|81) s ahead of the service's$/);
    assert.equal(behind?.outcome, "wrong");
    assert.match(behind?.found ?? "", /^1\d{3} s behind the service's$/);
    assert.match(behind?.advice ?? "", /NTP/);
  });

  it("names the proxy without its password, and one that asks for a password", async () => {
    const proxy = createServer();
    proxy.on("connect", (_, socket) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
    );
    const address = (await service(proxy)).replace("//", "//ann:hunter2-hunter2@");
    const { code, of, text } = await examine({
      ...bench.environment(),
      ...(await cli()),
      PARTNERCENTER_PROXY: address,
    });
    assert.equal(code, 1);
    assert.match(of("Proxy")[0]?.found ?? "", /^http:\/\/127\.0\.0\.1:\d+, from the setting proxy$/);
    assert.match(of("Partner Center")[0]?.found ?? "", /asks for a user and a password \(407\)/);
    assert.ok(!text.includes("hunter2"));
    const none = await examine({ ...bench.environment(), ...(await cli()), PARTNERCENTER_PROXY: "hunter2-hunter2" });
    assert.deepEqual(outcomes(none.of("Proxy")), ["wrong"]);
    assert.ok(!none.text.includes("hunter2"));
  });

  it("names each setting with its source, what nobody reads, and credentials that lie open", async () => {
    const { PARTNERCENTER_ENDPOINT: endpoint, PARTNERCENTER_LOGIN_ENDPOINT: login, ...ours } = bench.environment();
    const stack = {
      "partnercenter:endpoint": { value: endpoint },
      "partnercenter:loginEndpoint": { value: login },
      "partnercenter:clientSecret": { value: secret, secret: false },
      "partnercenter:headers": { value: `{"x-key": "${secret}"}`, secret: true },
    };
    const env = { ...ours, ...(await cli("3.225.0", stack)), PARTNERCENTER_TENANTID: "typo" };
    const { code, of } = await examine(env);
    assert.equal(code, 0, "warnings are not wrong");
    const found = of("Settings").map(({ found }) => found);
    assert.ok(found.includes(`endpoint = "${endpoint}", from partnercenter:endpoint`), found.join("\n"));
    assert.ok(found.includes("headers = set (not shown), from partnercenter:headers"));
    assert.ok(
      found.some((text) => /PARTNERCENTER_TENANTID is not known.*did you mean PARTNERCENTER_TENANT_ID\?/.test(text)),
    );
    assert.ok(found.some((text) => /partnercenter:clientSecret in plain text/.test(text)));
    assert.match(of("Project")[0]?.found ?? "", /project, with the configuration of its stack$/);
  });

  it("says what is missing: the CLI, a version that is too old, packages, credentials", async () => {
    const missing = await examine({ PATH: project });
    assert.match(missing.of("Pulumi CLI")[0]?.advice ?? "", /^install it/);
    const [credentials] = missing.of("Credentials");
    assert.equal(credentials?.found, "No credentials for Partner Center.");
    assert.match(credentials?.advice ?? "", /^set PARTNERCENTER_TENANT_ID, /);
    const old = await examine({ ...bench.environment(), ...(await cli("3.199.0")) });
    assert.equal(old.of("Pulumi CLI")[0]?.found, "3.199.0, which is too old");
    const other = join(folder, "other");
    await mkdir(other);
    await writeFile(join(other, "Pulumi.yaml"), "name: other\nruntime: nodejs\n");
    const bare = await examine({ ...bench.environment(), ...(await cli()) }, other);
    assert.deepEqual(outcomes([...bare.of("Pulumi SDK"), ...bare.of("This package")]), ["wrong", "warning"]);
    const elsewhere = await examine({ ...bench.environment(), ...(await cli()) }, folder);
    assert.equal(elsewhere.of("Project")[0]?.outcome, "unknown");
  });

  it("compares versions by their numbers", () => {
    const least = (version: string, range: string) => isAtLeast(version, range);
    assert.ok(least("3.225.0", "3.216.0") && least("22.12.0", ">=22.12") && least("v24.0.1", "22.12"));
    assert.ok(!least("22.9.0", "22.12") && !least("3.99.0", "^3.216.0") && !least("3.200.0-alpha.1", "3.200.1"));
    assert.equal(leastCli, OLDEST_VERSION, "the oldest one that the tests take");
  });
});
