// A plan beside the other plans of its offer, and beside the package that it is given, in a program without our classes.
import { comparePlans, otherType } from "../../rules/plan-comparison.js";
import { type Findings, known } from "../../values/findings.js";
import type { Inputs, InputsOf } from "../../values/versions.js";
import { jitWithoutControl } from "./jit-control.js";

/** See `Kind.beside`. */
export async function besideOthers(inputs: Inputs, others: readonly Inputs[], inputsOf: InputsOf): Promise<Findings> {
  const findings = comparePlans(inputs, others);
  const given = (kind: string, path: string) => inputsOf(kind, String(known(inputs, path))) ?? {};
  const base = given("Plan", "setup.technicalConfigurationOf");
  const reason = otherType(known(inputs, "planType"), known(base, "planType"));
  if (reason !== undefined) findings.add("setup.technicalConfigurationOf", reason);
  const { path } = given("ApplicationPackage", "technicalConfiguration.package");
  if (known(inputs, "technicalConfiguration.justInTimeAccess") === true && typeof path === "string") {
    const warning = await jitWithoutControl(path);
    if (warning !== undefined) findings.warn(warning.property, warning.reason);
  }
  return findings;
}
