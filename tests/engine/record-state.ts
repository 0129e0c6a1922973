/**
 * Prints the state of a live offer as the present version stores it, for `tests/states/VERSION.json`; see the README
 * there. `node dist/tests/engine/record-state.js > tests/states/VERSION.json`
 */
import { createOfferStack } from "./emulated-service.js";
import { program } from "./offer-program.js";

async function record(): Promise<void> {
  const at = await createOfferStack({ name: "recorded" });
  try {
    await at.stack.up({ program: program({ goal: "live" }) });
    process.stdout.write(`${JSON.stringify(await at.stack.exportState(), withoutPlaces, 1)}\n`);
  } finally {
    await at.dispose();
  }
}

/** Where the engine saw a resource declared: of this machine, and of no interest. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}

record().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
