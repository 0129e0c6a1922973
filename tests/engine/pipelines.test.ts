/** The example pipelines: their steps, by the real engine, against an emulator; the platforms' statements are local. */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { credentials, EmulatedService } from "./emulated-service.js";
import { type PipelineRun, type Platform, runAzurePipeline, runGitHubWorkflow } from "./pipeline-steps.js";
import { linkPackages } from "./project.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";

const { tenantId, clientId } = credentials;
const connection = "44444444-4444-4444-8444-444444444444";
const post = "POST /products/{productId}/submissions";
const promote = "POST /products/{productId}/submissions/{submissionId}/promote";

/** Vouches for a job as the two platforms do. */
async function vouch(): Promise<{ server: Server; origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ value: "a.signed.statement", oidcToken: "a.signed.statement" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("the example pipelines", function () {
  this.timeout(240_000);
  let service: EmulatedService;
  let place: Place;
  let platform: Awaited<ReturnType<typeof vouch>>;

  beforeEach(async () => {
    service = await EmulatedService.start();
    place = await createPlace(service.settings());
    platform = await vouch();
    // Alone, as somebody has it who has copied the folder.
    await cp(join(repositoryRoot, "examples/pipelines"), join(place.folder, "pipelines"), { recursive: true });
    await linkPackages(place.folder);
  });
  afterEach(async () => {
    platform.server.close();
    await place.dispose();
    await service.stop();
  });

  const machine = (values: Record<string, string>, env: NodeJS.ProcessEnv): Platform => ({
    folder: join(place.folder, "pipelines"),
    values,
    env: { ...place.environment, ...env },
  });
  const backend = () => String(place.environment.PULUMI_BACKEND_URL);
  const file = (name: string) => join(repositoryRoot, "examples/pipelines", name);

  const check = async ({ done }: PipelineRun) => {
    assert.deepEqual(done, ["Up to the preview", "What there is to approve", "Go live"]);
    const { submissions } = await service.product();
    assert.deepEqual(
      submissions.map(({ releaseNumber, substate }) => [releaseNumber, substate]),
      [[1, "InStore"]],
    );
    const operations = service.requests().map(({ operation }) => operation);
    assert.equal(operations.filter((operation) => operation === post).length, 1);
    assert.equal(operations.filter((operation) => operation === promote).length, 1);
  };

  it("for GitHub Actions takes the offer to its preview, then exactly that submission to live", async () => {
    const values = {
      "vars.PARTNERCENTER_TENANT_ID": tenantId,
      "vars.PARTNERCENTER_CLIENT_ID": clientId,
      "vars.PULUMI_BACKEND_URL": backend(),
      "secrets.PULUMI_CONFIG_PASSPHRASE": "a passphrase",
    };
    const env = {
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${platform.origin}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
    };
    const at = machine(values, env);
    await check(await runGitHubWorkflow(file("github-actions.yml"), at));
    // A merge that changes nothing of the offer: nothing to submit, and the release names what is live.
    const again = await runGitHubWorkflow(file("github-actions.yml"), at);
    assert.match(again.output, /5 unchanged[\s\S]*2 unchanged/);
    await check(again);
    assert.ok(platform.asked.length > 0);
    for (const line of platform.asked) assert.match(line, /^GET \/token\?.*audience=api.* Bearer of-the-job$/);
  });

  it("for Azure Pipelines does the same", async () => {
    const values = {
      tenantId,
      clientId,
      serviceConnectionId: connection,
      pulumiBackendUrl: backend(),
      pulumiPassphrase: "a passphrase",
      "System.AccessToken": "of-the-job",
    };
    const at = machine(values, { TF_BUILD: "True", SYSTEM_OIDCREQUESTURI: `${platform.origin}/oidctoken` });
    await check(await runAzurePipeline(file("azure-pipelines.yml"), at));
    for (const line of platform.asked)
      assert.match(line, new RegExp(`^POST /oidctoken\\?.*${connection}.* Bearer of-the-job$`));
  });
});
