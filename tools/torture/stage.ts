/** The story told once undisturbed: what each step begins with, asks for and leaves. Cases are compared with it. */
import type { SavedState } from "pulumi-partnercenter-emulator";
import type { Properties } from "../../provider/values/properties.js";
import { perform } from "./act.js";
import { Cast, type Member, type StoredCast } from "./cast.js";
import { differences, identifiersIn, leftovers, neverUploaded, normalised } from "./compared.js";
import { Relay } from "./relay.js";
import { shownBy } from "./shown.js";
import type { Step } from "./step.js";
import { story } from "./story.js";
import { World } from "./world.js";

/** What a step begins with, and what it does when nobody disturbs it. */
export interface Scene {
  readonly step: Step;
  readonly service: SavedState;
  readonly cast: StoredCast;
  readonly program: Properties;
  /** Its calls in order, tokens and uploads included, such as `PUT /products/{productId}/setup`. */
  readonly calls: readonly string[];
  /** What it leaves in the service, normalised. */
  readonly left: unknown;
  /** What a look and another `up` say afterwards. */
  readonly calm: readonly string[];
}

export class Stage {
  readonly scenes: Scene[] = [];
  private given: ReadonlySet<string> = new Set();

  private constructor(
    readonly world: World,
    readonly cast: Cast,
  ) {}

  /** Starts a world and tells the story. @throws Error when it does not end well, with nobody disturbing it. */
  static async prepare(): Promise<Stage> {
    const world = await World.start();
    try {
      const stage = new Stage(world, await Cast.of(() => world.run()));
      await stage.tell(await story(world.bench));
      return stage;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  scene(name: string): Scene {
    const found = this.scenes.find(({ step }) => step.name === name);
    if (found === undefined) throw new Error(`the story has no step "${name}"`);
    return found;
  }

  /** Each operation of the API and of signing in, with the first step that calls it. */
  operations(): [operation: string, scene: Scene][] {
    const first = new Map<string, Scene>();
    for (const scene of this.scenes) {
      for (const call of scene.calls) if (!call.includes("/file/") && !first.has(call)) first.set(call, scene);
    }
    return [...first];
  }

  /** What the program says of a resource at this moment. */
  programOf(who: Member): Properties {
    const { __provider: _, ...program } = this.cast.get(who).inputs;
    return program;
  }

  /** Puts everything back to the beginning of a step. */
  begin({ service, cast, step }: Scene): void {
    this.world.restore(service);
    this.cast.restore(cast);
    this.world.faults(...(step.rules ?? []));
    this.world.lines.length = 0;
    this.world.heard.length = 0;
  }

  /** The same with a service in between, for as long as `work` takes: the resources are known by its address. */
  async through<T>(scene: Scene, work: (relay: Relay) => Promise<T>): Promise<T> {
    const { emulator } = this.world.bench;
    const relay = await Relay.start(emulator);
    try {
      this.begin(scene);
      const own = new URL(emulator.endpoint).host;
      this.cast.restore(JSON.parse(JSON.stringify(scene.cast).replaceAll(own, relay.host)));
      this.world.variables = relay.environment;
      return await work(relay);
    } finally {
      this.world.variables = {};
      relay.stop();
    }
  }

  /** How messages name the step's resource: as the program has it, and as it was before. */
  titlesOf({ step, program, cast }: Scene): string[] {
    const { kind } = this.cast.get(step.who);
    return [program, cast[step.who].outputs].map((properties) => kind.title(properties));
  }

  /** Does a step. */
  async perform({ step }: Scene, program: Properties): Promise<void> {
    const declared = this.cast.get(step.who);
    await perform(declared, step.act, program).catch((error: unknown) => {
      this.world.heard.push(...shownBy(error, declared.kind, program));
      throw error;
    });
  }

  /** Does a step as its program says. @returns How it failed. */
  errorOf(scene: Scene): Promise<Error | undefined> {
    return this.perform(scene, scene.program).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
  }

  /** What is wrong after a step that has succeeded: nothing when everything is as if nobody had disturbed it. */
  async problems(scene: Scene, program = scene.program): Promise<string[]> {
    this.world.faults(...(scene.step.rules ?? []));
    const products = await this.world.products();
    const left = leftovers(products).map((file) => `${file} ${neverUploaded}`);
    const found = [...differences(scene.left, normalised(products, this.given)), ...left];
    const pending = this.cast.get(scene.step.who).pending.length;
    if (pending > 0) found.push(`${pending} replaced resources were never deleted`);
    if (found.length > 0) return found;
    const calm = await this.calm(scene.step, program);
    return calm.join() === scene.calm.join() ? [] : [`afterwards: ${calm.join("; ")}, not ${scene.calm.join("; ")}`];
  }

  /** What a refresh and another `up` say of a resource that is there. */
  private async calm({ who, act }: Step, program: Properties): Promise<string[]> {
    if (act === "destroy") return [];
    const { world, cast } = this;
    const before = world.lines.length;
    try {
      const found = await cast.get(who).refresh();
      return [`found ${found}`, await cast.get(who).up(program), ...world.lines.slice(before)];
    } catch (error) {
      return [(error as Error).message];
    }
  }

  private async tell(steps: readonly Step[]): Promise<void> {
    const { world, cast } = this;
    for (const step of steps) {
      const [service, stored] = [world.bench.emulator.save(), cast.stored()];
      const program = step.program(cast);
      this.given = new Set([...this.given, ...identifiersIn(program)].filter((id) => !isMade(id, stored)));
      const scene = { step, service, cast: stored, program };
      const calls = await this.record(step, program);
      const products = await world.products();
      const after = [world.bench.emulator.save(), cast.stored()] as const;
      const calm = await this.calm(step, program);
      this.scenes.push({ ...scene, calls, left: normalised(products, this.given), calm });
      world.restore(after[0]);
      cast.restore(after[1]);
      if (step.act === "destroy") cast.put(step.who, { ...cast.get(step.who).stored(), id: undefined, outputs: {} });
    }
  }

  /** Does a step and gives its calls. */
  private async record(step: Step, program: Properties): Promise<string[]> {
    const { world, cast } = this;
    const log = () => world.bench.emulator.requests();
    const before = log().length;
    const uploads: string[] = [];
    world.faults({ operation: "PUT /file/{name}", effect: { hang: "before" } }, ...(step.rules ?? []));
    world.onHang = (held) => {
      uploads.push("PUT /file/{name}");
      held.goOn();
    };
    await perform(cast.get(step.who), step.act, program).catch((error: Error) => {
      throw new Error(`${step.name}, undisturbed: ${error.message}`);
    });
    const calls = log().slice(before);
    return [...calls.map(({ method, operation, path }) => operation ?? `${method} ${path}`), ...uploads];
  }
}

/** Whether an identifier was made by the service, and only repeated by the program. */
function isMade(id: string, cast: StoredCast): boolean {
  return Object.values(cast).some(
    ({ id: known, outputs }) => known?.includes(id) || outputs.submissionId === id || outputs.productId === id,
  );
}
