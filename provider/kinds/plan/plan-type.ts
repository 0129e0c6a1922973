// What only one type of plan has.
import { type Findings, isCertainlySet, known } from "../../values/findings.js";
import type { Inputs } from "../../values/versions.js";
import { availabilityPage } from "./availability.js";
import { technicalConfigurationPage } from "./technical-configuration.js";

/**
 * Of the availability, what a solution template has too (page azure-app-solution). Markets it has none, which is a
 * warning.
 */
const ofEveryPlan = /^availability\.(visibility|hidden|markets|stopSelling|privateAudience\..*)$/;

/** What only a managed application has. */
// API reference §3.15, §4.7
const managedOnly = [...availabilityPage.fields, ...technicalConfigurationPage.fields]
  .map(({ path }) => path)
  .filter((path) => !ofEveryPlan.test(path) && !/^technicalConfiguration\.(version|package)$/.test(path));

/** What is set that the type of the plan does not have. */
export function checkPlanType(inputs: Inputs, findings: Findings): void {
  const planType = known(inputs, "planType");
  if (planType === "solution-template") {
    for (const path of managedOnly.filter((candidate) => isCertainlySet(inputs, candidate))) {
      findings.add(path, "is only for a managed application; a solution template has no such setting");
    }
    for (const path of ["markets", "marketGroups", "stopSelling"].map((key) => `availability.${key}`)) {
      if (isCertainlySet(inputs, path)) {
        findings.warn(
          path,
          "is for managed applications; Partner Center has no markets for a solution template (page azure-app-plans)",
        );
      }
    }
  }
  if (planType === "managed-application" && known(inputs, "availability.hidden") === true) {
    findings.warn("availability.hidden", "is documented for solution templates only (page azure-app-solution)");
  }
}
