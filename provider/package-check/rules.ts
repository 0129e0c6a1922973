// Every rule that packages are held to: what it asks, how severe a breach is, and where the rule comes from. The table
// of docs/package-checks.md is held equal to this one by a test.

/**
 * A rule. Errors are what Azure, the portal or Partner Center refuses for certain, or what gives a secret or a place
 * away and fails at certification; a preview stops. Warnings are everything else: what is doubtful, what holds for one
 * type of plan only, what is good practice. What is assumed is never an error, but for what no checker could get past.
 */
export interface Rule {
  readonly severity: "error" | "warning";
  /** What the rule asks. */
  readonly asks: string;
  /** Where it comes from: a page of Microsoft's documentation, a test of its toolkit (arm-ttk), or an assumption. */
  readonly source: string;
}

const error = (asks: string, source: string): Rule => ({ severity: "error", asks, source });
const warning = (asks: string, source: string): Rule => ({ severity: "warning", asks, source });

const structure = "Template structure and syntax";
const limits = "ARM template best practices, Template limits";
const parameters = "Parameters in ARM templates";
const linked = "Linked and nested templates";
const guide = "ARM template best practices guide (azure-quickstart-templates)";
const overview = "CreateUiDefinition.json for Azure managed application's create experience";
const uiElements = "CreateUiDefinition elements";
const view = "View definition artifact in Azure Managed Applications";
const ttk = (test: string) => `arm-ttk: ${test}`;

