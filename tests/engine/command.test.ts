/** The command in the folder of a project: it signs in with the configuration of the stack, as `pulumi up` does. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../commands/run-command.js";
import { credentials, EmulatedService } from "./emulated-service.js";
import { writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

describe("the engine, and the command in a project's folder", function () {
  this.timeout(120_000);
  let service: EmulatedService;
  let place: Place;
  let folder: string;
  const pulumi = async (...args: string[]) => {
    const { code, stdout, stderr } = await place.run(args, { cwd: folder }).finished;
    assert.equal(code, 0, stdout + stderr);
  };
  const run = (args: string[], cwd = folder) => runCommand(args, place.environment, cwd);

  before(async () => {
    service = await EmulatedService.start();
    place = await createPlace();
    folder = join(place.folder, "project");
    await mkdir(join(folder, "logos"), { recursive: true });
    await writeProject(folder, "command", "");
  });
  after(async () => {
    await place.dispose();
    await service.stop();
  });

  it("names the stack that is not selected, and then signs in with its configuration, its secret decrypted", async () => {
    const before = await run(["whoami"]);
    assert.equal(before.code, 1);
    assert.match(before.stderr, /no stack is selected; .* No credentials for Partner Center/);
    await pulumi("stack", "init", "test");
    const { endpoint, loginEndpoint } = service.emulator;
    for (const [key, value] of Object.entries({ ...credentials, endpoint, loginEndpoint })) {
      await pulumi("config", "set", ...(key === "clientSecret" ? ["--secret"] : []), `partnercenter:${key}`, value);
    }
    const { code, stdout, stderr } = await run(["whoami"], join(folder, "logos"));
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, new RegExp(`^Tenant: {6}${credentials.tenantId}$`, "m"));
    assert.match(stdout, /^Credentials: the stack's configuration \(/m);
    assert.ok(!stdout.includes(credentials.clientSecret));
    const other = await run(["list", "--stack", "nope"]);
    assert.equal(other.code, 1);
    assert.match(other.stderr, /stack nope cannot be read: `pulumi config` says: no stack named 'nope' found\n$/);
  });
});
