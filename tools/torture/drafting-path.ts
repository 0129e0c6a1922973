/**
 * The way of an offer, its package and its plan with the real engine: from nothing to a draft, from one draft to another, to
 * one of another alias, which replaces all of it, and back to nothing.
 */
import { writeApplication } from "../../tests/engine/offer-program.js";
import { writeProject } from "../../tests/engine/project.js";
import type { Verdict } from "./campaign.js";
import { StruckEngine, type Victim } from "./struck-engine.js";

/** What the emulator tells of an offer. */
interface Product {
  readonly id: string;
  readonly externalIDs: readonly { readonly value: string }[];
  readonly variants: readonly unknown[];
  readonly packages: readonly unknown[];
}

/** What is killed on the way. */
export type DraftingWay = "create" | "update" | "replace" | "destroy";

export class DraftingPath {
  private walks = 0;
  private drafts = 0;

  private constructor(private readonly engine: StruckEngine) {}

  static async prepare(): Promise<DraftingPath> {
    const path = new DraftingPath(await StruckEngine.prepare());
    await path.newDraft("updated");
    await path.engine.up("updated");
    return path;
  }

  end(): Promise<void> {
    return this.engine.end();
  }

  /** A program with other texts and another price than any before. */
  private async declare(offerId: string, alias = offerId): Promise<void> {
    this.walks += 1;
    const text = `Text ${this.walks}`;
    const variation = {
      offer: { offerId, alias, resale: { channel: this.walks % 2 === 0 ? "Enabled" : "Disabled" } },
      listing: { summary: text, shortDescription: text },
      plan: {
        listing: { summary: text, description: `<p>${text}</p>` },
        availability: { visibility: "Public", markets: ["US", "DE"], monthlyPrice: 50 + (this.walks % 100) },
      },
    };
    const drafts = JSON.stringify(require.resolve("../../tests/engine/offer-program.js"));
    const source = `module.exports = require(${drafts}).program(${JSON.stringify(variation)});\n`;
    await writeProject(this.engine.folder, "torture", source);
  }

  /** The same, with another package. */
  private async declareAnew(offerId: string, alias?: string): Promise<void> {
    await this.declare(offerId, alias);
    await writeApplication(this.engine.folder, `Application ${this.walks}`);
  }

  private async newDraft(name: string): Promise<void> {
    await this.declareAnew(name);
    await this.engine.succeed("stack", "init", name);
  }

  /** Kills once, corrects the program, lets it go on, and looks at what came of it. */
  async killAt(point: number, victim: Victim, way: DraftingWay): Promise<Verdict> {
    this.drafts += 1;
    const name = way === "update" ? "updated" : `draft-${process.pid}-${this.drafts}`;
    const alias = way === "replace" ? "Another alias" : undefined;
    if (way === "update") await this.declareAnew(name);
    else await this.newDraft(name);
    if (way === "replace" || way === "destroy") await this.engine.up(name);
    if (way === "replace") await this.declareAnew(name, alias);
    const isDestroyed = way === "destroy";
    const struck = isDestroyed
      ? await this.engine.strike(point, victim, name, undefined, "destroy")
      : await this.engine.strike(point, victim, name, () => this.declareAnew(name, alias));
    if (struck === undefined) return { outcome: "ended before" };
    const found = isDestroyed ? this.remains(name) : this.differences(name);
    const problems = struck.problems.length === 0 ? await found : struck.problems;
    return { outcome: "killed", problem: problems.length === 0 ? undefined : problems.join("; ") };
  }

  private async productsOf(name: string): Promise<Product[]> {
    const state = (await (await fetch(`${this.engine.emulator.control}/state`)).json()) as { products: Product[] };
    return state.products.filter(({ externalIDs }) => externalIDs.some(({ value }) => value === name));
  }

  /** What is there although all of it was to go. */
  private async remains(name: string): Promise<string[]> {
    const { length } = await this.productsOf(name);
    return length === 0 ? [] : [`the service has ${length} offers`];
  }

  /** What is not as it should be at the end: something twice, or not as the program says. */
  private async differences(name: string): Promise<string[]> {
    const own = await this.productsOf(name);
    const { variants = [], packages = [] } = own[0] ?? {};
    const counts = `${own.length} offers, ${packages.length} packages, ${variants.length} plans`;
    const look = ["preview", "--refresh", "--expect-no-changes", "--stack", name];
    const seen = await this.engine.succeed(...look).then(
      () => [],
      (error: Error) => [error.message],
    );
    return [...(counts === "1 offers, 1 packages, 1 plans" ? [] : [`the service has ${counts}`]), ...seen];
  }
}
