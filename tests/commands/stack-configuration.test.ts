/** The stack's configuration, asked of a stand-in for the Pulumi CLI; `tests/engine/command.test.ts` asks the real one. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { stackConfiguration } from "../../commands/stack-configuration.js";
import { configurationKeys, variableOf } from "../../provider/configuration/keys.js";
import { secret, workbench } from "../provider/workbench.js";
import { runCommand } from "./run-command.js";

describe("the stack's configuration", () => {
  const bench = workbench();
  let folder: string;
  let project: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-stack-")));
    project = join(folder, "project");
    await mkdir(join(project, "deep", "down"), { recursive: true });
    await writeFile(join(project, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A CLI that writes down how it is called and does this; the environment in which it is found. */
  const cli = async (script: string): Promise<NodeJS.ProcessEnv> => {
    const text = `#!/bin/sh\necho "$PWD $*" >>${join(folder, "calls")}\n${script}\n`;
    await writeFile(join(folder, "pulumi"), text, { mode: 0o755 });
    return { PATH: [folder, process.env.PATH].join(delimiter) };
  };
  const saying = (values: Record<string, string>) =>
    cli(
      `cat <<'END'\n${JSON.stringify(Object.fromEntries(Object.entries(values).map(([k, value]) => [k, { value }])))}\nEND`,
    );
  const failing = (message: string) => cli(`echo "error: ${message}" >&2; exit 255`);
  const calls = () => readFile(join(folder, "calls"), "utf8").catch(() => "");
  const read = (env: NodeJS.ProcessEnv, { cwd = project, stack }: { cwd?: string; stack?: string } = {}) =>
    stackConfiguration({ env, cwd: () => cwd }, stack);

  const ofStack = () => ({
    "partnercenter:tenantId": "of-the-stack.example",
    "partnercenter:clientId": "c0ffee00-0000-4000-8000-000000000002",
    "partnercenter:clientSecret": secret,
    "partnercenter:endpoint": bench.emulator.endpoint,
    "partnercenter:loginEndpoint": bench.emulator.loginEndpoint,
  });

  it("is what a command signs in with, also from a folder of the project", async () => {
    const { code, stdout, stderr } = await runCommand(
      ["whoami"],
      await saying(ofStack()),
      join(project, "deep", "down"),
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Tenant: {6}of-the-stack\.example$/m);
    assert.match(stdout, /^Credentials: the stack's configuration \(partnercenter:tenantId, /m);
    assert.ok(!`${stdout}${stderr}`.includes(secret));
    assert.equal(
      await calls(),
      `${project} config --json --show-secrets --non-interactive --color never\n`,
      "one call, in the project's folder",
    );
  });

  it("counts after our variables and before Azure's, as for `pulumi up`", async () => {
    const env = { ...(await saying(ofStack())), AZURE_TENANT_ID: "a", AZURE_CLIENT_ID: "b", AZURE_CLIENT_SECRET: "c" };
    assert.match((await runCommand(["whoami"], env, project)).stdout, /^Tenant: {6}of-the-stack\.example$/m);
    const { PARTNERCENTER_ENDPOINT: _, PARTNERCENTER_LOGIN_ENDPOINT: __, ...ours } = bench.environment();
    const both = await runCommand(["whoami"], { ...env, ...ours }, project);
    assert.match(both.stdout, /^Tenant: {6}contoso$/m);
    assert.ok(both.stdout.includes(bench.emulator.endpoint), "its settings count where the environment has none");
  });

  it("is that of the stack that is named", async () => {
    await read(await saying({}), { stack: "production" });
    assert.match(await calls(), / --stack production /);
  });

  it("has the paths of files relative to the project's folder", async () => {
    const env = await saying({
      "partnercenter:clientCertificatePath": "keys/a.pem",
      "partnercenter:oidcTokenFile": "/b",
    });
    const { get } = await read(env, { cwd: join(project, "deep") });
    assert.equal(get("partnercenter:clientCertificatePath"), join(project, "keys", "a.pem"));
    assert.equal(get("partnercenter:oidcTokenFile"), "/b");
    assert.equal(get("partnercenter:tenantId"), undefined);
  });

  it("is not asked for where the environment has all of it, or where there is no project", async () => {
    const env = await saying({});
    const all = Object.fromEntries(configurationKeys.map((key) => [variableOf(key), "1"]));
    assert.equal((await read({ ...env, ...all })).whyNot, undefined);
    assert.match((await read(env, { cwd: folder })).whyNot ?? "", /^there is no Pulumi\.yaml in .* or above it$/);
    assert.equal(await calls(), "");
  });

  it("that cannot be read is named where credentials are missing, with the reason", async () => {
    const missing = async (env: NodeJS.ProcessEnv) => {
      const { code, stdout, stderr } = await runCommand(["list"], env, project);
      assert.deepEqual([code, stdout], [1, ""]);
      assert.ok(!stderr.includes(secret));
      const [, why, what] =
        /^partnercenter: the stack's configuration could not be read: (.*)\. (No cred.*)\n$/.exec(stderr) ?? [];
      assert.match(what ?? "", /^No credentials for Partner Center\./);
      return why;
    };
    assert.equal(await missing({ PATH: project }), "the Pulumi CLI, `pulumi`, is not on the PATH");
    assert.match(
      (await missing(await failing("no stack selected; please"))) ?? "",
      /^no stack is selected; `pulumi stack/,
    );
    assert.equal(await missing(await failing("incorrect passphrase")), "`pulumi config` says: incorrect passphrase");
    assert.match((await missing(await cli(`echo "${secret}: no JSON"`))) ?? "", /has answered with something else$/);
  });

  it("is no error where it is not needed; a warning where it should have been there", async () => {
    const ours = bench.environment();
    const unselected = await runCommand(["list"], { ...ours, ...(await failing("no stack selected")) }, project);
    assert.deepEqual([unselected.code, unselected.stderr], [0, ""]);
    const missing = await runCommand(["list"], { ...ours, PATH: project }, project);
    assert.deepEqual([missing.code, missing.stderr], [0, ""]);
    const locked = await runCommand(["list"], { ...ours, ...(await failing("incorrect passphrase")) }, project);
    assert.equal(locked.code, 0);
    assert.match(locked.stderr, /^partnercenter: warning: .* `pulumi config` says: incorrect passphrase\n$/);
  });

  it("of a stack that is named has to be there", async () => {
    const nope = await runCommand(
      ["list", "--stack", "nope"],
      { ...bench.environment(), ...(await failing("no stack")) },
      project,
    );
    assert.equal(nope.code, 1);
    assert.match(
      nope.stderr,
      /^partnercenter: the configuration of the stack nope cannot be read: `pulumi config` says/,
    );
    const outside = await runCommand(["list", "--stack", "dev"], bench.environment(), folder);
    assert.match(outside.stderr, /stack dev cannot be read: there is no Pulumi\.yaml in /);
  });

  it("is waited for no longer than a while", async () => {
    const env = await cli("exec sleep 20");
    const { whyNot, isFailure } = await stackConfiguration({ env, cwd: () => project }, undefined, 50);
    assert.deepEqual([whyNot, isFailure], ["`pulumi config` took more than 0.05 s", true]);
  });
});
