// The schema of the package `partnercenter`: what `pulumi` needs to know to make libraries for other languages, to check
// YAML, and to write the code of an import. Made from the zod schemas and the doc comments of `sdk/`.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { configurationKeys, isSecretKey } from "../../provider/configuration/keys.js";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { Declarations, docOf } from "./declarations.js";
import { type ObjectSpec, type PropertySpec, Types, token } from "./types.js";

/** The root of the repository. */
export const root = resolve(__dirname, "../../..");

/** The file that `npm run schema` writes. */
export const schemaFile = join(root, "plugin", "schema.json");

/** Inputs that the classes of `sdk/` fill in. */
const wireOnly: Readonly<Record<string, string>> = {
  removedPlans:
    "The `planId` of plans that the submission was made of and that this program no longer has. The package for Node.js fills it in.",
};

/** Inputs that no program sets: the classes of `sdk/`, or the provider, make them of resources, with all that these say. */
const notOffered: Partial<Record<KindName, readonly string[]>> = {
  Submission: ["content", "lacking", "offerId", "offerType", "planIds"],
  Release: ["offerId", "offerType"],
};

/** Inputs that are resources for the classes of `sdk/`, and ids of resources elsewhere; they are no outputs. */
const givenByIds: Partial<Record<KindName, Readonly<Record<string, z.ZodType>>>> = {
  Submission: { plans: z.array(z.string()).optional(), assets: z.array(z.string()).optional() },
};

/** Outputs besides those that a kind tells of. */
const furtherOutputs: Partial<Record<KindName, readonly string[]>> = { Submission: ["planIds"] };

/** What the queries return, where that is a list, is in a property of this name. */
const queries = {
  getOffer: { description: "An offer with its plans.", args: "GetOfferArgs", result: "GetOfferResult" },
  getPlan: { description: "A plan of an offer.", args: "GetPlanArgs", result: "GetPlanResult" },
  listOffers: {
    description:
      "The offers of the account. Name a `type` if you can: the service has refused the unfiltered list before.",
    args: "ListOffersArgs",
    list: { offers: "ListedOffer" },
  },
  listSubmissions: {
    description:
      "The submissions that the service keeps of an offer (usually the live one and the newest), oldest first.",
    args: "ListSubmissionsArgs",
    list: { submissions: "ListedSubmission" },
  },
} as const;

const descriptions = {
  type: "Such as `AzureApplication`.",
  offerId: "Of one offer alone.",
};

/** What can be listed, and by what. */
const listInputs: Partial<Record<KindName, readonly (keyof typeof descriptions)[]>> = {
  Offer: ["type"],
  Plan: ["offerId"],
};

/** The whole schema. */
export async function packageSchema(): Promise<object> {
  const declarations = new Declarations(join(root, "sdk"));
  const types = new Types(declarations, wireOnly);
  const { version, description, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const resources: Record<string, object> = {};
  for (const name of Object.keys(kindLoaders) as KindName[]) resources[token(name)] = await resource(name);
  const settings = types.declared("ProviderArgs").properties;
  for (const key of configurationKeys.filter(isSecretKey)) (settings[key] as PropertySpec).secret = true;

  async function resource(name: KindName): Promise<object> {
    const kind = await kindLoaders[name]();
    const secrets = kind.compared.filter((field) => field.concealed === true).map(({ path }) => path);
    const left = notOffered[name] ?? [];
    const shape = Object.fromEntries(Object.entries(kind.schema.shape).filter(([key]) => !left.includes(key)));
    const ids = givenByIds[name] ?? {};
    const inputs = types.inputs({ ...shape, ...ids }, `${name}Args`, secrets);
    const repeated = Object.entries(withoutReplacing(inputs.properties)).filter(([key]) => !Object.hasOwn(ids, key));
    const shown = [...kind.outputs.stable, ...kind.outputs.fresh].filter((key) => key !== "observed");
    const hash = kind.derived.includes("contentHash") && name !== "Submission" ? ["contentHash"] : [];
    const outputs = types.declared(name, [...shown, ...hash, ...(furtherOutputs[name] ?? []), "account"]);
    const listed = listInputs[name];
    return {
      description: docOf(declarations.get(name)),
      properties: { ...Object.fromEntries(repeated), ...outputs.properties },
      required: [...new Set([...inputs.required, ...(outputs.required ?? [])])],
      inputProperties: inputs.properties,
      requiredInputs: inputs.required,
      aliases: [{ type: `pulumi-nodejs:dynamic/partnercenter:${name}` }],
      ...(listed === undefined ? {} : { listInputs: texts(listed) }),
    };
  }

  return {
    name: "partnercenter",
    displayName: "Partner Center",
    version,
    description,
    keywords: ["pulumi", "azure", "azure-marketplace", "partner-center", "category/cloud", "kind/native"],
    license,
    publisher: "pulumi-partnercenter",
    meta: { moduleFormat: "(.*)" },
    language: {
      // The code that `pulumi import` writes then uses the classes of this very package.
      nodejs: { packageName: "pulumi-partnercenter", respectSchemaVersion: true },
      python: { packageName: "pulumi_partnercenter", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
      csharp: { respectSchemaVersion: true },
    },
    config: { variables: settings },
    provider: { description: docOf(declarations.get("Provider")), inputProperties: settings },
    functions: Object.fromEntries(
      Object.entries(queries).map(([name, query]) => {
        const args = types.declared(query.args);
        const outputs: ObjectSpec =
          "result" in query
            ? types.declared(query.result)
            : {
                properties: Object.fromEntries(
                  Object.entries(query.list).map(([key, item]) => [
                    key,
                    { type: "array", items: types.interfaceOf(item), description: "None is an empty list." },
                  ]),
                ),
                required: Object.keys(query.list),
              };
        const asObject = (spec: ObjectSpec) => ({ type: "object", ...spec });
        return [token(name), { description: query.description, inputs: asObject(args), outputs: asObject(outputs) }];
      }),
    ),
    resources,
    types: types.all,
  };
}

function texts(keys: readonly (keyof typeof descriptions)[]): object {
  const properties = keys.map((key) => [key, { type: "string", description: descriptions[key] }]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

/** Of an output, nothing replaces. */
function withoutReplacing(properties: Record<string, PropertySpec>): Record<string, PropertySpec> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, { replaceOnChanges: _, ...property }]) => [key, property]),
  );
}
