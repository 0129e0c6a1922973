// The program of an offer: `index.ts`, and the long texts beside it.
import { getPath, mapValues, type Properties, setPath } from "../provider/values/properties.js";
import type { ExportedResource } from "./exported-resource.js";
import { inSchemaOrder } from "./key-order.js";
import { Code, comment, TypeScriptText, textLiteral } from "./typescript-text.js";

/** A plan that the program declares. */
interface ExportedPlan extends ExportedResource {
  /** By which other plans refer to it. */
  readonly variantId: string;
}

/** An offer with its plans, ready to be written. */
export interface ExportedOffer {
  readonly offerId: string;
  readonly offer: ExportedResource;
  readonly plans: readonly ExportedPlan[];
  /** File names of the offer's packages, by their ids. */
  readonly packages: ReadonlyMap<string, string>;
}

/** What is written but for media. */
export interface ProgramText {
  readonly index: string;
  /** Texts that are files of their own, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys of the stack's configuration, all of them secrets. */
  readonly secrets: readonly string[];
}

/** Longer texts, or those with more lines, are files of their own. */
const longest = { characters: 600, lines: 12 };

/** `my-plan` → `myPlan`. */
function camelCase(text: string): string {
  const [first = "", ...rest] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map(capitalized)].join("");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A variable for each plan, such as `standardPlan`: the ending keeps it apart from words of the language. */
function planVariables(planIds: readonly string[]): string[] {
  const taken = new Set<string>();
  return planIds.map((planId) => {
    const stem = camelCase(planId.replace(/[^A-Za-z0-9]+plan$/i, ""));
    const name = /^[a-z]/i.test(stem) ? `${stem}Plan` : `plan${capitalized(stem)}`;
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
    taken.add(free);
    return free;
  });
}

/** Key of the stack's configuration for a credential: `leads.httpsEndpoint.url` → `leadsHttpsEndpointUrl`. */
function secretKey(path: string): string {
  return path
    .split(".")
    .map((step, index) => (index === 0 ? step : capitalized(step)))
    .join("");
}

