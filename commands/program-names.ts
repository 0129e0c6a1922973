// The names in a program that is written: of variables, of keys of its configuration, of files.

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `my-plan` → `myPlan`. */
function camelCase(text: string): string {
  const [first = "", ...rest] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map(capitalized)].join("");
}

/** A variable for each plan, such as `standardPlan`: the ending keeps it apart from words of the language. */
export function planVariables(planIds: readonly string[]): string[] {
  const taken = new Set<string>();
  return planIds.map((planId) => {
    const stem = camelCase(planId.replace(/[^A-Za-z0-9]+plan$/i, ""));
    const name = /^[a-z]/i.test(stem) ? `${stem}Plan` : `plan${capitalized(stem)}`;
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
    taken.add(free);
    return free;
  });
}

/**
 * Key of the stack's configuration for a credential: `leads.httpsEndpoint.url` → `leadsHttpsEndpointUrl`.
 *
 * @param owner Whose it is, such as a plan id, which stands before it; empty for the offer.
 */
export function secretKey(owner: string, path: string): string {
  const [first = "", ...rest] = [...(owner === "" ? [] : [camelCase(owner)]), ...path.split(".")];
  return [first, ...rest.map(capitalized)].join("");
}

/** Part of a file's name: `Contoso, Inc.` → `contoso-inc`, `shortDescription` → `short-description`. */
export function fileStem(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}
