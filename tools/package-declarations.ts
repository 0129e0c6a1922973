/**
 * A package ships the declarations that its users' compilers read, and no others: `prepack` lists all others in
 * `dist/.npmignore`, which npm heeds and never packs.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** The declaration files that programs can reach from what a package exports: paths from its folder. */
export function neededDeclarations(folder: string): Set<string> {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const entries = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : (entry.types ?? [])));
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      visit(posix.join(dirname(file), target.replace(/\.js$/, ".d.ts")));
    }
  };
  for (const entry of entries) visit(posix.normalize(entry));
  return found;
}

/** Lists what is not needed, for npm. */
export function leaveOutDeclarations(folder: string): void {
  const needed = neededDeclarations(folder);
  const idle = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".d.ts") && !needed.has(`dist/${file}`));
  writeFileSync(join(folder, "dist", ".npmignore"), `${idle.map((file) => `/${file}`).join("\n")}\n`);
}

if (require.main === module) leaveOutDeclarations(process.cwd());