/** The rules by their ids, which stand at the end of each finding. */
export const rules = {
  // The package and its files
  "package-files": error("`mainTemplate.json` and `createUiDefinition.json` are at the root", "API reference §4.5"),
  "package-file-size": error(
    "no file has more than 1 GB (uncompressed)",
    "Plan an Azure managed application for an Azure application offer",
  ),
  "package-private-files": warning(
    "no file or folder has a name that begins with a dot, such as `.env` and `.git`, or ends as a private key " +
      "does (`.key`, `.pfx`, `.p12`)",
    "assumed: customers get the files of the package",
  ),
  "json-syntax": error(
    "these two, `viewDefinition.json` and linked templates are JSON in UTF-8, at most 200 levels deep",
    `${ttk("JSONFiles Should Be Valid")}; the depth is assumed`,
  ),
  "json-object": error("each of them is one JSON object", structure),
  "json-other": warning("other files named `.json` are JSON", ttk("JSONFiles Should Be Valid")),
  "json-comments": warning(
    "they have no comments",

    "Azure customer usage attribution (comments are to be removed); Resource Manager itself takes them " +
      "(Template structure and syntax)",
  ),
  "json-repeated-key": warning("no object has a key twice", "assumed: the last one counts"),

  // Templates: mainTemplate.json, the templates that it links to, and those inside it
  "template-schema": error("`$schema` is that of a deployment template", ttk("DeploymentTemplate Schema Is Correct")),
  "template-schema-old": warning(
    "`$schema` of a file is not of the version 2015-01-01",
    ttk("DeploymentTemplate Schema Is Correct"),
  ),
  "template-scope": warning(
    "the main template deploys to a resource group",
    "assumed: the portal deploys Azure applications into one",
  ),
  "template-version": error("`contentVersion` is there", structure),
  "template-version-form": warning(
    "`contentVersion` has the form `1.0.0.0`",
    "the JSON schema of deployment templates; Template structure and syntax allows any value",
  ),
  "template-sections": error(
    "`resources` is there; it, `parameters`, `variables`, `outputs` and `functions` are lists and objects as " +
      "documented",
    structure,
  ),
  "template-parameters": warning("`parameters` is there", ttk("Parameters Property Must Exist")),
  "template-unknown-section": warning("there are no other sections", structure),
  "template-language-version": warning(
    "`languageVersion` is not 2.0: managed applications take 1.0 only",
    "Reference: Deployment template artifact",
  ),
  "template-size": error("a template has at most 4 MB", limits),
  "template-counts": error("at most 256 parameters, 512 variables, 800 resources and 64 outputs", limits),
  "expression-length": error("an expression has at most 24,576 characters", limits),
  "expression-brackets": error(
    "the quotation marks, parentheses and brackets of expressions match; `[[` starts a text that is not an expression",
    "Syntax and expressions in ARM templates",
  ),

  // Parameters, variables, outputs
  "parameter-type": error(
    "a parameter's type is string, securestring, int, bool, object, secureObject or array",
    parameters,
  ),
  "parameter-default": error("`defaultValue` is of this type, and one of `allowedValues`", parameters),
  "parameter-bounds": error(
    "`minValue`, `maxValue`, `minLength` and `maxLength` are numbers, the lower one first",
    ttk("Min And Max Value Are Numbers"),
  ),
  "parameter-declared": error("each parameter that an expression refers to is declared", parameters),
  "parameter-used": warning("each parameter is used", ttk("Parameters Must Be Referenced")),
  "variable-declared": error("each variable that an expression refers to is declared", "Variables in ARM templates"),
  "variable-used": warning("each variable is used", ttk("Variables Must Be Referenced")),
  "output-form": error("each output has a type, and a value or a copy loop", "Outputs in ARM templates"),
  "location-parameter": warning(
    "the main template's parameter `location` is a string with the default `[resourceGroup().location]`, " +
      "without `allowedValues`",
    `${ttk("Location Should Not Be Hardcoded")}; ${guide}`,
  ),
  "artifacts-parameters": warning(
    "`_artifactsLocation` has the default `[deployment().properties.templateLink.uri]`, " +
      '`_artifactsLocationSasToken` is a securestring with the default `""`, and neither comes without the other',
    ttk("artifacts parameter"),
  ),
  "password-parameter": warning("parameters named like a password are secure", ttk("Password params must be secure")),

  // Secrets
  "secret-default": error(
    "secure parameters have no default but an empty one or an expression",
    ttk("Secure String Parameters Cannot Have Default"),
  ),
  "secret-output": error(
    "no output has a secure parameter or the result of a `list…` function in its value",
    ttk("Outputs Must Not Contain Secrets"),
  ),
  "secret-command": error(
    "`commandToExecute` with a secure parameter is in `protectedSettings`",
    ttk("CommandToExecute Must Use ProtectedSettings For Secrets"),
  ),
  "secret-nested": warning(
    "templates inside a deployment with outer scope use no secure parameter and no `list…` function",
    ttk("Secure Params In Nested Deployments"),
  ),

  // Resources
  "resource-form": error("a resource is an object with `type`, `apiVersion` and `name`", structure),
  "resource-type": error("a type has the form `Provider.Namespace/type`", structure),
  "resource-name": error("a literal name has as many parts as its type", "Set name and type for child resources"),
  "api-version-form": error(
    "a literal `apiVersion` is a date, such as `2024-03-01` or `2024-03-01-preview`",
    structure,
  ),
  "api-version-literal": warning("`apiVersion` is not an expression", guide),
  "api-version-recent": warning(
    "`apiVersion` is less than two years old, or the newest (for the types whose versions are known here)",
    ttk("apiVersions Should Be Recent"),
  ),
  "api-version-preview": warning(
    "`apiVersion` is not a preview when there is a later version (for the types whose versions are known here)",
    ttk("apiVersions Should Be Recent"),
  ),
  "resource-location": error("`location` is an expression or `global`", ttk("Location Should Not Be Hardcoded")),
  "resource-location-parameter": warning(
    "resources take `[parameters('location')]`, not `[resourceGroup().location]`",
    ttk("Location Should Not Be Hardcoded"),
  ),
  "depends-on-conditional": warning("`dependsOn` has no `if`", ttk("DependsOn Must Not Be Conditional")),
  "deployment-mode": error("deployments inside a template are incremental", "Deployment modes"),
  "deployment-debug": warning(
    "deployments have no `debugSetting` with details",
    ttk("Deployment Resources Must Not Be Debug"),
  ),
  "hard-coded-address": warning(
    "addresses of Azure come from `environment()` or `reference()`",
    ttk("DeploymentTemplate Must Not Contain Hardcoded Uri"),
  ),
  "providers-function": warning("`providers()` is not used", ttk("Providers apiVersions Is Not Permitted")),
  "virtual-machine-size": warning("the size of virtual machines is a parameter", ttk("VM Size Should Be A Parameter")),
  "administrator-name": warning(
    "`adminUsername` is not a literal, and its parameter has no literal default",
    ttk("adminUsername Should Not Be A Literal"),
  ),
  "administrator-password": error("`adminPassword` is not a literal", ttk("adminPassword Should Not Be A Literal")),

  // Links from a template to other files
  "linked-template": error("linked templates are in the package, spelled alike", linked),
  "linked-template-outside": warning(
    "linked templates come from the package, not from another address",
    ttk("External Links Must Reference ArtifactsLocation"),
  ),
  "linked-parameters": error(
    "a deployment passes all parameters of its template that have no default, and no others",
    linked,
  ),
  "script-in-package": error("scripts that extensions and deployment scripts load from the package are in it", guide),
  "artefact-in-package": warning(
    "other files that a template refers to, or finds where it is told to by `_artifactsLocation`, are in the package",
    guide,
  ),
  "usage-attribution": warning(
    "a template with deployments of its own has one named `pid-<GUID>-partnercenter` with the tracking id that " +
      "Partner Center shows for the plan: it adds the id by itself only to a template without deployments",
    "Azure customer usage attribution; API reference §4.5",
  ),

  // createUiDefinition.json
  "ui-schema": error(
    "`$schema` is `…/schemas/<version>/CreateUIDefinition.MultiVm.json#`, and `version` is the same version",
    ttk("CreateUIDefinition Should Have Schema"),
  ),
  "ui-version-old": warning("the version is 0.1.2-preview", overview),
  "ui-handler": error(
    "`handler` is `Microsoft.Azure.CreateUIDef` or `Microsoft.Compute.MultiVm`",
    ttk("Handler Must Be Correct"),
  ),
  "ui-sections": error("`parameters` has the lists `basics` and `steps` and the object `outputs`", overview),
  "ui-step": error("a step has a name and a list of elements", overview),
  "ui-element": error("an element has a type", uiElements),
  "ui-element-name": warning("an element has a name that no other has in its step or section", "assumed"),
  "ui-element-type": warning("an element's type is documented", uiElements),
  "ui-tool-tip": warning("elements have a tool tip", ttk("Tooltips Should Be Present")),
  "ui-text-box": warning(
    "text boxes have a regular expression and a message for it",
    `${ttk("Textboxes Are Well Formed")}; ${ttk("Validations Must Have Message")}`,
  ),
  "ui-regular-expression": warning("regular expressions can be read", "assumed: the portal runs them as JavaScript"),
  "ui-password-length": warning(
    "password boxes have a regular expression that asks for 12 characters or more",
    ttk("PasswordBoxes Must Have Min Length"),
  ),
  "ui-password-confirmation": warning(
    "the confirmation of passwords is not hidden",
    ttk("Credential Confirmation Should Not Be Hidden"),
  ),
  "ui-user-name": warning("user names have no default", ttk("Usernames Should Not Have A Default")),
  "ui-existing": warning(
    "where an element lets people choose what exists already, `outputs` has its `newOrExisting` and `resourceGroup`",
    ttk("HideExisting Must Be Correctly Handled"),
  ),
  "ui-location": warning("`outputs` has `location` with `[location()]`", ttk("Location Should Be In Outputs")),
  "ui-output-element": error(
    "elements and steps that `outputs` refers to are there",
    ttk("Controls In Outputs Must Exist"),
  ),
  "ui-reference": warning("elements and steps that other expressions refer to are there", "assumed"),
  "ui-output-parameter": error(
    "each output is a parameter of the main template (but for `applicationResourceName`, " +
      "`managedResourceGroupId`, `jitAccessPolicy` and `managedIdentity`)",
    ttk("Outputs Must Be Present In Template Parameters"),
  ),
  "ui-parameter-output": error(
    "each parameter of the main template without a default is an output",
    ttk("Parameters Without Default Must Exist In CreateUIDefinition"),
  ),
  "ui-output-type": error(
    "what a text box gives goes into a string parameter, or through a function",
    `${ttk("Outputs Must Be Present In Template Parameters")}; Microsoft.Common.TextBox UI element`,
  ),
  "ui-password-parameter": error(
    "what a password box gives goes into a secure parameter",
    ttk("Password Textboxes Must Be Used For Password Parameters"),
  ),
  "ui-allowed-values": error(
    "each value that people can choose is one of the parameter's `allowedValues`",
    ttk("Allowed Values Should Actually Be Allowed"),
  ),
  "ui-virtual-machine-size": warning(
    "a default size of the template is one of the selector's `allowedSizes`",
    ttk("VM Sizes Must Match Template"),
  ),

  "ui-size": warning(
    "`createUiDefinition.json` and `viewDefinition.json` have at most 4 MB: bigger ones are not read",
    "assumed",
  ),

  // viewDefinition.json, when the package has one
  "view-schema": warning("`$schema` is that of view definitions, `contentVersion` is there", view),
  "view-views": warning("`views` is a list of Overview, Metrics, CustomResources and Associations", view),
} as const satisfies Record<string, Rule>;

/** Id of a rule. */
export type RuleId = keyof typeof rules;
