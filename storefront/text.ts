// What differs between versions of an offer as Markdown, such as a comment of a pull request shows.
import { type Difference, differences } from "./differences.js";
import type { Version } from "./model.js";
import { stageNames } from "./stages.js";

/** Longer texts are cut: comments have an end. */
const mostCharacters = 400;

/** A text in a cell of a table, in which nothing is Markdown or HTML. */
function cellText(text: string): string {
  const shown = text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text;
  return shown
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~@#]/g, "\\$&")
    .replaceAll(/\s*\n\s*/g, " ");
}

function cell(lines: Difference["lines"][number]): string {
  if (lines === undefined || lines.length === 0) return "_nothing_";
  return lines.map(({ text, picture }) => cellText(text) || (picture === undefined ? "" : "_a picture_")).join("<br>");
}

/** The differences as a table, the versions as columns. One version has none. */
export function differencesText(versions: readonly Version[]): string {
  const [first] = versions;
  if (first === undefined) return "";
  const title = `As a buyer sees ${cellText(first.offer.offerId)}`;
  const found = versions.length < 2 ? [] : differences(versions);
  if (versions.length < 2) return `${title}: there is nothing to compare it with yet.\n`;
  const names = versions.map(({ stage }) => stageNames[stage]);
  if (found.length === 0) return `${title}: ${names.join(" and ")} are the same.\n`;
  const rows = found.map(({ label, lines }) => [cellText(label), ...versions.map((_, column) => cell(lines[column]))]);
  const table = [["Part of the page", ...names], names.concat("").map(() => "---"), ...rows];
  return `${title}:\n\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
}
