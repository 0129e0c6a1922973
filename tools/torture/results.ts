/** What came out, a line for each case, written as it goes: a run that was stopped goes on where it was. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Result } from "./campaign.js";

export class Results {
  private readonly found = new Map<string, Result>();

  /** @param file Lines of JSON; made when it is missing. */
  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    // The last line may be half a line.
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const result = parsed(line);
      if (result !== undefined) this.found.set(result.name, result);
    }
  }

  /** Forgets all. */
  clear(): void {
    rmSync(this.file, { force: true });
    this.found.clear();
  }

  add(result: Result): void {
    this.found.set(result.name, result);
    appendFileSync(this.file, `${JSON.stringify(result)}\n`);
  }

  has(name: string): boolean {
    return this.found.has(name);
  }

  /** Those of a campaign. */
  of(key: string): Result[] {
    return [...this.found.values()].filter(({ name }) => name.startsWith(`${key} `));
  }
}

function parsed(line: string): Result | undefined {
  try {
    return JSON.parse(line) as Result;
  } catch {
    return undefined;
  }
}
