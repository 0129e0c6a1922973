// What makes a folder with an `index.ts` a Pulumi project.

interface PackageManifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Our own, from `dist/commands`. */
const manifest = require("../../package.json") as PackageManifest;

/** The files of a project by their paths; `offerId` gives it its name. */
export function projectFiles(offerId: string): ReadonlyMap<string, string> {
  // Names of Pulumi projects: at most 100 letters, digits, `-`, `_` and `.`; npm's are lower case and start with
  // neither of the last two.
  const name =
    offerId
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, "-")
      .replace(/^[._]+/, "")
      .slice(0, 100) || "offer";
  const npm = {
    name,
    private: true,
    type: "module",
    engines: { node: ">=22.18" }, // the first of 22 that runs TypeScript without a flag
    dependencies: {
      "@pulumi/pulumi": manifest.peerDependencies["@pulumi/pulumi"],
      "pulumi-partnercenter": `^${manifest.version}`,
    },
    devDependencies: { "@types/node": "^24.0.0" },
  };
  const pulumi = [
    `name: ${JSON.stringify(name)}`, // in quotes: YAML takes 365 for a number, and the engine wants a text
    "description: An offer of the Azure Marketplace",
    "runtime:",
    "  name: nodejs",
    "  options:",
    "    # Node runs the TypeScript as it is.",
    "    typescript: false",
    "main: index.ts",
    "",
  ];
  return new Map([
    ["Pulumi.yaml", pulumi.join("\n")],
    ["package.json", `${JSON.stringify(npm, null, 2)}\n`],
    [".gitignore", "node_modules/\n"],
  ]);
}
