/** Lines as an engine gets them: a server of its own protocol, with the SDK's own gRPC library. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";
import { dynamicSender, linesTo } from "../../../provider/engine/lines.js";
import { dynamicSurroundings } from "../../../provider/engine/surroundings.js";

const { Server, ServerCredentials } = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js");
const [one, other] = ["urn:pulumi:test::app::Offer::one", "urn:pulumi:test::app::Plan::other"];

const linesOf = (port: number) => linesTo(dynamicSender({ host: "127.0.0.1", port }));

describe("the lines of a provider process", () => {
  const got: string[] = [];
  const server = new Server();
  let port: number;

  before(async () => {
    server.addService(EngineService, {
      log({ request }: { request: LogRequest }, answer: (error: null, reply: unknown) => void) {
        const severity = request.getSeverity() === LogSeverity.WARNING ? "warning" : "info";
        const name = request.getUrn().split("::").at(-1);
        got.push(`${severity}${request.getEphemeral() ? ", passing" : ""}: ${name}: ${request.getMessage()}`);
        const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
        answer(null, new Empty());
      },
    });
    port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error: Error | null, bound: number) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
  });
  after(() => server.forceShutdown());
  beforeEach(() => void got.splice(0));

  /** What is printed meanwhile. */
  async function printed(work: () => Promise<void>): Promise<string[]> {
    const lines: string[] = [];
    const print = console.log;
    console.log = (line: string) => void lines.push(line);
    await work().finally(() => {
      console.log = print;
    });
    return lines;
  }

  it("reach the engine in their order, each on the row of its resource, a warning as one", async () => {
    const lines = linesOf(port);
    const told = await printed(async () => {
      for (let index = 1; index <= 20; index += 1) lines.tell("note", one, "offer", `line ${index}`);
      lines.tell("warning", other, "plan", "mind this");
      await lines.told(one);
    });
    assert.deepEqual(got, [
      ...Array.from({ length: 20 }, (_, i) => `info: one: line ${i + 1}`),
      "warning: other: mind this",
    ]);
    assert.deepEqual(told, []);
  });

  it("that last only while they are true are taken away when their resource is done, and no other one's", async () => {
    const lines = linesOf(port);
    lines.tell("passing", one, "offer", "[1/2] validation");
    lines.tell("passing", other, "plan", "uploading");
    await lines.told(one);
    await lines.told(one);
    assert.deepEqual(got, [
      "info, passing: one: [1/2] validation",
      "info, passing: other: uploading",
      "info, passing: one: ",
    ]);
    lines.tell("note", other, "plan", "done");
    await lines.told(other);
    assert.deepEqual(got.slice(3), ["info: other: done"], "a line that stays has taken its place");
  });

  it("without a row, without an engine, and when the engine is gone, are printed with their title", async () => {
    const gone = new Server();
    const lost = linesOf(9);
    gone.forceShutdown();
    const told = await printed(async () => {
      linesOf(port).tell("note", undefined, "offer a", "of an older state");
      dynamicSurroundings(["node", "program.js"]).lines.tell("warning", one, "offer b", "mind this");
      lost.tell("note", one, "offer c", "nobody listens");
      await lost.told(one);
    });
    assert.deepEqual(told, ["offer a: of an older state", "offer b: warning: mind this", "offer c: nobody listens"]);
    assert.deepEqual(got, []);
  });
});
