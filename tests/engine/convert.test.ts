/** The program that stands for azpc's configuration takes over the offer that azpc has made of it, and submits it. */
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { azpcConfiguration, writeAzpcFolder } from "../commands/azpc-configuration.js";
import { runCommand } from "../commands/run-command.js";
import { Azpc } from "../emulator/clients/azpc.js";
import { EmulatedService } from "./emulated-service.js";
import { write } from "./offer-program.js";
import { linkPackages } from "./project.js";
import { createPlace, type Place } from "./stack.js";

describe("the program that `partnercenter convert azpc` writes", function () {
  this.timeout(120_000);
  let service: EmulatedService;
  let place: Place;

  before(async () => {
    service = await EmulatedService.start();
    place = await createPlace({ ...service.environment(), PARTNERCENTER_TENANT_ID: "contoso" });
    await linkPackages(place.folder);
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  it("names the differences to what azpc has made, and brings the offer to preview", async () => {
    const azpc = await Azpc.signIn(service.emulator, "contoso-backup");
    await azpc.create();
    await azpc.createPlan("managed", "ma");
    const folder = join(place.folder, "azpc");
    await mkdir(folder);
    const { listing_uris: links, ...texts } = azpcConfiguration.offer_listing;
    await writeAzpcFolder(folder, {
      ...azpcConfiguration,
      offer_listing: { ...texts, listing_uris: links.filter(({ type }) => type !== "HelpUri") }, // that azpc sent no other
    });
    const made = await runCommand(["convert", "azpc", "app/ma_config.json", "--name", "contoso-backup"], {}, folder);
    assert.equal(made.code, 0, made.stderr);
    const program = join(folder, "contoso-backup");
    const pulumi = async (...args: string[]) => {
      const { code, stdout, stderr } = await place.run(args, { cwd: program }).finished;
      assert.equal(code, 0, stdout + stderr);
      return stdout + stderr;
    };
    await pulumi("stack", "init", "test");
    const index = await readFile(join(program, "index.ts"), "utf8");
    await write(program, "index.ts", index.replace("const adopt = false;", "const adopt = true;"));
    const preview = await pulumi("preview");
    // azpc's client in the tests has no real pictures; all else is as azpc has made it, prices and audiences included.
    const [, overwritten = ""] = /this would be overwritten: (.*)$/m.exec(preview) ?? [];
    assert.deepEqual(
      overwritten.split("; ").map((one) => one.split(" ")[0]),
      ["small", "medium", "large", "wide"].map((size) => `listing.logos.${size}`),
    );
    assert.match(preview, /Plan managed create exists already and is as this program wants it; it is taken over/);
    await pulumi("up", "--yes", "--skip-preview");
    const { submissions } = await service.product();
    assert.deepEqual(
      submissions.map(({ substate }) => substate),
      ["ReadyToPublish"],
    );
  });
});
