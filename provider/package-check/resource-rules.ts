// The rules for the resources of templates, and for what templates refer to.
import { attribution, certification, error, guide, structure, ttk, warning } from "./rule.js";

const linked = "Linked and nested templates";

export const resourceRules = {
  "resource-form": error("a resource is an object with `type`, `apiVersion` and `name`", structure),
  "resource-type": error("a type has the form `Provider.Namespace/type`", structure),
  "resource-name": error("a literal name has as many parts as its type", "Set name and type for child resources"),
  "api-version-form": error(
    "a literal `apiVersion` is a date, such as `2024-03-01` or `2024-03-01-preview`",
    structure,
  ),
  "api-version-literal": warning("`apiVersion` is not an expression", guide),
  "api-version-recent": {
    ...warning(
      "`apiVersion` is less than two years old, or the newest, and no preview when there is a later version (for the " +
        "types whose versions are known here)",
      ttk("apiVersions Should Be Recent"),
    ),
    oneLine: true,
  },
  "resource-location": certification(
    "`location` is an expression or `global`",
    ttk("Location Should Not Be Hardcoded"),
  ),
  "resource-location-parameter": certification(
    "`resourceGroup().location` and `deployment().location` stand in defaults of parameters and in deployments only; " +
      "resources take `[parameters('location')]`",
    ttk("Location Should Not Be Hardcoded"),
  ),
  "depends-on-conditional": warning("no text in `dependsOn` begins with `if`", ttk("DependsOn Best Practices")),
  "resource-id": warning(
    "ids of resources come from `resourceId()` and its like, and are not put together by hand",
    ttk("IDs Should Be Derived From ResourceIDs"),
  ),
  "uri-construction": certification(
    "properties named `…uri` or `…url` have no `concat` and no `format` outside of `uri`",
    ttk("URIs Should Be Properly Constructed"),
  ),
  "deployment-mode": error("deployments inside a template are incremental", "Deployment modes"),
  "deployment-debug": certification(
    "deployments have no `debugSetting` with details",
    ttk("Deployment Resources Must Not Be Debug"),
  ),
  "hard-coded-address": certification(
    "addresses of Azure come from `environment()` or `reference()`",
    ttk("DeploymentTemplate Must Not Contain Hardcoded Uri"),
  ),
  "providers-function": warning("`providers()` is not used", ttk("providers_apiVersions Is Not Permitted")),
  "virtual-machine-size": certification(
    "a `vmSize` is not a literal, also by way of a variable",
    ttk("VM Size Should Be A Parameter"),
  ),
  "virtual-machine-preview": certification(
    "virtual machines and scale sets have no preview image",
    ttk("Virtual Machines Should Not Be Preview"),
  ),
  "administrator-name": certification(
    "`adminUsername` and `administratorLogin` are not literals, in resources and in variables",
    ttk("adminUsername Should Not Be A Literal"),
  ),
  "administrator-name-default": warning("their parameters have no literal default", guide),
  "administrator-password": error(
    "`adminPassword` and `administratorLoginPassword` are not literals, in resources and in variables",
    ttk("adminPassword Should Not Be A Literal"),
  ),
} as const;

export const linkRules = {
  "linked-template": error("linked templates are in the package, spelled alike", linked),
  "linked-template-outside": warning("linked templates come from the package, not from another address", linked),
  "linked-parameters": error(
    "a deployment passes all parameters of its template that have no default, and no others",
    linked,
  ),
  "nested-parameter-type": certification(
    "a parameter that is passed on to a template inside has the same type there",
    ttk("Parameter Types Should Be Consistent"),
  ),
  "linked-parameter-type": warning(
    "what is passed to a linked template or one inside can be of the parameter's type",
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
    `${attribution}; observed: Microsoft's client azpc writes the product id there`,
  ),
  "tracking-id": certification(
    "deployments named `pid-…` have a tracking id: `pid-<GUID>-partnercenter`, with the id itself and no placeholder",
    attribution,
  ),
  "tracking-id-owner": certification(
    "one of the tracking ids `pid-<GUID>-partnercenter` is that of the offer (its product id), as soon as that is known",
    attribution,
  ),
} as const;
