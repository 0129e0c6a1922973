// The private audience of a plan: who can see and buy it (API reference §3.13).
import { z } from "zod";
import { valueIn } from "../../fields/compared.js";
import type { Field } from "../../fields/field.js";
import { readAudienceFile } from "../../files/audience-csv.js";
import { checkCount } from "../../rules/limit-checks.js";
import { countedLimits, type Limit, mostOf } from "../../rules/limits.js";
import { type Findings, known } from "../../values/findings.js";
import { getPath, isEmpty, isObject, type Properties, setPath } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { lowerCaseIds, membersIn, withMembers } from "../shared/audience-members.js";
import { caselessRecord, filePath, guid } from "../shared/formats.js";

/** What a program says of the private audience. */
export const privateAudienceInputs = z.strictObject({
  subscriptions: caselessRecord(guid("an Azure subscription id"), z.string()).optional(),
  tenants: caselessRecord(guid("a tenant id"), z.string()).optional(),
  csv: filePath().optional(),
});

/** Where the program names the file with further members of both kinds. */
export const audienceFilePath = "availability.privateAudience.csv";

/** Members of a private audience: those that the program lists, and those of its file, which `derive` reads. */
function audienceField(kind: "subscriptions" | "tenants", key: string): Field {
  const path = `availability.privateAudience.${kind}`;
  const fromFile = `csvAudience.${kind}`;
  return {
    path,
    wire: [key],
    spread: {
      paths: [path, audienceFilePath, fromFile],
      gather: (properties) => {
        const [listed, file, members] = [path, audienceFilePath, fromFile].map((at) => getPath(properties, at));
        if (file === undefined) return listed;
        if (hasUnknown([listed, file, members])) return unknownMarker;
        return { ...lowerCaseIds(members), ...lowerCaseIds(listed) };
      },
      scatter: (value, managed, state) => {
        const file = getPath(managed, audienceFilePath);
        if (file === undefined) return setPath(state, path, value);
        const listed = lowerCaseIds(getPath(managed, path));
        const found = Object.entries(lowerCaseIds(value));
        const own = Object.fromEntries(found.filter(([id]) => Object.hasOwn(listed, id)));
        setPath(state, path, isEmpty(own) ? undefined : own);
        setPath(state, audienceFilePath, file);
        setPath(state, fromFile, Object.fromEntries(found.filter(([id]) => !Object.hasOwn(listed, id))));
      },
    },
    canonical: (value) => (isObject(value) ? lowerCaseIds(value) : value),
    read: (body) => membersIn(body[key]),
    write: (body, value) => {
      // as Partner Center's pages ask for them (page azure-app-managed)
      body[key] = withMembers(body[key], lowerCaseIds(value));
    },
  };
}

/** The private audience. */
export const audienceFields: readonly Field[] = [
  audienceField("subscriptions", "subscriptionAudiences"),
  audienceField("tenants", "tenantAudiences"),
];

/** Values that are not known yet count as an audience. */
function hasAudience(audience: Properties | undefined, inputs: Inputs): boolean {
  if (audience === undefined) return getPath(inputs, "availability.privateAudience") !== undefined;
  return ["subscriptions", "tenants", "csv"].some((key) => !isEmpty(audience[key]));
}

/** A file may have members of both kinds. */
const longestFile = mostOf(countedLimits.privateSubscriptions) + mostOf(countedLimits.privateTenants);

/** The members that the program lists and those of its file. `inputs`: with those of the file. */
export function checkAudience(inputs: Inputs, findings: Findings): void {
  const audience = known<Properties>(inputs, "availability.privateAudience");
  const visibility = known(inputs, "availability.visibility");
  if (visibility === "Private" && inputs.availability && !hasAudience(audience, inputs)) {
    findings.add(
      "availability.privateAudience",
      "is required for a Private plan: give subscriptions, tenants or a csv file",
    );
  }
  const counts = [countedLimits.privateSubscriptions, countedLimits.privateTenants] as const;
  audienceFields.forEach((field, index) => {
    const members = valueIn(field, inputs);
    const count = isObject(members) ? Object.keys(members).length : 0;
    checkCount(counts[index] as Limit, field.path, count, findings);
  });
  if (audience !== undefined && visibility === "Public") {
    findings.add("availability.privateAudience", 'is only for visibility "Private"');
  }
}

/** The members that the program keeps in a file; not known yet as long as the file is not. */
export async function audienceOfFile(inputs: Inputs, findings: Findings): Promise<Properties | string | undefined> {
  const file = getPath(inputs, audienceFilePath);
  if (hasUnknown(file)) return unknownMarker;
  if (typeof file !== "string" || file === "") return undefined;
  const audience = await readAudienceFile(file, audienceFilePath, ["subscriptions", "tenants"], longestFile, findings);
  return audience === undefined ? undefined : { ...audience };
}
