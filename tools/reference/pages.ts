// The pages of `docs/reference`: one for each class and query of `sdk/`, from its doc comments, the schemas of the kinds,
// and the tables of limits, requirements and locks.
import ts from "typescript";
import type { Compared } from "../../provider/fields/compared.js";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { allRequirements } from "../../provider/rules/completeness.js";
import { allLimits, written } from "../../provider/rules/limit-checks.js";
import { mostOf } from "../../provider/rules/limits.js";
import { type Declaration, Declarations, type Member } from "../schema/declarations.js";
import { type Comment, commentOf, type Places, pageFile, type partNames } from "./comments.js";
import { typeInWords } from "./types.js";

/** What a page is about. */
interface Subject {
  readonly name: string;
  readonly node: ts.ClassDeclaration | ts.FunctionDeclaration;
  readonly args: string;
  readonly result?: ts.TypeNode | undefined;
}

/** What is known of a property beside its doc comment. */
interface Facts {
  readonly kind?: KindName;
  readonly compared: readonly Compared[];
  readonly replaces: readonly string[];
  /** Interfaces of outputs alone, where what is optional may not be there. */
  readonly isGiven?: true;
}

const headings: readonly (readonly [part: (typeof partNames)[number], heading: string])[] = [
  ["adoption", "Taking over what exists"],
  ["waits", "Time-outs"],
  ["errors", "Errors"],
  ["throws", "Errors"],
];

/** Whole offers, made of resources that have pages of their own. */
const components = [
  "ManagedApplicationOffer",
  "SolutionTemplateOffer",
  "WholeVirtualMachineOffer",
  "WholeContainerOffer",
  "WholeSaasOffer",
];

/** Writes the pages. */
export class Reference {
  private readonly declarations: Declarations;
  private readonly subjects: readonly Subject[];
  private places: Places = new Map();

  constructor(folder: string, queryFile: ts.SourceFile) {
    this.declarations = new Declarations(folder);
    const classes = [...Object.keys(kindLoaders), ...components, "Provider"].map((name): Subject => {
      const node = this.declarations.get(name);
      if (!ts.isClassDeclaration(node)) throw new Error(`${name} is no class`);
      return { name, node, args: `${name}Args` };
    });
    const queries = queryFile.statements.filter(ts.isFunctionDeclaration).flatMap((node): Subject[] => {
      const name = node.name?.text ?? "";
      if (!/^(get|list)\w+(?<!Output)$/.test(name)) return [];
      const [answer] =
        node.type !== undefined && ts.isTypeReferenceNode(node.type) ? (node.type.typeArguments ?? []) : [];
      return [{ name, node, args: `${name[0]?.toUpperCase()}${name.slice(1)}Args`, result: answer }];
    });
    this.subjects = [...classes, ...queries];
  }

  /** All pages, by the names of their files. */
  async pages(): Promise<Map<string, string>> {
    const general = new Map(this.subjects.map(({ name }) => [name, pageFile(name)]));
    const found = new Map<string, string>();
    for (const subject of this.subjects) {
      this.places = new Map([...general, ...this.sectionsOf(subject)]);
      found.set(pageFile(subject.name), await this.page(subject));
    }
    this.places = general;
    found.set("README.md", this.index());
    return found;
  }

  private index(): string {
    const row = ({ name, node }: Subject) => {
      const [sentence] = commentOf(node, this.places).text.split(/(?<=\.)\s/);
      return `| [\`${name}\`](${pageFile(name)}) | ${(sentence ?? "").replaceAll("\n", " ")} |`;
    };
    const table = (subjects: readonly Subject[], head: string) =>
      [`| ${head} | |`, "| --- | --- |", ...subjects.map(row)].join("\n");
    const isQuery = ({ node }: Subject) => ts.isFunctionDeclaration(node);
    return `# Reference

What the package \`pulumi-partnercenter\` exports for programs. \`npm run reference\` makes these pages from the doc comments, the
schemas and the tables of limits; a test fails when they are not up to date. All arguments may be outputs of other resources.
A key that is not set is not managed.

${table(
  this.subjects.filter((one) => !isQuery(one)),
  "class",
)}

${table(this.subjects.filter(isQuery), "query")}
`;
  }

  private async page(subject: Subject): Promise<string> {
    const comment = commentOf(subject.node, this.places);
    const parts = [`# ${subject.name}`, comment.text];
    if (comment.example !== undefined) parts.push("## Example", withImports(comment.example));
    parts.push("## Inputs", ...this.properties(subject.args, "", await factsOf(subject.name)));
    parts.push("## Outputs", ...this.outputs(subject, comment));
    for (const [part, heading] of headings) {
      const text = comment[part];
      if (text !== undefined)
        parts.push(`## ${heading}`, part === "throws" ? text.replace(/^QueryError/, "`QueryError`") : text);
    }
    const nested = await this.nested(subject);
    return `${[...parts, ...(nested.length === 0 ? [] : ["## Types", ...nested])].join("\n\n")}\n`;
  }

  private outputs({ name, node, result, args }: Subject, { returns }: Comment): string[] {
    if (result !== undefined) return [`A ${typeInWords(result, this.places)}. ${returns ?? ""}`.trim()];
    const inputs = this.declarations.members(this.declarations.get(args));
    if (!ts.isClassDeclaration(node)) return [];
    const own = [...this.declarations.members(node)].filter(([, member]) => isPublicOutput(member));
    if (own.length === 0) return ["None."];
    const lines = own.map(([key, member]) => this.property(key, member, ""));
    const all = [...inputs.keys()].filter((key) => !own.some(([known]) => known === key));
    return [
      ...lines,
      ...(all.length === 0 || name === "Provider" ? [] : ["By the plugin, all inputs are outputs as well."]),
    ];
  }

