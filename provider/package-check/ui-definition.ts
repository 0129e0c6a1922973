// createUiDefinition.json, what the portal asks people before it deploys: its sections, and its elements by name.
import { asObject, isObject, type Properties } from "../values/properties.js";
import type { JsonFile, Path } from "./json-file.js";
import { type Report, shown } from "./problems.js";

/** An element, such as a text box, with where it stands. */
export interface Element {
  readonly path: Path;
  readonly element: Properties;
  /** Empty when it is missing. */
  readonly name: string;
  /** Such as `Microsoft.Common.TextBox`; empty when it is missing. */
  readonly type: string;
  /** The elements of a section. */
  readonly elements: readonly Element[];
}

/** A step, with its elements. */
interface Step {
  readonly path: Path;
  readonly name: string;
  readonly elements: readonly Element[];
}

/** The definition, taken apart. */
export interface UiDefinition {
  readonly file: JsonFile;
  readonly root: Properties;
  readonly report: Report;
  readonly basics: readonly Element[];
  readonly steps: readonly Step[];
  /** By name as it is written. */
  readonly outputs: ReadonlyMap<string, unknown>;
}

/** The version that is documented; there were older ones. */
const newestVersion = "0.1.2-preview";
const schema = `https://schema.management.azure.com/schemas/${newestVersion}/CreateUIDefinition.MultiVm.json#`;

/** Takes the definition apart, and checks its sections. */
export function openUiDefinition(file: JsonFile, root: Properties, report: Report): UiDefinition {
  checkHead(root, report);
  const sections = sectionsOf(root, report);
  const steps = stepsOf(sections.steps, report);
  return {
    file,
    root,
    report,
    basics: elementsOf(sections.basics, ["parameters", "basics"]),
    steps,
    outputs: new Map(Object.entries(sections.outputs)),
  };
}

/** Whether a definition is one of an HDInsight application, which asks for nothing and has another form. */
export function isForHdInsight({ handler }: Properties): boolean {
  return typeof handler === "string" && /^microsoft\.hdinsight/i.test(handler);
}

function checkHead({ $schema, version, handler }: Properties, report: Report): void {
  if ($schema !== schema) {
    report(
      "ui-schema",
      ["$schema"],
      `${$schema === undefined ? "is missing" : `is ${shown($schema)}`}; write ${schema}`,
    );
  }
  if (typeof version !== "string") report("ui-schema", ["version"], `is missing; write "${newestVersion}"`);
  else if (version.toLowerCase() !== newestVersion) {
    report("ui-schema", ["version"], `is ${shown(version)}; write "${newestVersion}"`);
  }
  const handlers = ["microsoft.azure.createuidef", "microsoft.compute.multivm"];
  if (typeof handler !== "string" || !handlers.includes(handler.toLowerCase())) {
    const what = handler === undefined ? "is missing" : `${shown(handler)} is not known`;
    report("ui-handler", ["handler"], `${what}; write "Microsoft.Azure.CreateUIDef"`);
  }
}

function sectionsOf(
  { parameters }: Properties,
  report: Report,
): { basics: readonly unknown[]; steps: readonly unknown[]; outputs: Properties } {
  if (!isObject(parameters)) {
    report("ui-sections", ["parameters"], parameters === undefined ? "is missing" : "is not an object");
    return { basics: [], steps: [], outputs: {} };
  }
  const lists = (["basics", "steps"] as const).map((section): readonly unknown[] => {
    const value = parameters[section];
    if (Array.isArray(value)) return value;
    report(
      "ui-sections",
      ["parameters", section],
      value === undefined ? "is missing; write at least []" : "is not a list",
    );
    return [];
  });
  const { outputs } = parameters;
  if (!isObject(outputs)) {
    report("ui-sections", ["parameters", "outputs"], outputs === undefined ? "is missing" : "is not an object");
  }
  return { basics: lists[0] ?? [], steps: lists[1] ?? [], outputs: asObject(outputs) };
}

/** Solutions of Microsoft Sentinel without steps have an empty object as their only one; it is left out. */
function stepsOf(list: readonly unknown[], report: Report): Step[] {
  return list.flatMap((step, index): Step[] => {
    const path = ["parameters", "steps", index];
    if (isObject(step) && Object.keys(step).length === 0) return [];
    if (!isObject(step)) {
      report("ui-step", path, "is not an object");
      return [];
    }
    const name = typeof step.name === "string" ? step.name : "";
    if (name === "") report("ui-step", path, "has no name");
    if (!Array.isArray(step.elements)) report("ui-step", path, "has no list of elements");
    const elements = Array.isArray(step.elements) ? elementsOf(step.elements, [...path, "elements"]) : [];
    return [{ path, name, elements }];
  });
}

/** An empty object stands in samples of Microsoft where there is no element; it is left out. */
function elementsOf(list: readonly unknown[], base: Path): Element[] {
  return list.flatMap((element, index): Element[] => {
    const path = [...base, index];
    if (!isObject(element) || Object.keys(element).length === 0) return [];
    return [
      {
        path,
        element,
        name: typeof element.name === "string" ? element.name : "",
        type: typeof element.type === "string" ? element.type : "",
        elements: Array.isArray(element.elements) ? elementsOf(element.elements, [...path, "elements"]) : [],
      },
    ];
  });
}

/** All elements of a list and of the sections in it. */
export function* allElements(list: readonly Element[]): Generator<Element> {
  for (const element of list) {
    yield element;
    yield* allElements(element.elements);
  }
}

/** The lists of elements in which names are to be different: the basics, each step, each section. */
export function* elementLists({ basics, steps }: UiDefinition): Generator<readonly Element[]> {
  for (const list of [basics, ...steps.map(({ elements }) => elements)]) {
    yield list;
    for (const { elements } of allElements(list)) if (elements.length > 0) yield elements;
  }
}
