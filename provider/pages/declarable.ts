// What exists, made into what a program may say: without what the checks of its kind would refuse.
import { resolve } from "node:path";
import type { z } from "zod";
import { checkSchema, type Finding, Findings } from "../values/findings.js";
import { mapValues, type Properties } from "../values/properties.js";
import type { Context } from "./context.js";
import type { DescribedFile, Description } from "./description.js";

/** The checks of a kind that need no service. */
export interface Checks {
  readonly schema: z.ZodObject;
  derive(inputs: Properties, findings: Findings, before: Properties): Promise<Properties>;
}

/** A kind of which it can be told what exists. */
export interface Describing extends Checks {
  describe(context: Context, id: string): Promise<Description>;
}

/** The inputs with absolute paths of files, since nobody works in the program's folder. */
export function inputsIn(folder: string, { inputs, files }: Description): Properties {
  const paths = new Map(files.map(({ path }) => [path, resolve(folder, path)]));
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") return paths.get(value) ?? value;
    return Array.isArray(value) ? value.map(replace) : mapValues(value, replace);
  };
  return replace(inputs) as Properties;
}

/** A text about files without the folder that they are in for now. */
export function withoutFolder(text: string, folder: string, files: readonly DescribedFile[]): string {
  return files.reduce((shortened, { path }) => shortened.replaceAll(resolve(folder, path), path), text);
}

/** Whether no program can do without a property. */
export function isRequired({ schema }: Checks, unit: string): boolean {
  const property = schema.shape[unit] as { safeParse(value: unknown): { success: boolean } } | undefined;
  return property !== undefined && !property.safeParse(undefined).success;
}

/**
 * Checks a resource as `pulumi preview` would, and changes what is refused: first it is written in the form in which it
 * is compared; if that is refused too, it is left out. What every program must say stays, and is reported all the same.
 */
export async function leaveOutRefused(checks: Checks, description: Description, folder: string): Promise<void> {
  for (;;) {
    const findings = new Findings();
    const inputs = inputsIn(folder, description);
    checkSchema(checks.schema, inputs, findings);
    await checks.derive(inputs, findings, inputs);
    const inProgram = ({ property, reason }: Finding): Finding => {
      return { property, reason: withoutFolder(reason, folder, description.files) };
    };
    const isNew = ({ property, reason }: Finding) =>
      ![...description.leftOut, ...description.refused].some(
        (known) => known.property === property && known.reason === reason,
      );
    const finding = findings.list().map(inProgram).find(isNew);
    if (finding === undefined) return;
    const units = description.unitsAt(finding.property);
    const isNormalized = units.map((unit) => description.normalize(unit)).some((isOther) => isOther);
    if (isNormalized) continue;
    const free = units.filter((unit) => !isRequired(checks, unit));
    if (free.length < units.length) description.refused.push(finding);
    else description.leaveOut(free, finding.property, finding.reason);
  }
}

/**
 * What exists, as an import takes it over: without files and credentials, which are left alone, and without what no
 * program may say.
 */
export async function describedForImport(kind: Describing, context: Context, id: string): Promise<Description> {
  const description = await kind.describe(context, id);
  for (const property of new Set(description.files.map((file) => file.property))) {
    const why = "is left alone: its files are in Partner Center only. Name files of yours to manage it";
    description.leaveOut(description.unitsAt(property), property, why);
  }
  for (const { path } of [...description.credentials]) {
    description.leaveOut([path], path, "is left alone: it is a credential. Set it from a secret to manage it");
  }
  await leaveOutRefused(kind, description, process.cwd());
  return description;
}
