/** Walks the steps of the README in an empty folder, as a person would, to a preview on the emulator. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run, start } from "../child-process.js";
import { ensurePulumi } from "../pulumi/cli.js";
import { pulumiEnvironment } from "../pulumi/environment.js";
import { readmeSteps } from "./readme-steps.js";

const root = resolve(__dirname, "../../..");
/** The port in the README; another one is taken, since that one may be in use. */
const readmePort = "8040";

/** What of the walk is not as the README says it. */
export interface Walk {
  /** An empty folder. */
  readonly folder: string;
  /** In place of the README's `npm install`: gets the project's folder. */
  readonly install: (project: string) => Promise<void>;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return String(port);
}

/** Lines without questions; the states and the port are not those of this machine. */
function typed(lines: string, port: string, home: string): string {
  return lines
    .replaceAll(readmePort, port)
    .replaceAll("login --local", `login ${pathToFileURL(home).href}`)
    .replaceAll(/^pulumi (up|destroy)/gm, "pulumi $1 --yes --skip-preview");
}

/** Does it. @returns All that was printed. @throws Error with it, at the first step that fails. */
export async function walk({ folder, install }: Walk): Promise<string> {
  const port = await freePort();
  const [home, project] = [join(folder, "home"), join(folder, "my-offer")];
  await mkdir(home);
  const environment = pulumiEnvironment({ cli: await ensurePulumi(), backend: home, home });
  const { PULUMI_BACKEND_URL: _, PULUMI_CONFIG_PASSPHRASE: __, ...env } = environment;
  // Versions of Node.js that were installed as a package come first, as of commands that npm starts.
  env.PATH = [join(project, "node_modules", ".bin"), env.PATH].join(delimiter);
  env.HOME = home;
  const printed: string[] = [];
  const shell = async (lines: string, cwd: string) => {
    const { code, stdout, stderr } = await run("bash", ["-ec", lines], { cwd, env, timeout: 900_000 });
    printed.push(stdout, stderr);
    if (code !== 0) throw new Error(`this failed:\n${lines}\n${printed.join("")}`);
  };
  const installs = /\bnpm install [^&\n]*/;
  let emulator: ReturnType<typeof start> | undefined;
  try {
    for (const step of readmeSteps(await readFile(join(root, "README.md"), "utf8"))) {
      if (step.kind === "file") await writeFile(join(project, step.name), step.text);
      else if (installs.test(step.lines)) {
        await shell(step.lines.replace(installs, "true"), folder);
        await install(project);
      } else if (step.lines.startsWith("npx pulumi-partnercenter-emulator")) {
        const command = `exec ${step.lines.trim()} --port ${port}`;
        await new Promise<void>((listening, ended) => {
          const onLine = (line: string) => {
            printed.push(`${line}\n`);
            if (line.includes("PARTNERCENTER_ENDPOINT")) listening();
          };
          emulator = start("bash", ["-c", command], { cwd: project, env, onLine });
          emulator.finished.then(() => ended(new Error(`the emulator has ended:\n${printed.join("")}`)), ended);
        });
      } else await shell(typed(step.lines, port, home), project);
    }
    return printed.join("");
  } finally {
    await emulator?.end();
  }
}
