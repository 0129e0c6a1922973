// The provider as the engine sees it: what it asks of resources goes to the same handlers as a dynamic resource's.

import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import {
  CheckFailure,
  CheckResponse,
  CreateResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { ConfigurationValues } from "../provider/configuration/configuration.js";
import type { Handlers, WorkOptions } from "../provider/engine/handlers.js";
import type { Kind } from "../provider/engine/kind.js";
import type { Run } from "../provider/engine/run.js";
import type { Surroundings } from "../provider/engine/surroundings.js";
import { type KindName, kindLoaders } from "../provider/kinds/index.js";
import type { Queries } from "../provider/queries.js";
import { diffResponse } from "./detailed-diff.js";
import { kindOf, ResourceCall } from "./resource-call.js";

/** A kind, ready to be called. */
interface Called {
  readonly kind: Kind;
  readonly handlers: Handlers;
  readonly call: ResourceCall;
}

/** One configured provider. */
export class Plugin {
  private run: Promise<Run> | undefined;
  private around: Surroundings | undefined;
  private values: ConfigurationValues = { get: () => undefined };
  private readonly kinds = new Map<KindName, Promise<{ kind: Kind; handlers: Handlers }>>();

  /** @param findSurroundings Called at the first call: the engine says where it is before. */
  constructor(
    private readonly findSurroundings: () => Surroundings,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Called once, before any resource. */
  configure(values: ConfigurationValues): void {
    this.values = values;
  }

  /** What asks Partner Center with this configuration. @throws ConfigurationError */
  async queries(): Promise<Queries> {
    const { Queries: MakeQueries } = await import("../provider/queries.js");
    return new MakeQueries(this.values, this.environment);
  }

  private surroundings(): Surroundings {
    this.around ??= this.findSurroundings();
    return this.around;
  }

  private async load(name: KindName): Promise<{ kind: Kind; handlers: Handlers }> {
    this.run ??= import("../provider/engine/run.js").then(
      ({ Run: MakeRun }) => new MakeRun(this.values, this.environment, this.surroundings()),
    );
    const [{ handlersOf }, kind, run] = await Promise.all([
      import("../provider/engine/lifecycle.js"),
      kindLoaders[name](),
      this.run,
    ]);
    return { kind, handlers: handlersOf(kind, () => run) };
  }

  /** What answers for a resource; also for a call that fails. */
  async called(urn: string): Promise<Called> {
    const name = kindOf(urn);
    const loading = this.kinds.get(name) ?? this.load(name);
    this.kinds.set(name, loading);
    const { kind, handlers } = await loading;
    return { kind, handlers, call: new ResourceCall(urn, kind) };
  }

  async check({ handlers, call }: Called, request: CheckRequest): Promise<CheckResponse> {
    const [olds, news] = [call.earlier(request.getOlds()), call.received(request.getNews())];
    const { inputs, failures, warnings } = await handlers.check(olds, news);
    const { lines } = this.surroundings();
    for (const { property, reason } of warnings)
      lines.tell("warning", call.urn, "", `${property} ${reason}`.trimStart());
    await lines.told(call.urn);
    const answer = new CheckResponse();
    answer.setInputs(call.answered(inputs));
    for (const { property, reason } of failures) {
      const failure = new CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      answer.addFailures(failure);
    }
    return answer;
  }

  async diff({ kind, handlers, call }: Called, request: DiffRequest): Promise<DiffResponse> {
    const versions = { olds: call.earlier(request.getOlds()), news: call.received(request.getNews()) };
    const diff = await handlers.diff(request.getId(), versions.olds, versions.news);
    return diffResponse(diff, handlers.changed(versions.olds, versions.news), versions, kind.outputs.stable);
  }

  async create({ handlers, call }: Called, request: CreateRequest): Promise<CreateResponse> {
    const news = call.received(request.getProperties());
    const answer = new CreateResponse();
    if (request.getPreview()) {
      answer.setProperties(call.answeredOutputs(await handlers.preview(undefined, news)));
      return answer;
    }
    const { id, outs } = await handlers.create(news, workOptions(request.getTimeout()));
    answer.setId(id);
    answer.setProperties(call.answeredOutputs(outs));
    return answer;
  }

  async update({ handlers, call }: Called, request: UpdateRequest): Promise<UpdateResponse> {
    const [olds, news] = [call.earlier(request.getOlds()), call.received(request.getNews())];
    const { outs } = request.getPreview()
      ? { outs: await handlers.preview(olds, news) }
      : await handlers.update(request.getId(), olds, news, workOptions(request.getTimeout()));
    const answer = new UpdateResponse();
    answer.setProperties(call.answeredOutputs(outs));
    return answer;
  }

  async read({ handlers, call }: Called, request: ReadRequest): Promise<ReadResponse> {
    const answer = new ReadResponse();
    const given = call.received(request.getInputs()); // its secrets are secret in the answer
    const known = call.received(request.getProperties());
    const isImport = known.stateVersion === undefined;
    const look = isImport ? handlers.import(request.getId(), given) : handlers.read(request.getId(), known);
    const { id, props = {}, inputs = {} } = await look;
    if (id === undefined) return answer;
    answer.setId(id);
    answer.setProperties(call.answeredOutputs(props));
    answer.setInputs(call.answered(inputs));
    return answer;
  }

  async delete({ handlers, call }: Called, request: DeleteRequest): Promise<void> {
    await handlers.delete(request.getId(), call.received(request.getProperties()));
  }
}

/** @param seconds Zero where nobody has set a time. */
function workOptions(seconds: number): WorkOptions {
  return seconds > 0 ? { timeoutMs: seconds * 1000 } : {};
}
