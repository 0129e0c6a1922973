/**
 * `npm run audit`: known vulnerabilities of what users install with our packages, asked of the npm registry. One that is
 * high or critical in the provider's package fails; the emulator is a tool for tests on one machine, so that those of
 * its dependencies are only shown. A registry that does not answer such questions, as many mirrors, is no failure, and
 * is said.
 */
import { execFile } from "node:child_process";
import { resolve } from "node:path";

/** What the registry knows of the dependencies of one of our packages. */
export interface Audit {
  /** Undefined when the registry did not answer. */
  readonly vulnerable: readonly string[] | undefined;
  /** For people. */
  readonly text: string;
}

/** Severities that fail, in the words of npm. */
const severe = ["high", "critical"];

/** Reads what `npm audit --json` printed. */
export function readAudit(printed: string): Audit {
  const report = asReport(printed);
  if (report.vulnerabilities === undefined) {
    return { vulnerable: undefined, text: `not asked: ${report.message ?? report.error?.summary ?? "no answer"}` };
  }
  const all = Object.values(report.vulnerabilities);
  const lines = all.map(({ name, severity, range, via }) => {
    const titles = via.flatMap((cause) =>
      typeof cause === "string" ? [`by ${cause}`] : [`${cause.title} ${cause.url}`],
    );
    return `${severity}: ${name} ${range}: ${titles.join("; ")}`;
  });
  return {
    vulnerable: all.filter(({ severity }) => severe.includes(severity)).map(({ name }) => name),
    text: lines.length === 0 ? "none known" : lines.join("\n"),
  };
}

interface Report {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Record<string, Vulnerability>;
}

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
}

function asReport(printed: string): Report {
  try {
    return Object(JSON.parse(printed)) as Report;
  } catch {
    return { message: printed.trim() };
  }
}

/** Asks for one package: `--workspaces=false` for the provider's, `--workspace=emulator` for the emulator's. */
export function audit(which: string, more: readonly string[] = []): Promise<Audit> {
  const npm = process.env.npm_execpath;
  const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  const args = [...first, "audit", "--omit=dev", "--json", which, ...more];
  const options = { cwd: resolve(__dirname, "../.."), maxBuffer: 64 * 1024 * 1024 };
  // It exits with 1 both for vulnerabilities and when it could not ask: what it printed tells.
  return new Promise((done) => {
    execFile(command, args, options, (_, stdout) => done(readAudit(stdout)));
  });
}

async function main(): Promise<number> {
  const [provider, emulator] = [await audit("--workspaces=false"), await audit("--workspace=emulator")];
  console.log(`Known vulnerabilities below pulumi-partnercenter: ${provider.text}`);
  console.log(`Known vulnerabilities below pulumi-partnercenter-emulator: ${emulator.text}`);
  return (provider.vulnerable ?? []).length === 0 ? 0 : 1;
}

if (require.main === module) void main().then((code) => (process.exitCode = code));
