// All pages of an offer or plan as one: what they want of it goes into one job, and one read has them all.

import { type Compared, keepAsWritten } from "../fields/compared.js";
import type { Field } from "../fields/field.js";
import { changedPaths, content } from "../fields/field.js";
import { type Said, saidIn } from "../fields/said.js";
import type { Description } from "../pages/description.js";
import type { Refusal } from "../pages/page.js";
import type { ResourceTree } from "../product-ingestion/index.js";
import type { Difference } from "../values/difference.js";
import type { Finding, Findings } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import type { Foreseen, Handover, Place, TreePage } from "./tree-page.js";

/** The pages of an offer or plan, in the order in which their edits are made. See {@link TreePage}. */
export class TreePages {
  readonly compared: readonly Compared[];

  constructor(readonly list: readonly TreePage[]) {
    this.compared = list.flatMap(({ compared }) => compared);
  }

  check(inputs: Inputs, findings: Findings, before: Properties): void {
    for (const page of this.list) page.check?.(inputs, findings, before);
  }

  /** Whether pages name files on the disk of the program. */
  get namesFiles(): boolean {
    return this.list.some(({ learn }) => learn !== undefined);
  }

  /** The hashes of these files, by their places. */
  learn(inputs: Inputs, findings: Findings): Properties {
    return Object.assign({}, ...this.list.map((page) => page.learn?.(inputs, findings)));
  }

  warnings(inputs: Inputs, before: Properties): Finding[] {
    return this.list.flatMap((page) => page.warnings?.(inputs, before) ?? []);
  }

  async foresee(place: Place, tree: ResourceTree, change: Foreseen, findings: Findings): Promise<void> {
    for (const page of this.list) await page.foresee?.(place, tree, change, findings);
  }

  /** What a content hash is made of. */
  content(inputs: Inputs): Properties {
    return Object.assign(content(this.compared, inputs), ...this.list.map((page) => page.content?.(inputs)));
  }

  /** The paths for whose sake an update is needed. */
  changed(before: LastSeen, inputs: Inputs): string[] {
    const also = this.list.flatMap((page) => page.alsoChanged?.(before, inputs) ?? []);
    return [...new Set([...also, ...changedPaths(this.compared, before, inputs)])];
  }

  /** All that was read, and nothing of a program. */
  shown(place: Place, tree: ResourceTree): LastSeen {
    const state: Properties = {};
    for (const page of this.list) page.show?.(place, tree, state);
    return state;
  }

  readonly seen = (field: Field, before: LastSeen): unknown =>
    this.list.find(({ compared }) => compared.includes(field))?.seen?.(field, before);

  survey(place: Place, tree: ResourceTree, inputs: Inputs): Difference[] {
    return this.list.flatMap((page) => page.survey(place, tree, inputs));
  }

  async refuseTouched(place: Place, tree: ResourceTree, inputs: Inputs, refusal: Refusal, state: Outputs) {
    for (const page of this.list) await page.refuseTouched(place, tree, inputs, refusal, state);
  }

  said(change: Change, { owner }: Place): Said[] {
    return this.list.flatMap((page) => page.said?.(change, owner) ?? saidIn(page.compared, change, owner));
  }

  /** What all pages hand in. */
  async edits(place: Place, change: Change): Promise<Required<Handover>> {
    const all = await Promise.all(this.list.map((page) => page.edits(place, change)));
    return {
      edits: all.flatMap(({ edits }) => edits),
      secrets: all.flatMap(({ secrets = [] }) => secrets),
      told: () => all.flatMap(({ told }) => told?.() ?? []),
    };
  }

  /** Does what no job can do. @returns Whether anything was written. */
  async finish(place: Place, change: Change, draft: ResourceTree): Promise<boolean> {
    let isWritten = false;
    for (const page of this.list) isWritten = (await page.finish?.(place, change, draft)) || isWritten;
    return isWritten;
  }

  /** Puts what the program has written into the state. */
  keep(inputs: Inputs, state: Outputs): void {
    for (const page of this.list) {
      if (page.keep !== undefined) page.keep(inputs, state);
      else for (const field of page.compared) keepAsWritten(field, inputs, state);
    }
  }

  take(place: Place, tree: ResourceTree, managed: Inputs | LastSeen, state: Outputs): void {
    for (const page of this.list) page.take(place, tree, managed, state);
  }

  news(place: Place, tree: ResourceTree, before: LastSeen): string[] {
    return this.list.flatMap((page) => page.news(place, tree, before));
  }

  describe(place: Place, tree: ResourceTree, description: Description): void {
    for (const page of this.list) page.describe(place, tree, description);
  }
}
