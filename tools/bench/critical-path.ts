// The critical path of a create, out of the emulator's log: which requests the next one waited for; and its picture.
import { beginOf, endOf, type TimedRequest } from "./service.js";

/** Milliseconds within which a request may have begun before the answer that it waited for was logged. */
const slack = 15;

/** The requests that decided how long it took, first to last. */
export function criticalPath(log: readonly TimedRequest[]): TimedRequest[] {
  let current = [...log].sort((one, other) => endOf(one) - endOf(other)).at(-1);
  const path: TimedRequest[] = [];
  while (current !== undefined) {
    path.unshift(current);
    const began = beginOf(current) + slack;
    const before = log.filter((request) => endOf(request) <= began && !path.includes(request));
    current = before.sort((one, other) => endOf(one) - endOf(other)).at(-1);
  }
  return path;
}

/** How long the path is, and how much of it the service took; milliseconds. */
export function lengthOf(path: readonly TimedRequest[]): { length: number; service: number } {
  const [first] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) return { length: 0, service: 0 };
  return {
    length: endOf(last) - beginOf(first),
    service: path.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

const row = 15;
const left = 330;
const width = 620;

/** Which requests ran when; those of the critical path in another colour. */
export function picture(log: readonly TimedRequest[], path: readonly TimedRequest[]): string {
  const from = Math.min(...log.map(beginOf));
  const until = Math.max(...log.map(endOf));
  const scale = width / (until - from);
  const height = log.length * row + 50;
  const lines = [...log].map((request, index) => {
    const y = 30 + index * row;
    const x = left + (beginOf(request) - from) * scale;
    const isCritical = path.includes(request);
    const length = Math.max(1, request.milliseconds * scale).toFixed(1);
    return [
      `<text x="${left - 8}" y="${y + 10}" text-anchor="end">${nameOf(request)}</text>`,
      `<rect x="${x.toFixed(1)}" y="${y + 2}" width="${length}" height="${row - 4}" fill="${isCritical ? "#b3261e" : "#5b8def"}"/>`,
    ].join("");
  });
  const seconds = Array.from({ length: Math.floor((until - from) / 1_000) + 1 }, (_, second) => {
    const x = (left + second * 1_000 * scale).toFixed(1);
    return `<line x1="${x}" y1="24" x2="${x}" y2="${height - 20}" stroke="#ddd"/><text x="${x}" y="18" text-anchor="middle">${second} s</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 30} ${height}" font-family="sans-serif" font-size="10">
<title>The requests of a create up to its submission; in red those that decide how long it takes</title>
<rect width="100%" height="100%" fill="#fff"/>
${seconds.join("\n")}
${lines.join("\n")}
</svg>
`;
}

/** `PUT listings/{id}`: without the offer, which all have in common. */
function nameOf({ operation, method, path }: TimedRequest): string {
  const name = operation ?? `${method} ${path}`;
  return name
    .replace("/products/{productId}/", "")
    .replace(/\(instanceID=.*?\)|\(module=.*?\)/, "")
    .replace(" /", " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
