/**
 * A resource as the engine drives it: check, then create, or diff and update or replacement; what is stored between
 * runs.
 */
import assert from "node:assert/strict";
import type { Handlers } from "../../provider/engine/handlers.js";
import type { Kind } from "../../provider/engine/kind.js";
import { offerOf } from "../../provider/engine/leaving.js";
import { handlersOf } from "../../provider/engine/lifecycle.js";
import { opened } from "../../provider/engine/packing.js";
import type { Run } from "../../provider/engine/run.js";
import type { Finding } from "../../provider/values/findings.js";
import { isObject, type Properties } from "../../provider/values/properties.js";

/** Stands for the text that the engine hands to each call. */
export const providerText = 'exports.handler = () => require("pulumi-partnercenter/handlers").kind';

export type Outcome = "created" | "updated" | "unchanged" | "replaced";

/** Throws unless the value is what the engine's wire takes: no undefined, at any depth. */
function assertStorable(value: unknown, path = "outputs"): void {
  assert.notEqual(value, undefined, `${path} is undefined`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) assertStorable(inner, `${path}.${key}`);
}

/** The engine hands what was sealed to it back as plain values. */
export function unsealed(properties: Properties): Properties {
  const text = JSON.stringify(properties);
  return JSON.parse(text, (_, value) => (isSealed(value) ? value.value : value)) as Properties;
}

