import assert from "node:assert/strict";
import {
  type RunningStep,
  runningStep,
  typicalDuration,
} from "../../../../provider/partner-center/publishing/workflow-steps.js";
import { WorkflowDetail } from "../../../../provider/partner-center/schemas/resources.js";

describe("the step that is being done", () => {
  const flow = (targetEnvironment: string | undefined, ...steps: [name: string | undefined, state: string][]) =>
    WorkflowDetail.parse({
      ...(targetEnvironment === undefined ? {} : { targetEnvironment }),
      workflowSteps: steps.map(([name, state]) => ({ ...(name === undefined ? {} : { name }), state })),
    });
  const step = (name: string, towards: string, position: number, count: number) => ({ name, towards, position, count });
  const ready = flow("Preview", ["Automated validation", "Success"], ["Preview Creation", "Success"]);

  const table: [what: string, workflows: WorkflowDetail[], expected: RunningStep | undefined][] = [
    ["nothing without work flows", [], undefined],
    ["nothing when a work flow has no steps", [WorkflowDetail.parse({ targetEnvironment: "Preview" })], undefined],
    ["nothing when all is done or yet to come", [ready, flow("Live", ["Certification", "NotStarted"])], undefined],
    [
      "the first that is in progress",
      [flow("Preview", ["Automated validation", "Success"], ["Preview Creation", "InProgress"])],
      step("Preview Creation", "Preview", 2, 2),
    ],
    [
      "one towards live when the preview is done, whatever the case of letters",
      [
        ready,
        flow("Live", ["Publisher Signoff", "Success"], ["Certification", "inprogress"], ["Publish", "NotStarted"]),
      ],
      step("Certification", "Live", 2, 3),
    ],
    [
      "one without names",
      [flow(undefined, [undefined, "InProgress"])],
      step("a step without a name", "its goal", 1, 1),
    ],
    ["not one that failed", [flow("Preview", ["Automated validation", "Error"])], undefined],
  ];
  for (const [what, workflows, expected] of table) {
    it(`is ${what}`, () => assert.deepEqual(runningStep(workflows), expected));
  }
});

describe("how long a step usually takes", () => {
  for (const name of ["Automated validation", "Preview Creation", "Publisher Signoff", "Certification", "Publish"]) {
    it(`is told for ${name}`, () => {
      assert.match(typicalDuration(` ${name.toUpperCase()}`) ?? "", /\w/);
    });
  }
  it("is not told for a step that is not known", () => {
    assert.equal(typicalDuration("Teleportation"), undefined);
  });
});
