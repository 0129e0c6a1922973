/** What is loaded before anything is done: a count, since it decides how long the start of a program and of a provider takes. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

interface Loaded {
  readonly packages: readonly string[];
  /** Of ours, below `dist`. */
  readonly files: readonly string[];
}

/** What a script loads in a process of its own, beside what is loaded by another one before it. */
function loadedBy(script: string, before = ""): Loaded {
  const whole = `
    const print = console.log;
    console.log = console.warn = () => {};
    ${before};
    const known = new Set(Object.keys(require.cache));
    (async () => { ${script}; })().then(() =>
      print(JSON.stringify(Object.keys(require.cache).filter((file) => !known.has(file)))));
  `;
  const printed = execFileSync(process.execPath, ["-e", whole], { encoding: "utf8", env: { PATH: process.env.PATH } });
  const all = (JSON.parse(printed) as string[]).map((file) => file.replaceAll("\\", "/"));
  const packageOf = (file: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return {
    packages: [...new Set(all.flatMap((file) => packageOf(file) ?? []))].sort(),
    files: all.filter((file) => packageOf(file) === undefined).map((file) => file.slice(file.indexOf("/dist/") + 6)),
  };
}

/** By the separate files, of which a provider runs the same in one file. */
const firstCheck = (handlers: string) => {
  const file = JSON.stringify(require.resolve("../provider/handlers.js"));
  return loadedBy(`await require(${file}).${handlers}.check({}, {})`);
};

const isOneOf = (names: readonly string[]) => (file: string) => names.includes(file);
const clients = ["provider/partner-center/client.js", "provider/product-ingestion/client.js"];

describe("the start", () => {
  it("of a program loads no package but Pulumi's, and no kind", () => {
    const { packages, files } = loadedBy(`require("pulumi-partnercenter")`, `require("@pulumi/pulumi")`);
    assert.deepEqual(packages, []);
    assert.deepEqual(
      files.filter((file) => file.startsWith("provider/engine/")),
      [],
    );
    assert.ok(files.includes("sdk/index.js"), files.join());
    assert.ok(files.length <= 78, `${files.length} files: ${files.join(" ")}`);
  });

  it("of a provider finds and compiles one file", () => {
    const { packages, files } = loadedBy(`await require("pulumi-partnercenter/handlers").offer.check({}, {})`);
    assert.deepEqual({ packages, files }, { packages: [], files: ["handlers.cjs"] });
  });

  // An offer and a plan know each other's inputs.
  const applications = {
    offer: { packages: ["parse5", "zod"], most: 167 },
    plan: { packages: ["parse5", "zod"], most: 167 },
    applicationPackage: { packages: ["fflate", "jsonc-parser", "zod"], most: 121 },
  } as const;
  for (const [handlers, expected] of Object.entries(applications)) {
    it(`of a provider loads for a check of ${handlers} what that needs, and neither a client nor its schemas`, () => {
      const { packages, files } = firstCheck(handlers);
      assert.deepEqual(packages, expected.packages);
      assert.deepEqual(
        files.filter((file) => isOneOf(clients)(file) || file.startsWith("provider/partner-center/schemas/")),
        [],
      );
      assert.ok(files.length <= expected.most, `${files.length} files: ${files.join(" ")}`);
    });
  }

  for (const handlers of ["virtualMachineImage", "containerOffer", "saasOffer", "submission", "release"]) {
    it(`of a provider loads for a check of ${handlers} neither HTTP nor what signs in`, () => {
      const { packages, files } = firstCheck(handlers);
      assert.deepEqual(packages.filter(isOneOf(["got", "https-proxy-agent", "@azure/identity", "fflate"])), []);
      assert.deepEqual(
        files.filter((file) => file.includes("/sign-in/") || file === clients[0]),
        [],
      );
    });
  }
});
