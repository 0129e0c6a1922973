/**
 * What publication locks of offers and plans of each type: refused at the preview, with the property and what to do, but
 * never where the service has the value already.
 */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { getPath, type Properties } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import {
  gallery,
  type Row,
  rows,
  type Subject,
  subjects,
  unmanaged,
  type Values,
  withValues,
} from "../../locked-values.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("what publication locks of offers and plans of each type", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;

  before(async () => {
    runs = await IngestionRuns.of(bench, guids.tenant);
  });

  const isOffer = (kind: Kind) => kind.name.endsWith("Offer");

  /**
   * Publishes what a program says, or what another stack has made of it meanwhile.
   *
   * @param theirs What the other stack says. @returns The resource of this program, which saw nothing of that.
   */
  async function published({ of, first = {}, from }: Row, theirs?: Values): Promise<[Declared, Properties]> {
    const { kind, program, beside }: Subject = subjects[of];
    const offerId = `locked-${++count}`;
    const other = beside(offerId);
    const declared = runs.declared(kind);
    const said = withValues(program(offerId), first);
    if (isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
    await declared.up(said);
    if (!isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
    if (theirs !== undefined) {
      const another = runs.declared(kind);
      await another.up({ ...said, adopt: true });
      await another.up(withValues(program(offerId), theirs));
    }
    const colleague = await OtherTool.of(bench.emulator, offerId, guids.tenant);
    await colleague.publish("preview");
    if (from === undefined) await colleague.publish("live");
    return [declared, said];
  }

  /** What is said of the property. */
  async function refusal(declared: Declared, changed: Properties, path: string): Promise<string> {
    const { message } = await failure(declared.diff(changed));
    const start = message.indexOf(`${path} `);
    assert.ok(start >= 0, message);
    return message.slice(start);
  }

  const another = (of: keyof typeof subjects): Declared => runs.declared((subjects[of] as Subject).kind);

  /** Whether a preview or not: the finding is about the property, and nothing is written. */
  async function refusedToTakeOver(of: keyof typeof subjects, changed: Properties, path: string, way: RegExp) {
    for (const when of [{ __preview: true }, {}]) {
      let error: Awaited<ReturnType<typeof failure>> | undefined;
      const writes = await bench.writes(async () => {
        error = await failure(another(of).up({ ...changed, adopt: true, ...when }));
      });
      assert.deepEqual(writes, []);
      const lines = error?.findings?.map(({ property, reason }) => `${property} ${reason}`.trim());
      assert.match(String(lines?.find((line) => line.startsWith(`${path} `))), way, error?.message);
    }
  }

  for (const row of rows) {
    const { of, path, wanted, first, from, way } = row;
    const was = first === undefined ? "" : `, where it was ${JSON.stringify(first)}`;
    const since = from === undefined ? "once it is live" : "from preview on";
    const what = `${of}: ${path} does not become ${JSON.stringify(wanted)}${was} ${since}`;
    const isDeclared = getPath(withValues((subjects[of] as Subject).program("x"), wanted), path) !== undefined;

    it(`${what}${isDeclared ? ", also where it was imported or is taken over" : ""}`, async () => {
      const [declared, said] = await published(row);
      const changed = withValues(said, wanted);
      assert.match(await refusal(declared, changed, path), way);
      if (!isDeclared) return;
      const imported = another(of);
      imported.id = String(declared.id);
      assert.equal(await imported.refresh(), true);
      assert.match(await refusal(imported, changed, path), way);
      await refusedToTakeOver(of, changed, path, way);
    });

    it(`${what}, but where it is so already`, async () => {
      const [declared, said] = await published(row, { ...first, ...wanted });
      const changed = withValues(said, wanted);
      assert.equal((await declared.diff(changed)).changes, true);
      assert.equal(await another(of).up({ ...changed, adopt: true }), "created");
    });
  }

  for (const row of unmanaged) {
    const { of, path, wanted, theirs, way } = row;
    it(`${of}: ${path} does not become ${JSON.stringify(wanted)} where Partner Center has ${JSON.stringify(theirs)}`, async () => {
      const [declared, said] = await published(row, theirs);
      assert.match(await refusal(declared, withValues(said, wanted), path), way);
      await declared.diff(withValues(said, theirs));
    });
  }

  const replaced: readonly (readonly [keyof typeof subjects, key: string, value: unknown, way: RegExp])[] = [
    ["an offer of virtual machines", "offerId", "another-one", /as a resource of its own/],
    ["an offer of virtual machines", "core", true, /change offerId too/],
    ["an offer of containers", "offerId", "another-one", /as a resource of its own/],
    ["an offer of SaaS", "offerId", "another-one", /as a resource of its own/],
    ["a plan of containers", "planId", "another-one", /as a resource of its own/],
    ["a plan of SaaS", "planId", "another-one", /as a resource of its own/],
  ];
  for (const [of, key, value, way] of replaced) {
    it(`${of}: ${key} does not become ${JSON.stringify(value)}, from preview on`, async () => {
      const row: Row = { of, path: key, wanted: { [key]: value }, way, from: "preview" };
      const [declared, said] = await published({ ...row, wanted: {} });
      assert.match(await refusal(declared, withValues(said, row.wanted), key), way);
    });
  }

  it("a plan of virtual machines: a published image version keeps its images", async () => {
    const of = "a plan of virtual machines";
    const [declared, said] = await published({ of, path: "", wanted: {}, way: /./ });
    const path = "technicalConfiguration.images";
    const changed = withValues(said, { [path]: { "1.0.0": gallery("1.0.0", "another") } });
    const { message } = await failure(declared.preview({ ...changed, __preview: true }));
    assert.match(message, /technicalConfiguration\.images\["1\.0\.0"\] .*publish/);
  });

  it("a plan of virtual machines: SKUs that leave the program stay, and are no change", async () => {
    const path = "technicalConfiguration.skus";
    const of = "a plan of virtual machines";
    const [declared, said] = await published({ of, path, wanted: {}, way: /./ });
    assert.equal((await declared.diff(withValues(said, { technicalConfiguration: undefined }))).changes, true);
  });

  it("an offer of virtual machines: core is false where it is not set", async () => {
    const [declared, said] = await published({ of: "an offer of virtual machines", path: "", wanted: {}, way: /./ });
    assert.deepEqual((await declared.diff({ ...said, core: false })).replaces, []);
  });

  it("is nothing of a draft", async () => {
    for (const { of, wanted, first = {} } of rows) {
      const { kind, program, beside }: Subject = subjects[of];
      const offerId = `free-${++count}`;
      const other = beside(offerId);
      if (isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
      const declared = runs.declared(kind);
      const said = withValues(program(offerId), first);
      await declared.up(said);
      assert.equal((await declared.diff(withValues(said, wanted))).changes, true);
    }
  });
});
