// Measures the emulator against what is promised of it: started in under 2 s, 1,000 products of 10 plans each in under
// 400 MB, and 95 % of requests answered in under 20 ms with 16 clients at once. A benchmark, not a test: it depends on
// the machine, so nothing fails. Run it with `npm run bench:emulator`; a smaller number of products may be given. The
// clients are this process, the emulator is another; each client sends its next request as soon as it has its answer.
// On a machine that others use too, look at the processor time of a request rather than at how long it took.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type Used, watchProcess } from "./probe.js";

const products = Number(process.argv[2] ?? 1_000);
const plansOfEach = 10;
const clients = 16;
const measuredRequests = 16_000;
/** Sent first and not measured, so that the code is compiled as it is in an emulator that has run for a while. */
const warmingRequests = 1_600;

const agent = new Agent({ keepAlive: true, maxSockets: clients });

interface Ready {
  endpoint: string;
  loginEndpoint: string;
}

interface Body {
  id: string;
  value: { id: string; variantID?: string; currentDraftInstanceID: string }[];
}

async function start() {
  const folder = dirname(require.resolve("pulumi-partnercenter-emulator/package.json"));
  const command = join(folder, "bin", "partnercenter-emulator.js");
  const began = performance.now();
  const probe = ["--require", join(__dirname, "probe.js")];
  const child = spawn(process.execPath, [...process.execArgv, ...probe, command, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout === null) throw new Error("the emulator's output cannot be read");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, ready: JSON.parse(line) as Ready, milliseconds: performance.now() - began };
}

/** What the emulator used since it was last asked. */
async function usedBy(child: ChildProcess): Promise<Used> {
  child.send("used");
  const [used] = (await once(child, "message")) as [Used];
  return used;
}

function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes.trim()) / 1024;
}

