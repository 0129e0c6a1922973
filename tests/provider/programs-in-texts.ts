/** Programs in READMEs and pages, held to the compiler against the package as a user has it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export const repository = join(__dirname, "../../..");

/** What the compiler says of a program, as an ES module of a user. */
export function problemsOf(source: string): string[] {
  const folder = mkdtempSync(join(repository, "dist", "readme-"));
  try {
    const file = join(folder, "example.mts");
    writeFileSync(file, source);
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [join(repository, "node_modules", "@types")],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The TypeScript blocks of a text. */
export const blocks = (text: string) => [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
