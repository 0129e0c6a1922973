// How long a provider takes from its start to its first answered check, by each of the two ways in, and what that costs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { CheckRequest, type CheckResponse, ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { providerText } from "../../provider/provider-text.js";
import { sdkFolder } from "../pulumi/binary.js";

const offer = { offerId: "contoso-app", alias: "Contoso App", type: "AzureApplication" };

/** The program of a provider, and what it is asked. */
interface Start {
  readonly command: readonly [string, ...string[]];
  readonly type: string;
  readonly news: Readonly<Record<string, string>>;
}

/** @param plugin The folder of the plugin. */
export const starts = (plugin: string) =>
  ({
    dynamic: {
      command: [process.execPath, join(sdkFolder(), "cmd", "dynamic-provider", "index.js")],
      type: "pulumi-nodejs:dynamic/partnercenter:Offer",
      news: { ...offer, __provider: providerText("Offer") },
    },
    native: {
      command: [process.execPath, join(plugin, "server.cjs")],
      type: "partnercenter:index:Offer",
      news: offer,
    },
  }) as const satisfies Record<string, Start>;

/** What a start came to. */
interface FirstCheck {
  readonly seconds: number;
  /** Seconds of the processor, until it listened and until it had answered. Only Linux tells them; 0 elsewhere. */
  readonly listening: number;
  readonly checked: number;
}

/** Seconds of the processor that a process has used so far, with all of its threads (proc(5): fields 14 and 15, in hundredths). */
function cpuOf(pid: number | undefined): number {
  if (process.platform !== "linux") return 0;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @param cwd A folder from which `pulumi-partnercenter` resolves. */
export async function firstCheck(
  { command: [program, ...args], type, news }: Start,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<FirstCheck> {
  // Stands for the engine: a provider ends when nothing listens there.
  const engine = createServer();
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const { port } = engine.address() as AddressInfo;
  const began = performance.now();
  const child = spawn(program, [...args, `127.0.0.1:${port}`], { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const listening = cpuOf(child.pid);
    const client = new ResourceProviderClient(`127.0.0.1:${line.trim()}`, credentials.createInsecure());
    const request = new CheckRequest().setUrn(`urn:pulumi:test::bench::${type}::app`);
    request.setOlds(Struct.fromJavaScript({})).setNews(Struct.fromJavaScript(news));
    const configuration = new ConfigureRequest().setArgs(Struct.fromJavaScript({}));
    await new Promise<void>((resolve, reject) => {
      client.configure(configuration, (error) => (error === null ? resolve() : reject(error)));
    });
    const answer = await new Promise<CheckResponse>((resolve, reject) => {
      client.check(request, (error, checked) => (error === null ? resolve(checked) : reject(error)));
    });
    const failures = answer.getFailuresList();
    const seconds = (performance.now() - began) / 1_000;
    const checked = cpuOf(child.pid);
    client.close();
    if (failures.length > 0) throw new Error(failures.map((one) => one.getReason()).join("; "));
    return { seconds, listening, checked };
  } finally {
    child.kill();
    engine.close();
  }
}
