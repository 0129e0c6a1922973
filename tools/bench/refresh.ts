// Measures `pulumi refresh` of an offer with ten plans against what is promised: at most 60 requests, side by side, and
// under 3 s with the latency that was recorded from the real service. The real engine, the emulator in this process. A
// benchmark, not a test: the request count is held by tests/provider/kinds/refresh-budget.test.ts. `npm run
// bench:refresh`.
import { startEmulator } from "pulumi-partnercenter-emulator";
import { createProgramFolder, credentials } from "../../tests/engine/emulated-service.js";
import { writeProject } from "../../tests/engine/project.js";
import { createPlace } from "../../tests/engine/stack.js";

const plans = Number(process.argv[2] ?? 10);
const rounds = 3;

const program = (drafts: string) => `
const { ApplicationPackage, Offer, Plan, Submission } = require("pulumi-partnercenter");
const { offerArgs, planArgs } = require(${JSON.stringify(drafts)});
const offer = new Offer("app", offerArgs());
const files = new ApplicationPackage("files", { offer, path: "app" });
const plans = Array.from({ length: ${plans} }, (_, index) =>
  new Plan("plan-" + index, planArgs(offer, files, { planId: "plan-" + index, name: "Plan " + index })));
new Submission("preview", { offer, plans, waitFor: "accepted" });
`;

async function measure(): Promise<void> {
  const emulator = await startEmulator({ scenario: "instant", latency: "recorded" });
  const place = await createPlace({
    PARTNERCENTER_ENDPOINT: emulator.endpoint,
    PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    PARTNERCENTER_TENANT_ID: credentials.tenantId,
    PARTNERCENTER_CLIENT_ID: credentials.clientId,
    PARTNERCENTER_CLIENT_SECRET: credentials.clientSecret,
  });
  try {
    const folder = await createProgramFolder(place);
    const pulumi = async (...args: string[]) => {
      const { code, stdout, stderr } = await place.run(args, { cwd: folder, timeout: 300_000 }).finished;
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}${stderr}`);
    };
    await writeProject(folder, "refresh", program(require.resolve("../../tests/engine/offer-program.js")));
    await pulumi("stack", "init", "bench");
    await pulumi("up", "--yes", "--skip-preview");
    for (let round = 1; round <= rounds; round++) {
      const before = emulator.requests().length;
      const began = performance.now();
      await pulumi("refresh", "--yes", "--skip-preview");
      const whole = performance.now() - began;
      const log = emulator.requests().slice(before);
      const calls = log.filter(({ kind }) => kind === "api");
      const starts = log.map(({ time }) => Date.parse(time));
      const ends = log.map(({ time, milliseconds }) => Date.parse(time) + milliseconds);
      const span = Math.max(...ends) - Math.min(...starts);
      const inARow = log.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      console.log(
        `refresh of ${plans} plans: ${calls.length} requests, asked within ${(span / 1000).toFixed(2)} s ` +
          `(one after the other they would take ${(inARow / 1000).toFixed(1)} s); ` +
          `the command as a whole ${(whole / 1000).toFixed(2)} s`,
      );
    }
  } finally {
    await place.dispose();
    await emulator.stop();
  }
}

measure().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
