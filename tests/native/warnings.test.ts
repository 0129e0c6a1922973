/** What is worth a warning in a program without our classes reaches the person at the terminal. */
import assert from "node:assert/strict";
import { setPath } from "../../provider/values/properties.js";
import { machinePlanProgram } from "../provider/machine-programs.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

describe("a plan of virtual machines, through the plugin's door", () => {
  const bench = workbench();

  it("is warned of a size and of an operating system that are not known to be taken", async () => {
    const door = await Door.open(bench);
    const plan = machinePlanProgram("machines");
    setPath(plan, "technicalConfiguration.recommendedSizes", ["Standard_D2s_v6"]);
    setPath(plan, "technicalConfiguration.operatingSystem.type", "debain");
    try {
      const printed = await bench.printed(async () => {
        await door.check("VirtualMachinePlan", plan);
      });
      assert.match(printed.join("\n"), /warning: .*recommendedSizes\[0\] is d2s-standard-v6 in the marketplace/);
      assert.match(
        printed.join("\n"),
        /warning: .*operatingSystem\.type "debain" is not known for linux; did you mean/,
      );
    } finally {
      door.stop();
    }
  });
});
