// Audiences that a program keeps in a CSV file: the format that Partner Center's pages export and import ("Export
// Audience (csv)" of the pages azure-app-managed and azure-app-solution), with the columns Type, ID and Description.

import type { Findings } from "../values/findings.js";
import { isGuid } from "../values/guid.js";
import { readProgramFile, unreadable } from "./program-files.js";

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
export function csvRows(text: string): Row[] {
  // Where a comma is the decimal mark, spreadsheets separate by semicolons.
  const firstLine = text.slice(0, text.search(/\r|\n|$/));
  const separator = firstLine.includes(";") && !firstLine.includes(",") ? ";" : ",";
  const rows: Row[] = [];
  const cell = new RegExp(`"((?:[^"]|"")*)"([^${separator}\\r\\n]*)|[^${separator}\\r\\n]*`, "y");
  let [position, line] = [0, 1];
  while (position < text.length) {
    const begin = line;
    const cells: string[] = [];
    let problem: string | undefined;
    for (;;) {
      cell.lastIndex = position;
      const [all = "", quoted, behind = ""] = cell.exec(text) ?? [];
      if (quoted === undefined && all.startsWith('"')) problem ??= "a quotation mark is not closed";
      if (behind.trim() !== "") {
        problem ??= `"${behind}" is behind a closing quotation mark; quotation marks within a text are written twice`;
      }
      cells.push((quoted?.replaceAll('""', '"') ?? all).trim());
      line += quoted?.match(/\r\n|\r|\n/g)?.length ?? 0;
      position += all.length;
      if (text[position] !== separator) break;
      position += 1;
    }
    position += text.startsWith("\r\n", position) ? 2 : 1;
    line += 1;
    if (cells.some((value) => value !== "")) rows.push({ line: begin, cells, problem });
  }
  return rows;
}

/** The members that a CSV text lists, and what is wrong with it, a line each. Columns may be in any order. */
export function parseAudience(
  text: string,
  allowed: readonly AudienceKind[],
): { audience: Audience; count: number; problems: string[] } {
  const audience: Audience = { subscriptions: {}, tenants: {} };
  const problems: string[] = [];
  const [header, ...rows] = csvRows(text);
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const [typeColumn, idColumn, descriptionColumn] = ["type", "id", "description"].map((name) => names.indexOf(name));
  if (header === undefined || typeColumn === -1 || idColumn === -1) {
    return { audience, count: 0, problems: ["its first line must name the columns: Type,ID,Description"] };
  }
  const seen = new Map<string, number>();
  for (const { line, cells, problem } of rows) {
    const at = (column: number | undefined) => cells[column ?? -1] ?? "";
    const [type, id, description] = [at(typeColumn), at(idColumn).toLowerCase(), at(descriptionColumn)];
    const kind = types[type.toLowerCase()];
    const earlier = seen.get(`${kind} ${id}`);
    const nameless = cells.slice(names.length).find((cell) => cell !== "");
    if (problem !== undefined) {
      problems.push(`line ${line}: ${problem}`);
    } else if (nameless !== undefined) {
      const needed = "a text with a comma in it needs quotation marks around it";
      problems.push(`line ${line}: "${nameless}" is in a column without a name; ${needed}`);
    } else if (kind === undefined || !allowed.includes(kind)) {
      problems.push(`line ${line}: the type "${type}" is not ${allowed.map((name) => typeNames[name]).join(" or ")}`);
    } else if (!isGuid(id)) {
      problems.push(`line ${line}: "${at(idColumn)}" is not a GUID`);
    } else if (earlier !== undefined && audience[kind][id] !== description) {
      problems.push(`line ${line}: the id of line ${earlier} again, with another description`);
    } else {
      seen.set(`${kind} ${id}`, line);
      audience[kind][id] = description;
    }
  }
  return { audience, count: rows.length, problems };
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
  const missing = await unreadable(path);
  if (missing !== undefined) {
    findings.add(property, missing);
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readProgramFile(path));
  } catch {
    findings.add(property, `"${path}" is not UTF-8 text; save it as "CSV UTF-8"`);
    return undefined;
  }
  const { audience, count, problems } = parseAudience(text, allowed);
  if (count > limit) problems.unshift(`it has ${count} lines; Partner Center takes at most ${limit}`);
  if (problems.length === 0) return audience;
  const more = problems.length > told ? [`and ${problems.length - told} more lines`] : [];
  findings.add(property, `"${path}" cannot be used: ${[...problems.slice(0, told), ...more].join("; ")}`);
  return undefined;
}
