// Lines for the person at the terminal. The engine shows them on the row of their resource when it is told the URN; what
// a process only prints stands on the stack, twice.
import { createRequire } from "node:module";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { EngineAddress } from "./alive.js";

/** `note` and `warning` are shown again in the summary; `passing` lasts until the next line. */
export type LineKind = "note" | "warning" | "passing";

/** Where lines go. */
export interface Lines {
  /** @param title What the line is about, where no row says it. */
  tell(kind: LineKind, urn: string | undefined, title: string, text: string): void;
  /** Resolves when everything has been told; a passing line of this resource is then gone. */
  told(urn: string | undefined): Promise<void>;
}

/** Hands one line to the engine. */
export type Sender = (kind: LineKind, urn: string, text: string) => Promise<void>;

/** For a process without an engine. */
export const printed: Lines = {
  tell: (kind, _urn, title, text) => console.log(`${title}: ${kind === "warning" ? "warning: " : ""}${text}`),
  told: async () => {},
};

/** Lines for an engine, one after the other; what cannot be sent is printed. */
export function linesTo(send: Sender): Lines {
  let last: Promise<void> = Promise.resolve();
  /** The resources beside which a passing line stands. */
  const passing = new Set<string>();
  return {
    tell(kind, urn, title, text) {
      if (urn === undefined) {
        printed.tell(kind, urn, title, text); // the state of an older version has none
        return;
      }
      if (kind === "passing") passing.add(urn);
      else passing.delete(urn);
      last = last.then(() => send(kind, urn, text)).catch(() => printed.tell(kind, urn, title, text));
    },
    told(urn) {
      if (urn !== undefined && passing.delete(urn)) last = last.then(() => send("passing", urn, ""));
      return last.catch(() => {});
    },
  };
}

/** The messages of the engine's service, from where the process has them. */
export type EngineMessages = Pick<typeof import("@pulumi/pulumi/proto/engine_pb.js"), "LogRequest" | "LogSeverity">;

/** Sends by this client. */
export function senderBy(engine: EngineClient, { LogRequest, LogSeverity }: EngineMessages): Sender {
  return (kind, urn, text) => {
    const request = new LogRequest();
    request.setSeverity(kind === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setMessage(text);
    request.setUrn(urn);
    request.setEphemeral(kind === "passing");
    return new Promise((resolve, reject) => {
      engine.log(request, (error) => (error === null ? resolve() : reject(error)));
    });
  };
}

/** Sends by the modules of the SDK, which are loaded in the process of dynamic resources already. */
export function dynamicSender({ host, port }: EngineAddress): Sender {
  let sender: Sender | undefined;
  return (...line) => {
    sender ??= senderBy(connected(`${host}:${port}`), pulumiSdk("@pulumi/pulumi/proto/engine_pb"));
    return sender(...line);
  };
}

function pulumiSdk<T>(name: string): T {
  return createRequire(__filename)(name) as T;
}

function connected(address: string): EngineClient {
  const { EngineClient } = pulumiSdk<typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js")>(
    "@pulumi/pulumi/proto/engine_grpc_pb",
  );
  // The gRPC library of the SDK itself: a client takes no other one's credentials.
  const sdk = createRequire(require.resolve("@pulumi/pulumi"));
  const { credentials } = sdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  return new EngineClient(address, credentials.createInsecure());
}
