/** The place where everything happens: one emulator, whose state is put back for each case, and a program's files. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultRule, type HeldCall, type SavedState, startEmulator } from "pulumi-partnercenter-emulator";
import { unfinishedFolder } from "../../provider/engine/unfinished-work.js";
import { noDelays } from "../../tests/emulator/client.js";
import { Colleague } from "../../tests/provider/colleague.js";
import { png } from "../../tests/provider/pictures.js";
import { Workbench } from "../../tests/provider/workbench.js";
import { HurriedRun, hurryTimers } from "./hurried.js";
import { dismissAll } from "./victims.js";

/** The first upload of a process loads the blob store, which would take longer than hurried time-outs. */
async function warmUp({ bench }: World): Promise<void> {
  const { id } = await bench.colleague.createProduct("warm-up", "Warm up");
  const image = { resourceType: "ListingImage", fileName: "a.png", type: "AzureLogoLarge", order: 0 };
  await bench.colleague.addMedia(String(id), "images", image, png(216, 216));
  bench.emulator.reset();
}

export class World {
  /** What is done with a call that a rule holds. Default: it goes on. */
  onHang: (held: HeldCall) => void = (held) => held.goOn();
  /** Variables of provider processes that differ from the usual. */
  variables: NodeJS.ProcessEnv = {};
  /** Whether time-outs run out a hundred times sooner. */
  isHurried = false;
  /** What provider processes have printed. */
  readonly lines: string[] = [];
  /** All texts of errors, and what was handed to the state in clear. */
  readonly heard: string[] = [];

  readonly bench = new Workbench();
  private readonly patient = hurryTimers(() => this.isHurried);

  static async start(): Promise<World> {
    const world = new World();
    const { bench } = world;
    bench.emulator = await startEmulator({
      delays: { ...noDelays, draftJob: 0, submissionLag: 0 },
      // Nothing is made only once because the service would refuse to make it twice.
      switches: { testDriveVariant: true, duplicateOfferStatus: 201, duplicatePlanStatus: 201 },
      onHang: (held) => world.onHang(held),
    });
    bench.colleague = await Colleague.signIn(bench.emulator);
    await warmUp(world);
    bench.folder = await mkdtemp(join(tmpdir(), "partnercenter-torture-"));
    return world;
  }

  async stop(): Promise<void> {
    this.patient();
    await dismissAll();
    await this.bench.emulator.stop();
    await rm(this.bench.folder, { recursive: true, force: true });
  }

  environment(): NodeJS.ProcessEnv {
    return { ...this.bench.environment(), PARTNERCENTER_REQUESTS_PER_SECOND: "100000", ...this.variables };
  }

  /** A fresh provider process. */
  run(): HurriedRun {
    return new HurriedRun(this.environment(), this.lines);
  }

  /** Rules for failures, until others are set. */
  faults(...rules: FaultRule[]): void {
    this.onHang = (held) => held.goOn();
    this.isHurried = false;
    this.bench.emulator.setFaults(rules);
  }

  /** Puts the service back, and forgets what this machine has noted of work since: it never happened. */
  restore(saved: SavedState): void {
    this.faults();
    this.bench.emulator.restore(saved);
    const noted = unfinishedFolder(this.environment());
    if (noted !== undefined) rmSync(noted, { recursive: true, force: true });
  }

  /** All offers, as the emulator describes them. */
  async products(): Promise<unknown> {
    const reply = await fetch(`${this.bench.emulator.control}/state`);
    return ((await reply.json()) as { products: unknown }).products;
  }
}
