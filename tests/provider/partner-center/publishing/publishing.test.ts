import assert from "node:assert/strict";
import { PartnerCenterClient } from "../../../../provider/partner-center/client.js";
import { NotFoundError, ServiceError } from "../../../../provider/partner-center/errors.js";
import { failureReasons } from "../../../../provider/partner-center/publishing/failure-reasons.js";
import {
  type SubmissionPhase,
  submissionPhase,
} from "../../../../provider/partner-center/publishing/submission-phase.js";
import {
  pollDelay,
  SubmissionFailedError,
  WaitTimeoutError,
  watch,
} from "../../../../provider/partner-center/publishing/watch.js";
import { Submission } from "../../../../provider/partner-center/schemas/resources.js";
import { type Answer, failureOf, fixedToken, jumpingClock, type Script, withServer } from "../server.js";

describe("the phase of a submission", () => {
  const table: [SubmissionPhase, Record<string, unknown>][] = [
    ["inProgress", { state: "InProgress", substate: "InDraft" }],
    ["inProgress", { state: "InProgress", substate: "Submitted" }],
    ["inProgress", { state: "Inprogress", subState: "submitted" }],
    ["inProgress", { state: "InProgress" }],
    ["inProgress", { state: "InProgress", substate: "Submitted", pendingUpdateInfo: { status: "Running" } }],
    ["failed", { state: "InProgress", substate: "Failed" }],
    ["failed", { state: "InProgress", substate: "FailedInCertification" }],
    ["failed", { state: "inprogress", substate: "FAILED" }],
    [
      "failed",
      { state: "InProgress", substate: "InDraft", pendingUpdateInfo: { updateType: "Create", status: "Failed" } },
    ],
    ["canceled", { state: "InProgress", substate: "Cancelled" }],
    ["canceled", { state: "InProgress", substate: "InDraft", pendingUpdateInfo: { status: "Cancelled" } }],
    ["canceled", { state: "Cancelled" }],
    ["preview", { state: "Published", substate: "ReadyToPublish" }],
    [
      "preview",
      {
        state: "Published",
        substate: "ReadyToPublish",
        pendingUpdateInfo: { updateType: "Promote", status: "Failed" },
      },
    ],
    ["publishing", { state: "Published", substate: "Publishing" }],
    ["publishing", { state: "InProgress", substate: "Publishing" }],
    ["live", { state: "Published", substate: "InStore" }],
    ["live", { state: "Published", substate: "Published" }],
    ["unknown", { state: "Published", substate: "Teleporting" }],
    ["unknown", { state: "Published" }],
    ["unknown", {}],
  ];
  for (const [phase, fields] of table) {
    it(`is ${phase} for ${JSON.stringify(fields)}`, () => {
      assert.equal(submissionPhase(Submission.parse({ id: "1", ...fields })), phase);
    });
  }
});

describe("the schedule of looks", () => {
  const minute = 60_000;
  const table: [number, number][] = [
    [0, 2000],
    [20_000, 2000],
    [40_000, 4000],
    [5 * minute, 30_000],
    [10 * minute, minute],
    [29 * minute, minute],
    [30 * minute, 5 * minute],
    [300 * minute, 5 * minute],
  ];
  for (const [elapsed, expected] of table) {
    it(`waits ${expected / 1000} s after ${elapsed / 1000} s, a tenth more or less`, () => {
      assert.equal(pollDelay(elapsed, 0.5), expected);
      assert.equal(pollDelay(elapsed, 0), expected * 0.9);
      assert.ok(pollDelay(elapsed, 0.9999) <= expected * 1.1);
    });
  }

  it("makes fewer than 80 looks in the first half hour and 12 in each hour after", () => {
    let [elapsed, early, late] = [0, 0, 0];
    while (elapsed < 90 * minute) {
      if (elapsed < 30 * minute) early++;
      else late++;
      elapsed += pollDelay(elapsed, 0.5);
    }
    assert.ok(early > 40 && early < 80, String(early));
    assert.equal(late, 12);
  });
});

const inState = (substate: string, more: Record<string, unknown> = {}) => ({
  body: { id: "9", friendlyName: "Submission 1", state: "InProgress", substate, ...more },
});

function watched(script: Script) {
  const clock = jumpingClock();
  const start = clock.now();
  return {
    clock,
    elapsed: () => clock.now() - start,
    run: (test: (client: PartnerCenterClient) => Promise<void>) =>
      withServer(script, ({ origin }) =>
        test(new PartnerCenterClient({ endpoint: origin, tokenSource: fixedToken, clock, requestsPerSecond: 1000 })),
      ),
  };
}

const hour = 3_600_000;

