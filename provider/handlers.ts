// The permanent subpath `pulumi-partnercenter/handlers`. Text stored in every state file names this
// module and its exports, so they are kept for ever. It loads nothing until a call needs it.
import type { ConfigurationValues } from "./configuration/configuration.js";
import type { Handlers } from "./engine/handlers.js";
import type { Kind } from "./engine/kind.js";
import type { Run } from "./engine/run.js";
import { kindLoaders } from "./kinds/index.js";

/** A provider as `@pulumi/pulumi`'s dynamic provider process calls it: it asks for no more than these. */
export interface DynamicHandlers extends Omit<Handlers, "changed" | "preview" | "import"> {
  configure(request: { config: ConfigurationValues }): Promise<void>;
}

let configuration: ConfigurationValues = { get: () => undefined };
let run: Run | undefined;

function deferred(load: () => Promise<Kind>): DynamicHandlers {
  let handlers: Promise<Handlers> | undefined;
  const get = (): Promise<Handlers> => {
    handlers ??= (async () => {
      const [{ handlersOf }, { Run: MakeRun }] = await Promise.all([
        import("./engine/lifecycle.js"),
        import("./engine/run.js"),
      ]);
      return handlersOf(await load(), () => {
        run ??= new MakeRun(configuration);
        return run;
      });
    })();
    return handlers;
  };
  return {
    // No await before the assignment: the process lets other calls through while this one runs. One process
    // serves one provider resource, so all kinds get the same configuration.
    async configure(request) {
      configuration = request.config;
    },
    check: async (olds, news) => (await get()).check(olds, news),
    diff: async (id, olds, news) => (await get()).diff(id, olds, news),
    create: async (inputs) => (await get()).create(inputs),
    read: async (id, properties) => (await get()).read(id, properties),
    update: async (id, olds, news) => (await get()).update(id, olds, news),
    delete: async (id, properties) => (await get()).delete(id, properties),
  };
}

export const offer = deferred(kindLoaders.Offer);
export const plan = deferred(kindLoaders.Plan);
export const applicationPackage = deferred(kindLoaders.ApplicationPackage);
export const virtualMachineOffer = deferred(kindLoaders.VirtualMachineOffer);
export const virtualMachinePlan = deferred(kindLoaders.VirtualMachinePlan);
export const virtualMachineImage = deferred(kindLoaders.VirtualMachineImage);
export const containerOffer = deferred(kindLoaders.ContainerOffer);
export const containerPlan = deferred(kindLoaders.ContainerPlan);
export const containerBundle = deferred(kindLoaders.ContainerBundle);
export const saasOffer = deferred(kindLoaders.SaasOffer);
export const saasPlan = deferred(kindLoaders.SaasPlan);
export const submission = deferred(kindLoaders.Submission);
export const release = deferred(kindLoaders.Release);
