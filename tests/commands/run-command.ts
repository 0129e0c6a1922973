/** Runs the command in this process, and keeps what it writes. */
import { main } from "../../commands/command-line.js";

/** What the command has left. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await main(args, { env, cwd: () => cwd, stdout: stream("stdout"), stderr: stream("stderr") });
  return { code, ...written };
}
