/** `partnercenter export`: what it writes, and that taking over what it has written changes nothing. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { main } from "../../commands/command-line.js";
import type { ExportReport } from "../../commands/export-report.js";
import { applicationPackage } from "../../provider/kinds/application-package.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { Azpc } from "../emulator/clients/azpc.js";
import { logos } from "../emulator/clients/azpc-bodies.js";
import { jpeg, png } from "../provider/pictures.js";
import { packageFolder, smallOffer, smallPlan, wholeOffer, wholePlan } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";
import { assertCompiles, linkModules, runProgram, takeOver } from "./exported-program.js";

/** Of real pictures; those that azpc's own requests bring have nothing but a head. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  AzureLogoSmall: [48, 48],
  AzureLogoMedium: [90, 90],
  AzureLogoWide: [255, 115],
};

describe("partnercenter export", () => {
  // Each offer has the pseudo-plan for test drives, which is no plan.
  const bench = workbench({ switches: { testDriveVariant: true } });
  let count = 0;

  const run = async (...args: string[]) => {
    const written = { stdout: "", stderr: "" };
    const stream = (name: "stdout" | "stderr") => ({
      write: (text: string) => {
        written[name] += text;
      },
    });
    const env = bench.environment();
    const code = await main(args, { env, cwd: () => bench.folder, stdout: stream("stdout"), stderr: stream("stderr") });
    return { code, ...written };
  };

  /** Exports an offer into a folder of its own; what it printed, and its program. */
  const exported = async (offerId: string) => {
    const out = join(bench.folder, `out-${++count}`);
    let ran = { code: -1, stdout: "", stderr: "" };
    const writes = await bench.writes(async () => {
      ran = await run("export", offerId, "--out", out, "--json");
    });
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(writes, []);
    const report = JSON.parse(ran.stdout) as ExportReport;
    const program = await readFile(join(out, "index.ts"), "utf8");
    return { ...ran, out, report, program };
  };

  /** Exports an offer and takes it over in a fresh stack. */
  const roundTrip = async (offerId: string, secrets: Record<string, string> = {}) => {
    const made = await exported(offerId);
    const resources = await runProgram(made.out, secrets);
    const { writes, said } = await takeOver(bench, made.out, resources);
    return { ...made, resources, writes, said };
  };

  /** That each resource was found to be as the program says. */
  const assertTakenOver = (said: readonly string[], titles: string[]) => {
    const wanted = titles.map((title) => `${title}: exists already and is as this program wants it; it is taken over`);
    // A refresh may say more, about what the program does not set.
    assert.deepEqual(said.filter((line) => / exists already /.test(line)).sort(), wanted.sort());
    assert.deepEqual(
      said.filter((line) => /overwritten/.test(line)),
      [],
    );
  };

  const make = async (offerProgram: Properties) => {
    const offerResource = bench.declared(offer);
    await offerResource.up(offerProgram);
    return offerResource.id as string;
  };

  const makePlan = async (productId: string, planProgram: (packageId: string) => Properties) => {
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: productId, path: await packageFolder(bench, `app-${++count}`) });
    const declared = bench.declared(plan);
    await declared.up(planProgram(asset.id as string));
    return declared;
  };

  describe("of an offer of which everything is set", () => {
    const offerId = "export-whole";
    let productId = "";
    before(async () => {
      productId = await make(await wholeOffer(bench, offerId));
      await makePlan(productId, (packageId) => wholePlan(productId, "gold", packageId));
      await makePlan(productId, (packageId) => smallPlan(productId, "2-small", packageId));
    });

    it("gives a program that takes all of it over without a write", async () => {
      const { report, said, writes, resources } = await roundTrip(offerId);
      assert.deepEqual(writes, []);
      assertTakenOver(said, [`offer ${offerId}`, "plan gold", "plan 2-small"]);
      assert.deepEqual(
        report.resources.map(({ notExported }) => notExported.map(({ property }) => property)),
        [["coSell.documents"], [], []],
        "the service gives no address for them",
      );
      for (const { inputs } of resources) assert.equal(inputs.adopt, "unchanged");
    });

    it("sets what was set, and not what the service has by itself", async () => {
      const { resources } = await roundTrip(offerId);
      const [declaredOffer, gold] = [offerId, "gold"].map(
        (wanted) => resources.find(({ name }) => name === wanted)?.inputs as Record<string, Properties> | undefined,
      );
      const wanted = await wholeOffer(bench, offerId);
      assert.deepEqual(Object.keys(declaredOffer?.listing ?? {}).sort(), Object.keys(wanted.listing as object).sort());
      const german = (of: unknown) => ((of as Properties)["de-de"] ?? {}) as Properties;
      const { logos: _, screenshots: __, videos: ___, documents: ____, ...texts } = german(wanted.translations);
      assert.deepEqual({ ...german(declaredOffer?.translations), ...texts }, german(declaredOffer?.translations));
      assert.equal(declaredOffer?.properties?.standardContract, undefined, "false is what it is without being set");
      assert.equal(gold?.technicalConfiguration?.managementMode, undefined);
      assert.equal(gold?.technicalConfiguration?.customerAccess, "Enabled");
    });

    it("writes a whole project, with the pictures as they are", async () => {
      const { report, out, stderr, program } = await exported(offerId);
      for (const path of ["Pulumi.yaml", "package.json", ".gitignore", "index.ts", "media/en-us/large.png"]) {
        assert.ok(report.files.includes(path), path);
      }
      const found = await readdir(out, { recursive: true, withFileTypes: true });
      assert.equal(found.filter((entry) => entry.isFile()).length, report.files.length);
      assert.deepEqual(await readFile(join(out, "media/en-us/screenshot-2.png")), png(1280, 720, 20));
      assert.match(stderr, /^reading the offer, plan \S+/m);
      assert.match(stderr, /^offer export-whole: read; comparing /m);
      assert.match(stderr, /: done \(1 of \d\)$/m);
      assert.match(stderr, /^downloading media\/en-us\/screenshot-2\.png$/m);
      const { dependencies } = JSON.parse(await readFile(join(out, "package.json"), "utf8"));
      assert.deepEqual(Object.keys(dependencies), ["@pulumi/pulumi", "pulumi-partnercenter"]);
      assert.match(program, /\/\/ "app-\d+-[0-9a-f]{12}\.zip" by its id.*\n(?: +\/\/.*\n)* +package: "[-0-9a-f]{36}",/);
      assert.match(program, /^\/\/ const preview = new Submission\(.*plans: \[goldPlan, plan2Small\]/m);
      assert.doesNotMatch(program, /^(?!\/\/).*new (Submission|Release)/m);
    });

    it("gives a program whose types are right", async () => {
      const { out } = await exported(offerId);
      await linkModules(out);
      await assertCompiles(out, [out]);
    }).timeout(60_000);

    it("says in the end what to type next", async () => {
      const { stdout } = await run("export", offerId, "--out", join(bench.folder, "next"));
      assert.match(stdout, /next: a program of 3 resources, in \d+ files\..*\nNext:\n {2}cd .*next && npm install\n/);
      assert.match(stdout, /^ {2}pulumi preview .*\n {2}pulumi up /m);
    });
  });

  it("of an offer that azpc has made, gives a program that takes it over without a write", async () => {
    const azpc = await Azpc.signIn(bench.emulator, "export-azpc");
    const productId = await azpc.create();
    for (const [fileName, type] of logos) {
      const [width, height] = sizes[type] ?? [216, 216];
      await bench.colleague.replaceImage(productId, type, fileName, png(width, height));
    }
    await azpc.createPlan("managed", "ma");
    await azpc.createPlan("template", "st");
    const { report, said, writes, program, resources } = await roundTrip("export-azpc");
    assert.deepEqual(writes, []);
    assertTakenOver(said, ["offer export-azpc", "plan managed", "plan template"]);
    const left = report.resources.flatMap(({ notExported }) => notExported.map(({ property }) => property));
    assert.deepEqual(left, ["technicalConfiguration.governmentTenantId"]);
    const { logos: taken } = (resources.find(({ kind }) => kind === "Offer")?.inputs.listing ?? {}) as Properties;
    assert.deepEqual(Object.keys(taken as Properties).sort(), ["large", "medium", "small", "wide"]);
    assert.match(program, /customizeAllowedActions: true/, 'it had written "true", as a text');
  });

  it("keeps credentials out of everything, and says which have to be configured", async () => {
    const key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    const connectionString = `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${key}`;
    const leads = { azureBlob: { connectionString, containerName: "leads" }, contactEmail: "leads@contoso.com" };
    await make({ ...(await smallOffer(bench, "export-leads")), leads });
    const secrets = { leadsAzureBlobConnectionString: connectionString };
    const { out, report, stdout, stderr, program, writes, said } = await roundTrip("export-leads", secrets);
    assert.deepEqual(writes, []);
    assertTakenOver(said, ["offer export-leads"]);
    assert.deepEqual(report.secrets, Object.keys(secrets));
    assert.match(program, /connectionString: config\.requireSecret\("leadsAzureBlobConnectionString"\)/);
    const files = await Promise.all(report.files.map((path) => readFile(join(out, path), "utf8")));
    assert.ok(![...files, stdout, stderr].join("\n").includes(key));
    const told = await run("export", "export-leads", "--out", join(bench.folder, "leads"));
    assert.match(told.stdout, /^ {2}pulumi config set --secret leadsAzureBlobConnectionString {4}#/m);
  });

  it("asks for credentials that the service keeps to itself, and says that they are written", async () => {
    await make({
      ...(await smallOffer(bench, "export-kept")),
      leads: { httpsEndpoint: { url: "https://a.b/?code=x" } },
    });
    const body = { resourceType: "HttpsEndpointLeadConfiguration" };
    bench.emulator.setFaults([{ operation: "GET /products/{id}/leadconfiguration", effect: { status: 200, body } }]);
    const { program, report, writes, said } = await roundTrip("export-kept", {
      leadsHttpsEndpointUrl: "https://a.b/?code=x",
    });
    assert.deepEqual(writes, ["POST /products/{productId}/leadconfiguration"]);
    assert.match(said[0] ?? "", /would be overwritten: leads\.httpsEndpoint\.url \(.* becomes \(a secret\)\)$/);
    assert.deepEqual(report.secrets, ["leadsHttpsEndpointUrl"]);
    assert.match(program, /url: config\.requireSecret\("leadsHttpsEndpointUrl"\)/);
    assert.match(program, /\/\/ not `adopt`: Partner Center does not show .* they are written once\n {2}adopt: true,/);
  });

  it("leaves out what a program may not say, with a remark and a warning, and exports the rest", async () => {
    const { id: productId } = await bench.colleague.createProduct("export-odd", "Odd");
    const listing = {
      summary: "s".repeat(130),
      description: "<script>alert(1)</script>",
      shortDescription: "As it should be",
      keywords: ["a", "b", "c", "d"],
      listingUris: [
        { type: "PrivacyUri", displayText: "Privacy", uri: "here\nprocess.exit(3)" },
        { type: "PublicCloudSupport", displayText: "Support", uri: "https://contoso.com/support" },
      ],
      listingContacts: [{ type: "Engineering", name: "Ann", email: "nobody" }],
    };
    await bench.colleague.edit(String(productId), "Listing", listing);
    await bench.colleague.replaceImage(String(productId), "AzureLogoLarge", "large.jpg", jpeg(216, 216));
    const { report, writes, said, resources, program, stderr, out } = await roundTrip("export-odd");
    assert.deepEqual(writes, []);
    assertTakenOver(said, ["offer export-odd"]);
    const left = ["description", "privacyPolicyLink", "contacts.engineering.email", "logos.large"];
    const wanted = left.map((key) => `listing.${key}`).sort();
    const { notExported } = report.resources[0] ?? assert.fail("there is no offer");
    assert.deepEqual(notExported.map(({ property }) => property).sort(), wanted);
    for (const property of wanted) {
      assert.ok(program.includes(`// not exported: ${property} `), property);
      assert.match(stderr, new RegExp(`^warning: offer export-odd: not exported: ${property} .`, "m"));
    }
    assert.match(program, /listing\.logos\.large "media\/en-us\/large\.jpg" is a JPG picture/);
    assert.deepEqual(resources[0]?.inputs.listing, {
      summary: "s".repeat(130), // longer than the limit, but Partner Center holds it
      keywords: ["a", "b", "c", "d"],
      shortDescription: "As it should be",
      supportLink: "https://contoso.com/support",
    });
    assert.deepEqual(await readFile(join(out, "media/en-us/large.jpg")), jpeg(216, 216), "to be converted");
  });

  it("loses nothing that is named like what every object of JavaScript has", async () => {
    const program = await smallOffer(bench, "export-names");
    program.listing = { links: { constructor: { url: "https://contoso.com" } } };
    program.properties = { extendedProperties: { toString: "1" }, industries: { valueOf: ["one"] } };
    const declared = bench.declared(offer);
    await declared.up(program);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    const { resources, said } = await roundTrip("export-names");
    assertTakenOver(said, ["offer export-names"]);
    assert.deepEqual(resources[0]?.inputs.listing, program.listing);
    assert.deepEqual(resources[0]?.inputs.properties, program.properties);
  });

  it("names the plan whose technical configuration another one uses", async () => {
    const productId = await make(await smallOffer(bench, "export-reuse"));
    await makePlan(productId, (packageId) => smallPlan(productId, "first", packageId));
    const first = await bench.colleague.list(`/products/${productId}/variants`);
    const reused = first.find(({ externalID }) => externalID === "first")?.id;
    const { technicalConfiguration: _, ...second } = smallPlan(productId, "second", "");
    await bench.declared(plan).up({ ...second, setup: { technicalConfigurationOf: `${productId}/${reused}` } });
    const { program, writes, said } = await roundTrip("export-reuse");
    assert.deepEqual(writes, []);
    assertTakenOver(said, ["offer export-reuse", "plan first", "plan second"]);
    assert.match(program, /setup: \{ technicalConfigurationOf: firstPlan \}/);
  });

  it("leaves out a language with a code that is none; a name that is longer than pages allow stays", async () => {
    const { id } = await bench.colleague.createProduct("export-code", "Code");
    const branches = await bench.colleague.list(`/products/${id}/branches/getByModule(module=Listing)`);
    const instance = branches[0]?.currentDraftInstanceID;
    for (const languageCode of ["zh-hans", "fr-fr"]) {
      const body = { resourceType: "AzureListing", languageCode, title: `In ${languageCode}` };
      await bench.colleague.call("POST", `/products/${id}/listings/createWithInstanceID(instanceID=${instance})`, body);
    }
    await bench.colleague.call("POST", `/products/${id}/variants`, {
      resourceType: "AzureSkuVariant",
      externalID: "long",
      friendlyName: "n".repeat(60),
      subType: "solution-template",
    });
    const { report, program, resources, stderr } = await exported("export-code").then(async (made) => {
      return { ...made, resources: await runProgram(made.out) };
    });
    const [declaredOffer, declaredPlan] = resources;
    assert.deepEqual(declaredOffer?.inputs.translations, { "fr-fr": { title: "In fr-fr" } });
    assert.match(program, /^\/\/ not exported: translations\.zh-hans "zh-hans" is not a language code/m);
    assert.doesNotMatch(program + stderr, /to be corrected: name/);
    assert.deepEqual(
      report.resources.map(({ toBeCorrected }) => toBeCorrected.length),
      [0, 0],
    );
    assert.equal(declaredPlan?.inputs.name, "n".repeat(60));
  });

  it("leaves out what a program has no words for, such as a second logo of one kind", async () => {
    const { id } = await bench.colleague.createProduct("export-twice", "Twice");
    const listing = await bench.colleague.draft(String(id), "Listing");
    const images = `/products/${id}/listings/${listing.id}/images`;
    for (const shade of [1, 2]) {
      const image = { resourceType: "ListingImage", fileName: `${shade}.png`, type: "AzureLogoLarge", order: 0 };
      const made = await bench.colleague.call("POST", images, image);
      const body = Buffer.from(png(216, 216, shade));
      await fetch(String(made.fileSasUri), { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body });
      await bench.colleague.call("PUT", `${images}/${made.id}`, { ...made, state: "Uploaded" }, { "if-match": "*" });
    }
    const { writes, said, program } = await roundTrip("export-twice");
    assert.deepEqual(writes, []);
    assertTakenOver(said, ["offer export-twice"]);
    assert.match(program, /^\/\/ not exported: listing\.logos\.large /m);
  });

  it("puts a plan after the one that it refers to, whatever their order and the letters of the id", async () => {
    const productId = await make(await smallOffer(bench, "export-order"));
    const { technicalConfiguration: _, ...alone } = smallPlan(productId, "early", "");
    await bench.declared(plan).up(alone);
    await makePlan(productId, (packageId) => smallPlan(productId, "late", packageId));
    const variants = await bench.colleague.list(`/products/${productId}/variants`);
    const [early, late] = ["early", "late"].map((planId) => variants.find(({ externalID }) => externalID === planId));
    const referenceVariantID = String(late?.id).toUpperCase();
    const path = `/products/${productId}/variants/${early?.id}`;
    await bench.colleague.call("PUT", path, { ...early, referenceVariantID });
    const { program } = await exported("export-order");
    assert.match(program, /const latePlan = .*const earlyPlan = .*technicalConfigurationOf: latePlan/s);
  });

  it("writes a value that is longer than a limit as it is: Partner Center holds it", async () => {
    const { id } = await bench.colleague.createProduct("export-form", "Form");
    const title = "t".repeat(200);
    await bench.colleague.edit(String(id), "Listing", { title: `${title}  ` });
    const { report, out } = await exported("export-form");
    assert.deepEqual(report.resources[0]?.notExported, []);
    const [declaredOffer] = await runProgram(out);
    assert.deepEqual(declaredOffer?.inputs.listing, { title: `${title}  ` });
  });

  it("keeps texts as they are: quotes, lines, code, and long ones in files of their own", async () => {
    const texts = {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code is what somebody may have typed
      title: 'Back\\slash "quotes" `backquotes` ${process.exit(3)}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
      shortDescription: "One line\n  and `another` ${line}\\",
      description: `<p>${"At length. ".repeat(200)}</p>\r\n<p>Größe 🎉</p>`,
      gettingStartedInstructions: Array.from({ length: 20 }, (_, index) => `${index}. step`).join("\n"),
    };
    const small = await smallOffer(bench, "export-texts");
    await make({ ...small, listing: { ...(small.listing as Properties), ...texts } });
    const { report, writes, resources } = await roundTrip("export-texts");
    assert.deepEqual(writes, []);
    const { logos: _, summary: __, ...declared } = (resources[0]?.inputs.listing ?? {}) as Properties;
    assert.deepEqual(declared, texts);
    assert.deepEqual(
      report.files.filter((path) => path.startsWith("texts/")),
      ["texts/offer/listing-description.html", "texts/offer/listing-getting-started-instructions.txt"],
    );
  });

  describe("writes nothing", () => {
    const refused = async (says: RegExp, ...args: string[]) => {
      const before = await readdir(bench.folder);
      const { code, stdout, stderr } = await run("export", ...args);
      assert.deepEqual([code, stdout], [1, ""]);
      assert.match(stderr, says);
      assert.deepEqual(await readdir(bench.folder), before);
    };

    it("when one of its requests fails while others are under way", async () => {
      await make(await wholeOffer(bench, "export-failing"));
      const { emulator } = bench;
      emulator.setFaults([{ operation: "GET /products/{id}/packages", effect: { status: 400 } }]);
      const first = emulator.requests().length;
      const before = await readdir(bench.folder);
      try {
        const { code, stdout } = await run("export", "export-failing", "--out", join(bench.folder, "failing"));
        assert.deepEqual([code, stdout], [1, ""]);
        const ended = emulator.requests().length;
        assert.ok(ended > first);
        await sleep(500);
        assert.equal(emulator.requests().length, ended, "nothing goes on behind the command's back");
      } finally {
        emulator.setFaults([]);
      }
      assert.deepEqual(await readdir(bench.folder), before);
    });

    it("for an offer that is not there, or of another type", async () => {
      await refused(
        /^partnercenter: there is no offer no-such-offer /,
        "no-such-offer",
        "--out",
        join(bench.folder, "x"),
      );
      const externalIDs = [{ type: "AzureOfferId", value: "other" }];
      const body = { resourceType: "AzureDynamics365ForOperations", name: "Other", externalIDs };
      await bench.colleague.call("POST", "/products", body);
      await refused(
        /other is an offer of type AzureDynamics365ForOperations; programs can declare offers of the types AzureApplic/,
        "other",
        "--out",
        join(bench.folder, "x"),
      );
    });

    it("into a folder that is not empty, unless --force says so; files that the program has not stay", async () => {
      await make(await smallOffer(bench, "export-folder"));
      const out = join(bench.folder, "mine");
      await mkdir(out);
      await run("export", "export-folder", "--out", out);
      assert.ok((await readdir(out)).includes("index.ts"), "an empty folder is fine");
      await writeFile(join(out, "index.ts"), "mine");
      await writeFile(join(out, "notes.txt"), "mine");
      await refused(/mine is not empty; .*--force/, "export-folder", "--out", out);
      assert.equal(await readFile(join(out, "index.ts"), "utf8"), "mine");
      assert.equal((await run("export", "export-folder", "--out", out, "--force")).code, 0);
      assert.match(await readFile(join(out, "index.ts"), "utf8"), /new Offer\("export-folder"/);
      assert.equal(await readFile(join(out, "notes.txt"), "utf8"), "mine");
      await refused(/is a file/, "export-folder", "--out", join(out, "notes.txt"), "--force");
    });

    it("into a folder with the usual access; an empty one stays the same folder, as a shell may be in it", async () => {
      await make(await smallOffer(bench, "export-modes"));
      const [fresh, empty, usual] = ["fresh", "empty", "usual"].map((name) => join(bench.folder, name)) as string[];
      for (const folder of [empty, usual]) await mkdir(String(folder));
      const before = await stat(String(empty));
      for (const folder of [fresh, empty]) {
        assert.equal((await run("export", "export-modes", "--out", String(folder))).code, 0);
      }
      assert.equal((await stat(String(empty))).ino, before.ino);
      assert.equal((await stat(String(fresh))).mode, (await stat(String(usual))).mode);
      assert.deepEqual((await readdir(String(empty))).sort(), (await readdir(String(fresh))).sort());
    });

    it("when the service fails half way", async () => {
      await make(await smallOffer(bench, "export-broken"));
      const effect = { status: 403, body: { message: "Not you" } };
      bench.emulator.setFaults([{ operation: "GET /products/{id}/resellerConfiguration", effect }]);
      await refused(/^partnercenter: .*Not you/m, "export-broken", "--out", join(bench.folder, "x"));
    });
  });

  it("writes a file for `pulumi import` instead, which replaces nothing unasked", async () => {
    const id = await make(await smallOffer(bench, "import-file"));
    const gold = await makePlan(id, (packageId) => smallPlan(id, "gold", packageId));
    const own = await makePlan(id, (packageId) => smallPlan(id, "import-file", packageId));
    const writes = await bench.writes(async () => {
      const { code, stdout, stderr } = await run("export", "import-file", "--import-file", "--json");
      assert.equal(code, 0, stderr);
      const report = JSON.parse(stdout) as { file: string; resources: unknown };
      const resources = [
        { type: "partnercenter:index:Offer", name: "import-file", id },
        { type: "partnercenter:index:Plan", name: "gold", id: gold.id },
        { type: "partnercenter:index:Plan", name: "import-file-plan", logicalName: "import-file", id: own.id },
      ];
      assert.deepEqual(report.resources, resources);
      assert.deepEqual(JSON.parse(await readFile(join(bench.folder, report.file), "utf8")), { resources });
    });
    assert.deepEqual(writes, []);
    const again = await run("export", "import-file", "--import-file");
    assert.equal(again.code, 1);
    assert.match(
      again.stderr,
      /^partnercenter: import-file\.import\.json is there already; .*--force to replace it\n$/,
    );
    assert.equal((await run("export", "import-file", "--import-file", "--force")).code, 0);
    assert.match((await run("status", "import-file", "--import-file")).stderr, /--import-file is for export/);
  });
});
