/**
 * `npm run registry`: writes the two pages that Pulumi's registry shows of a provider, `docs/_index.md` and
 * `docs/installation-configuration.md`, from the plugin's schema.
 */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ConfigurationKey, configurationKeys, variableOf } from "../provider/configuration/keys.js";
import { root, schemaFile } from "./schema/package-schema.js";

interface Described {
  readonly description: string;
  readonly secret?: true;
}

interface Schema {
  readonly displayName: string;
  readonly description: string;
  readonly config: { readonly variables: Readonly<Record<ConfigurationKey, Described>> };
  readonly resources: Readonly<Record<string, Described>>;
  readonly functions: Readonly<Record<string, Described>>;
}

/** The smallest program, as each language writes it. */
const example = { offerId: "contoso-app", alias: "Contoso App", type: "AzureApplication" };
const pairs = Object.entries(example);
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const programs: Readonly<Record<string, { readonly fence: string; readonly text: string }>> = {
  typescript: {
    fence: "typescript",
    text: [
      'import { Offer } from "pulumi-partnercenter";',
      "",
      'const offer = new Offer("app", {',
      ...pairs.map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`),
      "});",
      "export const productId = offer.productId;",
    ].join("\n"),
  },
  python: {
    fence: "python",
    text: [
      "import pulumi",
      "import pulumi_partnercenter as partnercenter",
      "",
      "offer = partnercenter.Offer(",
      '    "app",',
      ...pairs.map(([key, value]) => `    ${snake(key)}=${JSON.stringify(value)},`),
      ")",
      'pulumi.export("productId", offer.product_id)',
    ].join("\n"),
  },
  yaml: {
    fence: "yaml",
    text: [
      "resources:",
      "  app:",
      "    type: partnercenter:Offer",
      "    properties:",
      ...pairs.map(([key, value]) => `      ${key}: ${value}`),
      "outputs:",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of YAML
      "  productId: ${app.productId}",
    ].join("\n"),
  },
};

function head(title: string, description: string): string {
  return `---\ntitle: ${JSON.stringify(title)}\nmeta_desc: ${JSON.stringify(description)}\nlayout: package\n---\n\n`;
}

/** The first sentence, in one line of a table. */
function summary({ description }: Described): string {
  const [first = ""] = description.replaceAll(/\s+/g, " ").split(/(?<=[.:]) (?=[A-Z*])/);
  return first.replaceAll("|", "\\|");
}

function table(title: string, described: Readonly<Record<string, Described>>): string {
  const rows = Object.entries(described).map(
    ([token, one]) => `| \`${token.replace(":index:", ":")}\` | ${summary(one)} |`,
  );
  return `| ${title} | what it is |\n| --- | --- |\n${rows.join("\n")}\n`;
}

function indexPage({ displayName, description, resources, functions }: Schema): string {
  const chosen = Object.entries(programs).map(
    ([language, { fence, text }]) =>
      `{{% choosable language ${language} %}}\n\n\`\`\`${fence}\n${text}\n\`\`\`\n\n{{% /choosable %}}\n`,
  );
  return [
    head(displayName, description),
    `${description}.\n\n`,
    "## Example\n\n",
    `{{< chooser language "${Object.keys(programs).join(",")}" >}}\n\n${chosen.join("\n")}\n{{< /chooser >}}\n\n`,
    "## What there is\n\n",
    `${table("resource", resources)}\n${table("function", functions)}`,
  ].join("");
}

function installationPage({ displayName, config: { variables } }: Schema): string {
  const rows = configurationKeys.map((key) => {
    const { description, secret } = variables[key];
    const secretly = secret ? " (`--secret`)" : "";
    return `| \`partnercenter:${key}\`${secretly} | \`${variableOf(key)}\` | ${description.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")} |`;
  });
  return [
    head(
      `${displayName}: Installation & Configuration`,
      `How to install the ${displayName} provider for Pulumi, and how it signs in.`,
    ),
    "## Installation\n\n",
    "The provider comes with the npm package [`pulumi-partnercenter`](https://www.npmjs.com/package/pulumi-partnercenter), and needs\n",
    "Node.js. Programs in TypeScript and JavaScript need nothing else:\n\n```sh\nnpm install pulumi-partnercenter\n```\n\n",
    "Programs in YAML name the plugin in `Pulumi.yaml`; other languages do so as well, and have a library made of it:\n\n",
    "```yaml\nplugins:\n  providers:\n    - name: partnercenter\n      path: node_modules/pulumi-partnercenter/plugin\n```\n\n",
    "```sh\npulumi package add ./node_modules/pulumi-partnercenter/plugin/pulumi-resource-partnercenter\n```\n\n",
    "## Configuration\n\n",
    "The environment wins over the stack's configuration; an explicit provider's arguments win over both.\n\n",
    "| `pulumi config set …` | environment | meaning |\n| --- | --- | --- |\n",
    `${rows.join("\n")}\n`,
  ].join("");
}

/** The pages as they should be, by the paths of their files. */
export function registryPages(): Map<string, string> {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;
  return new Map([
    [join(root, "docs", "_index.md"), indexPage(schema)],
    [join(root, "docs", "installation-configuration.md"), installationPage(schema)],
  ]);
}

async function main(): Promise<void> {
  for (const [file, text] of registryPages()) {
    await writeFile(file, text);
    console.log(`wrote ${file}`);
  }
}

if (require.main === module) void main();
