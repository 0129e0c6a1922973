/** The comment of a pull request, by the parts for GitHub Actions and Azure Pipelines, with stand-ins for the platforms. */
import assert from "node:assert/strict";
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { run } from "../../tools/child-process.js";
import { copiedExamples } from "./copied-examples.js";
import { repositoryRoot } from "./stack.js";

const actions = join(repositoryRoot, "actions");

describe("the comment of a pull request", function () {
  this.timeout(240_000);
  const examples = copiedExamples();
  let folder: string;
  let comment: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await examples.copy("managed-application");
    comment = join(examples.place.folder, "comment.md");
    await examples.pulumiIn(folder)(["stack", "init", "production"]);
    // As after `npm ci` of a project that has the packed package.
    const bin = join(examples.place.folder, "bin");
    await mkdir(bin);
    const npx = join(bin, "npx");
    await writeFile(npx, `#!/bin/sh\nshift 2\nexec node '${join(repositoryRoot, "bin/partnercenter.js")}' "$@"\n`);
    await chmod(npx, 0o755);
    const { environment } = examples.place;
    const given = { STACK: "production", OFFER_ID: "contoso-status-page", COMMENT: comment };
    env = { ...environment, ...given, PATH: [bin, environment.PATH].join(delimiter) };
  });

  const bash = async (lines: string, more: NodeJS.ProcessEnv = {}, code = 0) => {
    const result = await run("bash", ["-eo", "pipefail", "-c", lines], { cwd: folder, env: { ...env, ...more } });
    assert.equal(result.code, code, result.stdout + result.stderr);
  };
  const say = (code = 0) => bash(`'${join(actions, "comment.sh")}'`, {}, code);
  const said = () => readFile(comment, "utf8");
  const change = async (from: string, to: string) => {
    const program = join(folder, "index.ts");
    await writeFile(program, (await readFile(program, "utf8")).replace(from, to));
  };

  it("has the preview, and what a buyer would see otherwise", async () => {
    await say();
    assert.match(await said(), /^<!-- partnercenter contoso-status-page production -->\n### Preview of `production`\n/);
    assert.match(await said(), /there is nothing to compare it with yet/);
    assert.doesNotMatch(await said(), /running pulumi/);
    assert.match(await said(), /\+ 5 to create/);
    await examples.pulumiIn(folder)(["up", "--yes", "--skip-preview"]);
    await say();
    assert.match(await said(), /Program and Draft are the same/);
    await change('title: "Contoso Status Page"', 'title: "Status | <b>Page</b>"');
    await say();
    assert.match(await said(), /^\| Title \| Status \\\| &lt;b>Page&lt;\/b> \| Contoso Status Page \|$/m);
    assert.match(await said(), /~ .*Offer/);
  });

  it("says when the preview fails, and fails with it", async () => {
    await change("monthlyPrice: 49", "monthlyPrice: -1");
    await say(255);
    assert.match(await said(), /### Preview of `production` failed/);
    assert.match(await said(), /monthlyPrice/);
  });

  it("is written by the action for GitHub, which replaces its own and ends as the preview did", async () => {
    interface Step {
      readonly name: string;
      readonly run: string;
      readonly env?: Record<string, string>;
    }
    const { runs } = parse(await readFile(join(actions, "github/preview/action.yml"), "utf8")) as {
      runs: { steps: Step[] };
    };
    const [preview, write, end] = runs.steps as [Step, Step, Step];
    const [summary, output, calls] = ["summary", "output", "calls"].map((name) =>
      join(examples.place.folder, name),
    ) as [string, string, string];
    const platform = {
      GITHUB_ACTION_PATH: join(actions, "github/preview"),
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    };
    await bash(preview.run, platform);
    assert.equal(await readFile(output, "utf8"), "ended=0\n");
    assert.equal(await readFile(summary, "utf8"), await said());
    await bash(end.run, { ENDED: "0" });
    await bash(end.run, { ENDED: "3" }, 3);
    const gh = join(examples.place.folder, "bin", "gh");
    await writeFile(gh, `#!/bin/sh\necho "$@" >> '${calls}'\ncase "$*" in *--paginate*) echo "$KNOWN" ;; esac\n`);
    await chmod(gh, 0o755);
    const of = { COMMENTS: "repos/o/r/issues/7/comments", ONE_COMMENT: "repos/o/r/issues/comments" };
    await bash(write.run, { ...of, KNOWN: "" });
    await bash(write.run, { ...of, KNOWN: "42" });
    const called = (await readFile(calls, "utf8")).split("\n").filter((line) => line.includes("--method"));
    assert.deepEqual(called, [
      `api --silent --method POST repos/o/r/issues/7/comments --field body=@${comment}`,
      `api --silent --method PATCH repos/o/r/issues/comments/42 --field body=@${comment}`,
    ]);
  });

  it("is written by the template for Azure Pipelines, which replaces its own", async () => {
    await writeFile(comment, "<!-- partnercenter a b -->\nNew\n");
    const asked: string[] = [];
    let threads: object[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        asked.push(`${request.method} ${request.url} ${body}`);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ value: threads }));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const { steps } = parse(await readFile(join(actions, "azure/preview.yml"), "utf8")) as {
        steps: { bash: string }[];
      };
      await mkdir(join(folder, "node_modules"));
      await symlink(repositoryRoot, join(folder, "node_modules/pulumi-partnercenter"), "junction");
      const THREADS = `http://127.0.0.1:${(server.address() as AddressInfo).port}/threads`;
      const given = { THREADS, SYSTEM_ACCESSTOKEN: "token" };
      const lines = (steps[1]?.bash ?? "").replace("$(npm root)", join(folder, "node_modules"));
      await bash(lines, given);
      threads = [{ id: 5, comments: [{ id: 1, content: "<!-- partnercenter a b -->\nOld" }] }];
      await bash(lines, given);
    } finally {
      server.close();
    }
    assert.match(asked[1] ?? "", /^POST \/threads\?api-version=7\.1 .*New.*"status":4/);
    assert.equal(asked[3], `PATCH /threads/5/comments/1?api-version=7.1 ${JSON.stringify({ content: await said() })}`);
  });
});
