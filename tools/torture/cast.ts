/** The resources of the story, each as the engine knows it. */
import type { Run } from "../../provider/engine/run.js";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { Declared, type Stored } from "../../tests/provider/declared.js";

/** Who takes part, by kind. `live` is an offer that is published, `draft` one that never is, `machine` one of virtual machines. */
export const members = {
  "live offer": "Offer",
  "live package": "ApplicationPackage",
  "live plan": "Plan",
  "second plan": "Plan",
  "live submission": "Submission",
  "live release": "Release",
  "draft offer": "Offer",
  "draft package": "ApplicationPackage",
  "draft plan": "Plan",
  "draft submission": "Submission",
  "machine image": "VirtualMachineImage",
  "spare image": "VirtualMachineImage",
  "machine submission": "Submission",
  "machine release": "Release",
} as const satisfies Record<string, KindName>;
export type Member = keyof typeof members;

export type StoredCast = Readonly<Record<Member, Stored>>;

export const nobody: Stored = { id: undefined, inputs: {}, outputs: {}, isPartial: false, pending: [] };
const names = Object.keys(members) as Member[];

export class Cast {
  private constructor(private readonly declared: Readonly<Record<Member, Declared>>) {}

  /** @param run Makes the provider process of each command. */
  static async of(run: () => Run): Promise<Cast> {
    const made = names.map(async (name) => {
      const kind = await kindLoaders[members[name]]();
      return [name, new Declared(kind, run)] as const;
    });
    return new Cast(Object.fromEntries(await Promise.all(made)) as Record<Member, Declared>);
  }

  get(name: Member): Declared {
    return this.declared[name];
  }

  id(name: Member): string {
    return String(this.declared[name].id);
  }

  output(name: Member, key: string): unknown {
    return this.declared[name].outputs[key];
  }

  stored(): StoredCast {
    return Object.fromEntries(names.map((name) => [name, this.declared[name].stored()])) as StoredCast;
  }

  restore(stored: StoredCast): void {
    for (const name of names) this.put(name, stored[name]);
  }

  put(name: Member, stored: Stored): void {
    Object.assign(this.declared[name], structuredClone(stored));
  }
}
