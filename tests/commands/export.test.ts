/** `partnercenter export`: what it writes, and that taking over what it has written changes nothing. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "../../commands/command-line.js";
import { applicationPackage } from "../../provider/kinds/application-package.js";
import { offer } from "../../provider/kinds/offer.js";
import { plan } from "../../provider/kinds/plan.js";
import { packageFolder, wholeOffer, wholePlan } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";

describe("partnercenter export", () => {
  const bench = workbench();

  const run = async (...args: string[]) => {
    const written = { stdout: "", stderr: "" };
    const stream = (name: "stdout" | "stderr") => ({
      write: (text: string) => {
        written[name] += text;
      },
    });
    const env = bench.environment();
    const code = await main(args, { env, stdout: stream("stdout"), stderr: stream("stderr") });
    return { code, ...written };
  };

  it("try", async () => {
    const offerProgram = await wholeOffer(bench, "whole");
    const offerResource = bench.declared(offer);
    await offerResource.up(offerProgram);
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: offerResource.id, path: await packageFolder(bench, "app-whole") });
    const planResource = bench.declared(plan);
    await planResource.up(wholePlan(offerResource.id as string, "gold", asset.id as string));
    const folder = join(bench.folder, "out");
    const calls = await bench.calls(async () => {
      const { code, stdout, stderr } = await run("export", "whole", "--out", folder);
      process.stdout.write(`${code}\n${stdout}\n${stderr}\n`);
    });
    process.stdout.write(`${calls.length} ${calls.filter((c) => !c.startsWith("GET")).join()}\n`);
    process.stdout.write(`${await readFile(join(folder, "index.ts"), "utf8")}\n`);
    process.stdout.write(`${(await readdir(folder, { recursive: true })).join("\n")}\n`);
  });
});
