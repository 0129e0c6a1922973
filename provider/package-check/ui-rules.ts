// The rules for createUiDefinition.json, by itself and together with the main template.
import { certification, error, ttk, warning } from "./rule.js";

const overview = "CreateUiDefinition.json for Azure managed application's create experience";
const elements = "CreateUiDefinition elements";

export const uiRules = {
  "ui-schema": certification(
    "`$schema` is exactly " +
      "`https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#`, and `version` " +
      "is the same version",
    ttk("CreateUIDefinition Should Have Schema"),
  ),
  "ui-handler": error(
    "`handler` is `Microsoft.Azure.CreateUIDef` or `Microsoft.Compute.MultiVm`",
    ttk("Handler Must Be Correct"),
  ),
  "ui-not-checked": warning(
    "the definition is not one of an HDInsight application (`handler` is `Microsoft.HDInsight`), which has a form " +
      "that is not checked here",
    "Publish an HDInsight application in the Azure Marketplace",
  ),
  "ui-sections": error("`parameters` has the lists `basics` and `steps` and the object `outputs`", overview),
  "ui-step": warning("a step has a name and a list of elements; an empty object is no step", overview),
  "ui-element": error("an element has a type", elements),
  "ui-element-name": warning("an element has a name that no other has in its step or section", "assumed"),
  "ui-element-type": warning("an element's type is documented", elements),
  "ui-section": warning(
    "a section has at least one element, and no section in it",
    "Microsoft.Common.Section UI element",
  ),
  "ui-blank": warning(
    'no property is `""`, `{}`, `[]` or `null`, but for `basics`, `steps` and `defaultValue`',
    ttk("CreateUIDefinition Must Not Have Blanks"),
  ),
  "ui-tool-tip": certification("elements have a tool tip", ttk("Tooltips Should Be Present")),
  "ui-text-box": certification(
    "text boxes have a regular expression with a message, by itself or among `validations`",
    ttk("Textboxes Are Well Formed"),
  ),
  "ui-validation-message": certification("each of `validations` has a message", ttk("Validations Must Have Message")),
  "ui-regular-expression": warning("regular expressions can be read", "assumed: the portal runs them as JavaScript"),
  "ui-password-length": certification(
    "password boxes have `constraints`; a regular expression in them asks for a length, such as `{12,}`",
    ttk("PasswordBoxes Must Have Min Length"),
  ),
  "ui-password-short": warning(
    "that length is 12 or more, all lengths in the expression together",
    ttk("PasswordBoxes Must Have Min Length"),
  ),
  "ui-password-confirmation": certification(
    "the confirmation of passwords is not hidden",
    ttk("Credential Confirmation Should Not Be Hidden"),
  ),
  "ui-user-name": certification("user names have no default", ttk("Usernames Should Not Have A Default")),
  "ui-existing": certification(
    "where an element lets people choose what exists already, `outputs` has its `newOrExisting` and `resourceGroup`",
    ttk("HideExisting Must Be Correctly Handled"),
  ),
  "ui-location": certification(
    "`outputs` has `location`, which is `[location()]` and nothing else",
    ttk("Location Should Be In Outputs"),
  ),
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
    "what a text box gives does not go into an object or array parameter as it is",
    "Microsoft.Common.TextBox UI element",
  ),
  "ui-output-number": certification(
    "nor into an int or bool parameter, and neither do texts that people choose",
    ttk("Outputs Must Be Present In Template Parameters"),
  ),
  "ui-password-parameter": certification(
    "what a password box gives goes into an output, and so into a secure parameter",
    ttk("Password Textboxes Must Be Used For Password Parameters"),
  ),
  "ui-allowed-values": error(
    "each value that people can choose is one of the parameter's `allowedValues`",
    ttk("Allowed Values Should Actually Be Allowed"),
  ),
  "ui-choice": certification(
    "an element with `allowedValues` is referred to; the default of its parameter is one that people can choose",
    ttk("Allowed Values Should Actually Be Allowed"),
  ),
  "ui-virtual-machine-size": certification(
    "what a size selector gives goes into an output; a default size of the template is one of its `allowedSizes`",
    ttk("VMSizes Must Match Template"),
  ),

  "ui-size": warning(
    "`createUiDefinition.json` and `viewDefinition.json` have at most 4 MB: bigger ones are not read",
    "assumed",
  ),
} as const;
