/** A process that tries the cases it is given, one at a time, in a world of its own. */
import type { Result } from "./campaign.js";
import { campaignOf, campaigns, endAll } from "./campaigns.js";
import { Stage } from "./stage.js";

/** What a worker is told: the name of a case. What it tells: that it is ready, with all cases; then each result. */
export type FromWorker = { readonly ready: readonly string[] } | { readonly result: Result };

/** Tries one case; whatever goes wrong is its problem. */
export async function tried(stage: Stage, name: string): Promise<Result> {
  const began = Date.now();
  try {
    const verdict = await campaignOf(name).attempt(stage, name);
    return { name, milliseconds: Date.now() - began, ...verdict };
  } catch (error) {
    const { message, stack = "" } = error as Error;
    const where = stack.split("\n").find((line) => line.includes("/torture/")) ?? "";
    return { name, milliseconds: Date.now() - began, problem: `it could not be put right: ${message} ${where.trim()}` };
  }
}

async function work(tell: (told: FromWorker) => void): Promise<void> {
  const stage = await Stage.prepare();
  process.on("message", async (name: string) => tell({ result: await tried(stage, name) }));
  // The other side is gone: nobody is left to work for.
  process.on("disconnect", async () => {
    await endAll();
    await stage.world.stop();
    process.exit(0);
  });
  tell({ ready: campaigns.flatMap((campaign) => campaign.cases(stage)) });
}

if (require.main === module) {
  // Ctrl-C in the terminal comes here, too; the other side says when to end.
  process.on("SIGINT", () => undefined);
  // A case may still be at its end when the other side is gone.
  const tell = (told: FromWorker) => process.connected && process.send?.(told);
  work(tell).catch((error: Error) => {
    console.error(`torture: ${error.stack}`);
    process.exit(1);
  });
}
