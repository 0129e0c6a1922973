// Runs a client that others wrote, Red Hat's cloudpub, against the emulator: an image into the draft, then to preview and
// live, the same once more, and a further one by a modular publish. It makes a virtual environment of its own from PyPI,
// so it needs Python 3.10 or later and the network; cloudpub is under the GPL, and no part of this repository.
//
//   node dist/tools/cloudpub.js

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { IngestionClient } from "../tests/emulator/product-ingestion/client.js";
import { imageVersion, sas, vmConfiguration, wholeOffer } from "../tests/emulator/product-ingestion/offers.js";

const version = "1.7.6";
const script = resolve(__dirname, "../../tools/publish-images.py");

/** Python with cloudpub, in a new folder. */
function python(folder: string): string {
  execFileSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  const found = ["bin/python", "Scripts/python.exe"].map((path) => join(folder, path)).find(existsSync) ?? "python";
  execFileSync(found, ["-m", "pip", "install", "--quiet", `cloudpub==${version}`], { stdio: "inherit" });
  return found;
}

/** An offer with SKUs of both generations: cloudpub knows images by SAS only. */
async function makeOffer(client: IngestionClient): Promise<void> {
  const types = ["x64Gen2", "x64Gen1"];
  const skus = types.map((imageType) => ({ imageType, skuId: imageType === "x64Gen2" ? "standard" : "standard-gen1" }));
  const configuration = vmConfiguration({ skus, vmImageVersions: [imageVersion("1.0.0", ...types)] });
  await client.write(...wholeOffer("contoso-appliance").slice(0, -1), configuration);
}

/** One run of cloudpub, and the calls that it made. */
async function run(command: string, emulator: Emulator, what: string, metadata: object): Promise<number> {
  const before = emulator.requests().length;
  const chosen = { destination: "contoso-appliance/standard", architecture: "x64", support_legacy: true, ...metadata };
  const env = { ...process.env, EMULATOR: emulator.loginEndpoint };
  const child = spawn(command, [script, JSON.stringify(chosen)], { env, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number];
  const calls = emulator
    .requests()
    .slice(before)
    .filter(({ kind }) => kind === "api");
  const looks = calls.filter(({ operation }) => operation === "GET /configure/{jobId}/status").length;
  const posts = calls.filter(({ method }) => method === "POST");
  const jobs = posts.map(({ status, resources }) => `${status} with ${resources}`).join(", ");
  const gets = calls.length - posts.length - looks;
  console.log(
    `${what}: exit ${code}, ${gets} GET, ${looks} looks at jobs, ${posts.length} POST ${jobs && `(${jobs})`}`,
  );
  return code;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-cloudpub-"));
  const emulator = await startEmulator();
  try {
    const command = python(folder);
    const client = await IngestionClient.signIn(emulator);
    await makeOffer(client);
    const image = (name: string) => ({ image_path: sas(name), disk_version: name });
    const codes = [
      await run(command, emulator, "into the draft", { ...image("1.1.0"), keepdraft: true }),
      await run(command, emulator, "to preview and live", image("1.1.0")),
      await run(command, emulator, "the same again", image("1.1.0")),
      await run(command, emulator, "a further one, modular", { ...image("1.2.0"), modular_push: true }),
    ];
    if (codes.some((code) => code !== 0)) {
      process.exitCode = 1;
      return;
    }
    const live = await client.tree(await client.productId("contoso-appliance"), "live");
    const versions = live.flatMap(({ vmImageVersions }) => (vmImageVersions ?? []) as { versionNumber: string }[]);
    console.log(`live: ${versions.map(({ versionNumber }) => versionNumber).join(", ")}`);
    process.exitCode = versions.length === 3 ? 0 : 1;
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  }
}

void main();
