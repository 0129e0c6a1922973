/**
 * A credential that nobody can read back, and whose run is killed at any request: what the next run says is what is
 * stored, once, and what somebody else did meanwhile stays.
 */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { sampleStep } from "../../../properties/seeds.js";
import { containerOfferProgram, imagePlanProgram } from "../../container-programs.js";
import type { Declared } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { machineOfferProgram } from "../../machine-programs.js";
import { guids, smallOffer } from "../../programs.js";
import { saasOfferProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

/** From one request that is killed to the next: each story of `npm test` begins with another one. */
const step = sampleStep === 1 ? 1 : 4 * sampleStep;

/** How long after the kill the next run begins: its job still writes, or has ended. */
const pauses = sampleStep === 1 ? [0, 120_000] : [0];

/** Which secret was there before the killed run, which it was to bring, and which the next run says. */
const stories: Readonly<Record<string, readonly [before: string | undefined, dying: string, next: string]>> = {
  "a first one, tried again": [undefined, "s2cond", "s2cond"],
  "a first one, corrected": [undefined, "s2cond", "th3rd"],
  "another one, tried again": ["f1rst", "s2cond", "s2cond"],
  "another one, corrected": ["f1rst", "s2cond", "th3rd"],
  "another one, taken back": ["f1rst", "s2cond", "f1rst"],
};
const email = "sales@contoso.com";
const secrets = ["f1rst", "s2cond", "th3rd"];

describe("a new credential whose run is killed after any request", function () {
  this.timeout(600_000);
  const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
  let runs: IngestionRuns;
  let count = 0;
  before(async () => {
    runs = await IngestionRuns.of(bench, guids.tenant);
  });

  interface Subject {
    readonly kind: Kind;
    readonly program: (offerId: string) => Properties | Promise<Properties>;
    readonly say: (program: Properties, secret: string | undefined) => void;
    /** There is none without. */
    readonly isNeeded?: true;
    readonly prepare?: (offerId: string) => Promise<unknown>;
  }
  const connection = (program: Properties, secret: string | undefined) => {
    const connectionString = `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${secret}`;
    setPath(program, "leads", secret === undefined ? undefined : { azureTable: { connectionString } });
  };
  const marketo = (program: Properties, secret: string | undefined) => {
    const block = { clientId: guids.tenant, clientSecret: secret, munchkinAccountId: "123-ABC-456", formId: "7" };
    setPath(program, "leads", secret === undefined ? undefined : { marketo: block });
  };
  const subjects: Readonly<Record<string, Subject>> = {
    "an offer of virtual machines": { kind: virtualMachineOffer, program: machineOfferProgram, say: connection },
    "an offer of containers": { kind: containerOffer, program: containerOfferProgram, say: marketo },
    "an offer of SaaS": { kind: saasOffer, program: saasOfferProgram, say: connection },
    "an Azure application": { kind: offer as Kind, program: (offerId) => smallOffer(bench, offerId), say: connection },
    "a plan of images": {
      kind: containerPlan,
      isNeeded: true,
      program: imagePlanProgram,
      say: (program, secret) => setPath(program, "technicalConfiguration.images.password", secret),
      prepare: (offerId) => {
        const program = containerOfferProgram(offerId);
        setPath(program, "setup.sellThroughMicrosoft", false);
        return runs.declared(containerOffer).up(program);
      },
    },
  };

  const isAlike = (name: string) => ["an offer of containers", "an offer of SaaS"].includes(name);

  /** The secrets that are stored of an offer, each as often as it is there. */
  function stored(product: string): string[] {
    const { records } = bench.emulator.save() as unknown as {
      records: readonly { kind: string; product: string; body: string }[];
    };
    const kept = records.filter((one) => one.kind !== "job" && one.product === product).map(({ body }) => body);
    return secrets.flatMap((secret) => Array<string>(kept.join("\n").split(secret).length - 1).fill(secret));
  }

  for (const [name, { kind, program, say, isNeeded, prepare }] of Object.entries(subjects)) {
    for (const pause of pauses) {
      for (const [index, [what, [before, dying, next]]] of Object.entries(stories).entries()) {
        if (isNeeded === true && before === undefined) continue;
        // Offers of one API have the same page: `npm test` tries all stories with one of each, and the hardest with all.
        if (sampleStep !== 1 && isAlike(name) && next !== "f1rst") continue;
        it(`is stored as the next run says: ${name}, ${what}${pause === 0 ? "" : ", later"}`, async () => {
          for (let calls = index % step, isDead = true; isDead; calls += step) {
            const offerId = `secret-${++count}`;
            await prepare?.(offerId);
            const whole = await program(offerId);
            const said = (secret: string | undefined) => {
              const version: Properties = structuredClone(whole);
              say(version, secret);
              return {
                ...version,
                __urn: `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:${kind.name}::ours`,
              };
            };
            const declared = runs.declared(kind);
            await declared.up(said(before));
            const kept = declared.stored();
            isDead = await runs.dying(calls, async (run) => {
              const dead: Declared = runs.declared(kind, run);
              Object.assign(dead, structuredClone(kept));
              await dead.up(said(dying));
            });
            await runs.clock.sleep(pause);
            await declared.up(said(next));
            await runs.clock.sleep(120_000);
            const product = String(declared.opened().productId);
            assert.deepEqual(stored(product), [next], `after ${calls}`);
            assert.equal(await declared.refresh(), true);
            assert.equal(await declared.up(said(next)), "unchanged", `after ${calls}`);
            assert.deepEqual(stored(product), [next], `after ${calls}`);
          }
        });
      }
    }
  }

  for (const next of secrets) {
    it(`is stored with what a colleague has added beside it meanwhile, where the next run says ${next}`, async () => {
      for (let calls = 4 % step, isDead = true; isDead; calls += step) {
        const offerId = `secret-${++count}`;
        const said = (secret: string) => {
          const program = machineOfferProgram(offerId);
          connection(program, secret);
          const __urn = `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:VirtualMachineOffer::ours`;
          return { ...program, __urn };
        };
        const declared = runs.declared(virtualMachineOffer);
        await declared.up(said("f1rst"));
        const kept = declared.stored();
        isDead = await runs.dying(calls, async (run) => {
          const dead = runs.declared(virtualMachineOffer, run);
          Object.assign(dead, structuredClone(kept));
          await dead.up(said("s2cond"));
        });
        await runs.clock.sleep(120_000);
        const colleague = await OtherTool.of(bench.emulator, offerId, guids.tenant);
        const { tableLeadConfiguration } = await colleague.resource("customer-leads");
        const more = { ...(tableLeadConfiguration as Properties), contactEmail: [email] };
        await colleague.edit("customer-leads", { tableLeadConfiguration: more });
        await declared.up(said(next));
        assert.deepEqual(stored(String(declared.opened().productId)), [next], `after ${calls}`);
        const { tableLeadConfiguration: after } = await colleague.resource("customer-leads");
        assert.deepEqual((after as Properties).contactEmail, [email]);
      }
    });
  }
});
