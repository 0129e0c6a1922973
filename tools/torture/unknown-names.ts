/** Cases of `elsewhere`: the API, or the sign-in service, under a name that no name service knows. */
import type { Verdict } from "./campaign.js";
import { unclear } from "./clarity.js";
import type { Scene, Stage } from "./stage.js";

const host = "partner-center.invalid";

/** The settings that name a service, with what they usually say. */
const settings = {
  PARTNERCENTER_ENDPOINT: ({ world }: Stage) => world.bench.emulator.endpoint,
  PARTNERCENTER_LOGIN_ENDPOINT: ({ world }: Stage) => world.bench.emulator.loginEndpoint,
} as const;

export const unknownName = "unknownName";

/** Such as `elsewhere create live offer: PARTNERCENTER_ENDPOINT unknownName nobody`. */
export function unknownNames(stage: Stage): string[] {
  const asking = stage.scenes.filter(({ calls }) => calls.length > 0);
  return asking.flatMap(({ step }) =>
    Object.keys(settings).map((setting) => `elsewhere ${step.name}: ${setting} ${unknownName} nobody`),
  );
}

/** It fails in one clear line that has the name; then it is run again with the right one. */
export async function attemptUnknownName(stage: Stage, scene: Scene, setting: string): Promise<Verdict> {
  const usual = new URL(settings[setting as keyof typeof settings](stage));
  const { world, cast } = stage;
  const renamed = (from: string, to: string) =>
    cast.restore(JSON.parse(JSON.stringify(cast.stored()).replaceAll(from, to)) as typeof scene.cast);
  stage.begin(scene);
  if (setting === "PARTNERCENTER_ENDPOINT") renamed(usual.host, host);
  const other = new URL(world.bench.emulator.productIngestionEndpoint);
  world.variables = {
    [setting]: `https://${host}${usual.pathname}`,
    PARTNERCENTER_PRODUCT_INGESTION_ENDPOINT:
      setting === "PARTNERCENTER_ENDPOINT" ? `https://${host}${other.pathname}` : other.href,
  };
  const error = await stage.errorOf(scene);
  world.variables = {};
  renamed(host, usual.host);
  if (error === undefined) return { problem: "went through without a service" };
  const vague = unclear(error, ...stage.titlesOf(scene));
  if (vague !== undefined) return { problem: vague };
  if (!error.message.includes(host)) return { problem: `does not say ${host}: ${error.message}` };
  await stage.perform(scene, scene.program);
  const problems = await stage.problems(scene);
  const outcome = "refused, and run again";
  return problems.length === 0 ? { outcome } : { outcome, problem: problems.join("; ") };
}
