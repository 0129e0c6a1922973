/** What is assumed to be wrong in programs of the second API's offers is a warning: it stops nothing. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { Findings } from "../../../../provider/values/findings.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { machinePlanProgram } from "../../machine-programs.js";

type Case = readonly [path: string, value: unknown, warning: RegExp | undefined];

const cases: readonly (readonly [Kind, (offer: string) => Properties, readonly Case[]])[] = [
  [
    containerPlan,
    imagePlanProgram,
    [
      [
        "availability",
        { hourly: { perNode: 1 } },
        /^availability\.hourly is a price, and a plan of images is only listed/,
      ],
      [
        "availability",
        { meters: { a: { pricePerUnit: 1 } } },
        /^availability\.meters is a price, and a plan of images/,
      ],
      ["availability", { visibility: "Public" }, undefined],
      ["availability", unknownMarker, undefined],
    ],
  ],
  [containerPlan, containerPlanProgram, [["availability.hourly", { perNode: 1 }, undefined]]],
  [
    virtualMachinePlan,
    machinePlanProgram,
    [
      [
        "technicalConfiguration.recommendedSizes",
        ["Standard_D2s_v5", "Standard_D2s_v6"],
        /^technicalConfiguration\.recommendedSizes\[1\] is d2s-standard-v6 in the marketplace/,
      ],
      ["technicalConfiguration.recommendedSizes", ["Standard_D2s_v5"], undefined],
      [
        "technicalConfiguration.operatingSystem.type",
        "debain",
        /^technicalConfiguration\.operatingSystem\.type "debain" is not known for linux; did you mean debian\?/,
      ],
    ],
  ],
];

describe("a program of the second API's offers is warned of", () => {
  for (const [kind, program, ofKind] of cases) {
    for (const [path, value, warning] of ofKind) {
      it(`${kind.name}.${path}: ${JSON.stringify(value)}${warning === undefined ? ": nothing" : ""}`, async () => {
        const inputs = program("offer");
        setPath(inputs, path, value);
        const findings = new Findings();
        await kind.derive(inputs, findings, {});
        assert.deepEqual(findings.list(), []);
        const told = findings.warnings().map(({ property, reason }) => `${property} ${reason}`);
        if (warning === undefined) assert.deepEqual(told, []);
        else assert.match(told.join("\n"), warning);
      });
    }
  }
});
