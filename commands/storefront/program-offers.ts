// What a Pulumi program declares, as `pulumi preview` tells it: nothing is deployed, and nothing has to be.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type KindName, resourceTypes } from "../../provider/kinds/index.js";
import { type OfferName, offerKinds } from "../../provider/kinds/shared/offer-kinds.js";
import { clipped, inOneLine, redact } from "../../provider/partner-center/redact.js";
import { isObject, mapValues, objectsIn, type Properties } from "../../provider/values/properties.js";
import { unknownMarker } from "../../provider/values/unknown.js";
import { jsonObject, projectFolder, reasonOf, runPulumi } from "../pulumi-command.js";
import { RefusedError, type Surroundings } from "../work.js";

/** An offer that a program declares, with its plans. */
export interface ProgramOffer {
  readonly kind: OfferName;
  readonly inputs: Properties;
  readonly plans: readonly Properties[];
  /** What files' paths are relative to. */
  readonly folder: string;
  /** How many of its values are known only after deployment; they are left out. */
  readonly unknown: number;
}

/** A program may wait for queries of others. */
const limitMs = 600_000;

function isOf(kind: KindName, type: string): boolean {
  return Object.values(resourceTypes(kind)).includes(type);
}

/** Where the program runs: its project's folder, or that of its `main`. */
function programFolder(project: string): string {
  const file = ["yaml", "yml"].map((ending) => join(project, `Pulumi.${ending}`)).find((path) => existsSync(path));
  const [, main] = /^main:\s*["']?([^"'\s#]+)/m.exec(file === undefined ? "" : readFileSync(file, "utf8")) ?? [];
  if (main === undefined) return project;
  const path = join(project, main);
  return existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
}

/** The errors that a preview has told; they never hold what is marked as secret. */
function errorsIn(preview: Properties): string {
  const texts = objectsIn(preview.diagnostics)
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => String(message));
  return clipped(inOneLine(redact(texts.join(" "))), 2000);
}

interface Declared {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly dependencies: Properties;
}

function declaredIn(preview: Properties): Declared[] {
  const found = new Map<string, Declared>(); // a replacement is told in several steps
  for (const { urn, newState } of objectsIn(preview.steps)) {
    if (!isObject(newState) || !isObject(newState.inputs)) continue;
    const dependencies = isObject(newState.propertyDependencies) ? newState.propertyDependencies : {};
    found.set(String(urn), { urn: String(urn), type: String(newState.type), inputs: newState.inputs, dependencies });
  }
  return [...found.values()];
}

/** Values that are not known yet are left out, and counted. */
function known(value: unknown, count: { unknown: number }): unknown {
  if (value === unknownMarker) {
    count.unknown += 1;
    return undefined;
  }
  if (Array.isArray(value)) return value.map((item) => known(item, count)).filter((item) => item !== undefined);
  return isObject(value) ? mapValues(value, (item) => known(item, count)) : value;
}

/** The properties from which a buyer sees something. */
const seen = {
  offer: ["offerId", "alias", "setup", "properties", "listing", "translations", "previewAudience", "meters"],
  plan: ["planId", "planType", "name", "listing", "translations", "availability", "csvAudience"],
} as const;

function shown(what: keyof typeof seen, { inputs }: Declared, count: { unknown: number }): Properties {
  return known(Object.fromEntries(seen[what].map((key) => [key, inputs[key]])), count) as Properties;
}

/**
 * The offers that the program in this folder declares.
 * @throws RefusedError when there is no program, or its preview fails
 */
export async function programOffers({ env, cwd }: Surroundings, stack: string | undefined): Promise<ProgramOffer[]> {
  const project = projectFolder(cwd());
  if (project === undefined) {
    throw new RefusedError(
      `there is no Pulumi.yaml in ${inOneLine(cwd())} or above it; --program shows a program's offer`,
    );
  }
  const args = ["preview", "--json", "--show-sames", ...(stack === undefined ? [] : ["--stack", stack])];
  const { error, stdout, stderr } = await runPulumi(args, project, env, limitMs);
  const preview = jsonObject(stdout);
  if (error !== null || preview === undefined) {
    const told = preview === undefined ? "" : errorsIn(preview);
    const why =
      error === null
        ? "it has answered with something else than JSON"
        : reasonOf("pulumi preview", error, stderr, limitMs).whyNot;
    throw new RefusedError(`the program cannot be previewed: ${told || why}`);
  }
  const declared = declaredIn(preview);
  const folder = programFolder(project);
  return declared.flatMap((offer) => {
    const kind = offerKinds.find((one) => isOf(one.offer, offer.type));
    if (kind === undefined) return [];
    const count = { unknown: 0 };
    const own = declared.filter(({ type, dependencies }) => {
      return isOf(kind.plan, type) && Array.isArray(dependencies.offer) && dependencies.offer.includes(offer.urn);
    });
    const inputs = shown("offer", offer, count);
    const plans = own.map((plan) => shown("plan", plan, count));
    return [{ kind: kind.offer, inputs, plans, folder, unknown: count.unknown }];
  });
}
