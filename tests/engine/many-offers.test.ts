/** The example with many stacks, as its readers run it: killed half way, gone on with, and once more. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunningProcess, start } from "../../tools/child-process.js";
import { copiedExamples } from "./copied-examples.js";

/** Of the twenty that the example has, so that the test does not take minutes. */
const parts = 4;
const offers = 40;

describe("the example with many offers", function () {
  this.timeout(600_000);
  const examples = copiedExamples();
  let running: RunningProcess | undefined;
  afterEach(() => running?.end());

  it("brings every offer up once, also when it is killed half way, and tells it in a table", async () => {
    const cwd = await examples.copy("many-offers");
    const env = { ...examples.place.environment, MANY_OFFERS_PARTS: String(parts) };
    const deploy = (command: string) => {
      running = start(process.execPath, [join(cwd, "deploy.ts"), command, "--at-once", "2"], { cwd, env });
      return running;
    };
    const titles = async () => (await examples.service.products()).map(({ externalIDs }) => externalIDs[0]?.value);

    const killed = deploy("up");
    while ((await titles()).length < 5) await sleep(50);
    await killed.end();
    assert.ok((await titles()).length < offers, "it was killed half way");

    const { code, stdout, stderr } = await deploy("up").finished;
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /: goes on after a run that was killed$/m);
    for (let part = 0; part < parts; part++) assert.match(stdout, new RegExp(`│ 'part-00${part}' │ \\d+ +│`));
    const found = await titles();
    assert.deepEqual([found.length, new Set(found).size], [offers, offers]);

    const again = await examples.service.counting(() => deploy("up").finished);
    assert.equal(again.result.code, 0, again.result.stdout + again.result.stderr);
    assert.deepEqual(again.counts.operations, []);
  });
});
