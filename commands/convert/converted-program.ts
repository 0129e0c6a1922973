// The program that stands for azpc's configuration.

import { resolve, sep } from "node:path";
import type { Kind } from "../../provider/engine/kind.js";
import { kindLoaders } from "../../provider/kinds/index.js";
import { checkSchema, Findings } from "../../provider/values/findings.js";
import { getPath, type Properties, setPath } from "../../provider/values/properties.js";
import { inSchemaOrder } from "../key-order.js";
import { LongTexts } from "../long-texts.js";
import { fileStem, planVariables } from "../program-names.js";
import { Code, comment, TypeScriptText, textLiteral } from "../typescript-text.js";
import type { Converted } from "./azpc-offer.js";

/** What has to be corrected: a property and what is wrong with it. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

/** What the program is made of. */
export interface ProgramParts {
  readonly id: string;
  readonly offer: Converted;
  readonly plans: readonly Converted[];
  /** Path of the package. */
  readonly archive: string;
  readonly problems: readonly Problem[];
}

const schemas = async () => {
  const [offer, plan] = await Promise.all([kindLoaders.Offer(), kindLoaders.Plan()]);
  return { offer, plan };
};

/** What `pulumi preview` would refuse. @param folder Where the files of the program are for now. */
export async function problemsOf(offer: Converted, plans: readonly Converted[], folder: string): Promise<Problem[]> {
  const kinds = await schemas();
  const found = async (kind: Kind, inputs: Properties, title: string): Promise<Problem[]> => {
    const findings = new Findings();
    checkSchema(kind.schema, inputs, findings);
    await kind.derive(inputs, findings, inputs);
    return findings.list().map(({ property, reason }) => ({
      property: `${title}${property}`,
      reason: reason.replaceAll(resolve(folder) + sep, ""),
    }));
  };
  const inFolder = structuredClone(offer.inputs);
  for (const [size, path] of Object.entries((getPath(inFolder, "listing.logos") as Properties | undefined) ?? {})) {
    setPath(inFolder, `listing.logos.${size}`, resolve(folder, String(path)));
  }
  const ofPlans = plans.map(({ inputs }) =>
    found(kinds.plan, { offer: "offer", ...inputs }, `plan ${inputs.planId}: `),
  );
  return [...(await found(kinds.offer, inFolder, "")), ...(await Promise.all(ofPlans)).flat()];
}

const head = `// Made of azpc's configuration by \`partnercenter convert azpc\`. What azpc does otherwise is said where it is.
`;

const adopt = `/** \`true\`: takes over the offer and its plans where azpc has made them already, and \`pulumi preview\` says what changes. */
const adopt = false;
`;

const packageComment = comment(
  "azpc writes the offer's product id over `pid-…-partnercenter` in the template of the package, each time. Here the " +
    "package is sent as it is: put the id of your own tracking there once, or take it out.",
);

/** The same with what only the program knows, and all keys in the order of Partner Center's pages. */
export async function ordered({ offer, plans, ...rest }: ProgramParts): Promise<ProgramParts> {
  const kinds = await schemas();
  const inOrder = (one: Converted, kind: Kind): Converted => {
    const inputs: Properties = { ...structuredClone(one.inputs), adopt: new Code("adopt") };
    if (kind === kinds.plan) {
      inputs.offer = new Code("offer");
      setPath(inputs, "technicalConfiguration.package", new Code("files"));
    }
    return { ...one, inputs: inSchemaOrder(inputs, kind.schema) };
  };
  return { ...rest, offer: inOrder(offer, kinds.offer), plans: plans.map((plan) => inOrder(plan, kinds.plan)) };
}

/** Writes the program; its long texts are files beside it. */
export function convertedProgram({ id, offer, plans, archive, problems }: ProgramParts): {
  index: string;
  texts: ReadonlyMap<string, string>;
} {
  const texts = new LongTexts();
  const write = ({ inputs, remarks }: Converted, kind: string, variable: string, name: string, folder: string) => {
    const text = new TypeScriptText().expression(texts.takenOut(inputs, folder));
    const above = remarks.map((remark) => comment(`${remark}.`)).join("");
    return `${above}const ${variable} = new ${kind}(${textLiteral(name)}, ${text});\n`;
  };
  const ids = plans.map(({ inputs }) => String(inputs.planId));
  const variables = planVariables(ids);
  const declared = [
    write(offer, "Offer", "offer", id, "offer"),
    `${packageComment}const files = new ApplicationPackage("files", { offer, path: ${textLiteral(archive)} });\n`,
    ...plans.map((plan, index) => {
      const planId = ids[index] as string;
      return write(plan, "Plan", variables[index] as string, planId, `plans/${fileStem(planId)}`);
    }),
  ];
  const used = ["ApplicationPackage", "Offer", ...(plans.length === 0 ? [] : ["Plan"]), "Submission"];
  const reads = texts.files.size > 0;
  const index = [
    head +
      problems.map(({ property, reason }) => comment(`to be corrected: ${property} ${reason}`)).join("") +
      (reads ? 'import { readFileSync } from "node:fs";\n' : "") +
      `import { ${used.join(", ")} } from "pulumi-partnercenter";\n`,
    adopt,
    ...(reads
      ? ['/** A long text, from its file. */\nconst text = (path: string) => readFileSync(path, "utf8");\n']
      : []),
    ...declared,
    comment(
      "As `azpc … publish`. For `azpc … release`, import Release too, and uncomment the last line; it cannot be undone.",
    ) +
      `const preview = new Submission("preview", { offer, plans: [${variables.join(", ")}] });\n` +
      '// new Release("live", { offer, submission: preview });\n',
    "export const links = preview.links;\n",
  ];
  return { index: index.join("\n"), texts: texts.files };
}
