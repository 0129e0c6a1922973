/** Programs under `pulumi.runtime.setMocks`: what reaches the engine, and what is logged as an error. */
import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** As they reach the engine: what is not known yet is a marker text. */
  wire: Record<string, unknown>;
  provider?: string | undefined;
  /** Outputs that the engine encrypts in the state. */
  secretOutputs: readonly string[];
  /** URN of the resource with which this one goes, without a call of its own. */
  deletedWith: string;
}

/** What a registration says beside what mocks are told. */
interface Registration {
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
  getDeletedwith(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
}

export class Recorded {
  readonly resources: Registered[] = [];

  /** The only resource with this name. */
  named(name: string): Registered {
    const found = this.resources.filter((resource) => resource.name === name);
    if (found.length !== 1) throw new Error(`${found.length} resources are named ${name}`);
    return found[0] as Registered;
  }
}

/** Runs a program as the engine would, with outputs that a service could have given. */
export async function record(
  program: () => void | Promise<void>,
  preview = false,
  /** Whether the engine knows the ids of resources: at a preview it does so of those that the stack has. */
  knowsIds = !preview,
  /** What the engine answers to functions, such as the one that reads the stack's last state. */
  call: (token: string) => Record<string, unknown> = () => ({}),
): Promise<Recorded> {
  const recorded = new Recorded();
  const registrations = new Map<string, Registration>();
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => call(token),
      newResource: ({ type, name, inputs, provider }) => {
        const registration = registrations.get(name);
        const secretOutputs = registration?.getAdditionalsecretoutputsList() ?? [];
        const deletedWith = registration?.getDeletedwith() ?? "";
        const wire = registration?.getObject().toJavaScript() ?? {};
        recorded.resources.push({ type, name, inputs, wire, provider, secretOutputs, deletedWith });
        const known = { contentHash: `hash of ${name}`, submissionId: `1152921504606846${recorded.resources.length}` };
        return { id: knowsIds ? `id-of-${name}` : undefined, state: { ...known, ...inputs } };
      },
    },
    "project",
    "stack",
    preview,
    "organization",
  );
  const monitor = getMonitor() as unknown as { registerResource(request: Registration, ...rest: unknown[]): unknown };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, ...rest) => {
    registrations.set(request.getName(), request);
    return register(request, ...rest);
  };
  await pulumi.runtime.runInPulumiStack(async () => {
    await program();
    return {};
  });
  await pulumi.runtime.disconnect(); // waits for what is under way
  return recorded;
}

/** What a person is told of a program. */
export interface Complaints {
  /** What fails it: errors thrown in an output, which nobody catches, and errors logged; each once. */
  readonly errors: string[];
  /** Each with the URN of the resource on which it is shown; an empty text for the stack. */
  readonly warnings: (readonly [text: string, urn: string])[];
  readonly recorded: Recorded;
}

/** Runs a program that may be wrong. */
export async function complaints(
  program: () => void,
  preview = false,
  call?: (token: string) => Record<string, unknown>,
): Promise<Complaints> {
  const errors: string[] = [];
  const warnings: Complaints["warnings"] = [];
  const note = (text: string) => void (errors.includes(text) || errors.push(text));
  const catchers = process.listeners("unhandledRejection");
  const { error, warn } = pulumi.log;
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason) => note((reason as Error).message));
  Object.assign(pulumi.log, {
    error: async (text: string) => note(text),
    warn: async (text: string, resource?: pulumi.Resource) => {
      const urn = await new Promise<string>((resolve) => (resource ? resource.urn.apply(resolve) : resolve("")));
      warnings.push([text, urn]);
    },
  });
  try {
    const recorded = await record(program, preview, undefined, call);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { errors, warnings, recorded };
  } finally {
    Object.assign(pulumi.log, { error, warn });
    process.removeAllListeners("unhandledRejection");
    for (const catcher of catchers) process.on("unhandledRejection", catcher);
  }
}
