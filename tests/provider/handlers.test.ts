/** The permanent subpath `pulumi-partnercenter/handlers`: light to load, and found from wherever the program is. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { providerText } from "../../provider/provider-text.js";
import type { Properties } from "../../provider/values/properties.js";
import { smallOffer } from "./programs.js";
import { workbench } from "./workbench.js";

const packageRoot = dirname(require.resolve("pulumi-partnercenter/package.json"));
const handlersFile = require.resolve("../../provider/handlers.js");

/** Runs a script in a process of its own; the last that it prints is JSON, after the lines for a person. */
function inProcess(script: string, cwd = process.cwd(), env: NodeJS.ProcessEnv = process.env): unknown {
  const printed = execFileSync(process.execPath, ["-e", script], { cwd, env, encoding: "utf8" });
  return JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "");
}

describe("the handlers", () => {
  it("load neither HTTP, schemas nor uploads until they are called", () => {
    const loaded = inProcess(`
      const before = performance.now();
      const handlers = require(${JSON.stringify(handlersFile)});
      const milliseconds = performance.now() - before;
      const packages = () => [...new Set(Object.keys(require.cache).map((file) =>
        /node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(file)?.[1]).filter(Boolean))];
      const atLoad = packages();
      handlers.submission.check({}, { offer: "o", content: {} }).then(({ failures }) =>
        console.log(JSON.stringify({ atLoad, later: packages(), failures, milliseconds, names: Object.keys(handlers) })));
    `) as { atLoad: string[]; later: string[]; failures: unknown[]; milliseconds: number; names: string[] };
    assert.deepEqual(loaded.atLoad, []);
    assert.ok(loaded.later.includes("zod"), loaded.later.join());
    assert.deepEqual(loaded.failures, []);
    assert.ok(loaded.milliseconds < 500, `${loaded.milliseconds} ms`);
    assert.deepEqual(loaded.names.sort(), [
      "applicationPackage",
      "containerBundle",
      "containerOffer",
      "containerPlan",
      "offer",
      "plan",
      "release",
      "saasOffer",
      "saasPlan",
      "submission",
      "virtualMachineImage",
      "virtualMachineOffer",
      "virtualMachinePlan",
    ]);
  });

  describe("in a process of their own", () => {
    const bench = workbench();

    it("see the configuration in two parallel first calls", async () => {
      const names = ["parallel-1", "parallel-2"];
      const programs = await Promise.all(names.map((name) => smallOffer(bench, name)));
      const { PARTNERCENTER_ENDPOINT, PARTNERCENTER_LOGIN_ENDPOINT } = bench.environment();
      const configuration = {
        "partnercenter:tenantId": "contoso",
        "partnercenter:clientId": "c0ffee00-0000-4000-8000-000000000001",
        "partnercenter:clientSecret": "configured",
        "partnercenter:endpoint": PARTNERCENTER_ENDPOINT,
        "partnercenter:loginEndpoint": PARTNERCENTER_LOGIN_ENDPOINT,
        "partnercenter:requestsPerSecond": "1000",
      };
      const script = `
        const { offer, plan } = require(${JSON.stringify(handlersFile)});
        const values = ${JSON.stringify(configuration)};
        const programs = ${JSON.stringify(programs)};
        console.log = () => {};
        const first = offer.configure({ config: { get: (key) => values[key] } });
        const create = async (program) => offer.create((await offer.check({}, program)).inputs);
        Promise.all([...programs.map(create), plan.check({}, {}), first]).then(([one, two]) =>
          process.stdout.write(JSON.stringify([one.outs.account, two.outs.account])));
      `;
      const clean = Object.fromEntries(
        Object.entries(process.env).filter(([key]) => !/^(PARTNERCENTER|AZURE|ARM)_/.test(key)),
      );
      // Not execFileSync: the emulator lives in this process and has to answer.
      const { execFile } = await import("node:child_process");
      const text = await new Promise<string>((resolve, reject) =>
        execFile(
          process.execPath,
          ["-e", script],
          { env: { ...clean, PULUMI_HOME: bench.folder } },
          (error, output, complaints) => (error ? reject(new Error(complaints)) : resolve(output)),
        ),
      );
      const account = { tenantId: "contoso", endpoint: new URL(bench.emulator.endpoint).host };
      const accounts: Properties[] = JSON.parse(text);
      assert.deepEqual(
        accounts.map(({ emulator: _, ...more }) => more),
        [account, account],
      );
      for (const name of names) assert.equal((await bench.colleague.products(name)).length, 1);
    });
  });
});

describe("the text that is stored as a resource's provider", () => {
  let program: string;
  before(async () => {
    program = await mkdtemp(join(tmpdir(), "partnercenter-foreign-"));
    await mkdir(join(program, "node_modules"));
    await symlink(packageRoot, join(program, "node_modules", "pulumi-partnercenter"), "dir");
    await writeFile(join(program, "package.json"), "{}");
  });
  after(() => rm(program, { recursive: true, force: true }));

  const kinds: Readonly<Record<KindName, readonly [handlers: string, property: string]>> = {
    Offer: ["offer", "offerId"],
    Plan: ["plan", "planId"],
    ApplicationPackage: ["applicationPackage", "path"],
    VirtualMachineOffer: ["virtualMachineOffer", "offerId"],
    VirtualMachinePlan: ["virtualMachinePlan", "planId"],
    VirtualMachineImage: ["virtualMachineImage", "version"],
    ContainerOffer: ["containerOffer", "offerId"],
    ContainerPlan: ["containerPlan", "planId"],
    ContainerBundle: ["containerBundle", "tag"],
    SaasOffer: ["saasOffer", "offerId"],
    SaasPlan: ["saasPlan", "planId"],
    Submission: ["submission", "offer"],
    Release: ["release", "submission"],
  };
  for (const kind of Object.keys(kinds) as KindName[]) {
    const [handlers, property] = kinds[kind];
    it(`for ${kind} leads to the kind of that name`, async () => {
      assert.equal((await kindLoaders[kind]()).name, kind);
    });

    it(`for ${kind} is the constant, short, and its check runs from a foreign folder`, () => {
      const text = providerText(kind);
      assert.equal(text, `exports.handler = () => require("pulumi-partnercenter/handlers").${handlers}`);
      assert.ok(Buffer.byteLength(text) < 150);
      // As @pulumi/pulumi's dynamic provider does: the text becomes a module whose paths are the program's.
      const findings = inProcess(
        `
        const Module = require("node:module");
        const module_ = new Module("", undefined);
        module_.paths = Module._nodeModulePaths(process.cwd());
        module_._compile(${JSON.stringify(text)}, "");
        module_.exports.handler().check({}, { __provider: "x" })
          .then(({ failures }) => console.log(JSON.stringify(failures.map(({ property, reason }) => property || reason.split(" ")[0]))));
      `,
        program,
      ) as string[];
      assert.ok(findings.includes(property), findings.join());
    });
  }
});
