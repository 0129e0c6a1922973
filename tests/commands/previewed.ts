/** A stand-in for the Pulumi CLI, which previews what a test says. */
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

/**
 * The environment of a CLI that previews these resources, or writes this and fails. It notes in the file `calls` how it
 * was called.
 */
export async function previewing(folder: string, answer: object, code = 0): Promise<NodeJS.ProcessEnv> {
  await writeFile(join(folder, "answer.json"), JSON.stringify(answer));
  const script = `#!/bin/sh\nif [ "$1" = config ]; then echo "{}"; exit; fi\necho "$*" >>${join(folder, "calls")}\ncat ${join(folder, "answer.json")}\nexit ${code}\n`;
  await writeFile(join(folder, "pulumi"), script, { mode: 0o755 });
  return { PATH: [folder, process.env.PATH].join(delimiter) };
}

/** A resource that a preview would make. @param propertyDependencies By which properties it depends on which others. */
export function previewed(kind: string, name: string, inputs: object, propertyDependencies = {}) {
  const type = `pulumi-nodejs:dynamic/partnercenter:${kind}`;
  return { op: "create", urn: `urn:${kind}:${name}`, newState: { type, inputs, propertyDependencies } };
}
