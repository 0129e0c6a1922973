/**
 * What was made is as it was wanted: whatever a program sets, a refresh finds no difference, and a takeover nothing to
 * overwrite.
 */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Kind } from "../../provider/engine/kind.js";
import { applicationPackage } from "../../provider/kinds/application-package.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { packageFolder, smallOffer } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";
import { accepted, randomFiles, randomOffer, randomPackage, randomPlan } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";
import type { Overrides } from "./valid-inputs.js";

describe("after a creation, nothing is left to change", function () {
  this.timeout(600_000);
  const bench = workbench({ switches: { testDriveVariant: true } });
  let files: Overrides;
  before(async () => {
    files = await randomFiles((name, content) => bench.file(name, content));
  });
  beforeEach(() => bench.emulator.reset());

  async function staysAsMade(kind: Kind, program: Properties): Promise<void> {
    const declared = bench.declared(kind);
    await declared.up(program);
    assert.equal(await declared.refresh(), true);
    assert.deepEqual(await declared.diff(program), { changes: false, replaces: [], deleteBeforeReplace: false });
    if (kind.survey === undefined) return;
    const taken = { ...program, adopt: "unchanged" }; // refuses any difference
    assert.deepEqual(await bench.writes(() => bench.declared(kind).up(taken)), []);
  }

  it("to an offer", async () => {
    await holdsFor(seeds(1, 40), randomOffer(files), async (random) => {
      bench.emulator.reset();
      await staysAsMade(offer, await accepted(bench.declared(offer), random));
    });
  });

  it("to a plan", async () => {
    const owner = bench.declared(offer);
    await owner.up(await smallOffer(bench, "owner"));
    let count = 0;
    await holdsFor(seeds(41, 200), randomPlan(files), async (random) => {
      const program = { ...random, offer: owner.id, planId: `plan-${++count}` };
      await staysAsMade(plan, await accepted(bench.declared(plan), program));
    });
  });

  it("to a package", async () => {
    const owner = bench.declared(offer);
    await owner.up(await smallOffer(bench, "owner"));
    let count = 0;
    await holdsFor(seeds(1, 20), randomPackage, async (random) => {
      const folder = await packageFolder(bench, `package-${++count}`, String(count));
      for (const [path, content] of Object.entries(random)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await staysAsMade(applicationPackage, { offer: owner.id, path: folder });
    });
  });
});
