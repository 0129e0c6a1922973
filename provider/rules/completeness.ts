// What of the requirements a program does not meet.
import { type Findings, formatPath } from "../values/findings.js";
import { asObject, getPath, isObject, type Properties } from "../values/properties.js";
import { ingestedRequirements } from "./ingested-requirements.js";
import { isMet, isNothing, type Requirement, requirements } from "./requirements.js";
import { cited } from "./sources.js";

/** The requirements of all kinds of offers and plans. */
export const allRequirements: readonly Requirement[] = [...requirements, ...ingestedRequirements];

/** A property without which nothing can be published. */
export interface Lack {
  readonly property: string;
  readonly requirement: Requirement;
}

/** One language of a listing, as if it were the English one; `at` is where the program has it. */
interface Language {
  readonly at: string;
  readonly inputs: Properties;
}

function furtherLanguages(inputs: Properties): Language[] {
  return Object.entries(asObject(inputs.translations)).flatMap(([code, listing]) =>
    isObject(listing) ? [{ at: formatPath(["translations", code]), inputs: { ...inputs, listing } }] : [],
  );
}

/** The large logo is one for all languages. */
function isInEachLanguage({ paths: [property] }: Requirement): boolean {
  return property.startsWith("listing.") && property !== "listing.logos.large";
}

function applies({ when }: Requirement, inputs: Properties): boolean {
  return when === undefined || when(inputs);
}

/** What inputs certainly lack, in all their languages. What is not known yet may be there. */
export function lacking(of: Requirement["of"], inputs: Properties): Lack[] {
  return allRequirements
    .filter((requirement) => requirement.of === of && applies(requirement, inputs))
    .flatMap((requirement) => {
      const [property] = requirement.paths;
      const here = isMet(requirement, inputs) ? [] : [{ property, requirement }];
      if (!isInEachLanguage(requirement)) return here;
      const further = furtherLanguages(inputs).filter((language) => !isMet(requirement, language.inputs));
      return [...here, ...further.map(({ at }) => ({ property: property.replace("listing", at), requirement }))];
    });
}

/** The requirement that {@link lacking} has named by a property; undefined for one in a further language. */
export function requirementAt(of: Requirement["of"], property: string): Requirement | undefined {
  return allRequirements.find((one) => one.of === of && one.paths[0] === property);
}

/** Why something is missing, as the reason of a finding. */
export function missing(of: Requirement["of"], property: string): string {
  const stem = property.replace(/^translations(\.[\w-]+|\["[^"]*"\])/, "listing");
  const requirement = requirementAt(of, stem);
  if (requirement === undefined) return "is required to publish";
  return `is required to publish: ${requirement.wanted} (${cited(requirement.source)})`;
}

/** What is required and was set to nothing on purpose; Partner Center may hold the same. */
export function checkEmptied(of: Requirement["of"], inputs: Properties, findings: Findings): void {
  for (const requirement of allRequirements.filter((one) => one.of === of && applies(one, inputs))) {
    const languages = isInEachLanguage(requirement) ? furtherLanguages(inputs) : [];
    for (const { at, inputs: own } of [{ at: "listing", inputs }, ...languages]) {
      if (isMet(requirement, own)) continue;
      const emptied = requirement.paths.find(
        (path) => getPath(own, path) !== undefined && isNothing(path, getPath(own, path)),
      );
      if (emptied === undefined) continue;
      const why = `is empty, and nothing can be published without it: give ${requirement.wanted}`;
      findings.addUnlessHeld(emptied.replace(/^listing/, at), `${why} (${cited(requirement.source)})`);
    }
  }
}