/** `Contoso, GmbH` → `contoso-gmbh`: part of a file's name. */
function fileStem(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

/** Where a long text of a resource goes. */
function textPath(folder: string, path: readonly string[], text: string, taken: ReadonlyMap<string, string>): string {
  const ending = /<[a-z][^>]*>/i.test(text) ? "html" : /^\s*[{[]/.test(text) ? "json" : "txt";
  const stem = `texts/${folder}/${fileStem(path.join("-"))}`;
  let file = `${stem}.${ending}`;
  for (let count = 2; taken.has(file); count += 1) file = `${stem}-${count}.${ending}`;
  return file;
}

/** Puts long texts into files; what is left of them in the program reads these. */
function takeOutTexts(value: unknown, folder: string, path: readonly string[], texts: Map<string, string>): unknown {
  if (typeof value === "string") {
    const isLong = value.length > longest.characters || value.split("\n").length > longest.lines;
    if (!isLong || !value.isWellFormed()) return value;
    const file = textPath(folder, path, value, texts);
    texts.set(file, value);
    return new Code(`text(${JSON.stringify(file)})`);
  }
  if (Array.isArray(value)) {
    return value.map((inner, index) => takeOutTexts(inner, folder, [...path, String(index + 1)], texts));
  }
  if (value instanceof Code) return value;
  return mapValues(value, (inner, key) => takeOutTexts(inner, folder, [...path, key], texts));
}

const adoptComment = `/**
 * Takes over what exists, as long as it is what this program says: otherwise \`pulumi preview\` names the differences and
 * stops. \`true\` would overwrite them. Has no effect once everything is in the stack; it can then be taken out.
 */
const adopt = "unchanged";
`;

const adoptHidden =
  "not `adopt`: Partner Center does not show what it has of the credentials, so they are written once";

const packageComment =
  "by its id, since Partner Center does not hand out the files. For a package from files of yours: " +
  '`const files = new ApplicationPackage("files", { offer, path: "app" })` above, and `package: files` here.';

const referencePath = "setup.technicalConfigurationOf";

/** The plan whose technical configuration another one uses; undefined for none, and for one that is not declared. */
function referenced(plan: ExportedPlan, plans: readonly ExportedPlan[]): ExportedPlan | undefined {
  const id = getPath(plan.description.inputs, referencePath);
  return typeof id === "string"
    ? plans.find(({ variantId }) => variantId.toLowerCase() === id.toLowerCase())
    : undefined;
}

/** Writes the program. */
export function programText({ offerId, offer, packages, ...rest }: ExportedOffer): ProgramText {
  // Those that refer to others come after them; there are no chains.
  const isReference = (plan: ExportedPlan) => Number(referenced(plan, rest.plans) !== undefined);
  const plans = [...rest.plans].sort((a, b) => isReference(a) - isReference(b));
  const texts = new Map<string, string>();
  const secrets = offer.description.credentials.map(({ path }) => secretKey(path));

  const declaration = (resource: ExportedResource, variable: string, name: string, codes: Record<string, string>) => {
    const { kind, description } = resource;
    const comments = new Map<string, string>();
    const inputs = structuredClone(description.inputs);
    const folder = resource === offer ? "offer" : `plans/${fileStem(name)}`;
    const values = takeOutTexts(inputs, folder, [], texts) as Properties;
    for (const [path, code] of Object.entries(codes)) setPath(values, path, new Code(code));
    for (const { path } of description.credentials) {
      setPath(values, path, new Code(`config.requireSecret("${secretKey(path)}")`));
    }
    const isShown = description.credentials.every((credential) => credential.isShown);
    values.adopt = isShown ? new Code("adopt") : true;
    if (!isShown) comments.set("adopt", adoptHidden);
    const packageId = getPath(inputs, "technicalConfiguration.package");
    if (typeof packageId === "string") {
      const fileName = packages.get(packageId);
      const what = fileName === undefined ? "A package" : `"${fileName}"`;
      comments.set("technicalConfiguration.package", `${what} ${packageComment}`);
    }
    const left = [
      ...description.leftOut.map(({ property, reason }) => comment(`not exported: ${property} ${reason}`)),
      ...description.refused.map(({ property, reason }) => comment(`to be corrected: ${property} ${reason}`)),
    ];
    const text = new TypeScriptText(comments).expression(inSchemaOrder(values, kind.schema));
    return `${left.join("")}const ${variable} = new ${kind.name}(${textLiteral(name)}, ${text});\n`;
  };

  const planIds = plans.map(({ description }) => String(description.inputs.planId));
  const variables = planVariables(planIds);
  const declarations = [
    declaration(offer, "offer", offerId, {}),
    ...plans.map((plan, index) => {
      const other = referenced(plan, plans.slice(0, index));
      const variable = other === undefined ? undefined : variables[plans.indexOf(other)];
      const codes = { offer: "offer", ...(variable === undefined ? {} : { [referencePath]: variable }) };
      return declaration(plan, variables[index] as string, planIds[index] as string, codes);
    }),
  ];
  const classes = plans.length === 0 ? "Offer" : "Offer, Plan";
  const head = [
    comment(`The offer ${offerId}, as it was in Partner Center when \`partnercenter export\` wrote this program.`),
    texts.size > 0 ? 'import { readFileSync } from "node:fs";\n' : "",
    secrets.length > 0 ? 'import * as pulumi from "@pulumi/pulumi";\n' : "",
    `import { ${classes} } from "pulumi-partnercenter";\n`,
  ].join("");
  const preamble = [
    adoptComment,
    secrets.length > 0 ? "const config = new pulumi.Config();\n" : "",
    texts.size > 0
      ? '/** A long text, from its file. */\nconst text = (path: string) => readFileSync(path, "utf8");\n'
      : "",
  ].filter((part) => part !== "");
  const publishing =
    comment(
      "To publish from this program, import Submission and Release too, and take these in: the first submits to preview, " +
        "the second goes live.",
    ) +
    `// const preview = new Submission("preview", { offer, plans: [${variables.join(", ")}] });\n` +
    '// new Release("live", { offer, submission: preview });\n';
  const parts = [head, ...preamble, ...declarations, publishing, "export const productId = offer.productId;\n"];
  return { index: parts.join("\n"), texts, secrets };
}
