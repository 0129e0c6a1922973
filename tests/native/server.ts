/** The plugin's server, called as the engine does, without an engine. */
import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { serve } from "../../native/server.js";
import { encode, type Place } from "../../native/wire.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Workbench } from "../provider/workbench.js";

/** The URN of a resource of the tests. */
export function urn(kind: string, name = "app"): string {
  return `urn:pulumi:test::project::partnercenter:index:${kind}::${name}`;
}

/** What goes over the wire, secrets as they are marked there. */
export function plain(struct: Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}

/** One plugin process, as the engine has it for one command. */
export class Door {
  private constructor(
    readonly client: ResourceProviderClient,
    readonly stop: () => void,
  ) {}

  /** Configured by the workbench's environment. */
  static async open(bench: Workbench, environment = bench.environment()): Promise<Door> {
    const server = await serve({ schema: async () => '{"name":"partnercenter"}', version: "0.0.1", environment });
    const client = new ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
    return new Door(client, () => {
      client.close();
      server.stop();
    });
  }

  /** Calls one method. */
  call<Request, Answer>(
    method: (request: Request, reply: (error: ServiceError | null, answer: Answer) => void) => unknown,
    request: Request,
  ): Promise<Answer> {
    return promisify(method.bind(this.client) as typeof method)(request) as Promise<Answer>;
  }

  check(kind: string, news: Properties, olds?: Properties, secrets: readonly Place[] = [], name?: string) {
    const request = new pb.CheckRequest().setUrn(urn(kind, name)).setNews(encode(news, secrets));
    if (olds !== undefined) request.setOlds(encode(olds));
    return this.call<pb.CheckRequest, pb.CheckResponse>(this.client.check, request);
  }

  diff(kind: string, id: string, olds: Struct, news: Struct) {
    const request = new pb.DiffRequest().setUrn(urn(kind)).setId(id).setOlds(olds).setNews(news);
    return this.call<pb.DiffRequest, pb.DiffResponse>(this.client.diff, request);
  }

  create(kind: string, properties: Struct, { preview = false, timeout = 0 } = {}) {
    const request = new pb.CreateRequest().setUrn(urn(kind)).setProperties(properties);
    request.setPreview(preview).setTimeout(timeout);
    return this.call<pb.CreateRequest, pb.CreateResponse>(this.client.create, request);
  }

  update(kind: string, id: string, olds: Struct, news: Struct, { preview = false } = {}) {
    const request = new pb.UpdateRequest().setUrn(urn(kind)).setId(id).setOlds(olds).setNews(news);
    return this.call<pb.UpdateRequest, pb.UpdateResponse>(this.client.update, request.setPreview(preview));
  }

  read(kind: string, id: string, properties?: Struct, inputs?: Struct) {
    const request = new pb.ReadRequest().setUrn(urn(kind)).setId(id).setProperties(properties).setInputs(inputs);
    return this.call<pb.ReadRequest, pb.ReadResponse>(this.client.read, request);
  }

  delete(kind: string, id: string, properties: Struct) {
    const request = new pb.DeleteRequest().setUrn(urn(kind)).setId(id).setProperties(properties);
    return this.call(this.client.delete, request);
  }
}

/** What a failed create or update has reached; undefined when nothing was. */
export function reached(error: ServiceError): pb.ErrorResourceInitFailed | undefined {
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) return undefined;
  const [detail] = Status.deserializeBinary(details).getDetailsList();
  return (
    detail?.unpack(
      (bytes) => pb.ErrorResourceInitFailed.deserializeBinary(bytes),
      "pulumirpc.ErrorResourceInitFailed",
    ) ?? undefined
  );
}
