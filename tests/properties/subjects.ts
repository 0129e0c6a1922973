// What the properties are about: offers and plans, each random, made in the emulator, and edited by us and by a
// colleague.
import type fc from "fast-check";
import type { Kind } from "../../provider/engine/kind.js";
import type { Field } from "../../provider/fields/field.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "../provider/declared.js";
import type { Workbench } from "../provider/workbench.js";
import { type Module, offerModules, planModules } from "./modules.js";
import { noFiles, randomFiles, randomOffer, randomPlan } from "./random-programs.js";
import type { Overrides } from "./valid-inputs.js";

/** A field and the object that it lives in. */
export interface Place extends Field {
  readonly module: Module;
}

/** An offer, or a plan of an offer that is there already. */
export class Subject {
  private files: Overrides = [];
  private owner = "";
  private count = 0;

  constructor(
    private readonly bench: Workbench,
    readonly kind: Kind,
    private readonly hasFiles: boolean,
  ) {}

  /** To be called before the first program: makes the files, and for plans their offer. */
  async prepare(): Promise<void> {
    const write = (name: string, content: Uint8Array) => this.bench.file(name, content);
    this.files = this.hasFiles ? await randomFiles(write) : noFiles;
    if (this.kind !== offer) {
      const owner = this.bench.declared(offer);
      await owner.up({ offerId: "owner", alias: "Owner", type: "AzureApplication" });
      this.owner = String(owner.id);
    }
  }

  get programs(): fc.Arbitrary<Properties> {
    return this.kind === offer ? randomOffer(this.files) : randomPlan(this.files);
  }

  /** Random programs made ones of the same, new object. */
  ofOne(...programs: readonly Properties[]): Properties[] {
    const id = `random-${++this.count}`;
    const own = this.kind === offer ? { offerId: id } : { offer: this.owner, planId: id };
    const [first] = programs;
    const fixed = this.kind === offer ? {} : { planType: first?.planType };
    return programs.map((program) => ({ ...program, ...own, ...fixed }));
  }

  /** The objects of the service that the resource consists of, as a colleague reaches them. */
  modules(id: string, program: Properties): Module[] {
    const { colleague } = this.bench;
    return this.kind === offer ? offerModules(colleague, id, program) : planModules(colleague, id, program);
  }

  /** All fields of the resource. */
  places(declared: Declared, program: Properties): Place[] {
    return this.modules(String(declared.id), program).flatMap((module) =>
      module.fields.map((field) => ({ ...field, module })),
    );
  }
}

/** The kinds that the properties are tried on. */
export const subjectKinds: readonly (readonly [name: string, kind: Kind])[] = [
  ["an offer", offer],
  ["a plan", plan],
];
