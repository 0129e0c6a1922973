/** Campaign `canaries`: secrets that can be told from all other text, looked for in everything that others see. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { secret } from "../../tests/provider/workbench.js";
import { type Campaign, tally, type Verdict } from "./campaign.js";
import { unclear } from "./clarity.js";
import { faults } from "./faults.js";
import { shown } from "./shown.js";
import { secretsIn, spellings } from "./spellings.js";
import type { Scene, Stage } from "./stage.js";
import { storyCredentials } from "./story.js";

const gateway = "canary~of+the/gateway=&7";
const proxyPassword = "canary-of-the-proxy";
/** Of the form that assertions have. */
const assertion = `${Buffer.from('{"alg":"none"}').toString("base64url")}.Y2FuYXJ5.canary-of-the-assertion`;

const canaries: readonly string[] = [secret, gateway, proxyPassword, assertion, ...storyCredentials];

const needles = canaries.flatMap(spellings);

/** The first secret in a text. */
export function leakIn(text: string): string | undefined {
  return secretsIn(text, needles);
}

/** A gateway that repeats in its error what it was asked, with headers and body. */
const statuses = [400, 401, 403, 409, 429, 500, 503];

function echoes(stage: Stage): string[] {
  return stage
    .operations()
    .flatMap(([operation, { step }]) =>
      statuses.map((status) => `canaries echo: ${step.name}: ${operation} ${status}`),
    );
}

/** Each effect once in each step. */
function failures(stage: Stage): string[] {
  const seen = new Set<string>();
  return faults.cases(stage).flatMap((name) => {
    const [, step, effect] = /^faults (.*?): .* (\w+)$/.exec(name) ?? [];
    if (seen.has(`${step} ${effect}`)) return [];
    seen.add(`${step} ${effect}`);
    return [`canaries in ${name}`];
  });
}

const proxies = ["canaries proxy: refuses", "canaries proxy: is not there"];

export const canariesCampaign: Campaign = {
  key: "canaries",
  about:
    "Client secret, token, upload address, lead and test drive credentials, an assertion of a workload identity, a " +
    "password of a proxy and a key in an extra header are looked for, as they are, URL-encoded and in Base64, in all lines, " +
    "traces and errors, in what is handed to the state unsealed, and in the log and pages of the emulator: with a " +
    "gateway that repeats in its errors whatever it was sent, with each kind of fault in each step, and with proxies " +
    "that refuse.",
  cases: (stage) => [...echoes(stage), ...failures(stage), ...proxies],
  sample(stage) {
    const echo = echoes(stage).filter((_, index) => index % 37 === 0);
    return [...echo, ...failures(stage).filter((_, index) => index % 80 === 0), ...proxies];
  },
  attempt(stage, name) {
    const [, echoed] = /^canaries echo: (.*)$/.exec(name) ?? [];
    if (echoed !== undefined) return attemptEcho(stage, echoed);
    const [, fault] = /^canaries in (.*)$/.exec(name) ?? [];
    return fault === undefined ? attemptProxy(stage, name.endsWith("refuses")) : attemptFault(stage, fault);
  },
  summary(results) {
    const { all, good } = tally(results);
    const outputs = results.reduce((sum, { measured = 0 }) => sum + measured, 0);
    return `canaries: ${all - good} found in ${outputs} outputs`;
  },
};

/** Variables of a process whose every secret is a canary; it signs in with the secret, or with an assertion. */
function variables(withAssertion: boolean): NodeJS.ProcessEnv {
  return {
    PARTNERCENTER_HEADERS: JSON.stringify({ "x-gateway-key": gateway }),
    PARTNERCENTER_TRACE: "true",
    ...(withAssertion
      ? { PARTNERCENTER_CLIENT_SECRET: "", PARTNERCENTER_USE_OIDC: "true", PARTNERCENTER_OIDC_TOKEN: assertion }
      : {}),
  };
}

async function verdict(stage: Stage, outcome: string): Promise<Verdict> {
  const texts = await shown(stage.world);
  const leaking = texts.find((text) => leakIn(text) !== undefined);
  const measured = texts.length;
  if (leaking === undefined) return { outcome, measured };
  const leak = leakIn(leaking) ?? "";
  const at = leaking.indexOf(leak);
  return { outcome, measured, problem: `${leak} in: ${leaking.slice(Math.max(0, at - 200), at + 100)}` };
}

async function performed(stage: Stage, scene: Scene): Promise<string> {
  try {
    await stage.perform(scene, scene.program);
    return "went through";
  } catch (error) {
    return unclear(error, ...stage.titlesOf(scene)) === undefined ? "failed" : "failed without a clear line";
  }
}

function attemptEcho(stage: Stage, echoed: string): Promise<Verdict> {
  const [, step = "", operation = "", status = ""] = /^(.*?): (.*) (\d+)$/.exec(echoed) ?? [];
  const scene = stage.scene(step);
  return stage.through(scene, async (relay) => {
    relay.onEach(operation, (answer, { name, headers, body }) => {
      const said = `${name} with ${Object.entries(headers).join("; ")} and ${body}`;
      const encoded = `${Buffer.from(headers.authorization ?? "").toString("base64")} ${encodeURIComponent(body)}`;
      answer.status = Number(status);
      answer.headers = { "content-type": "application/json", "www-authenticate": said.replaceAll(/[^ -~]/g, "") };
      answer.body = Buffer.from(JSON.stringify({ error: { code: "Gateway", message: said }, sent: body, encoded }));
    });
    Object.assign(stage.world.variables, variables(Number(status) % 2 === 1));
    return verdict(stage, await performed(stage, scene));
  });
}

async function attemptFault(stage: Stage, fault: string): Promise<Verdict> {
  stage.world.variables = variables(fault.length % 2 === 1);
  try {
    const { outcome = "" } = await faults.attempt(stage, fault);
    return await verdict(stage, outcome);
  } finally {
    stage.world.variables = {};
  }
}

async function attemptProxy(stage: Stage, refuses: boolean): Promise<Verdict> {
  const [scene] = stage.scenes;
  if (scene === undefined) throw new Error("the story has no step");
  const server = createServer((_, response) => response.writeHead(407).end(`no ${proxyPassword}`));
  server.on("connect", (request, socket) => {
    socket.end(`HTTP/1.1 407 No\r\nx-sent: ${request.headers["proxy-authorization"]}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  if (!refuses) server.close();
  try {
    stage.begin(scene);
    const proxy = `http://user:${proxyPassword}@127.0.0.1:${port}`;
    stage.world.variables = { ...variables(false), PARTNERCENTER_PROXY: proxy };
    return await verdict(stage, await performed(stage, scene));
  } finally {
    stage.world.variables = {};
    server.close();
    server.closeAllConnections();
  }
}
