// An image version of a virtual machine from nothing to live, by this package and by Red Hat's cloudpub, on the same emulator
// in the same run; and the same once more, with nothing changed.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { IngestionClient } from "../../tests/emulator/product-ingestion/client.js";
import { imageVersion, sas, vmConfiguration, wholeOffer } from "../../tests/emulator/product-ingestion/offers.js";
import type { PulumiCli } from "../pulumi/cli.js";
import { type Figures, figuresOf, medians, ratio } from "./figures.js";
import type { Place } from "./place.js";
import { pythonWith } from "./python.js";
import type { TimedRequest } from "./service.js";
import { table } from "./table.js";
import { measured, ownTenant, pulumiIn, type Used } from "./tools.js";

/** What one tool came to with one offer. */
interface ImageRun {
  readonly live: Figures;
  readonly again: Figures;
}

/** Medians of both tools, and ratios pair by pair. */
export interface Images {
  readonly rows: readonly { readonly tool: string; readonly work: keyof ImageRun; readonly medians: Figures }[];
  /** The peer's through ours, from nothing to live. */
  readonly ratios: { readonly requests: number; readonly wall: number } | undefined;
}

/** A tool that has one offer in its hands; each call does the same. */
interface ImageTool {
  readonly name: string;
  /** Whose account it works on. */
  readonly tenant: string;
  prepare(emulator: Emulator, offerId: string): Promise<() => Promise<Used>>;
}

const version = "1.1.0";
const types = ["x64Gen2", "x64Gen1"];

const program = `const { Release, Submission, VirtualMachineImage } = require("pulumi-partnercenter");
const source = { osDisk: ${JSON.stringify(sas(version))} };
const image = new VirtualMachineImage("image", {
  offer: process.env.BENCH_NAME, plan: "standard", version: "${version}",
  images: { ${types.map((type) => `${type}: source`).join(", ")} },
});
const preview = new Submission("preview", { offer: image.productId, assets: [image], waitFor: "preview" });
new Release("live", { offer: image.productId, submission: preview, waitFor: "live" });
`;

function ours(place: Place, cli: PulumiCli): ImageTool {
  return {
    name: "pulumi-partnercenter",
    tenant: ownTenant,
    async prepare(emulator, offerId) {
      const cwd = join(place.folder, offerId);
      mkdirSync(cwd, { recursive: true });
      writeFileSync(join(cwd, "Pulumi.yaml"), "name: images\nruntime: nodejs\nmain: index.js\n");
      writeFileSync(join(cwd, "index.js"), program);
      symlinkSync(join(place.root, "node_modules"), join(cwd, "node_modules"));
      const pulumi = await pulumiIn(place, cli, { cwd, emulator, add: { BENCH_NAME: offerId } });
      return () => pulumi(["up", "--yes", "--skip-preview"]);
    },
  };
}

const cloudpubVersion = "1.7.6";

/** It looks at its jobs five times a second here; its default is every five minutes. */
async function cloudpub(place: Place): Promise<ImageTool> {
  const python = await pythonWith(place, `cloudpub==${cloudpubVersion}`);
  const script = join(place.root, "tools/publish-images.py");
  return {
    name: `cloudpub ${cloudpubVersion}`,
    tenant: "contoso",
    async prepare(emulator, offerId) {
      const image = { image_path: sas(version), disk_version: version, architecture: "x64", support_legacy: true };
      const metadata = JSON.stringify({ destination: `${offerId}/standard`, ...image });
      const env = { PATH: process.env.PATH, EMULATOR: emulator.loginEndpoint };
      return () => measured(place, [python, script, metadata], { cwd: place.folder, env });
    },
  };
}

/** An offer that exists, with SKUs of both generations and the version 1.0.0. */
async function makeOffer(client: IngestionClient, offerId: string): Promise<void> {
  const skus = types.map((imageType) => ({ imageType, skuId: imageType === "x64Gen2" ? "standard" : "standard-gen1" }));
  const configuration = vmConfiguration({ skus, vmImageVersions: [imageVersion("1.0.0", ...types)] });
  await client.write(...wholeOffer(offerId).slice(0, -1), configuration);
}

