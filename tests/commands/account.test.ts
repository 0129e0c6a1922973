/** `partnercenter whoami` and `partnercenter list`. */
import assert from "node:assert/strict";
import { Progress } from "../../commands/progress.js";
import { identityIn } from "../../commands/token-claims.js";
import { Colleague } from "../provider/colleague.js";
import { secret, workbench } from "../provider/workbench.js";
import { runCommand } from "./run-command.js";

const clientId = "c0ffee00-0000-4000-8000-000000000001";
const get = "GET /products";
const getSubmissions = "GET /products/{id}/submissions";

describe("partnercenter whoami and list", () => {
  const bench = workbench();
  let count = 0;

  /** An account with these offers, and the command for it. */
  const account = async (...offerIds: string[]) => {
    const tenant = `account-${++count}.example`;
    const colleague = await Colleague.signIn(bench.emulator, tenant);
    const products = new Map<string, string>();
    for (const value of offerIds) {
      const externalIDs = [{ type: "AzureOfferId", value }];
      const body = { resourceType: "AzureApplication", name: `The ${value}`, externalIDs, isModularPublishing: true };
      products.set(value, String((await colleague.call("POST", "/products", body)).id));
    }
    return {
      tenant,
      products,
      colleague,
      run: (...args: string[]) => runCommand(args, bench.environment(tenant), bench.folder),
    };
  };
  const refuse = (operation: string, status: number, times?: number) =>
    bench.emulator.setFaults([{ operation, effect: { status }, ...(times === undefined ? {} : { times }) }]);

  describe("whoami", () => {
    it("says who has signed in, by which credentials, where, and that there are offers", async () => {
      const { tenant, run } = await account("one", "two");
      const { code, stdout, stderr } = await run("whoami");
      assert.deepEqual([code, stderr], [0, ""]);
      const lines = stdout.split("\n");
      assert.equal(lines[0], "Signed in.");
      assert.equal(lines[1], `Tenant:      ${tenant}`);
      assert.equal(lines[2], `Application: ${clientId}`);
      assert.match(stdout, /^Roles: {7}Manager \(in the token/m);
      assert.match(
        stdout,
        /^Credentials: the environment \(PARTNERCENTER_TENANT_ID, .*PARTNERCENTER_CLIENT_SECRET\)$/m,
      );
      assert.match(stdout, /^Service: {5}http:\/\/127\.0\.0\.1:\d+\/\S+ \(on this machine/m);
      assert.match(stdout, /^Access: {6}Partner Center has let it in; 2 offers\n$/m);
      assert.ok(!stdout.includes(secret));
    });

    it("says the same in JSON, with one request besides the token", async () => {
      const { tenant, run } = await account();
      let stdout = "";
      const calls = await bench.calls(async () => {
        stdout = (await run("whoami", "--json")).stdout;
      });
      const { credentials, endpoint, ...rest } = JSON.parse(stdout);
      assert.deepEqual(rest, { tenantId: tenant, applicationId: clientId, roles: ["Manager"], offers: 0 });
      assert.match(credentials, /^the environment \(/);
      assert.equal(endpoint, bench.emulator.endpoint);
      assert.deepEqual(calls, [get]);
    });

    it("says who it is also where Partner Center does not let it in: exit code 1", async () => {
      const { tenant, run } = await account();
      refuse(get, 403);
      const { code, stdout, stderr } = await run("whoami");
      assert.equal(code, 1);
      assert.match(stdout, new RegExp(`^Signed in\\.\nTenant: {6}${tenant}\n`));
      assert.doesNotMatch(stdout, /Offers/);
      assert.match(stderr, /^partnercenter: Partner Center denied access \(403\).*Manager role.*\n$/);
    });

    it("reads of the token what is there", () => {
      const token = (claims: unknown) => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;
      const user = { tid: "t", azp: "cli", preferred_username: "ann@contoso.example", app_displayname: "CLI" };
      const read = { tenantId: "t", applicationId: "cli", applicationName: "CLI", user: "ann@contoso.example" };
      assert.deepEqual(identityIn(token(user)), read);
      assert.deepEqual(identityIn(token({ roles: ["a", 1], upn: "", appid: 5 })), { roles: ["a"] });
      for (const opaque of ["", "opaque", "a.b.c", token("text"), token(null)])
        assert.deepEqual(identityIn(opaque), {});
    });
  });

  describe("list", () => {
    it("shows the offers, sorted by their ids, with one request each besides the list", async () => {
      const { run, products } = await account("contoso-reports", "app");
      let stdout = "";
      const calls = await bench.calls(async () => {
        stdout = (await run("list")).stdout;
      });
      assert.equal(
        stdout,
        "OFFER ID         TYPE              STATE  ALIAS\n" +
          "app              AzureApplication  draft  The app\n" +
          "contoso-reports  AzureApplication  draft  The contoso-reports\n",
      );
      assert.equal(calls.length, 3);
      assert.deepEqual(JSON.parse((await run("list", "--json")).stdout)[0], {
        productId: products.get("app"),
        offerId: "app",
        type: "AzureApplication",
        alias: "The app",
        state: "draft",
      });
    });

    it("says so where there are none", async () => {
      const { run } = await account();
      assert.match((await run("list")).stdout, /^There is no offer in this account \(at 127\.0\.0\.1:\d+\)\n$/);
      assert.deepEqual(JSON.parse((await run("list", "--json")).stdout), []);
    });

    const live = { state: "Published", substate: "InStore" };
    const preview = { state: "Published", substate: "ReadyToPublish" };
    const publishing = { state: "Published", substate: "Publishing" };
    const submitted = { state: "InProgress", substate: "Submitted" };
    const failed = { state: "InProgress", substate: "Failed" };
    const states: [text: string, state: string, ...submissions: object[]][] = [
      ["draft; submission 1 in progress", "draft", submitted],
      ["draft; submission 1 failed", "draft", failed],
      ["draft", "draft", { state: "Cancelled" }],
      ["preview", "preview", preview],
      ["preview; submission 1 going live", "preview", publishing],
      ["live", "live", live],
      ["live; submission 2 in preview, waits to be promoted", "live", live, preview],
      ["live; submission 2 failed", "live", live, failed],
    ];
    it("tells how far an offer has come, and what is under way besides", async () => {
      const { run } = await account("app");
      for (const [text, state, ...submissions] of states) {
        const value = submissions.map((one, at) => ({
          resourceType: "Submission",
          id: `115292150460684697${at}`,
          releaseNumber: at + 1,
          ...one,
        }));
        bench.emulator.setFaults([{ operation: getSubmissions, effect: { status: 200, body: { value } } }]);
        assert.match((await run("list")).stdout, new RegExp(`  ${text}  +The app\n`));
        const [listed] = JSON.parse((await run("list", "--json")).stdout);
        assert.deepEqual([listed.state, listed.submission.releaseNumber], [state, submissions.length]);
      }
    });

    it("lists the others where one offer's state cannot be had", async () => {
      const { run } = await account("app", "other");
      refuse(getSubmissions, 404, 1);
      const { code, stdout, stderr } = await run("list");
      assert.equal(code, 0);
      assert.deepEqual(stdout.match(/ (unknown|draft) /g)?.sort(), [" draft ", " unknown "]);
      assert.match(stderr, /^warning: the state of (app|other) is not known: .*404/);
    });

    it("lists the types that programs declare, with a warning, where the service refuses to list all", async () => {
      const { run, colleague } = await account("app");
      const externalIDs = [{ type: "AzureOfferId", value: "boxes" }];
      await colleague.call("POST", "/products", { resourceType: "AzureContainer", name: "Boxes", externalIDs });
      refuse(get, 400, 1);
      const { code, stdout, stderr } = await run("list");
      assert.equal(code, 0);
      assert.match(stdout, /^app /m);
      assert.match(stdout, /^boxes +AzureContainer +draft/m);
      assert.match(stderr, /^warning: Partner Center refuses .* those that programs declare\n$/);
    });

    it("says how far it is only where that takes long", () => {
      const lines: string[] = [];
      let now = 0;
      const progress = new Progress({ now: () => now }, 10, "offers", (line) => lines.push(line));
      for (let step = 1; step <= 10; step += 1) {
        now += 1_000;
        progress.step();
      }
      assert.deepEqual(lines, ["3 of 10 offers", "6 of 10 offers", "9 of 10 offers"]);
    });
  });
});
