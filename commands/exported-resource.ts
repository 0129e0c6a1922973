// One resource of the program: what exists, without what the resource's own checks would refuse.
import { resolve } from "node:path";
import type { Kind } from "../provider/engine/kind.js";
import type { Context } from "../provider/pages/context.js";
import type { DescribedFile, Description } from "../provider/pages/description.js";
import { changeInWords } from "../provider/values/difference.js";
import { checkSchema, type Finding, Findings } from "../provider/values/findings.js";
import { mapValues, type Properties } from "../provider/values/properties.js";

/** A resource that the program declares. */
export interface ExportedResource {
  readonly kind: Kind;
  readonly description: Description;
}

/** The inputs with absolute paths of files, since the export does not run in the program's folder. */
function inputsIn(folder: string, { inputs, files }: Description): Properties {
  const paths = new Map(files.map(({ path }) => [path, resolve(folder, path)]));
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") return paths.get(value) ?? value;
    return Array.isArray(value) ? value.map(replace) : mapValues(value, replace);
  };
  return replace(inputs) as Properties;
}

/** A text about files without the folder that they are in for now. */
function withoutFolder(text: string, folder: string, files: readonly DescribedFile[]): string {
  return files.reduce((shortened, { path }) => shortened.replaceAll(resolve(folder, path), path), text);
}

function isRequired(kind: Kind, unit: string): boolean {
  const schema = kind.schema.shape[unit] as { safeParse(value: unknown): { success: boolean } } | undefined;
  return schema !== undefined && !schema.safeParse(undefined).success;
}

/**
 * Checks a resource as `pulumi preview` would, and changes what is refused: first it is written in the form in which it
 * is compared; if that is refused too, it is left out. What every program must say stays, and is reported all the same.
 */
export async function leaveOutRefused({ kind, description }: ExportedResource, folder: string): Promise<void> {
  for (;;) {
    const findings = new Findings();
    const inputs = inputsIn(folder, description);
    checkSchema(kind.schema, inputs, findings);
    await kind.derive(inputs, findings, inputs);
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
    const free = units.filter((unit) => !isRequired(kind, unit));
    if (free.length < units.length) description.refused.push(finding);
    else description.leaveOut(free, finding.property, finding.reason);
  }
}

/**
 * Compares a resource with Partner Center as `pulumi preview` will, and leaves out what would be overwritten all the
 * same: what the program has no words for, such as a second logo of one kind, and what somebody has changed meanwhile.
 */
export async function leaveOutDifferences(
  context: Context,
  { kind, description }: ExportedResource,
  folder: string,
): Promise<void> {
  const inputs = inputsIn(folder, description);
  const derived = await kind.derive(inputs, new Findings(), inputs);
  for (const difference of (await kind.survey?.(context, { ...inputs, ...derived })) ?? []) {
    const units = description.unitsAt(difference.path).filter((unit) => !isRequired(kind, unit));
    const reason = `would be overwritten: ${changeInWords(difference)}`;
    description.leaveOut(units, difference.path, withoutFolder(reason, folder, description.files));
  }
}
