// The rules for templates, but for their resources: mainTemplate.json, the templates that it links to, and those inside.
import { certification, error, guide, structure, ttk, warning } from "./rule.js";

const limits = "ARM template best practices, Template limits";
const parameters = "Parameters in ARM templates";

export const templateRules = {
  "template-schema": error(
    "`$schema` is that of a deployment template",
    `${structure}; ${ttk("DeploymentTemplate Schema Is Correct")}`,
  ),
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
  "template-unknown-section": warning("there are no other sections", structure),
  "template-language-version": warning(
    "`languageVersion` is not 2.0: managed applications take 1.0 only, solution templates both",
    "Reference: Deployment template artifact",
  ),
  "template-size": error("a template has at most 4 MB", limits),
  "template-counts": error("at most 256 parameters, 512 variables, 800 resources and 64 outputs", limits),
  "template-blank": warning(
    'no property is `""`, `{}` or `null`, but for those that may be, such as `defaultValue` and `value`',
    ttk("Template Should Not Contain Blanks"),
  ),
  "expression-length": error("an expression has at most 24,576 characters", limits),
  "expression-brackets": error(
    "the quotation marks, parentheses and brackets of expressions match; `[[` starts a text that is not an expression",
    "Syntax and expressions in ARM templates",
  ),
} as const;

export const declarationRules = {
  "parameter-type": error(
    "a parameter's type is string, securestring, int, bool, object, secureObject or array",
    parameters,
  ),
  "parameter-default": error(
    "a `defaultValue` that is used is of this type, and one of `allowedValues`; those are a list",
    parameters,
  ),
  "parameter-default-unused": warning("so is one that is never used, since a value is always passed", parameters),
  "parameter-bounds": error(
    "`minValue`, `maxValue`, `minLength` and `maxLength` are numbers, the lower one first",
    `${parameters}; ${ttk("Min And Max Value Are Numbers")}`,
  ),
  "parameter-bounds-number": certification(
    "`minValue` and `maxValue` are numbers, not texts of digits",
    ttk("Min And Max Value Are Numbers"),
  ),
  "parameter-bounds-text": warning("so are `minLength` and `maxLength`", parameters),
  "parameter-bounds-pair": certification(
    "`minValue` and `maxValue` come together",
    ttk("Min And Max Value Are Numbers"),
  ),
  "parameter-reserved": warning(
    "no parameter of the main template is named `applicationResourceName`, `managedResourceGroupId`, " +
      "`jitAccessPolicy` or `managedIdentity`: these outputs of `createUiDefinition.json` are for the portal, and managed applications with such a parameter are refused",
    "azure-docs issue 67806 (InvalidTemplateParameter for a definition in a service catalog)",
  ),
  "parameter-declared": error("each parameter that an expression refers to is declared", parameters),
  "parameter-used": warning("each parameter is used", ttk("Parameters Must Be Referenced")),
  "variable-declared": error("each variable that an expression refers to is declared", "Variables in ARM templates"),
  "variable-used": certification("each variable is used", ttk("Variables Must Be Referenced")),
  "output-form": error("each output has a type, and a value or a copy loop", "Outputs in ARM templates"),
  "location-parameter": certification(
    "the parameter `location` is a string; its default is `[resourceGroup().location]` in the main template, and in " +
      "the others this or none",
    ttk("Location Should Not Be Hardcoded"),
  ),
  "location-choice": warning("the main template has a parameter `location`, without `allowedValues`", guide),
  "artifacts-parameters": certification(
    "`_artifactsLocation` is a string with the default `[deployment().properties.templateLink.uri]`, and comes with " +
      '`_artifactsLocationSasToken`, a securestring with the default `""`; in linked templates, neither has a default',
    ttk("artifacts parameter"),
  ),
  "password-parameter": certification(
    "parameters named `…password…`, `…secret…` or `…accountkey…` are secure, or bool; those for the name, version, " +
      "address or permissions of a secret need not be",
    ttk("Password params must be secure"),
  ),
} as const;

export const secretRules = {
  "secret-default": error(
    "a securestring has no text as its default",
    ttk("Secure String Parameters Cannot Have Default"),
  ),
  "secret-default-expression": certification(
    "an expression that is the default of a securestring uses `newGuid()`",
    ttk("Secure String Parameters Cannot Have Default"),
  ),
  "secret-object-default": warning(
    "a secureObject has no default with values in it",
    "assumed: everyone can read the package",
  ),
  "secret-output": certification(
    "no output has a secure parameter or the result of a `list…` function in its value, and none is named " +
      "`…password…`",
    ttk("Outputs Must Not Contain Secrets"),
  ),
  "secret-command": certification(
    "`commandToExecute` with a secure parameter or a `list…` function is in `protectedSettings`",
    ttk("CommandToExecute Must Use ProtectedSettings For Secrets"),
  ),
  "secret-nested": certification(
    "templates inside a deployment with outer scope use no secure parameter and no `list…` function",
    ttk("Secure Params In Nested Deployments"),
  ),
} as const;
