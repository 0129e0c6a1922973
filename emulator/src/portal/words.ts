// The words of Partner Center's pages for what the API has names for.

const offerTypes: Readonly<Record<string, string>> = {
  AzureApplication: "Azure application",
  AzureContainer: "Azure container",
  AzureThirdPartyVirtualMachine: "Azure virtual machine",
  SoftwareAsAService: "Software as a service",
};

/** What kind of offer it is. */
export function offerType(resourceType: string): string {
  return offerTypes[resourceType] ?? resourceType;
}

const values: Readonly<Record<string, string>> = {
  true: "Yes",
  false: "No",
  ListAndSell: "Sell through Microsoft",
  ListingOnly: "List only",
  "managed-application": "Managed application",
  "solution-template": "Solution template",
};

/** What a page shows for a value of the API. */
export function valueInWords(value: string): string {
  return values[value] ?? value;
}

const stepNames: Readonly<Record<string, string>> = {
  "Preview Creation": "Preview creation",
  "Publisher Signoff": "Publisher sign-off",
};

/** A step of publishing. */
export function stepName(name: string): string {
  return stepNames[name] ?? name;
}

/** What became of a step. */
export const stepStates: Readonly<Record<string, string>> = {
  NotStarted: "Not started",
  InProgress: "In progress",
  Success: "Complete",
  Failed: "Failed",
};

/** A time, to the second. */
export function timeInWords(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** How long something took, in its two largest units. */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 1) return "less than a second";
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  const first = units.findIndex(([size]) => seconds >= size);
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .flatMap(([size, unit]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? [] : [`${count} ${unit}`];
    })
    .join(" ");
}
