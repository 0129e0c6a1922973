// The program of an offer: `index.ts`, and the long texts beside it.
import { getPath, setPath } from "../provider/values/properties.js";
import type { ExportedOffer, ExportedPlan } from "./exported-offer.js";
import type { ExportedResource } from "./exported-resource.js";
import { inSchemaOrder } from "./key-order.js";
import { LongTexts } from "./long-texts.js";
import { fileStem, planVariables, secretKey } from "./program-names.js";
import { Code, comment, TypeScriptText, textLiteral } from "./typescript-text.js";

/** All files of the program but its pictures and documents. */
export interface ProgramText {
  readonly index: string;
  /** Texts that are files of their own, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys of the stack's configuration, all of them secrets. */
  readonly secrets: readonly string[];
}

const adoptComment = `/**
 * Takes over what exists, as long as it is what this program says: otherwise \`pulumi preview\` names the differences
 * and stops. \`true\` would overwrite them. Has no effect once everything is in the stack; it can then be removed.
 */
const adopt = "unchanged";
`;

const adoptHidden =
  "not `adopt`: Partner Center does not show what it has of the credentials, so they are written once";

const packageComment =
  "by its id, since Partner Center does not hand out the files. For a package from files of yours: " +
  '`const files = new ApplicationPackage("files", { offer, path: "app" })` above, and `package: files` here.';

const textFunction = '/** A long text, from its file. */\nconst text = (path: string) => readFileSync(path, "utf8");\n';

const referencePath = "setup.technicalConfigurationOf";

/** The plan whose technical configuration another one uses; undefined for none, and for one that is not declared. */
function referenced(plan: ExportedPlan, plans: readonly ExportedPlan[]): ExportedPlan | undefined {
  const id = getPath(plan.description.inputs, referencePath);
  return typeof id === "string"
    ? plans.find(({ reference }) => reference.toLowerCase() === id.toLowerCase())
    : undefined;
}

/** The plans, with those that refer to another one after the others; there are no chains. */
function inOrder(plans: readonly ExportedPlan[]): ExportedPlan[] {
  const isReference = (plan: ExportedPlan) => Number(referenced(plan, plans) !== undefined);
  return [...plans].sort((a, b) => isReference(a) - isReference(b));
}

/** How a resource is declared in the program. */
interface Declaration {
  readonly variable: string;
  readonly name: string;
  /** Before the keys of its credentials in the stack's configuration; empty for the offer. */
  readonly secrets: string;
  /** Of its long texts. */
  readonly folder: string;
  /** Code instead of values, by their paths. */
  readonly codes: Readonly<Record<string, string>>;
}

/** The declarations of resources; collects their long texts. */
class Declarations {
  readonly texts = new LongTexts();
  /** Keys of the stack's configuration. */
  readonly secrets: string[] = [];

  constructor(private readonly packages: ExportedOffer["packages"]) {}

  of({ kind, description }: ExportedResource, { variable, name, secrets, folder, codes }: Declaration): string {
    const values = this.texts.takenOut(structuredClone(description.inputs), folder);
    for (const [path, code] of Object.entries(codes)) setPath(values, path, new Code(code));
    for (const { path } of description.credentials) {
      const key = secretKey(secrets, path);
      this.secrets.push(key);
      setPath(values, path, new Code(`config.requireSecret("${key}")`));
    }
    const isShown = description.credentials.every((credential) => credential.isShown);
    values.adopt = isShown ? new Code("adopt") : true;
    const comments = new Map(isShown ? [] : [["adopt", adoptHidden]]);
    const packageId = getPath(description.inputs, "technicalConfiguration.package");
    if (typeof packageId === "string") {
      const fileName = this.packages.get(packageId);
      const what = fileName === undefined ? "A package" : `"${fileName}"`;
      comments.set("technicalConfiguration.package", `${what} ${packageComment}`);
    }
    const unsaid = [
      ...description.leftOut.map(({ property, reason }) => comment(`not exported: ${property} ${reason}`)),
      ...description.refused.map(({ property, reason }) => comment(`to be corrected: ${property} ${reason}`)),
    ];
    const text = new TypeScriptText(comments).expression(inSchemaOrder(values, kind.schema));
    return `${unsaid.join("")}const ${variable} = new ${kind.name}(${textLiteral(name)}, ${text});\n`;
  }
}

/** How to publish, as a comment. */
function publishingComment(planVariables: readonly string[]): string {
  return (
    comment(
      "To publish from this program, import Submission and Release too, and uncomment these: the first submits to " +
        "preview, the second goes live.",
    ) +
    `// const preview = new Submission("preview", { offer, plans: [${planVariables.join(", ")}] });\n` +
    '// new Release("live", { offer, submission: preview });\n'
  );
}

/** Writes the program. */
export function programText(exported: ExportedOffer): ProgramText {
  const { offerId, offer, packages } = exported;
  const plans = inOrder(exported.plans);
  const planIds = plans.map(({ description }) => String(description.inputs.planId));
  const variables = planVariables(planIds);
  const variableOf = (plan: ExportedPlan | undefined) => plan && variables[plans.indexOf(plan)];
  const declarations = new Declarations(packages);
  const declared = [
    declarations.of(offer, { variable: "offer", name: offerId, secrets: "", folder: "offer", codes: {} }),
    ...plans.map((plan, index) => {
      const reference = variableOf(referenced(plan, plans.slice(0, index)));
      const planId = planIds[index] as string;
      return declarations.of(plan, {
        variable: variables[index] as string,
        name: planId,
        secrets: planId,
        folder: `plans/${fileStem(planId)}`,
        codes: { offer: "offer", ...(reference === undefined ? {} : { [referencePath]: reference }) },
      });
    }),
  ];
  const { secrets } = declarations;
  const texts = declarations.texts.files;
  const classes = [...new Set([offer, ...plans].map(({ kind }) => kind.name))];
  const head = [
    comment(`The offer ${offerId}, as it was in Partner Center when \`partnercenter export\` wrote this program.`),
    texts.size > 0 ? 'import { readFileSync } from "node:fs";\n' : "",
    secrets.length > 0 ? 'import * as pulumi from "@pulumi/pulumi";\n' : "",
    `import { ${classes.join(", ")} } from "pulumi-partnercenter";\n`,
  ].join("");
  const preamble = [
    adoptComment,
    ...(secrets.length > 0 ? ["const config = new pulumi.Config();\n"] : []),
    ...(texts.size > 0 ? [textFunction] : []),
  ];
  const parts = [
    head,
    ...preamble,
    ...declared,
    publishingComment(variables),
    "export const productId = offer.productId;\n",
  ];
  return { index: parts.join("\n"), texts, secrets };
}