async function measureOne(emulator: Emulator, tool: ImageTool, offerId: string): Promise<ImageRun> {
  const client = await IngestionClient.signIn(emulator, tool.tenant);
  await makeOffer(client, offerId);
  const work = await tool.prepare(emulator, offerId);
  const figures = async () => {
    const before = emulator.requests().length;
    const began = Date.now();
    const used = await work();
    const log: TimedRequest[] = emulator.requests().slice(before);
    return figuresOf(
      log.filter(({ kind }) => kind === "api"),
      began,
      used,
    );
  };
  const live = await figures();
  const again = await figures();
  const tree = JSON.stringify(await client.tree(await client.productId(offerId), "live"));
  if (!tree.includes(`"${version}"`)) throw new Error(`${tool.name} has not taken ${version} of ${offerId} live`);
  return { live, again };
}

/** Measures pairs after one that is not counted, with the latency of the real service; without the peer where it cannot be had. */
export async function measureImages(place: Place, cli: PulumiCli, pairs: number): Promise<Images> {
  const tools = [ours(place, cli)];
  try {
    tools.push(await cloudpub(place));
  } catch (error) {
    console.log(`images are measured without a peer: ${(error as Error).message}`);
  }
  const runs = tools.map((): ImageRun[] => []);
  const emulator = await startEmulator({ latency: "recorded" });
  try {
    for (let pair = 0; pair <= pairs; pair++) {
      for (const [index, tool] of tools.entries()) {
        const run = await measureOne(emulator, tool, `image-${index}-${pair}`);
        console.log(
          `image     ${tool.name.padEnd(21)} ${pair === 0 ? "warming up" : `pair ${pair}`}: live after ` +
            `${run.live.wall.toFixed(1)} s, ${run.live.requests} requests; again ${run.again.requests}`,
        );
        if (pair > 0) runs[index]?.push(run);
      }
    }
  } finally {
    await emulator.stop();
  }
  return imagesOf(tools.map(({ name }, index) => ({ name, runs: runs[index] ?? [] })));
}

/** @param tools Ours first. */
export function imagesOf(tools: readonly { readonly name: string; readonly runs: readonly ImageRun[] }[]): Images {
  const rows = (["live", "again"] as const).flatMap((work) =>
    tools.map(({ name, runs }) => ({ tool: name, work, medians: medians(runs.map((run) => run[work])) })),
  );
  const [own, peer] = tools.map(({ runs }) => runs.map(({ live }) => live));
  if (own === undefined || peer === undefined) return { rows, ratios: undefined };
  return { rows, ratios: { requests: ratio(own, peer, "requests"), wall: ratio(own, peer, "wall") } };
}

/** The part of the page. */
export function imagesPage({ rows, ratios }: Images): string {
  const works = { live: "1.1.0 → live", again: "nothing has changed" };
  const cells = rows.map(({ tool, work, medians: of }) => [
    works[work],
    tool,
    String(of.requests),
    String(of.polls),
    `${of.wall.toFixed(1)} s`,
    `${of.cpu.toFixed(1)} s`,
    `${Math.round(of.megabytes)} MB`,
  ]);
  const compared =
    ratios === undefined
      ? ""
      : ` cloudpub takes ${ratios.requests.toFixed(2)} × our requests and ${ratios.wall.toFixed(2)} × our time (medians of the pairs).`;
  return `
## An image of a virtual machine

A further image version, from VHDs of both generations, appended to an offer that exists and taken to preview and live; latency as
recorded. cloudpub is what Red Hat publishes images with; it looks at its jobs five times a second here instead of every five
minutes, so that it loses no time by waiting. Ours takes as long as with nothing changed for the start of the engine, the program
and the provider, and looks at what is live and at the list of submissions besides, by which it tells the state of each. Polls are
looks at a job, and at how a submission is getting on.${compared}

${table(["what", "tool", "requests", "polls", "in all", "CPU", "memory"], cells)}
`;
}
