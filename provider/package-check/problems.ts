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

/** Problems of each rule that are kept: to look up where many thousands of them stand would take too long. */
const mostKept = 200;

/** All problems of a package. Each is kept once. */
export class Problems {
  private readonly found = new Map<string, Problem>();
  private readonly kept = new Map<RuleId, number>();

  /** A problem of the package as a whole, or of a file as a whole. */
  add(problem: Problem): void {
    this.kept.set(problem.rule, (this.kept.get(problem.rule) ?? 0) + 1);
    this.found.set(JSON.stringify([problem.rule, problem.file, problem.line, problem.what]), problem);
  }

  /** Reports problems of a file, or of the part of it at `base`. */
  reportOn(file: JsonFile, base: Path = []): Report {
    return (rule, path, what) => {
      if ((this.kept.get(rule) ?? 0) >= mostKept) return;
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

/** How a program wants findings to be taken. */
export interface Treatment {
  /** Rules whose breaches are warnings, whatever their severity. */
  readonly tolerated?: readonly string[];
  /** What a breach is that fails certification. */
  readonly certification?: "error" | "warning";
}

/** What stops a preview, a line for each. */
export function errorLines(problems: readonly Problem[], treatment: Treatment = {}): string[] {
  return atMost(problems.filter(({ rule }) => isError(rule, treatment)).map((problem) => lineOf(problem)));
}

function isError(rule: RuleId, { tolerated = [], certification }: Treatment): boolean {
  if (tolerated.includes(rule)) return false;
  const { severity } = rules[rule];
  return severity === "error" || (severity === "certification" && certification === "error");
}

/**
 * The others, first what fails certification. A line for all breaches of one rule in one file, or in the package: the
 * first in full, the others by their lines.
 */
export function warningLines(problems: readonly Problem[], treatment: Treatment = {}): string[] {
  const others = problems.filter(({ rule }) => !isError(rule, treatment));
  const [failing, rest] = [true, false].map((isFailing) =>
    others.filter(({ rule }) => (rules[rule].severity === "certification") === isFailing),
  ) as [Problem[], Problem[]];
  return [...atMost(grouped(failing)), ...atMost(grouped(rest))];
}

function grouped(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.rule, rules[problem.rule].oneLine ? "" : problem.file]);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map(([first, ...rest]) => lineOf(first as Problem, theSame(first as Problem, rest)));
}

function theSame({ file }: Problem, rest: readonly Problem[]): string {
  const here = rest.filter((other) => other.file === file);
  const lines = [...new Set(here.map(({ line }) => line))].filter((line) => line !== undefined);
  const shown = lines.slice(0, 8).join(", ") + (lines.length > 8 ? ` and ${lines.length - 8} more` : "");
  const elsewhere = rest.filter((other) => other.file !== file);
  const files = new Set(elsewhere.map((other) => other.file)).size;
  const places = [
    ...(lines.length === 0 ? [] : [`in line${lines.length === 1 ? "" : "s"} ${shown}`]),
    ...(files === 0 ? [] : [`${times(elsewhere.length)} in ${files === 1 ? "another file" : `${files} other files`}`]),
  ];
  return places.length === 0 ? "" : ` (the same ${places.join(", and ")})`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** Names come from the package and may hold anything; a line is one line, of a length that can be read. */
function lineOf({ rule, file, line, what }: Problem, addition = ""): string {
  const place = file === undefined ? "" : `in ${file}${line === undefined ? "" : `, line ${line}`}: `;
  const text = `${place}${what}${addition}`.replaceAll(/\p{Cc}+/gu, " ");
  const { severity, source } = rules[rule];
  const end = severity === "certification" ? `; fails certification (${source})` : "";
  return `${text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`}${end} [${rule}]`;
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