describe("waiting for a submission", () => {
  it("looks at once, tells each change once, and ends in preview", () => {
    const states = ["Submitted", "Submitted", "Submitted", "ReadyToPublish"];
    const { clock, run } = watched((_, index) => inState(states[index] ?? "?"));
    return run(async (client) => {
      const lines: string[] = [];
      let waits = 0;
      const last = await watch(client, "p", "9", {
        until: "preview",
        timeoutMs: hour,
        onChange: ({ line }) => lines.push(line),
        beforeWait: async () => void waits++,
        clock,
      });
      assert.equal(last.substate, "ReadyToPublish");
      assert.equal(lines.length, 2);
      assert.match(lines[1] ?? "", /^submission \S+ \(9\): the preview is ready/);
      assert.equal(waits, 3);
      assert.deepEqual(clock.slept, [2000, 2000, 2000]);
    });
  });

  it("does not wait for what is reached already", () => {
    const { clock, run } = watched(() => inState("InStore"));
    return run(async (client) => {
      for (const until of ["preview", "live"] as const) await watch(client, "p", "9", { until, timeoutMs: 0, clock });
      assert.deepEqual(clock.slept, []);
    });
  });

  it("ends with the reasons when the submission failed", () => {
    const { clock, run } = watched(({ url }): Answer => {
      if (url.includes("validations")) {
        return {
          body: {
            value: [
              { errorCode: "E1", severity: "Error", message: "No logo\nfound", resource: "Listing" },
              { severity: "Informational", message: "fine" },
            ],
          },
        };
      }
      if (url.includes("workflowdetails")) {
        return {
          body: {
            value: [
              {
                targetEnvironment: "Preview",
                workflowSteps: [
                  { name: "Automated validation", state: "Error" },
                  { name: "Publish", state: "NotStarted" },
                ],
              },
            ],
          },
        };
      }
      if (url.includes("reports"))
        return {
          body: { value: [{ status: "Failed", fileUri: "https://x/report.html?sig=SECRET" }, { status: "Passed" }] },
        };
      return inState("Failed", { pendingUpdateInfo: { status: "Failed", failureReason: "It broke." } });
    });
    return run(async (client) => {
      const error = await failureOf(
        watch(client, "p", "9", { until: "live", timeoutMs: hour, clock }),
        SubmissionFailedError,
      );
      assert.deepEqual(error.reasons, [
        "Error E1: No logo found (Listing)",
        'Preview step "Automated validation": Error',
        "Certification Failed; the report is in Partner Center (https://x/report.html)",
        "It broke.",
      ]);
      for (const reason of error.reasons) assert.ok(error.message.includes(reason));
      assert.equal(error.submission.id, "9");
    });
  });

  it("gives the reasons it can get", () => {
    const { run } = watched(({ url }) =>
      url.includes("reports") ? { body: { value: [{ status: "Failed" }] } } : { status: 404 },
    );
    return run(async (client) => {
      assert.deepEqual(await failureReasons(client, "p", Submission.parse({ id: "9" })), ["Certification Failed"]);
    });
  });

  it("notices a promotion that failed", () => {
    const { clock, run } = watched(({ url }) =>
      /validations|reports|workflow/.test(url)
        ? { body: { value: [] } }
        : inState("ReadyToPublish", {
            pendingUpdateInfo: { updateType: "Promote", status: "Failed", failureReason: "Not now." },
          }),
    );
    return run(async (client) => {
      const error = await failureOf(
        watch(client, "p", "9", { until: "live", timeoutMs: hour, clock }),
        SubmissionFailedError,
      );
      assert.match(error.message, /could not go live.*Not now\./);
      assert.equal((await watch(client, "p", "9", { until: "preview", timeoutMs: hour, clock })).id, "9");
    });
  });

  it("ends at the time allowed with the submission as last seen, and not before", () => {
    const { clock, elapsed, run } = watched(() => inState("Submitted"));
    return run(async (client) => {
      const error = await failureOf(
        watch(client, "p", "9", { until: "preview", timeoutMs: hour, clock }),
        WaitTimeoutError,
      );
      assert.equal(elapsed(), hour);
      assert.equal(error.code, "ERR_PARTNER_CENTER_WAIT_TIMEOUT");
      assert.equal(error.submission.substate, "Submitted");
      assert.match(error.message, /did not reach preview within 60 min/);
    });
  });

  it("survives two outages, and tells each once, but not one that stays, nor one at the first look", () => {
    let down = false;
    let looks = 0;
    const told: Error[] = [];
    const onOutage = (error: Error) => void told.push(error);
    const { clock, run } = watched(() => {
      looks++;
      if (down || (looks > 1 && looks < 20) || (looks > 20 && looks < 39)) return { status: 503 };
      return inState(looks < 39 ? "Submitted" : "ReadyToPublish");
    });
    return run(async (client) => {
      assert.equal(
        (await watch(client, "p", "9", { until: "preview", timeoutMs: hour, clock, onOutage })).substate,
        "ReadyToPublish",
      );
      assert.deepEqual(
        told.map(({ name }) => name),
        ["ServiceError", "ServiceError"],
      );
      const stays = watch(client, "p", "9", { until: "live", timeoutMs: hour, clock, onChange: () => (down = true) });
      await failureOf(stays, ServiceError);
      await failureOf(watch(client, "p", "9", { until: "live", timeoutMs: hour, clock }), ServiceError);
    });
  });

  it("says so when the submission was replaced, and stops when beforeWait throws", () => {
    let gone = false;
    const { clock, run } = watched(() => (gone ? { status: 404 } : inState("Submitted")));
    return run(async (client) => {
      const options = { until: "preview", timeoutMs: hour, clock } as const;
      await assert.rejects(
        watch(client, "p", "9", { ...options, beforeWait: () => Promise.reject(new Error("the engine is gone")) }),
        /engine is gone/,
      );
      const error = await failureOf(
        watch(client, "p", "9", { ...options, onChange: () => (gone = true) }),
        SubmissionFailedError,
      );
      assert.match(error.message, /is gone: it was canceled, or replaced/);
      await failureOf(watch(client, "p", "9", options), NotFoundError);
    });
  });
});
