/** What the bench makes of an emulator's log and of its runs. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { criticalPath, lengthOf, picture } from "../../tools/bench/critical-path.js";
import { type Figures, figuresOf, median, medians, ratio } from "../../tools/bench/figures.js";
import { growthPage } from "../../tools/bench/growth.js";
import { imagesOf, imagesPage } from "../../tools/bench/images.js";
import { daysInWords, isWhole, keep } from "../../tools/bench/kept.js";
import { applicationPage } from "../../tools/bench/report.js";
import { type Measured, resultsOf } from "../../tools/bench/results.js";
import type { Scaled } from "../../tools/bench/scale.js";
import { submissionPost, type TimedRequest } from "../../tools/bench/service.js";
import { startPage } from "../../tools/bench/start.js";
import { judge } from "../../tools/bench/targets.js";

const request = (operation: string, from: number, milliseconds: number): TimedRequest => ({
  kind: "api",
  method: operation.split(" ")[0] ?? "",
  path: "/products/1",
  status: 200,
  time: new Date(from).toISOString(),
  milliseconds,
  operation,
});

describe("the bench", () => {
  const log = [
    request("GET /products", 1_000, 200),
    request("POST /products", 1_210, 2_000),
    request("PUT /products/{productId}/properties/{id}", 3_220, 600),
    request("PUT /products/{productId}/listings/{id}", 3_220, 900),
    request("GET /products/{productId}/packages/{packageId}", 4_130, 300),
    request(submissionPost, 4_440, 500),
    request("GET /products/{productId}/submissions/{submissionId}", 5_000, 200),
  ];
  const used = { wall: 9, cpu: 4, megabytes: 100 };

  it("counts polls apart, and tells until when drafts were written and the submission was sent", () => {
    assert.deepEqual(figuresOf(log, 0, used), { requests: 5, polls: 2, ...used, draft: 4.44, asking: 3.12 });
    const edit = figuresOf(log.slice(3, 4), 3_000, used);
    assert.deepEqual([edit.requests, edit.draft, edit.asking], [1, 9, 0.9]);
    assert.deepEqual(figuresOf([], 0, used), { requests: 0, polls: 0, ...used, draft: 9, asking: 0 });
  });

  it("finds what a create waits for, and draws it", () => {
    const drafts = log.slice(0, 5);
    const path = criticalPath(drafts);
    assert.deepEqual(path, [drafts[0], drafts[1], drafts[3], drafts[4]]);
    assert.deepEqual(lengthOf(path), { length: 3_430, service: 3_400 });
    assert.deepEqual(lengthOf([]), { length: 0, service: 0 });
    const svg = picture(drafts, path);
    assert.equal(svg.match(/fill="#b3261e"/g)?.length, 4);
    assert.equal(svg.match(/fill="#5b8def"/g)?.length, 1);
    assert.match(svg, />PUT listings\/\{id\}</);
  });

  it("takes medians, and ratios pair by pair", () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, 0]);
    const run = (wall: number): Figures => ({ ...figuresOf(log, 0, used), wall });
    assert.equal(medians([run(1), run(5), run(2)]).wall, 2);
    assert.equal(ratio([run(1), run(2), run(4)], [run(4), run(4), run(4)], "wall"), 2);
  });

  it("prints a target that is missed as missed, with the reason, and leaves out what was not measured", () => {
    const measured = (tool: string, wall: number): Measured => {
      const figures = { ...figuresOf(log, 0, used), wall, draft: wall };
      return { latency: "recorded", tool, create: figures, edit: figures, noChange: { ...figures, requests: 0 } };
    };
    const alone = resultsOf([measured("ours", 10)], criticalPath(log));
    assert.deepEqual(
      judge(alone).map(({ cells }) => cells[0]),
      [
        "requests from nothing to live, without polls",
        "requests when nothing has changed",
        "length of a create's critical path, through the service's own time on it",
      ],
    );
    const both = resultsOf([measured("ours", 10), measured("peer", 40)], criticalPath(log));
    const told = judge(both).map(({ text }) => text);
    assert.ok(told.includes("4 times faster than azpc until an offer is submitted (≥ 3.8): met"), told.join("\n"));
    assert.match(told.join("\n"), /times faster than azpc with an edited text.*\(≥ 10\): missed: /);
    assert.match(applicationPage(both, "today"), /\| nothing → live \| peer \| 5 \|/);
  });

  it("judges a start by its ratio to an empty one's", () => {
    const { lines, page: part } = startPage([
      { what: "the import", ours: 0.7, empty: 0.6, ratio: 1.3 },
      { what: "the first check", ours: 0.9, empty: 0.6, ratio: 1.31 },
    ]);
    assert.match(lines.join("\n"), /^1\.30 .*: met\n1\.31 .*: missed: /);
    assert.match(part, /\| the import \| 0\.70 s \| 0\.60 s \| ≤ 1\.3 \| 1\.30 \| met \|/);
  });

  it("compares image versions with another client pair by pair, and tells ours alone without one", () => {
    const jobs = [request("POST /configure", 0, 500), request("GET /configure/{jobId}/status", 600, 200)];
    const run = (wall: number) => {
      const figures = figuresOf(jobs, 0, { ...used, wall });
      return { live: figures, again: { ...figures, requests: 0 } };
    };
    const ours = { name: "ours", runs: [run(10), run(20)] };
    const both = imagesOf([ours, { name: "peer", runs: [run(30), run(20)] }]);
    assert.deepEqual(both.ratios, { requests: 1, wall: 2 });
    assert.match(imagesPage(both), /\| 1\.1\.0 → live \| peer \| 1 \| 1 \| 25\.0 s \|/);
    assert.match(imagesPage(both), /1\.00 × our requests and 2\.00 × our time/);
    const alone = imagesOf([ours]);
    assert.equal(alone.ratios, undefined);
    assert.doesNotMatch(imagesPage(alone), /our time/);
  });

  it("judges growth by the two largest programs, beside that of resources that do nothing", () => {
    const row = (tool: Scaled["tool"], plans: number, requests: number, wall: number): Scaled => ({
      tool,
      plans,
      resources: plans + 1,
      requests,
      refreshRequests: 12 + 3 * plans,
      create: { ...used, wall },
      again: { ...used, wall: tool === "ours" ? 2 + plans / 50 : 2 + plans / 100 },
      stateBytes: tool === "ours" ? 500 : 300,
      stateParts: {},
    });
    const scale = [row("empty", 10, 0, 1), row("ours", 10, 50, 2), row("empty", 100, 0, 20), row("ours", 100, 500, 40)];
    const { lines } = growthPage({ scale, uploads: [] });
    const told = lines.join("\n");
    assert.match(told, /^1\.00 exponent with which requests grow with plans \(≤ 1\.1\): met$/m);
    assert.match(told, /^1\.30 .*time of a creation.* missed: .*with empty resources the exponent is 1\.30$/m);
    assert.match(told, /^3\.00 requests of a refresh for each plan/m);
    assert.match(told, /^200\.00 bytes of state a resource.*: met$/m);
    assert.match(told, /^2\.00 time of a resource when nothing has changed.*: missed: /m);
  });

  it("keeps what was measured of other parts, each with its day", () => {
    const root = mkdtempSync(join(tmpdir(), "partnercenter-bench-test-"));
    try {
      const today = new Date().toISOString().slice(0, 10);
      const first = keep(root, { start: [{ what: "the import", ours: 1, empty: 1, ratio: 1 }], scale: [] });
      assert.equal(isWhole(first), false);
      const last = keep(root, { start: [{ what: "the import", ours: 2, empty: 1, ratio: 2 }], uploads: [] });
      assert.deepEqual([last.start?.[0]?.ours, last.scale, last.uploads], [2, [], []]);
      assert.deepEqual(last.days, { start: today, scale: today, uploads: today });
      const images = imagesOf([]);
      const application = resultsOf([], []);
      assert.equal(isWhole(keep(root, { images, application })), true);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
    assert.equal(daysInWords({ start: "2026-12-01", scale: "2026-12-01" }), "2026-12-01");
    const apart = daysInWords({ start: "2026-12-02", scale: "2026-12-01", uploads: "2026-12-02" });
    assert.equal(apart, "2026-12-01 (scale) and 2026-12-02 (start, uploads)");
  });
});
