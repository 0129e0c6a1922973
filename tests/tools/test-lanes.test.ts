/** Which files the processes of `npm test` take, and what counts as a failure of theirs. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { dearestFirst, inLanes, outcomeOf } from "../../tools/test-lanes.mjs";

const root = resolve(__dirname, "../../..");
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

describe("the lanes of npm test", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-lanes-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return name;
  };

  it("take every file once, in portions that become smaller and each begin with the first that is left", async () => {
    const portions = await inLanes(2, numbered(36), async (portion) => portion);
    assert.deepEqual(portions.flat().toSorted(), numbered(36).toSorted());
    assert.deepEqual(
      portions.map(({ length }) => length),
      [9, 7, 5, 4, 3, 2, 2, 1, 1, 1, 1],
    );
    assert.deepEqual(portions[0]?.slice(0, 3), ["0", "4", "8"]);
    assert.deepEqual(portions[1]?.slice(0, 3), ["1", "6", "11"]);
  });

  it("end at about the same time, also when the first files take much longer than the others", async () => {
    const costs = numbered(36).map((_, index) => (index < 4 ? 40 : 10 + (index % 3)));
    let now = 0;
    const waiting: { until: number; go: () => void }[] = [];
    const busy = [0, 0];
    const work = inLanes(2, numbered(36), async (portion) => {
      const cost = portion.reduce((sum, name) => sum + (costs[Number(name)] ?? 0), 0);
      await new Promise<void>((go) => waiting.push({ until: now + cost, go }));
      return cost;
    });
    while (waiting.length > 0) {
      const next = waiting.reduce((one, other) => (other.until < one.until ? other : one));
      waiting.splice(waiting.indexOf(next), 1);
      now = next.until;
      busy[waiting.length === 0 ? 1 : 0] = now;
      next.go();
      await new Promise(setImmediate);
    }
    await work;
    const [first = 0, second = 0] = busy;
    assert.ok(second - first <= 12, `one ends after ${first}, the other after ${second}`);
  });

  it("go on when a portion has ended, and never run more than there are lanes", async () => {
    let [running, most] = [0, 0];
    await inLanes(2, numbered(20), async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    });
    assert.equal(most, 2);
  });

  it("begin with files that allow their tests much time, and then with long ones", async () => {
    const short = await file("short", "it()");
    const long = await file("long", "it(); it()");
    const minute = await file("minute", "this.timeout(60_000)");
    const minutes = await file("minutes", "this.timeout(1000); this.timeout(600_000)");
    const endless = await file("endless", "this.timeout(0)");
    assert.deepEqual(dearestFirst([short, long, minute, minutes, endless], folder), [
      endless,
      minutes,
      minute,
      long,
      short,
    ]);
  });

  const ran = async (text: string) => {
    const tests = await file("a.test.js", text);
    const counts = join(folder, "counts.json");
    const reporter = ["--reporter", join(root, "dist/tests/reporter.js"), "--reporter-option", `counts=${counts}`];
    const command = [join(root, "node_modules/mocha/bin/mocha.js"), "--no-config", ...reporter, tests];
    const exit = await new Promise<number | string>((done) => {
      const child = execFile(process.execPath, command, { cwd: folder }, () =>
        done(child.exitCode ?? `${child.signalCode}`),
      );
    });
    return { tests, outcome: outcomeOf([tests], exit, counts) };
  };

  it("count tests that pass, fail and are skipped", async () => {
    const { outcome } = await ran(
      `it("passes", () => {}); it("fails", () => { throw Error("no"); }); it.skip("later");`,
    );
    assert.deepEqual(outcome, { passed: 1, skipped: 1, failures: ["fails (a.test.js)"], why: 1 });
  });

  it("count a set-up that fails", async () => {
    const { outcome } = await ran(`before(() => { throw Error("no"); }); it("is not tried", () => {});`);
    assert.deepEqual(outcome, {
      passed: 0,
      skipped: 0,
      failures: ['"before all" hook for "is not tried"'],
      why: 1,
    });
  });

  it("count a process that dies once, whatever had passed", async () => {
    const { tests, outcome } = await ran(`it("passes", () => {}); it("dies", () => process.exit(3));`);
    assert.deepEqual(outcome, { passed: 0, skipped: 0, failures: [`${tests} (3)`], why: 3 });
    const { outcome: atTheEnd } = await ran(
      `it("passes", () => {}); setTimeout(() => process.kill(process.pid, "SIGKILL"), 500);`,
    );
    assert.deepEqual(atTheEnd, { passed: 1, skipped: 0, failures: [`${tests} (SIGKILL)`], why: "SIGKILL" });
  });

  it("count files without tests as a failure, but not ones whose tests are all skipped", async () => {
    const { tests, outcome } = await ran("");
    assert.deepEqual(outcome, { passed: 0, skipped: 0, failures: [`${tests} (no tests)`], why: "no tests" });
    assert.deepEqual((await ran(`it.skip("later", () => {});`)).outcome, { passed: 0, skipped: 1, failures: [] });
  });
});
