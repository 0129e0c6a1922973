/**
 * `npm run coverage:table` writes `docs/coverage.md`: each field of the API's objects of an Azure application, and what
 * sets it.
 */
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fc from "fast-check";
import type { Properties } from "../../provider/values/properties.js";
import { noFiles, randomOffer, randomPlan } from "../../tests/properties/random-programs.js";
import { leaves, settersOf } from "./fields.js";
import { ingestedCoverage, type SheetRow, sheets } from "./ingested.js";
import { offerObjects } from "./offer.js";
import { planObjects } from "./plan.js";
import { publishingObjects } from "./publishing.js";
import { type ApiObject, madeEverywhere, type Remark } from "./types.js";

/** All objects that an Azure application consists of. */
export const apiObjects: readonly ApiObject[] = [...offerObjects, ...planObjects, ...publishingObjects];

/** One field, or with a remark a field and all that is in it. */
export interface Row {
  readonly object: ApiObject;
  readonly path: string;
  readonly kind: "set" | "not set" | "made";
  readonly text: string;
  /** For us: a section of our collection of what is known, and with it a page where there is one. */
  readonly source: string;
}

const isIn = (path: string, outer: string) => path === outer || path.startsWith(`${outer}.`);

/** Of more than four properties of one block of a class, the block. */
function inShort(properties: readonly string[]): readonly string[] {
  const blocks = new Set(properties.map((property) => property.replace(/^(`\w+` `\w+)\..*`$/, "$1`")));
  return properties.length > 4 ? [...blocks] : properties;
}

function coverageOf(object: ApiObject, programs: Record<string, readonly Properties[]>): Coverage {
  const paths = [...(object.added ?? []), ...leaves(object.schema)].filter(
    (path) => !object.elsewhere?.some((outer) => isIn(path, outer)),
  );
  const { byPath, strays } = settersOf(leaves(object.schema), object.tables ?? [], programs);
  const rows = new Map<string, Row>();
  const gaps = strays.map((stray) => `${stray}, which the client's schema of ${object.name} does not have`);
  const put = (path: string, kind: Row["kind"], text: string, source: string) =>
    rows.set(path, { object, path, kind, text, source });
  const remark = (path: string, remarks: Readonly<Record<string, Remark>> | undefined, kind: "not set" | "made") => {
    const found = Object.entries(remarks ?? {}).find(([outer]) => isIn(path, outer));
    if (found !== undefined) put(found[0], kind, found[1].text, found[1].source);
    return found !== undefined;
  };
  for (const path of paths) {
    const byHand = Object.entries(object.setBy ?? {}).find(([outer]) => isIn(path, outer));
    const properties = [...(byPath.get(path) ?? []), ...(byHand?.[1] ?? [])];
    if (properties.length > 0) put(path, "set", inShort(properties).join(", "), object.section);
    else if (!remark(path, object.made, "made") && !remark(path, object.reasons, "not set")) {
      const everywhere = Object.entries(madeEverywhere).find(([key]) => path === key || path.endsWith(`.${key}`))?.[1];
      if (everywhere !== undefined) put(path, "made", everywhere.text, everywhere.source);
      else gaps.push(`${object.name}.${path} is neither set nor made by the service, and no reason is given`);
    }
  }
  return { rows: [...rows.values()], gaps };
}

/** What is known of the fields of all objects. */
export interface Coverage {
  readonly rows: readonly Row[];
  /** Fields of which nothing is known: a sentence each. There are none in a table that is complete. */
  readonly gaps: readonly string[];
}

/** Looks at all objects. */
export function coverage(): Coverage {
  const random = (programs: fc.Arbitrary<Properties>) => fc.sample(fc.noBias(programs), { seed: 1, numRuns: 400 });
  const programs = { Offer: random(randomOffer(noFiles)), Plan: random(randomPlan(noFiles)) };
  const found = apiObjects.map((object) => coverageOf(object, programs));
  return { rows: found.flatMap(({ rows }) => rows), gaps: found.flatMap(({ gaps }) => gaps) };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = head.map((title, index) => Math.max(title.length, ...rows.map((row) => (row[index] as string).length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(width[index] as number)).join(" | ")} |`;
  return [line(head), `| ${width.map((count) => "-".repeat(count)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** The page of Microsoft's documentation that a source names, as a link in brackets. */
function pageOf(source: string): string {
  const name = /\bpage ([a-z-]+)/.exec(source)?.[1];
  return name === undefined
    ? ""
    : ` ([page ${name}](https://learn.microsoft.com/partner-center/marketplace-offers/${name}))`;
}

/** The whole page. */
export function coveragePage(rows: readonly Row[]): string {
  const count = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind).length;
  const parts = apiObjects.map((object) => {
    const own = rows.filter((row) => row.object === object);
    const settable = own.filter(({ kind }) => kind !== "made");
    const made = own.filter(({ kind }) => kind === "made");
    const texts = [`## ${object.name}`];
    if (settable.length > 0) {
      const cells = settable.map(({ path, kind, text, source }) =>
        kind === "set" ? [`\`${path}\``, text] : [`\`${path}\``, `— ${text}${pageOf(source)}`],
      );
      texts.push(table(["field", "set by, or why not"], cells));
    }
    if (made.length > 0) {
      texts.push(
        table(
          ["made by the service", "where it is seen"],
          made.map(({ path, text }) => [`\`${path}\``, text]),
        ),
      );
    }
    return texts.join("\n\n");
  });
  return `# Coverage

Each field of the API's objects that an Azure application consists of: the property that sets it, or the reason why none
does; then what the service makes itself. Fields of nested objects are written with dots; a list is one step. What
no page is named for is observed: in Microsoft's OpenAPI document of the API, in recorded exchanges, and in what other
clients send. The page is made by \`npm run coverage:table\` from the client's schemas and from what
the classes write; a test fails when it is not up to date. What has no field cannot be set: the order of plans on
Partner Center's pages is in none of the objects.

| fields                      | count |
| --------------------------- | ----- |
| set by a property           | ${String(count("set")).padEnd(5)} |
| not set, each with a reason | ${String(count("not set")).padEnd(5)} |
| made by the service         | ${String(count("made")).padEnd(5)} |
| all                         | ${String(rows.length).padEnd(5)} |

${parts.join("\n\n")}

${ingestedPart(ingestedCoverage().rows)}
`;
}

/** The part of the offers that the Product Ingestion API keeps. */
function ingestedPart(rows: readonly SheetRow[]): string {
  const parts = sheets.map((sheet) => {
    const own = rows.filter((row) => row.sheet === sheet);
    const cells = own.map(({ field, kind, text }) => {
      const said = kind === "set" ? text : kind === "made" ? `made by the client: ${text}` : `— ${text}`;
      return [`\`${field}\``, said];
    });
    return `### ${sheet.type}\n\n${table(["field", "set by, or why not"], cells)}`;
  });
  return `## Virtual machines, containers and SaaS

The same for the resources of the Product Ingestion API: each key of the type sheets, and what sets what is in it. References
to the offer and the plan, and ids, are made by the client.

${parts.join("\n\n")}`;
}

/** Where the page is. */
export const coverageFile = join(resolve(__dirname, "../../.."), "docs", "coverage.md");

async function main(): Promise<void> {
  const { rows, gaps: ofApplications } = coverage();
  const gaps = [...ofApplications, ...ingestedCoverage().gaps];
  if (gaps.length > 0) throw new Error(`The table is not complete:\n${gaps.join("\n")}`);
  await writeFile(coverageFile, coveragePage(rows));
}

if (require.main === module) void main();
