// Audiences that a program keeps in a CSV file: the format that Partner Center's pages export and import ("Export
// Audience (csv)" of the pages azure-app-managed and azure-app-solution), with the columns Type, ID and Description.

import type { Findings } from "../values/findings.js";
import { isGuid } from "../values/guid.js";
import { quoted, quotedPath } from "../values/show.js";
import { fileLimits, ProgramFileError, readProgramFile } from "./program-files.js";

/** Members of an audience: lower-case id → description. */
export interface Audience {
  readonly subscriptions: Record<string, string>;
  readonly tenants: Record<string, string>;
}

/** Which ids an audience takes. */
export type AudienceKind = keyof Audience;

/** Values of the column Type, in lower case; Microsoft's pages write both SubscriptionId and SubscriptionID. */
const types: Readonly<Record<string, AudienceKind>> = { subscriptionid: "subscriptions", tenantid: "tenants" };
const typeNames: Readonly<Record<AudienceKind, string>> = { subscriptions: "SubscriptionId", tenants: "TenantId" };

/** How many problems of a file are told one by one. */
const told = 10;

interface Row {
  /** Of its first character, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotation marks. */
  readonly problem: string | undefined;
}

/** The rows of a CSV text (RFC 4180) but empty ones. Quoted cells may hold separators, doubled quotes and line ends. */
export function* csvRows(text: string): Generator<Row> {
  // Where a comma is the decimal mark, spreadsheets separate by semicolons.
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const separator = firstLine.includes(";") && !firstLine.includes(",") ? ";" : ",";
  const unquoted = new RegExp(`[^${separator}\\r\\n]*`, "y");
  const upToSeparator = (from: number) => {
    unquoted.lastIndex = from;
    return unquoted.exec(text)?.[0] ?? "";
  };
  let [position, line] = [0, 1];
  while (position < text.length) {
    const begin = line;
    const cells: string[] = [];
    let problem: string | undefined;
    for (;;) {
      const end = text[position] === '"' ? closingMark(text, position) : undefined;
      if (end === undefined || end < 0) {
        if (end !== undefined) problem ??= "a quotation mark is not closed";
        const all = upToSeparator(position);
        cells.push(all.trim());
        position += all.length;
      } else {
        const inside = text.slice(position + 1, end);
        const behind = upToSeparator(end + 1);
        if (behind.trim() !== "") {
          const advice = "quotation marks within a text are written twice";
          problem ??= `${quoted(behind)} is behind a closing quotation mark; ${advice}`;
        }
        cells.push(inside.replaceAll('""', '"').trim());
        line += inside.match(/\r\n|\r|\n/g)?.length ?? 0;
        position = end + 1 + behind.length;
      }
      if (text[position] !== separator) break;
      position += 1;
    }
    position += text.startsWith("\r\n", position) ? 2 : 1;
    line += 1;
    if (cells.some((value) => value !== "")) yield { line: begin, cells, problem };
  }
}

/** Where the quotation mark is closed that opens at a place; -1 when it is not. */
function closingMark(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/**
 * The members that a CSV text lists, and what is wrong with it: a line each for the first ten lines, and how many are
 * wrong. Columns may be in any order.
 */
export function parseAudience(
  text: string,
  allowed: readonly AudienceKind[],
): { audience: Audience; count: number; problems: string[]; wrong: number } {
  const audience: Audience = { subscriptions: {}, tenants: {} };
  const problems: string[] = [];
  const rows = csvRows(text);
  const header: Row | undefined = rows.next().value;
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const [typeColumn, idColumn, descriptionColumn] = ["type", "id", "description"].map((name) => names.indexOf(name));
  if (header === undefined || typeColumn === -1 || idColumn === -1) {
    return { audience, count: 0, problems: ["its first line must name the columns: Type,ID,Description"], wrong: 1 };
  }
  const seen = new Map<string, number>();
  let [count, wrong] = [0, 0];
  const problemOf = ({ line, cells, problem }: Row): string | undefined => {
    const at = (column: number | undefined) => cells[column ?? -1] ?? "";
    const [type, id, description] = [at(typeColumn), at(idColumn).toLowerCase(), at(descriptionColumn)];
    const kind = Object.hasOwn(types, type.toLowerCase()) ? types[type.toLowerCase()] : undefined;
    const earlier = seen.get(`${kind} ${id}`);
    const nameless = cells.slice(names.length).find((cell) => cell !== "");
    if (problem !== undefined) return problem;
    if (nameless !== undefined) {
      const needed = "a text with a comma in it needs quotation marks around it";
      return `${quoted(nameless)} is in a column without a name; ${needed}`;
    }
    if (kind === undefined || !allowed.includes(kind)) {
      return `the type ${quoted(type)} is not ${allowed.map((name) => typeNames[name]).join(" or ")}`;
    }
    if (!isGuid(id)) return `${quoted(at(idColumn))} is not a GUID`;
    if (earlier !== undefined && audience[kind][id] !== description) {
      return `the id of line ${earlier} again, with another description`;
    }
    seen.set(`${kind} ${id}`, line);
    audience[kind][id] = description;
    return undefined;
  };
  for (const row of rows) {
    count += 1;
    const problem = problemOf(row);
    if (problem === undefined) continue;
    wrong += 1;
    if (problems.length < told) problems.push(`line ${row.line}: ${problem}`);
  }
  return { audience, count, problems, wrong };
}

/**
 * Reads a file of audience members for a property of the program; undefined when anything is wrong with it, which then
 * is one finding that names the lines.
 *
 * @param allowed Which ids the property takes.
 * @param limit How many members Partner Center takes from a file.
 */
export async function readAudienceFile(
  path: string,
  property: string,
  allowed: readonly AudienceKind[],
  limit: number,
  findings: Findings,
): Promise<Audience | undefined> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readProgramFile(path, fileLimits.audience));
  } catch (error) {
    const isRead = !(error instanceof ProgramFileError);
    findings.add(property, isRead ? `${quotedPath(path)} is not UTF-8 text; save it as "CSV UTF-8"` : error.message);
    return undefined;
  }
  const { audience, count, problems, wrong } = parseAudience(text, allowed);
  const tooMany = count > limit ? [`it has ${count} lines; Partner Center takes at most ${limit}`] : [];
  if (tooMany.length + wrong === 0) return audience;
  const more = wrong > problems.length ? [`and ${wrong - problems.length} more lines`] : [];
  findings.add(property, `${quotedPath(path)} cannot be used: ${[...tooMany, ...problems, ...more].join("; ")}`);
  return undefined;
}
