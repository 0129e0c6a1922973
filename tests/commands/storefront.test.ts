/** `partnercenter storefront`: of drafts, and of a program as a stand-in for the Pulumi CLI tells it. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StorefrontReport } from "../../commands/storefront/storefront.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { unknownMarker } from "../../provider/values/unknown.js";
import { smallOffer, wholeOffer } from "../provider/programs.js";
import { secret, workbench } from "../provider/workbench.js";
import { wholeOffer as buyersOffer, wholePlans } from "../storefront/offers.js";
import { previewed, previewing } from "./previewed.js";
import { runCommand } from "./run-command.js";

describe("partnercenter storefront", () => {
  const bench = workbench();
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-storefront-")));
    await mkdir(join(folder, "src"));
    await writeFile(join(folder, "Pulumi.yaml"), "name: project\nruntime: nodejs\nmain: src/index.ts\n");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = (args: string[], env: NodeJS.ProcessEnv = bench.environment(), cwd = folder) =>
    runCommand(["storefront", ...args], env, cwd);
  const report = async (
    ...args: Parameters<typeof run>
  ): Promise<StorefrontReport & { page: string; stderr: string }> => {
    const { code, stdout, stderr } = await run([...args[0], "--json"], ...(args.slice(1) as []));
    assert.equal(code, 0, stderr);
    const told = JSON.parse(stdout) as StorefrontReport;
    return { ...told, stderr, page: await readFile(told.file, "utf8") };
  };
  const cli = (answer: object, code?: number) => previewing(folder, answer, code);
  const program = (offerId = "contoso-app") => [
    previewed("Offer", offerId, { ...buyersOffer, offerId }),
    ...wholePlans.map((inputs) =>
      previewed(
        "Plan",
        `${offerId}-${inputs.planId}`,
        { ...inputs, offer: unknownMarker },
        { offer: [`urn:Offer:${offerId}`] },
      ),
    ),
    { op: "same", urn: "urn:stack" },
  ];

  it("shows the drafts of an offer with its pictures, and changes nothing", async () => {
    const made = bench.declared(offer);
    await made.up(await wholeOffer(bench, "store-whole"));
    let told: Awaited<ReturnType<typeof report>> | undefined;
    const writes = await bench.writes(async () => {
      told = await report(["store-whole"]);
    });
    assert.deepEqual([told?.versions, told?.differing, writes], [["draft"], [], []]);
    assert.equal(told?.file, join(folder, "storefront-store-whole.html"));
    assert.match(told?.page ?? "", /<strong>Draft\.<\/strong>/);
    assert.match(told?.page ?? "", /data:image\/png;base64,/);
    assert.doesNotMatch(told?.page ?? "", /Picture not readable|hands out drafts only/);
    assert.ok(!told?.page.includes(secret));
  });

  it("says what is in preview, which the API does not hand out", async () => {
    const submissions = [
      { resourceType: "Submission", id: "1", releaseNumber: 1, state: "Published", substate: "InStore" },
      { resourceType: "Submission", id: "2", releaseNumber: 2, state: "Published", substate: "ReadyToPublish" },
    ];
    await bench.declared(offer).up(await smallOffer(bench, "store-published"));
    const body = { value: submissions };
    bench.emulator.setFaults([{ operation: "GET /products/{id}/submissions", effect: { status: 200, body } }]);
    const { page } = await report(["store-published"]);
    assert.match(
      page,
      /Of this offer submission 1 is live, and submission 2 is in preview\. Partner Center’s API hands out drafts only/,
    );
  });

  it("shows a program that is nowhere yet, without credentials", async () => {
    const env = await cli({ steps: program() });
    await writeFile(join(folder, "src", "large.png"), Buffer.from("89504e470d0a1a0a", "hex"));
    const { versions, offerId, page, stderr } = await report(["--program", "--market", "de"], env);
    assert.deepEqual([versions, offerId], [["program"], "contoso-app"]);
    assert.match(page, /€45\.00\/month/);
    assert.match(page, /value="DE" selected/);
    assert.match(page, /<h3>Partners<\/h3>/);
    assert.match(page, /data:image\/png;base64,iVBORw0KGgo=/, "files are looked for in the folder of the program");
    assert.match(stderr, /warning: "?.*small\.png"? does not exist/);
    assert.match(await readFile(join(folder, "calls"), "utf8"), /^preview --json --show-sames --non-interactive/);
  });

  it("leaves out what is known only after deployment, and says so", async () => {
    const [first, ...rest] = program();
    assert.ok(first && "newState" in first);
    const inputs = { ...buyersOffer, listing: { ...(buyersOffer.listing as object), summary: unknownMarker } };
    const env = await cli({ steps: [{ ...first, newState: { ...first.newState, inputs } }, ...rest] });
    const { page } = await report(["--program"], env);
    assert.match(page, /1 value is known only after deployment, and left out here\./);
    assert.ok(!page.includes(unknownMarker));
  });

  it("shows a program whose stack has chosen the plugin", async () => {
    const text = JSON.stringify({ steps: program() }).replaceAll(
      "pulumi-nodejs:dynamic/partnercenter:",
      "partnercenter:index:",
    );
    const { offerId, page } = await report(["--program"], await cli(JSON.parse(text)));
    assert.equal(offerId, "contoso-app");
    assert.match(page, /<h3>Partners<\/h3>/);
  });

  it("sets a program beside the drafts", async () => {
    await bench.declared(offer).up({ offerId: "contoso-app", alias: "Contoso App", type: "AzureApplication" });
    const env = { ...bench.environment(), ...(await cli({ steps: program() })) };
    const { code, stdout } = await run(["contoso-app", "--program"], env);
    assert.equal(code, 0);
    assert.match(stdout, /^storefront-contoso-app\.html: the offer as a buyer sees it \(program and draft\)\./);
    assert.match(stdout, /They differ in: Title, English \(United States\); .*Plan partners\.$/m);
    const nowhere = await report(["new-one", "--program"], { ...env, ...(await cli({ steps: program("new-one") })) });
    assert.deepEqual(nowhere.versions, ["program"], "not in Partner Center yet");
  });

  it("asks which offer is meant, and names those that there are", async () => {
    const env = await cli({ steps: [...program("one"), ...program("two")] });
    const { code, stderr } = await run(["--program"], env);
    assert.equal(code, 1);
    assert.match(stderr, /the program declares 2 offers; say which one: one, two\n$/);
    const two = await report(["two", "--program"], { ...bench.environment(), ...env });
    assert.equal(two.offerId, "two");
    assert.match((await run(["three", "--program"], env)).stderr, /declares no offer three; it declares one, two\n$/);
    assert.match((await run(["--program"], await cli({ steps: [] }))).stderr, /declares no offer; it declares none\n$/);
    assert.match((await run(["nope"])).stderr, /there is no offer nope in this account/);
  });

  it("says why the program cannot be previewed", async () => {
    const diagnostics = [
      { severity: "error", message: "listing.summary: is too long\n" },
      { severity: "info", message: "something else" },
    ];
    const failing = await run(["--program"], await cli({ diagnostics }, 255));
    assert.equal(failing.code, 1);
    assert.match(failing.stderr, /the program cannot be previewed: listing\.summary: is too long\n$/);
    assert.match(
      (await run(["--program"], { PATH: join(folder, "src") })).stderr,
      /previewed: the Pulumi CLI, `pulumi`, is not on the PATH/,
    );
    const outside = await run(["--program"], await cli({}), tmpdir());
    assert.match(outside.stderr, /there is no Pulumi\.yaml in .*; --program shows a program's offer/);
  });

  it("replaces its own page, and no other file", async () => {
    const env = await cli({ steps: program() });
    const out = ["--program", "--out", "page.html"];
    assert.equal((await run(out, env)).code, 0);
    assert.equal((await run(out, env)).code, 0);
    await writeFile(join(folder, "page.html"), "my own page");
    const refused = await run(out, env);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /page\.html is there, and no storefront; choose another file with --out, or --force/);
    assert.equal(await readFile(join(folder, "page.html"), "utf8"), "my own page");
    assert.equal((await run([...out, "--force"], env)).code, 0);
    const nowhere = await run(["--program", "--out", "no/such/page.html"], env);
    assert.match(nowhere.stderr, /no\/such\/page\.html cannot be written: /);
  });

  it("writes to what is no file without reading it", async function () {
    if (process.platform !== "linux") this.skip(); // a file without end, which cannot be written
    const { code, stderr } = await run(["--program", "--out", "/dev/full"], await cli({ steps: program() }));
    assert.equal(code, 1);
    assert.match(stderr, /\/dev\/full cannot be written: ENOSPC/);
  });
});
