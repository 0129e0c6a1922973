/** Waits through the plugin: the engine ends them, and the next run goes on with the same submission. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { copiedExamples } from "./copied-examples.js";
import { nativeExample, needYaml } from "./native-plugin.js";

const isWaiting = /\[[12]\/2\] /;

describe("a wait for the preview, of a program in YAML", function () {
  this.timeout(240_000);
  const examples = copiedExamples({ delays: { previewCreation: 3_600_000 } });

  /** The example with a stack, whose submission takes an hour. */
  async function project(test: Mocha.Context) {
    await needYaml(test, examples.place);
    return nativeExample(examples, "managed-application-yaml");
  }

  const up = ["up", "--yes", "--skip-preview"];
  const advance = async () => {
    const { control } = examples.service.emulator;
    await fetch(`${control}/clock`, { method: "POST", body: JSON.stringify({ advance: "2h" }) });
  };
  const submissions = async () => (await examples.service.product()).submissions.map(({ substate }) => substate);

  it("is ended by Ctrl-C with at most one more look, and the next `up` submits nothing", async function () {
    const { folder, pulumi } = await project(this);
    const engine = examples.place.run(up, { cwd: folder });
    let isOver = false;
    engine.finished.then(() => {
      isOver = true;
    });
    while (!isWaiting.test(engine.stdout()) && !isOver) await sleep(20);
    assert.ok(!isOver, engine.stdout());
    const { result, counts } = await examples.service.counting(() => {
      engine.kill("SIGINT");
      return engine.finished;
    });
    assert.notEqual(result.code, 0);
    assert.match(result.stdout, /the wait was ended by Ctrl-C; .* Run `pulumi up` again to go on waiting/);
    assert.ok(counts.polls <= 1, `${counts.polls} looks after Ctrl-C`);
    assert.deepEqual(counts.operations, []);

    await advance();
    assert.match(await pulumi(up), /preview ready/);
    assert.deepEqual(await submissions(), ["ReadyToPublish"]);
  });

  it("is limited by `customTimeouts`, and gone on with where these allow it", async function () {
    const { file, pulumi } = await project(this);
    const whole = await readFile(file, "utf8");
    const limited = whole.replace(
      /^ {4}type: partnercenter:Submission$/m,
      "$&\n    options:\n      customTimeouts: { create: 2s, update: 2s }",
    );
    assert.notEqual(limited, whole);
    await writeFile(file, limited);
    assert.match(
      await pulumi(up, 255),
      /submission of offer contoso-status-page: submission 1 .* did not reach preview within 2 s/,
    );
    await writeFile(file, whole);
    await advance();
    assert.match(await pulumi(up), /preview ready/);
    assert.deepEqual(await submissions(), ["ReadyToPublish"]);
  });
});
