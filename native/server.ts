// The gRPC service `pulumirpc.ResourceProvider`: each call of the engine, with its answer or its failure.
import { credentials, Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { ConfigureResponse, GetSchemaResponse, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { addressIn, aliveCheck, type EngineAddress } from "../provider/engine/alive.js";
import { Interrupt } from "../provider/engine/interrupt.js";
import { linesTo, printed, senderBy } from "../provider/engine/lines.js";
import type { Surroundings } from "../provider/engine/surroundings.js";
import { failure } from "./failure.js";
import { Plugin } from "./plugin.js";
import { invoke, list } from "./queries.js";
import { checkSettings, diffSettings, settingsOf } from "./settings.js";
import { encode } from "./wire.js";

/** What the server is started with. */
export interface ServerOptions {
  /** The schema of the package, as JSON. */
  readonly schema: () => Promise<string>;
  readonly version: string;
  /** The engine, where the command line names it; else its handshake does. */
  readonly engine?: EngineAddress | undefined;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Messages have no size at which they are refused: a state is as large as an offer. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

function surroundingsOf(engine: EngineAddress | undefined, interrupt: Interrupt): Surroundings {
  const stillWanted = aliveCheck(engine);
  if (engine === undefined) return { lines: printed, interrupt, stillWanted };
  const client = new EngineClient(`${engine.host}:${engine.port}`, credentials.createInsecure(), unlimited);
  return { lines: linesTo(senderBy(client, engineMessages)), interrupt, stillWanted };
}

/** What the engine may call. What is not here, such as `Construct`, is answered with "unimplemented". */
function service({ schema, version, engine: given, environment }: ServerOptions): Partial<IResourceProviderServer> {
  let engine = given;
  const interrupt = new Interrupt(true);
  const plugin = new Plugin(() => surroundingsOf(engine, interrupt), environment);

  /** About no resource. */
  const plain =
    <Request, Answer>(work: (request: Request) => Answer | Promise<Answer>) =>
    (call: ServerUnaryCall<Request, Answer>, reply: sendUnaryData<Answer>) =>
      answer(reply, async () => work(call.request), encode);

  /** About a resource. */
  const resource =
    <Request extends { getUrn(): string }, Answer>(
      work: (called: Awaited<ReturnType<Plugin["called"]>>, request: Request) => Promise<Answer>,
    ) =>
    async ({ request }: ServerUnaryCall<Request, Answer>, reply: sendUnaryData<Answer>) => {
      const called = await plugin.called(request.getUrn()).catch((error: Error) => error);
      if (called instanceof Error) return reply(failure(called, encode));
      return answer(
        reply,
        () => work(called, request),
        (properties) => called.call.answeredOutputs(properties),
      );
    };

  return {
    handshake: plain((request) => {
      engine = addressIn([request.getEngineAddress()]) ?? engine;
      const capabilities = new ProviderHandshakeResponse();
      capabilities.setAcceptSecrets(true);
      capabilities.setAcceptResources(false); // the engine then sends the id of a resource that was given
      capabilities.setAcceptOutputs(false);
      return capabilities;
    }),
    attach: plain((request) => {
      engine = addressIn([request.getAddress()]) ?? engine;
      return new Empty();
    }),
    getPluginInfo: plain(() => new PluginInfo().setVersion(version)),
    getSchema: plain(async () => new GetSchemaResponse().setSchema(await schema())),
    checkConfig: plain((request) => checkSettings(request.getNews())),
    diffConfig: plain((request) => diffSettings(request.getOldInputs(), request.getNews())),
    configure: plain((request) => {
      plugin.configure(settingsOf(request.getArgs(), request.getUrn() ?? ""));
      const capabilities = new ConfigureResponse();
      capabilities.setAcceptsecrets(true);
      capabilities.setSupportspreview(true);
      return capabilities;
    }),
    check: resource((called, request) => plugin.check(called, request)),
    diff: resource((called, request) => plugin.diff(called, request)),
    create: resource((called, request) => plugin.create(called, request)),
    read: resource((called, request) => plugin.read(called, request)),
    update: resource((called, request) => plugin.update(called, request)),
    delete: resource(async (called, request) => {
      await plugin.delete(called, request);
      return new Empty();
    }),
    invoke: plain((request) => invoke(request.getTok(), request.getArgs(), () => plugin.queries())),
    list: (call) => {
      list(call.request.getToken(), call.request.getQuery(), () => plugin.queries()).then(
        (found) => {
          for (const one of found) call.write(one);
          call.end();
        },
        (error) => call.emit("error", failure(error, encode)),
      );
    },
    cancel: plain(() => {
      interrupt.stop();
      return new Empty();
    }),
  };
}

/** Answers a call with what the work comes to. */
async function answer<Answer>(
  reply: sendUnaryData<Answer>,
  work: () => Promise<Answer>,
  outputs: Parameters<typeof failure>[1],
): Promise<void> {
  try {
    reply(null, await work());
  } catch (error) {
    reply(failure(error, outputs));
  }
}

/** Starts the server. @returns Its port on this machine, and how to end it. */
export async function serve(options: ServerOptions): Promise<{ port: number; stop(): void }> {
  const server = new Server(unlimited);
  server.addService(ResourceProviderService, service(options) as IResourceProviderServer);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, stop: () => server.forceShutdown() };
}
