// The rules for the files of a package, whatever is in them, and for viewDefinition.json and files of parameters.
import { certification, error, structure, ttk, warning } from "./rule.js";

const view = "View definition artifact in Azure Managed Applications";

export const fileRules = {
  "package-files": error(
    "`mainTemplate.json` and `createUiDefinition.json` are at the root",
    "Plan an Azure managed application for an Azure application offer",
  ),
  "package-file-size": error(
    "no file has more than 1 GB (uncompressed)",
    "Plan an Azure managed application for an Azure application offer",
  ),
  "package-file-names": warning(
    "a `.zip` has `/` between the folders of a name, not `\\`",
    "ZIP APPNOTE 4.4.17.1; what Partner Center makes of other names is not documented",
  ),
  "package-private-files": warning(
    "no file or folder has a name that begins with a dot, such as `.env` and `.git`, or ends as a private key " +
      "does (`.key`, `.pfx`, `.p12`)",
    "assumed: customers get the files of the package",
  ),
  "package-binaries": warning(
    "the package has no disk images (`.vhd`, `.vhdx`, `.vmdk`, `.ova`, `.qcow2`, `.iso`) and no programs (`.exe`, `.msi`)",
    "Plan an Azure managed application for an Azure application offer (no binaries, such as images of machines)",
  ),
  "json-syntax": error(
    "these two, `viewDefinition.json` and linked templates are JSON in UTF-8, at most 200 levels deep",
    `${ttk("JSONFiles Should Be Valid")}; the depth is assumed`,
  ),
  "json-object": error("each of them is one JSON object", structure),
  "json-other": certification("other files named `.json` are JSON", ttk("JSONFiles Should Be Valid")),
  "json-encoding": warning(
    "all of their characters are UTF-8: readers put a sign in place of another byte",
    "RFC 8259 §8.1; assumed: neither Resource Manager nor the portal refuses the file for it",
  ),
  "json-comments": warning(
    "they have no comments",
    "Azure customer usage attribution (comments are to be removed); Resource Manager itself takes them " +
      "(Template structure and syntax), the portal is reported to load for ever (azure-docs issue 44188)",
  ),
  "json-multi-line-text": warning(
    "texts of templates have no line breaks and tabs in them: Resource Manager takes them, JSON does not",
    "Template structure and syntax, Multi-line strings",
  ),
  "json-trailing-comma": warning(
    "nothing in a template ends with a comma before `}` or `]`: Resource Manager takes it, JSON does not",
    "azure-powershell issue 353",
  ),
  "json-repeated-key": warning("no object has a key twice", "assumed: the last one counts"),
} as const;

export const viewRules = {
  "view-schema": warning("`$schema` is that of view definitions, `contentVersion` is there", view),
  "view-views": warning("`views` is a list of Overview, Metrics, CustomResources and Associations", view),
} as const;

export const parameterFileRules = {
  "parameter-file": warning(
    "a `*.parameters.json` that has `parameters` has `$schema` and `contentVersion`: certification looks at all of " +
      "them, and nobody deploys them",
    "assumed: today's toolkit takes one that has neither for a list of names and values",
  ),
  "parameter-file-schema": certification(
    "`$schema` of a `*.parameters.json` with a `contentVersion` is `…/2015-01-01/deploymentParameters.json#` or " +
      "`…/2019-04-01/deploymentParameters.json#`",
    ttk("DeploymentParameters Should Have Schema"),
  ),
  "parameter-file-version": certification(
    "one with a `$schema` has a `contentVersion`, and that is a text",
    ttk("DeploymentParameters Should Have ContentVersion"),
  ),
  "parameter-file-parameters": certification(
    "one with a `$schema` or a `contentVersion` has `parameters`",
    ttk("DeploymentParameters Should Have Parameters"),
  ),
  "parameter-file-value": certification(
    "in one with a `$schema`, each parameter has a `value`, or a `reference` to a secret of a key vault",
    ttk("DeploymentParameters Should Have Value"),
  ),
} as const;
