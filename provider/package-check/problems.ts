// What is wrong with a package, collected over all of its files, and the lines that a person reads of it.
import { type JsonFile, type Path, pathText } from "./json-file.js";
import { type RuleId, rules } from "./rules.js";

/** A breach of a rule. */
export interface Problem {
  readonly rule: RuleId;
  /** Path in the package; undefined for the package as a whole. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** What is wrong, beginning with the part of the file that it is about. */
  readonly what: string;
}

/** Reports a problem at a part of a file. */
export type Report = (rule: RuleId, path: Path, what: string) => void;

/** Lines for people are at most so many of each severity; the last one counts the rest. */
const mostLines = 30;
/** Characters of a line, at most. */
const longestLine = 600;

/** Problems of each severity that are kept: to look up where many thousands of them stand would take too long. */
const mostKept = 500;

/** All problems of a package. Each is kept once. */
export class Problems {
  private readonly found = new Map<string, Problem>();
  private readonly kept = { error: 0, warning: 0 };

  /** A problem of the package as a whole, or of a file as a whole. */
  add(problem: Problem): void {
    this.kept[rules[problem.rule].severity] += 1;
    this.found.set(JSON.stringify([problem.rule, problem.file, problem.line, problem.what]), problem);
  }

  /** Reports problems of a file, or of the part of it at `base`. */
  reportOn(file: JsonFile, base: Path = []): Report {
    return (rule, path, what) => {
      if (this.kept[rules[rule].severity] >= mostKept) return;
      const whole = [...base, ...path];
      this.add({ rule, file: file.name, line: file.lineOf(whole), what: `${pathText(whole)} ${what}` });
    };
  }

  /** Those of the package, then file by file as people read them, line by line. */
  list(): Problem[] {
    const first: (string | undefined)[] = [undefined, "mainTemplate.json", "createUiDefinition.json"];
    const rank = ({ file }: Problem) => (first.includes(file) ? first.indexOf(file) : first.length);
    return [...this.found.values()].sort(
      (a, b) => rank(a) - rank(b) || compare(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0),
    );
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The errors, a line for each; those of rules that are tolerated are warnings. */
export function errorLines(problems: readonly Problem[], tolerated: readonly string[] = []): string[] {
  return atMost(problems.filter(({ rule }) => isError(rule, tolerated)).map((problem) => lineOf(problem)));
}

function isError(rule: RuleId, tolerated: readonly string[]): boolean {
  return rules[rule].severity === "error" && !tolerated.includes(rule);
}

/** The warnings, a line for all breaches of one rule in one file: the first in full, the others by their lines. */
export function warningLines(problems: readonly Problem[], tolerated: readonly string[] = []): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (isError(problem.rule, tolerated)) continue;
    const key = JSON.stringify([problem.rule, problem.file]);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return atMost(
    [...groups.values()].map(([first, ...rest]) => {
      const lines = [...new Set(rest.map(({ line }) => line))].filter((line) => line !== undefined);
      const shown = lines.slice(0, 8).join(", ") + (lines.length > 8 ? ` and ${lines.length - 8} more` : "");
      return lineOf(
        first as Problem,
        lines.length === 0 ? "" : ` (the same in line${lines.length === 1 ? "" : "s"} ${shown})`,
      );
    }),
  );
}

/** Names come from the package and may hold anything; a line is one line, of a length that can be read. */
function lineOf({ rule, file, line, what }: Problem, addition = ""): string {
  const place = file === undefined ? "" : `in ${file}${line === undefined ? "" : `, line ${line}`}: `;
  const text = `${place}${what}${addition}`.replaceAll(/\p{Cc}+/gu, " ");
  return `${text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`} [${rule}]`;
}

function atMost(lines: string[]): string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more like these`];
}

/** A value in a message: as JSON, cut when it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
