// What of the technical configuration of a plan of containers contradicts itself.
import { type Findings, known } from "../../values/findings.js";
import { asObject, getPath, isEmpty } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";

/** Page azure-container-plan-technical-configuration, 2022-03. */
function checkTags(inputs: Inputs, findings: Findings): void {
  const path = "technicalConfiguration.images.tags";
  const tags = known<unknown[]>(inputs, path);
  if (!Array.isArray(tags)) return;
  const lacks = [
    ...(tags.includes("latest") ? [] : ["latest"]),
    ...(tags.some((tag) => /^\d+\.\d+\b/.test(String(tag))) ? [] : ["a version such as 1.4.0"]),
  ];
  if (lacks.length === 0) return;
  findings.warn(
    path,
    `lacks ${lacks.join(" and ")}, which Partner Center asks for (page azure-container-plan-technical-configuration, 2022-03)`,
  );
}

/** Findings that need no service. */
export function checkTechnicalConfiguration(inputs: Inputs, findings: Findings): void {
  const { kubernetes, images } = asObject(inputs.technicalConfiguration);
  if (hasUnknown(inputs.technicalConfiguration) && (kubernetes === undefined || images === undefined)) return;
  if (kubernetes !== undefined && images !== undefined) {
    findings.add(
      "technicalConfiguration.images",
      "is for what is only listed, and kubernetes for what Microsoft sells. Choose one of the two",
    );
  }
  const { extensionType, bundles } = asObject(kubernetes);
  if (!isEmpty(bundles) && extensionType === undefined) {
    findings.addUnlessHeld(
      "technicalConfiguration.kubernetes.extensionType",
      "is needed with bundles: say the type of the cluster extension, such as Contoso.Queue",
    );
  }
  const clouds = getPath(inputs, "setup.clouds");
  if (kubernetes !== undefined && Array.isArray(clouds)) {
    for (const [index, cloud] of clouds.entries()) {
      if (hasUnknown(cloud) || cloud === "azureGlobal") continue;
      findings.add(
        `setup.clouds[${index}]`,
        "is none in which Kubernetes applications are available: only azureGlobal is",
      );
    }
  }
  checkTags(inputs, findings);
}
