/** `partnercenter status` and `partnercenter cancel`, against an emulator whose clock stands still. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { main } from "../../commands/command-line.js";
import { release } from "../../provider/kinds/publishing/release.js";
import { submission } from "../../provider/kinds/publishing/submission.js";
import { WholeProgram } from "../provider/whole-program.js";
import { secret, workbench } from "../provider/workbench.js";

const hour = 3_600_000;

describe("the command partnercenter", () => {
  const delays = { validation: hour, previewCreation: hour, certification: hour, publish: hour };
  // With the pseudo-plan for test drives, which is no plan of the offer.
  const switches = { testDriveVariant: true };
  const bench = workbench({ speed: 0, delays: { branchLag: 0, packageProcessing: 0, ...delays }, switches });
  let count = 0;

  /** Starts the command; `until` waits until it has written something. */
  const begin = (args: string[], { isTTY = false, env = bench.environment() } = {}) => {
    const written = { stdout: "", stderr: "" };
    const stream = (name: "stdout" | "stderr") => ({
      isTTY,
      write: (text: string) => {
        written[name] += text;
      },
    });
    const ended = main(args, { env, cwd: () => bench.folder, stdout: stream("stdout"), stderr: stream("stderr") });
    const finished = ended.then((code) => ({ code, ...written }));
    const until = async (pattern: RegExp) => {
      const isOver = finished.then(() => true);
      while (!pattern.test(written.stdout)) {
        const over = await Promise.race([isOver, sleep(10, false)]);
        if (over && !pattern.test(written.stdout)) assert.fail(`${pattern} is not in: ${written.stdout}`);
      }
    };
    return { finished, until };
  };
  const run = (...given: Parameters<typeof begin>) => begin(...given).finished;
  const make = async () => {
    const whole = await WholeProgram.make(bench, `command-${++count}`);
    const submitted = bench.declared(submission);
    return { whole, submitted, offerId: String(whole.offerProgram.offerId) };
  };
  const submit = async () => {
    const made = await make();
    await made.submitted.up(made.whole.submission({ waitFor: "accepted" }));
    return made;
  };
  const promote = async () => {
    const made = await submit();
    bench.emulator.advance(3 * hour);
    await bench.declared(release).up(made.whole.release(made.submitted, { waitFor: "accepted" }));
    return made;
  };

  describe("tells how it is used", () => {
    it("with --help", async () => {
      const { code, stdout, stderr } = await run(["--help"], { env: {} });
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^Usage: partnercenter COMMAND \[OPTION\]…\n/);
      assert.match(stdout, /Exit codes: 0 done; 1 [^;]*; 2 wrong usage/);
    });

    it("of one command, in lines that fit a terminal", async () => {
      const commands = ["doctor", "whoami", "list", "status", "cancel", "export", "convert", "storefront"];
      const all = (await run(["--help"], { env: {} })).stdout;
      for (const command of commands) {
        assert.match(all, new RegExp(`^  ${command} +[A-Z].*$[^]*^  partnercenter ${command}\\b`, "m"));
        const { code, stdout } = await run([command, "--help"], { env: {} });
        assert.equal(code, 0);
        assert.match(stdout, new RegExp(`^Usage:\n  partnercenter ${command}\\b`));
        for (const other of commands.filter((one) => one !== command)) {
          assert.ok(!stdout.includes(`partnercenter ${other}`), `${command}: tells of ${other}`);
        }
        assert.equal((await run(["help", command], { env: {} })).stdout, stdout);
      }
      const texts = [
        all,
        ...(await Promise.all(commands.map((one) => run(["help", one])))).map(({ stdout }) => stdout),
      ];
      assert.deepEqual(
        texts.flatMap((text) => text.split("\n")).filter((line) => line.length > 80),
        [],
      );
    });

    it("with -h too, and its version with --version", async () => {
      assert.equal((await run(["-h"], { env: {} })).stdout, (await run(["--help"], { env: {} })).stdout);
      const { version } = require("pulumi-partnercenter/package.json") as { version: string };
      assert.deepEqual(await run(["--version"], { env: {} }), { code: 0, stdout: `${version}\n`, stderr: "" });
    });

    const wrong: [says: RegExp, ...args: string[]][] = [
      [/say what to do: doctor, whoami, list, status, cancel, export, convert or storefront/],
      [/there is no command "publish"/, "publish", "app"],
      [/status needs the id of an offer/, "status"],
      [/"more" is one argument too many/, "cancel", "app", "more"],
      [/"app" is one argument too many/, "list", "app"],
      [/--stack needs the name of a stack/, "whoami", "--stack", ""],
      [/--watch is for status/, "cancel", "app", "--watch"],
      [/--out and --force are for export/, "status", "app", "--out", "here"],
      [/--out needs the path of a folder/, "export", "app", "--out", ""],
      [/^partnercenter: there is no option --wait\n/, "status", "app", "--wait"],
      [/^partnercenter: there is no option -w\n/, "status", "app", "-w"],
    ];
    for (const [says, ...args] of wrong) {
      it(`when it is called as \`partnercenter ${args.join(" ")}\`: exit code 2`, async () => {
        const { code, stdout, stderr } = await run(args, { env: {} });
        assert.deepEqual([code, stdout], [2, ""]);
        assert.match(stderr, says);
        assert.match(stderr, /See partnercenter --help/);
      });
    }
  });

  it("without credentials, or for an offer that is not there, says so in one line: exit code 1", async () => {
    const nobody = await run(["status", "app"], { env: {} });
    assert.deepEqual([nobody.code, nobody.stdout], [1, ""]);
    assert.match(
      nobody.stderr,
      /^partnercenter: the stack's configuration .* no Pulumi\.yaml in .*\. No credentials for Partner Center.*\n$/,
    );
    const nothing = await run(["cancel", "no-such-offer"]);
    assert.deepEqual([nothing.code, nothing.stdout], [1, ""]);
    assert.match(nothing.stderr, /^partnercenter: there is no offer no-such-offer in this account .*\n$/);
  });

  describe("status", () => {
    it("shows names in one line each, without what a terminal would take for an order", async () => {
      const { whole, offerId } = await make();
      const variants = await bench.colleague.call("GET", `/products/${whole.productId}/variants`);
      const plan = (variants.value as { id: string; externalID: string }[]).find(
        ({ externalID }) => externalID === "gold",
      );
      assert.ok(plan);
      const friendlyName = "A\u001b[2J\u0007plan\r\nof two lines\u202e";
      await bench.colleague.call("PUT", `/products/${whole.productId}/variants/${plan.id}`, { ...plan, friendlyName });
      const { stdout } = await run(["status", offerId]);
      assert.match(stdout, /^Plan \S+: A \[2J plan of two lines \(/m);
    });

    it("shows drafts, plans, submissions and steps, in text and in JSON", async () => {
      const { whole, offerId } = await submit();
      const { code, stdout, stderr } = await run(["status", offerId]);
      assert.deepEqual([code, stderr], [0, ""]);
      const lines = stdout.split("\n");
      assert.equal(lines[0], `${offerId}: ${offerId} alias (AzureApplication, product ${whole.productId})`);
      for (const pattern of [
        /^Drafts: Property, Listing, Availability, Package, ResellerConfiguration$/m,
        /^Plan gold: gold plan \(managed-application, \w+\); drafts: Listing, Availability, Package$/m,
        /^ {2}submission 1 {2}\d{19} {2}in progress$/m,
        /^Steps of submission 1 \(UTC\):$/m,
        /^ {2}Preview {2}Automated validation {2}InProgress {2}\d{4}-\d\d-\d\d \d\d:\d\d; usually up to 30 min/m,
        /^ {2}Live {5}Certification {9}NotStarted$/m,
      ]) {
        assert.match(stdout, pattern);
      }
      const json = JSON.parse((await run(["status", offerId, "--json"])).stdout);
      assert.deepEqual(
        [json.offerId, json.productId, json.modules.length, json.plans.length, json.plans[0].planId],
        [offerId, whole.productId, 5, 1, "gold"],
      );
      assert.match(json.submissions[0].submissionId, /^\d{19}$/);
      assert.equal(json.submissions[0].phase, "inProgress");
      assert.deepEqual([json.steps.length, json.reasons], [5, []]);
      assert.match(
        json.steps[0].startedAt,
        /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
        "a time without its zone would be taken for a local one",
      );
      assert.ok(!`${stdout}${JSON.stringify(json)}`.includes(secret));
    });

    it("of an offer that was never submitted, and of one that failed with its reasons", async () => {
      const { offerId, whole, submitted } = await make();
      assert.match((await run(["status", offerId])).stdout, /Never submitted, or nothing of it is left/);
      const effect = { submissionFailed: true };
      bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", effect }]);
      await submitted.up(whole.submission({ waitFor: "accepted" }));
      bench.emulator.advance(3 * hour);
      const { code, stdout } = await run(["status", offerId]);
      assert.equal(code, 0, "it could be told");
      assert.match(stdout, /submission 1 .* failed$/m);
      assert.match(stdout, /Reasons of the failure:\n {2}Error ValidationFailed: /);
      assert.equal((await run(["status", offerId, "--watch"])).code, 1);
    });

    it("--watch prints a line for each change, and ends with the preview", async () => {
      const { offerId } = await submit();
      const { finished, until } = begin(["status", offerId, "--watch"]);
      for (const step of [/^\[1\/2\] Automated validation/m, /^\[2\/2\] Preview Creation/m]) {
        await until(step);
        bench.emulator.advance(hour);
      }
      const { code, stdout } = await finished;
      assert.equal(code, 0);
      const added = stdout.trimEnd().split("\n").slice(-2);
      assert.match(added[0] ?? "", /^\[2\/2\] Preview Creation \(usually 10 to 30 min\)$/);
      assert.match(added[1] ?? "", /^in preview$/);
      assert.ok(!stdout.includes("\u001b"));
    });

    it("--watch ends at once where nothing is under way, with 1 when that is no success", async () => {
      const { offerId } = await make();
      const watched = async (...submissions: { state: string; substate?: string }[]) => {
        const value = submissions.map((one) => ({ resourceType: "Submission", id: "1152921504606846976", ...one }));
        const effect = { status: 200, body: { value } };
        bench.emulator.setFaults([{ operation: "GET /products/{id}/submissions", effect }]);
        const { code, stdout } = await run(["status", offerId, "--watch", "--json"]);
        return [code, JSON.parse(stdout).phase];
      };
      assert.deepEqual(await watched(), [0, "none"]);
      assert.deepEqual(await watched({ state: "Published", substate: "InStore" }), [0, "live"]);
      assert.deepEqual(await watched({ state: "Published", substate: "ReadyToPublish" }), [0, "preview"]);
      assert.deepEqual(await watched({ state: "Cancelled" }), [1, "canceled"]);
      assert.deepEqual(await watched({ state: "InProgress", substate: "Failed" }), [1, "failed"]);
    });

    it("--watch waits also from a state that this version does not know", async () => {
      const { offerId, whole } = await submit();
      const [submitted] = await bench.colleague.list(`/products/${whole.productId}/submissions`);
      bench.emulator.advance(3 * hour);
      const body = { value: [{ ...submitted, state: "InProgress", substate: "Pondering" }] };
      bench.emulator.setFaults([{ operation: "GET /products/{id}/submissions", effect: { status: 200, body } }]);
      const { code, stdout } = await run(["status", offerId, "--watch", "--json"]);
      assert.deepEqual([code, JSON.parse(stdout).phase], [0, "preview"]);
    });

    it("--watch tells why the submission failed, in JSON too", async () => {
      const { offerId, whole, submitted } = await make();
      const effect = { submissionFailed: true };
      bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", effect }]);
      await submitted.up(whole.submission({ waitFor: "accepted" }));
      const { finished, until } = begin(["status", offerId, "--watch", "--json"]);
      await until(/"phase":"inProgress"/);
      bench.emulator.advance(3 * hour);
      const { code, stdout, stderr } = await finished;
      assert.equal(code, 1);
      const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
      assert.deepEqual([last.offerId, last.phase], [offerId, "failed"]);
      assert.match(last.reasons[0], /^Error ValidationFailed: /);
      assert.ok(last.message.includes(last.reasons[0]));
      assert.equal(stderr, `partnercenter: ${last.message}\n`);
    });

    it("--watch draws the page anew in a terminal, and gives a line of JSON for each change with --json", async () => {
      const { offerId } = await promote();
      const page = begin(["status", offerId, "--watch"], { isTTY: true });
      const json = begin(["status", offerId, "--watch", "--json"], { isTTY: true });
      await page.until(/going live.*\n.*going live/s); // at once, and at the first look of the wait
      await json.until(/"phase":"publishing"/);
      bench.emulator.advance(3 * hour);
      const pages = (await page.finished).stdout.split("\u001b[H\u001b[2J");
      assert.ok(pages.length > 2);
      assert.match(pages.at(-1) ?? "", /live, published \d{4}-/);
      const lines = (await json.finished).stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      assert.deepEqual(
        lines.map(({ phase }) => phase),
        ["publishing", "live"],
      );
      assert.equal(lines[0].step.name, "Certification");
    });
  });

  describe("cancel", () => {
    it("takes back what is in progress", async () => {
      const { offerId, whole } = await submit();
      const { code, stdout } = await run(["cancel", offerId]);
      assert.equal(code, 0);
      assert.match(stdout, /^submission 1 \(\d{19}\) is canceled\n$/);
      assert.deepEqual(await bench.colleague.list(`/products/${whole.productId}/submissions`), []);
      const again = await run(["cancel", offerId, "--json"]);
      assert.deepEqual([again.code, JSON.parse(again.stdout)], [0, { offerId, canceled: false }]);
    });

    it("does not pretend: what is in preview or promoted stays, exit code 1", async () => {
      const { offerId } = await submit();
      bench.emulator.advance(3 * hour);
      const preview = await run(["cancel", offerId]);
      assert.equal(preview.code, 1);
      assert.match(preview.stderr, /is in preview, and the API cannot withdraw a preview/);
      const promoted = await promote();
      const publishing = await run(["cancel", promoted.offerId]);
      assert.equal(publishing.code, 1);
      assert.match(publishing.stderr, /was promoted: it can no longer be canceled/);
      bench.emulator.advance(3 * hour);
      const live = await run(["cancel", promoted.offerId]);
      assert.equal(live.code, 0);
      assert.match(live.stdout, /is live, and nothing is in progress/);
    });
  });

  it("runs as a program", async () => {
    const program = resolve(__dirname, "../../../bin/partnercenter.js");
    const exec = promisify(execFile);
    const { stdout } = await exec(process.execPath, [program, "--help"]);
    assert.match(stdout, /^Usage: partnercenter/);
    const failed = await exec(process.execPath, [program, "status"]).catch((error) => error);
    assert.equal(failed.code, 2);
  });
});
