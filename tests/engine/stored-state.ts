/** What a backend really holds. The Automation API's own export shows secrets in clear. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { OfferStack } from "./emulated-service.js";
import { textsIn } from "./every-output.js";

/** The state as it is stored. */
export async function storedState({ stack }: OfferStack): Promise<string> {
  const cwd = stack.automation.workspace.workDir;
  const { code, stdout, stderr } = await stack.place.run(["stack", "export", "--stack", "test"], { cwd }).finished;
  assert.equal(code, 0, stderr);
  return stdout;
}

/** The texts of all files of the backend: the state, and its history. */
export function everythingStored({ stack }: OfferStack): string[] {
  return textsIn(join(stack.place.folder, "backend")).map(({ text }) => text);
}
