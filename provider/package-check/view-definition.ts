// viewDefinition.json, the pages that a managed application has in the portal; a package can do without it.
import { isObject, type Properties } from "../values/properties.js";
import { type Report, shown } from "./problems.js";

const schema = "https://schema.management.azure.com/schemas/viewdefinition/0.0.1-preview/ViewDefinition.json#";
const kinds = ["overview", "metrics", "customresources", "associations"];

/** Checks the definition of views. */
export function checkViewDefinition(root: Properties, report: Report): void {
  const { $schema, contentVersion, views } = root;
  if (
    typeof $schema !== "string" ||
    $schema.toLowerCase().replace(/#$/, "") !== schema.toLowerCase().replace(/#$/, "")
  ) {
    report(
      "view-schema",
      ["$schema"],
      `${$schema === undefined ? "is missing" : `is ${shown($schema)}`}; write ${schema}`,
    );
  }
  if (typeof contentVersion !== "string") report("view-schema", ["contentVersion"], 'is missing; write "0.0.0.1"');
  if (!Array.isArray(views)) {
    report("view-views", ["views"], views === undefined ? "is missing" : "is not a list");
    return;
  }
  for (const [index, view] of views.entries()) {
    const kind = isObject(view) ? view.kind : undefined;
    if (typeof kind === "string" && kinds.includes(kind.toLowerCase())) continue;
    const what = kind === undefined ? "has no kind" : `has the kind ${shown(kind)}`;
    report("view-views", ["views", index], `${what}; kinds are Overview, Metrics, CustomResources and Associations`);
  }
}
