/** An engine that is killed in the middle leaves nothing that goes on writing, and the next `up` continues. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { aliveCheck, engineAddress } from "../../provider/engine/alive.js";
import { createProgramFolder, EmulatedService, writes } from "./emulated-service.js";
import { writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

/** When the engine is killed: once these requests have been made. */
const kills: readonly (readonly [string, (operations: readonly string[]) => boolean])[] = [
  ["when the offer was just made", (seen) => seen.includes("POST /products")],
  ["in the middle of the logos", (seen) => seen.some((name) => name.endsWith("/images"))],
  ["when the package was sent", (seen) => seen.includes("PUT /products/{productId}/packages/{packageId}")],
  ["when the plan was just made", (seen) => seen.includes("POST /products/{productId}/variants")],
  ["in the wait for the preview", (seen) => seen.includes("POST /products/{productId}/submissions")],
];

/** Pictures are written side by side. */
const mostWrites = 5;

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return ""; // ended meanwhile
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("the engine, when it is killed", function () {
  this.timeout(240_000);
  let service: EmulatedService;
  let place: Place;
  let folder: string;
  const pulumi = (...args: string[]) => place.run(args, { cwd: folder });

  before(async () => {
    service = await EmulatedService.start({ delays: { previewCreation: 4_000 } });
    place = await createPlace(service.environment());
    folder = await createProgramFolder(place);
    await correct("At first");
    const init = await pulumi("stack", "init", "test").finished;
    assert.equal(init.code, 0, init.stderr);
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  /** Each run finds another text in the program: what the one before has written is ours all the same. */
  async function correct(summary: string): Promise<void> {
    const module = JSON.stringify(require.resolve("./offer-program.js"));
    const variation = JSON.stringify({ goal: "live", listing: { summary } });
    await writeProject(folder, "killed", `module.exports = require(${module}).program(${variation});\n`);
  }

  const operations = () => service.requests().map(({ operation, method, path }) => operation ?? `${method} ${path}`);

  for (const [when, isReached] of kills) {
    it(`stops writing soon and ends, ${when}`, async () => {
      await pulumi("cancel", "--yes", "--stack", "test").finished;
      await correct(`Corrected ${when}`);
      const before = operations().length;
      const engine = pulumi("up", "--yes", "--skip-preview");
      let isOver = false;
      engine.finished.then(() => {
        isOver = true;
      });
      while (!isReached(operations().slice(before)) && !isOver) await sleep(2);
      assert.equal(isOver, false, engine.stdout());
      engine.kill("SIGKILL");
      while (isThere(engine.pid)) await sleep(2); // until then its port answers
      const written = writes(operations()).length;
      const deadline = Date.now() + 10_000;
      const providers = () => engine.descendants().filter((pid) => commandOf(pid).includes("dynamic-provider"));
      while (providers().length > 0 && Date.now() < deadline) await sleep(100);
      assert.deepEqual(providers(), []);
      const more = writes(operations()).slice(written);
      assert.ok(more.length <= mostWrites, `more than the writes that were under way: ${more.join()}`);
      await engine.end(); // the engine's own language host stays
    });
  }

  it("then converges: one offer, one plan, one package, one submission, live", async () => {
    await pulumi("cancel", "--yes", "--stack", "test").finished;
    const { code, stdout, stderr } = await pulumi("up", "--yes", "--skip-preview").finished;
    assert.equal(code, 0, stdout + stderr);
    const product = await service.product();
    assert.deepEqual([product.variants.length, product.packages.length], [1, 1]);
    assert.deepEqual(
      product.submissions.map(({ releaseNumber, substate }) => [releaseNumber, substate]),
      [[1, "InStore"]],
    );
    assert.equal(operations().filter((name) => name === "POST /products/{productId}/submissions").length, 1);
  });
});

describe("the engine, when Ctrl-C is pressed in a wait", function () {
  this.timeout(120_000);

  it("ends soon, says that the next `up` goes on, and has kept the submission", async () => {
    const service = await EmulatedService.start({ delays: { previewCreation: 3_600_000 } });
    const place = await createPlace(service.environment());
    try {
      const folder = await createProgramFolder(place);
      const module = JSON.stringify(require.resolve("./offer-program.js"));
      const source = `module.exports = require(${module}).program({ goal: "preview" });\n`;
      await writeProject(folder, "ended", source);
      await place.run(["stack", "init", "test"], { cwd: folder }).finished;
      const engine = place.run(["up", "--yes", "--skip-preview"], { cwd: folder });
      const isWaiting = () => engine.stdout().includes("[2/2] Preview Creation");
      for (const end = Date.now() + 60_000; !isWaiting() && Date.now() < end; ) await sleep(20);
      assert.ok(isWaiting(), engine.stdout());
      const pressed = Date.now();
      engine.kill("SIGINT");
      const { code, stdout } = await engine.finished;
      assert.notEqual(code, 0);
      assert.ok(Date.now() - pressed < 20_000, `${Date.now() - pressed} ms`);
      assert.match(stdout, /the wait was ended by Ctrl-C; .* Run `pulumi up` again to go on waiting/);
      const exported = await place.run(["stack", "export"], { cwd: folder }).finished;
      assert.match(exported.stdout, new RegExp(`"submissionId": "${(await service.product()).submissions[0]?.id}"`));
    } finally {
      await place.dispose();
      await service.stop();
    }
  });
});

describe("a provider process", () => {
  it("notices that its engine is gone although it has nothing to write", async () => {
    const engine = createServer();
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const { port } = engine.address() as { port: number };
    const gone = new Promise<void>((resolve) => {
      aliveCheck(engineAddress(["node", "/sdk/cmd/dynamic-provider/index.js", `127.0.0.1:${port}`]), {
        exit: resolve,
        everyMs: 20,
      });
    });
    const isGone = () => Promise.race([gone.then(() => true), sleep(200, false)]);
    assert.equal(await isGone(), false);
    await new Promise((resolve) => engine.close(resolve));
    assert.equal(await isGone(), true);
  });
});