/** One request, without the overhead that `fetch` would add on the same two cores. */
function send(method: string, url: string, token: string | undefined, type: string, body: string): Promise<string> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, "if-match": "*", ...(body === "" ? {} : { "content-type": type }) };
  return new Promise((resolve, reject) => {
    const call = request(url, { method, agent, headers }, (reply) => {
      let text = "";
      reply.setEncoding("utf8");
      reply.on("data", (piece) => {
        text += piece;
      });
      reply.on("end", () => {
        if ((reply.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${method} ${url}: ${reply.statusCode} ${text}`));
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

async function signIn(ready: Ready): Promise<string> {
  const resource = encodeURIComponent("https://api.partner.microsoft.com");
  const form = `grant_type=client_credentials&client_id=bench&client_secret=bench&resource=${resource}`;
  const type = "application/x-www-form-urlencoded";
  const text = await send("POST", `${ready.loginEndpoint}/bench/oauth2/token`, undefined, type, form);
  return (JSON.parse(text) as { access_token: string }).access_token;
}

/** Runs `work` for each number below `count`, as many at once as there are clients. */
async function forEach(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

function report(what: string, value: string, wanted: string, good: boolean): void {
  process.stdout.write(`${what.padEnd(44)} ${value.padStart(12)}   ${wanted} ${good ? "ok" : "MISSED"}\n`);
}

async function main(): Promise<void> {
  const { child, ready, milliseconds } = await start();
  try {
    report("ready after", `${Math.round(milliseconds)} ms`, "< 2000 ms", milliseconds < 2_000);
    const token = await signIn(ready);
    const call = async (method: string, path: string, body?: unknown): Promise<Body> => {
      const sent = body === undefined ? "" : JSON.stringify(body);
      const text = await send(method, `${ready.endpoint}${path}`, token, "application/json", sent);
      return JSON.parse(text) as Body;
    };
    const offers: { id: string; variantId: string }[] = [];
    const filled = performance.now();
    await forEach(products, async (index) => {
      const externalIDs = [{ type: "AzureOfferId", value: `offer-${index}` }];
      const { id } = await call("POST", "/products", {
        resourceType: "AzureApplication",
        name: `Offer ${index}`,
        externalIDs,
      });
      let variantId = "";
      for (let plan = 0; plan < plansOfEach; plan += 1) {
        const name = { friendlyName: `Plan ${plan}`, externalID: `plan-${plan}`, subType: "managed-application" };
        variantId = (await call("POST", `/products/${id}/variants`, { resourceType: "AzureSkuVariant", ...name })).id;
      }
      offers[index] = { id, variantId };
    });
    const seconds = (performance.now() - filled) / 1_000;
    process.stdout.write(`${products} products of ${plansOfEach} plans made in ${seconds.toFixed(1)} s\n`);

    const times = new Map<string, number[]>();
    const timed = async (name: string, work: () => Promise<Body>): Promise<Body> => {
      const began = performance.now();
      const result = await work();
      const taken = times.get(name) ?? [];
      taken.push(performance.now() - began);
      times.set(name, taken);
      return result;
    };
    const loaded = residentMegabytes(child.pid ?? 0);
    // What a program does to one offer: look it up, find a draft, read it, replace it.
    const visit = async (index: number): Promise<void> => {
      const { id, variantId } = offers[(index * 7_919) % offers.length] ?? { id: "", variantId: "" };
      const product = `/products/${id}`;
      const filter = `$filter=externalIDs/Any(i:i/type eq 'AzureOfferId' and i/value eq 'offer-${index % products}')`;
      await timed("GET products by filter", () => call("GET", `/products?${encodeURI(filter)}`));
      await timed("GET product", () => call("GET", product));
      const module = `${product}/branches/getByModule(module=Availability)`;
      const { value } = await timed("GET branches", () => call("GET", module));
      const instance = value.find((branch) => branch.variantID === variantId)?.currentDraftInstanceID;
      const ofInstance = `getByInstanceID(instanceID=${instance})?$expand=MarketStates`;
      const byInstance = `${product}/featureAvailabilities/${ofInstance}`;
      const draft = (await timed("GET feature availability", () => call("GET", byInstance))).value[0];
      await timed("PUT feature availability", () =>
        call("PUT", `${product}/featureavailabilities/${draft?.id}`, { ...draft, visibility: "Public" }),
      );
      await timed("GET variants", () => call("GET", `${product}/variants`));
      await timed("GET setup", () => call("GET", `${product}/setup`));
      await timed("GET submissions", () => call("GET", `${product}/submissions`));
    };
    await forEach(warmingRequests / 8, visit);
    times.clear();
    const clientProcess = watchProcess();
    await usedBy(child);
    const measured = performance.now();
    await forEach(measuredRequests / 8, visit);
    const wall = (performance.now() - measured) / 1_000;
    const [emulator, client] = [await usedBy(child), clientProcess.used()];
    const memory = Math.max(loaded, residentMegabytes(child.pid ?? 0));
    report("resident memory with all of them", `${Math.round(memory)} MB`, "< 400 MB", memory < 400);
    const share = (list: number[], part: number) =>
      [...list].sort((a, b) => a - b)[Math.min(Math.floor(list.length * part), list.length - 1)] ?? 0;
    const all = [...times.values()].flat();
    const p95 = share(all, 0.95);
    report(`95 % of ${all.length} requests, ${clients} clients`, `${p95.toFixed(1)} ms`, "< 20 ms", p95 < 20);
    const milliseconds99 = share(all, 0.99).toFixed(1);
    process.stdout.write(`  half in ${share(all, 0.5).toFixed(1)} ms, 99 % in ${milliseconds99} ms; `);
    process.stdout.write(`${Math.round(all.length / wall)} requests a second\n`);
    for (const [name, { cpu, delay }] of Object.entries({ emulator, clients: client })) {
      const [half, most] = [delay.half.toFixed(1), delay.most.toFixed(1)];
      const used = `${(cpu / all.length).toFixed(3)} ms of processor time a request`;
      process.stdout.write(`  ${name.padEnd(9)} ${used}, event loop late by ${half} ms, at 99 % ${most} ms\n`);
    }
    const busy = loadavg()[0]?.toFixed(1);
    process.stdout.write(`load of the machine ${busy} on ${availableParallelism()} cores, benchmark included\n`);
    for (const [name, list] of times) {
      const [half, most] = [share(list, 0.5).toFixed(1), share(list, 0.95).toFixed(1)];
      process.stdout.write(`  ${name.padEnd(42)} half ${half} ms, 95 % ${most} ms\n`);
    }
  } finally {
    agent.destroy();
    child.kill("SIGTERM");
  }
}

main().catch((error: Error) => {
  process.stderr.write(`bench-emulator: ${error.message}\n`);
  process.exitCode = 1;
});