/** Whether a value is in the form in which a secret is handed to the engine, which encrypts it. */
export function isSealed(value: unknown): value is { readonly value: unknown } {
  return isObject(value) && value["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270";
}

const atItsStart = /^(\w[\w-]*(?:(?:\.[\w$-]+|\[\d+\]|\[".*?"\])+|(?= (?:is|must) ))) /;

/** A finding by its property, also where the engine is told of it in the reason: it can show only plain values. */
export function byProperty({ property, reason }: Finding): Finding {
  const [start = "", path] = (property === "" && atItsStart.exec(reason)) || [];
  return path === undefined ? { property, reason } : { property: path, reason: reason.slice(start.length) };
}

/** `check` found something wrong. */
export class Refused extends Error {
  readonly findings: readonly Finding[];
  constructor(failures: readonly Finding[]) {
    super(failures.map(({ property, reason }) => `${property} ${reason}`.trim()).join("\n"));
    this.findings = failures.map(byProperty);
  }
}

/** What the engine stores of a resource. */
export interface Stored {
  readonly id: string | undefined;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly isPartial: boolean;
  readonly pending: readonly Replaced[];
}

/** A resource that was replaced and is not deleted yet. */
export interface Replaced {
  readonly id: string;
  readonly outputs: Properties;
}

export class Declared {
  handlers!: Handlers;
  id: string | undefined;
  inputs: Properties = {};
  outputs: Properties = {};
  /** After a partial failure the engine calls update even when diff says that nothing changes. */
  isPartial = false;
  /** The engine deletes these at the end of each `up`, until that succeeds. */
  pending: readonly Replaced[] = [];

  /** `process` makes the provider process of the next command: a fresh one each time, unless a test says otherwise. */
  constructor(
    readonly kind: Kind,
    public process: () => Run,
  ) {
    this.begin();
  }

  /** A copy of what the engine has stored. */
  stored(): Stored {
    const { id, inputs, outputs, isPartial, pending } = this;
    return structuredClone({ id, inputs, outputs, isPartial, pending });
  }

  /** The outputs with `observed` in clear, as releases stored it whose states have form 1. */
  opened(): Properties {
    return opened(structuredClone(this.outputs));
  }

  /** Called whenever the engine has stored something. */
  protected changed(): void {}

  /** A command of the engine begins: it has a provider process of its own. */
  private begin(): Run {
    const run = this.process();
    this.handlers = handlersOf(this.kind, () => run);
    return run;
  }

  async check(program: Properties): Promise<Properties> {
    const news = { ...structuredClone(program), __provider: providerText };
    const { inputs, failures } = await this.handlers.check(structuredClone(this.inputs), news);
    assertStorable(inputs, "inputs");
    if (failures.length > 0) throw new Refused(failures);
    return { ...inputs, __provider: providerText };
  }

  /** The check of a `pulumi preview`, which has a process of its own. */
  preview(program: Properties): Promise<Properties> {
    this.begin();
    return this.check(program);
  }

  async diff(program: Properties) {
    this.begin();
    const news = await this.check(program);
    return this.handlers.diff(this.id as string, structuredClone(this.outputs), structuredClone(news));
  }

  /** What `pulumi up` does with this one resource. */
  async up(program: Properties): Promise<Outcome> {
    this.begin();
    const outcome = await this.bring(program);
    await this.deletePending();
    return outcome;
  }

  private async bring(program: Properties): Promise<Outcome> {
    const news = await this.check(program);
    if (this.id === undefined) return this.create(news);
    const { changes, replaces, deleteBeforeReplace } = await this.handlers.diff(
      this.id,
      structuredClone(this.outputs),
      structuredClone(news),
    );
    if (replaces.length > 0) return this.replace(news, deleteBeforeReplace);
    if (!changes && !this.isPartial) {
      this.inputs = news;
      return "unchanged";
    }
    const id = this.id;
    await this.keep(news, async () => {
      const { outs } = await this.handlers.update(id, structuredClone(this.outputs), structuredClone(news));
      return { id, outs };
    });
    return "updated";
  }

  private async create(news: Properties): Promise<Outcome> {
    await this.keep(news, () => this.handlers.create(structuredClone(news)));
    return "created";
  }

  private async replace(news: Properties, deleteFirst: boolean): Promise<Outcome> {
    const old = { id: this.id as string, outputs: this.outputs };
    if (deleteFirst) {
      await this.handlers.delete(old.id, structuredClone(old.outputs));
      this.id = undefined;
      this.changed();
    }
    await this.keep(news, () => this.handlers.create(structuredClone(news)), deleteFirst ? [] : [old]);
    return "replaced";
  }

  private async deletePending(): Promise<void> {
    for (const { id, outputs } of this.pending) {
      await this.handlers.delete(id, structuredClone(outputs));
      this.pending = this.pending.slice(1);
      this.changed();
    }
  }

  /** Stores what a create or update returns; of what it throws, the parts that the engine keeps. */
  private async keep(
    news: Properties,
    work: () => Promise<{ id: string; outs: Properties }>,
    replaced: readonly Replaced[] = [],
  ): Promise<void> {
    const store = (id: string, outputs: Properties, isPartial: boolean) => {
      const pending = [...this.pending, ...replaced];
      Object.assign(this, { id, inputs: news, outputs, isPartial, pending });
      this.changed();
    };
    try {
      const { id, outs } = await work();
      assertStorable(outs);
      store(id, { ...outs, __provider: providerText }, false);
    } catch (error) {
      const { id, properties } = error as { id?: string; properties?: Properties };
      if (id !== undefined && properties !== undefined) {
        assertStorable(properties);
        store(id, unsealed(properties), true);
      }
      throw error;
    }
  }

  /** What `pulumi refresh` does; false when the object is gone. */
  async refresh(): Promise<boolean> {
    this.begin();
    const read = await this.handlers.read(this.id as string, structuredClone(this.outputs));
    if (read.id === undefined) {
      Object.assign(this, { id: undefined, inputs: {}, outputs: {} });
      return false;
    }
    assert.equal(read.id, this.id);
    assertStorable(read.props);
    assertStorable(read.inputs, "inputs");
    this.outputs = unsealed({ ...read.props, __provider: providerText });
    this.inputs = unsealed({ ...read.inputs, __provider: providerText });
    this.changed();
    return true;
  }

  async destroy(): Promise<void> {
    this.begin();
    await this.handlers.delete(this.id as string, structuredClone(this.outputs));
  }

  /** What `pulumi up` does when this resource was taken out of the program, and its offer was not. */
  async takeOut(): Promise<void> {
    this.begin().program.haveOffer(offerOf(this.id as string));
    await this.handlers.delete(this.id as string, structuredClone(this.outputs));
  }
}

/** The error of a rejected promise. */
export async function failure(
  work: Promise<unknown>,
): Promise<Error & Partial<{ id: string; properties: Properties; reasons: string[]; findings: readonly Finding[] }>> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert.ok("error" in outcome, "it succeeded, but was expected to fail");
  assert.ok(outcome.error instanceof Error);
  return outcome.error;
}
