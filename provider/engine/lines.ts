// Lines for the person at the terminal. The engine shows them on the row of their resource when it is told the URN; what
// a process only prints stands on the stack, twice.
import { createRequire } from "node:module";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { engineAddress } from "./alive.js";

/** `note` and `warning` are shown again in the summary; `passing` lasts until the next line. */
export type LineKind = "note" | "warning" | "passing";

/** Where lines go. */
export interface Lines {
  /** @param title What the line is about, where no row says it. */
  tell(kind: LineKind, urn: string | undefined, title: string, text: string): void;
  /** Resolves when everything has been told; a passing line of this resource is then gone. */
  told(urn: string | undefined): Promise<void>;
}

/** The lines of a process with these arguments: to the engine that started it, else to the console. */
export function linesOf(argv: readonly string[]): Lines {
  const address = engineAddress(argv);
  return address === undefined ? printed : new EngineLines(`${address.host}:${address.port}`);
}

const printed: Lines = {
  tell: (kind, _urn, title, text) => console.log(`${title}: ${kind === "warning" ? "warning: " : ""}${text}`),
  told: async () => {},
};

class EngineLines implements Lines {
  private engine: EngineClient | undefined;
  private last: Promise<void> = Promise.resolve();
  /** The resources beside which a passing line stands. */
  private readonly passing = new Set<string>();

  constructor(private readonly address: string) {}

  tell(kind: LineKind, urn: string | undefined, title: string, text: string): void {
    if (urn === undefined) {
      printed.tell(kind, urn, title, text); // the state of an older version has none
      return;
    }
    if (kind === "passing") this.passing.add(urn);
    else this.passing.delete(urn);
    this.last = this.last.then(() => this.send(kind, urn, text)).catch(() => printed.tell(kind, urn, title, text));
  }

  told(urn: string | undefined): Promise<void> {
    if (urn !== undefined && this.passing.delete(urn)) this.last = this.last.then(() => this.send("passing", urn, ""));
    return this.last.catch(() => {});
  }

  private send(kind: LineKind, urn: string, text: string): Promise<void> {
    const { LogRequest, LogSeverity } = pulumiSdk<typeof import("@pulumi/pulumi/proto/engine_pb.js")>(
      "@pulumi/pulumi/proto/engine_pb",
    );
    this.engine ??= connected(this.address);
    const request = new LogRequest();
    request.setSeverity(kind === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setMessage(text);
    request.setUrn(urn);
    request.setEphemeral(kind === "passing");
    const { engine } = this;
    return new Promise((resolve, reject) => {
      engine.log(request, (error) => (error === null ? resolve() : reject(error)));
    });
  }
}

/** A module of the SDK, which is loaded in a provider process already. */
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
