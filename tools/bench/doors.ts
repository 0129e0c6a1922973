// Compares the two ways into the provider, dynamic resources and the plugin, for the same program in TypeScript: the start of
// the provider, a preview of one offer, 100 offers from nothing, a preview of these, and the size of the state. Each figure of the plugin as a
// ratio to the other's in the same run. The real engine, the emulator in this process. A benchmark, not a test: `npm run
// bench:doors`.
import { appendFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { createProgramFolder, credentials } from "../../tests/engine/emulated-service.js";
import { installPlugin, pluginBlock } from "../../tests/engine/native-plugin.js";
import { writeProject } from "../../tests/engine/project.js";
import { createPlace } from "../../tests/engine/stack.js";
import { median } from "./figures.js";
import { firstCheck, starts } from "./first-check.js";

const offers = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 4);

const program = (door: string, round: number, drafts: string) => `
const { Offer } = require("pulumi-partnercenter");
const { offerArgs } = require(${JSON.stringify(drafts)});
const count = Number(process.env.BENCH_OFFERS);
for (let index = 0; index < count; index++) {
  const offerId = "${door}-${round}-" + index;
  new Offer(offerId, offerArgs({ offerId, alias: offerId }));
}
`;

type Door = "dynamic" | "native";

/** Seconds, and bytes of the state for each offer. */
interface Figures {
  readonly start: number;
  readonly one: number;
  readonly create: number;
  readonly preview: number;
  readonly bytes: number;
}

const titles: Readonly<Record<keyof Figures, string>> = {
  start: "from the start of the provider to its first answered check",
  one: "preview of one offer, nothing changed",
  create: `up of ${offers} offers`,
  preview: `preview of ${offers} offers, nothing changed`,
  bytes: "bytes of the state per offer",
};

async function measure(): Promise<void> {
  const place = await createPlace({
    PARTNERCENTER_REQUESTS_PER_SECOND: "1000",
    PARTNERCENTER_TENANT_ID: credentials.tenantId,
    PARTNERCENTER_CLIENT_ID: credentials.clientId,
    PARTNERCENTER_CLIENT_SECRET: credentials.clientSecret,
  });
  try {
    const folder = await createProgramFolder(place);
    const pulumi = async (count: number, ...args: string[]): Promise<number> => {
      place.environment.BENCH_OFFERS = String(count);
      const began = performance.now();
      const { code, stdout, stderr } = await place.run(args, { cwd: folder, timeout: 600_000 }).finished;
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}${stderr}`);
      return (performance.now() - began) / 1_000;
    };
    const up = ["up", "--yes", "--skip-preview"];
    const preview = ["preview", "--expect-no-changes"];
    const figures = async (door: Door, round: number): Promise<Figures> => {
      await writeProject(folder, "doors", program(door, round, require.resolve("../../tests/engine/offer-program.js")));
      await appendFile(join(folder, "Pulumi.yaml"), pluginBlock("plugin"));
      const stack = `${door}-${round}`;
      await pulumi(0, "stack", "init", stack);
      if (door === "native") await pulumi(0, "config", "set", "partnercenter:native", "true");
      await pulumi(1, ...up);
      const { seconds: start } = await firstCheck(starts(join(folder, "plugin"))[door], folder, place.environment);
      const one = await pulumi(1, ...preview);
      const create = await pulumi(offers, ...up);
      const stacks = join(place.folder, "backend", ".pulumi", "stacks", "doors");
      const name = (await readdir(stacks)).find((file) => file === `${stack}.json`) ?? "";
      const bytes = Math.round((await stat(join(stacks, name))).size / offers);
      return { start, one, create, preview: await pulumi(offers, ...preview), bytes };
    };
    /** With an emulator of its own, so that neither door finds what the other one has left. */
    const run = async (door: Door, round: number): Promise<Figures> => {
      const emulator = await startEmulator({ scenario: "instant" });
      place.environment.PARTNERCENTER_ENDPOINT = emulator.endpoint;
      place.environment.PARTNERCENTER_LOGIN_ENDPOINT = emulator.loginEndpoint;
      return figures(door, round).finally(() => emulator.stop());
    };
    await installPlugin(folder, "plugin");
    const all: Record<Door, Figures>[] = [];
    for (let round = 0; round <= rounds; round++) {
      const dynamicFirst = round % 2 === 0 ? await run("dynamic", round) : undefined;
      const native = await run("native", round);
      const dynamic = dynamicFirst ?? (await run("dynamic", round));
      if (round > 0) all.push({ dynamic, native }); // the first one warms up
    }
    for (const figure of Object.keys(titles) as (keyof Figures)[]) {
      const of = (door: Door) => median(all.map((pair) => pair[door][figure]));
      const ratio = median(all.map(({ dynamic, native }) => native[figure] / dynamic[figure]));
      const show = (value: number) => (figure === "bytes" ? value.toFixed(0) : `${value.toFixed(2)} s`);
      console.log(
        `${titles[figure]}: dynamic ${show(of("dynamic"))}, plugin ${show(of("native"))}, ratio ${ratio.toFixed(2)}`,
      );
    }
  } finally {
    await place.dispose();
  }
}

measure().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
