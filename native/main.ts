// What `pulumi-resource-partnercenter` runs. Pulumi starts it with the engine's address, and reads the port from the
// first line.
import "./node-version.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { addressIn } from "../provider/engine/alive.js";
import { serve } from "./server.js";

const schema = () => readFile(join(__dirname, "schema.json"), "utf8");

async function main(): Promise<void> {
  const { version } = JSON.parse(await schema()) as { version: string };
  const { port } = await serve({ schema, version, engine: addressIn(process.argv.slice(2)) });
  process.stdout.write(`${port}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