  private properties(owner: string, above: string, facts: Facts): string[] {
    return [...this.declarations.members(this.declarations.get(owner))].map(([key, member]) => {
      const path = above === "" ? key : `${above}.${key}`;
      return this.property(path, member, this.notes(path, member, facts));
    });
  }

  private property(path: string, member: Member, notes: string): string {
    const type = typeInWords(member.type, this.places);
    const { text } = commentOf(member, this.places);
    const title = `- **\`${path}\`** (${[type, ...(notes === "" ? [] : [notes])].join("; ")})`;
    return [title, "", ...text.split("\n")]
      .map((line, index) => (index === 0 || line === "" ? line : `  ${line}`))
      .join("\n");
  }

  private notes(path: string, member: Member, { kind, compared, replaces, isGiven }: Facts): string {
    const isOptional = member.questionToken !== undefined;
    const own = compared.filter((one) => one.path === path || one.spread?.paths.includes(path) === true);
    const counted = allLimits.filter(
      ({ of, property }) => of === kind && property.replace(/\.(\*|\(key\))$/, "") === path,
    );
    const needed = allRequirements.find(({ of, paths }) => of === kind && paths.includes(path));
    return [
      ...(isGiven === true ? (isOptional ? ["not always there"] : []) : isOptional ? [] : ["required"]),
      ...(needed === undefined ? [] : [`${needed.when === undefined ? "" : "may be "}needed to publish`]),
      ...(replaces.includes(path) ? ["a change replaces it"] : []),
      ...(own.some(({ concealed }) => concealed === true) ? ["a secret"] : []),
      ...counted.map((limit) => {
        const [least, most] = [Math.min(...limit.allowed.map((one) => one.most)), mostOf(limit)];
        const each = limit.property === path ? "" : limit.property.endsWith("(key)") ? " in a key" : " in each";
        const warned = least === most ? "" : `, more than ${written(least)} are a warning`;
        return `at most ${written(most)} ${limit.unit}${each}${warned}`;
      }),
      ...own.flatMap(({ locks }) => (locks === undefined ? [] : [`once published, locked: ${locks.what}`])),
    ].join("; ");
  }

  /** The interfaces that a page explains, with the first path at which each stands. */
  private pathsOf({ args, node, result }: Subject): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (type: ts.TypeNode | undefined, path: string) => {
      const name = this.declarations.interfaceIn(type);
      if (name === undefined || found.has(name)) return;
      found.set(name, path);
      for (const [key, member] of this.members(name)) visit(member.type, inside(path, member.type, key));
    };
    for (const [key, member] of args === "" ? [] : this.members(args))
      visit(member.type, `${key}${steps(member.type)}`);
    if (ts.isClassDeclaration(node)) {
      for (const [key, member] of this.declarations.members(node)) if (isPublicOutput(member)) visit(member.type, key);
    }
    visit(result, "");
    return found;
  }

  private members(name: string): Map<string, Member> {
    return this.declarations.members(this.declarations.get(name));
  }

  /** Where the types of a page are explained: on itself, and those of a component's parts on the pages of these. */
  private sectionsOf(subject: Subject): [string, string][] {
    const on = (page: string, explained: Subject) =>
      [...this.pathsOf(explained).keys()].map((name): [string, string] => [name, `${page}#${name.toLowerCase()}`]);
    const parts = components.includes(subject.name) ? this.subjects.filter(({ name }) => name in kindLoaders) : [];
    return [...on("", subject), ...parts.flatMap((part) => on(pageFile(part.name), part))];
  }

  private async nested(subject: Subject): Promise<string[]> {
    const inputs = await factsOf(subject.name);
    const given = this.pathsOf({ ...subject, args: "" });
    const own = [...this.pathsOf(subject)].filter(([name]) => this.places.get(name)?.startsWith("#") === true);
    return own.flatMap(([name, path]) => {
      const declaration: Declaration = this.declarations.get(name);
      const facts: Facts = given.has(name) ? { compared: [], replaces: [], isGiven: true } : inputs;
      return [`### ${name}`, commentOf(declaration, this.places).text, ...this.properties(name, path, facts)];
    });
  }
}

async function factsOf(name: string): Promise<Facts> {
  const load = kindLoaders[name as KindName];
  if (load === undefined) return { compared: [], replaces: [] };
  const { schema, compared } = await load();
  const replaces = Object.entries(schema.shape).filter(([, one]) => one.meta()?.replaces === true);
  return { kind: name as KindName, compared, replaces: replaces.map(([key]) => key) };
}

/** `.*` for a step into a list or a map. */
function steps(type: ts.TypeNode | undefined): string {
  return /\b(Record|ByKnown)<|\[\]/.test(type?.getText() ?? "") ? ".*" : "";
}

function inside(path: string, type: ts.TypeNode | undefined, key: string): string {
  return `${path === "" ? "" : `${path}.`}${key}${steps(type)}`;
}

function isPublicOutput(member: Member): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  return ts.isPropertyDeclaration(member) && (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Static)) === 0;
}

/** The example with the imports of what it uses, as a program has it. */
function withImports(example: string): string {
  const used = [...new Set([...Object.keys(kindLoaders), ...components, "Provider"])].filter((name) =>
    example.includes(`new ${name}(`),
  );
  const called = [...example.matchAll(/\bawait (\w+)\(/g)].map(([, name = ""]) => name);
  const line = `import { ${[...used, ...called].join(", ")} } from "pulumi-partnercenter";`;
  return example.replace("```ts\n", `\`\`\`ts\n${line}\n\n`);
}
