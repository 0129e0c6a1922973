/** A page of which nothing has changed costs no request, and keeps what the program says as the program spells it. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import type { Declared } from "../declared.js";
import { smallPlan, wholeOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a page that is only spelled in another way, while another page changes,", () => {
  const bench = workbench();
  let productId: string;
  let count = 0;

  before(async () => {
    productId = String((await bench.colleague.createProduct("unchanged-pages", "Unchanged")).id);
  });

  async function makeOffer() {
    return { declared: bench.declared(offer), program: await wholeOffer(bench, `unchanged-${++count}`) };
  }
  async function makePlan() {
    const program = smallPlan(productId, `plan-${++count}`, "unused");
    delete program.technicalConfiguration;
    program.setup = { clouds: ["public-azure", "azure-government"] };
    return { declared: bench.declared(plan), program };
  }

  const upper = (texts: string[]) => texts.map((text) => text.toUpperCase());
  const cases: readonly [
    page: string,
    make: () => Promise<{ declared: Declared; program: Properties }>,
    path: string,
    spell: (value: Properties & string[]) => unknown,
  ][] = [
    ["an object", makeOffer, "resale.tenantIds", upper],
    ["a draft", makeOffer, "previewAudience.subscriptions", upper],
    ["the plan itself", makePlan, "setup.clouds", (clouds) => upper(clouds).reverse()],
    ["a draft of a plan", makePlan, "availability.markets", (codes) => codes.map((code) => code.toLowerCase())],
    ["a further language", makeOffer, "translations", ({ "de-de": german }: Properties) => ({ "de-DE": german })],
  ];
  for (const [page, make, path, spell] of cases) {
    it(`and is ${page}, costs nothing and is kept as it is spelled`, async () => {
      const { declared, program } = await make();
      await declared.up(program);
      const value = spell(getPath(program, path) as Properties & string[]);
      setPath(program, path, value);
      setPath(program, "listing.summary", "Another text");
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "updated")), [
        "GET /products/{productId}/branches/getByModule(module={module})",
        "PUT /products/{productId}/listings/{id}",
      ]);
      assert.deepEqual(getPath(declared.outputs, path), value);
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
      await declared.refresh();
      assert.deepEqual(getPath(declared.inputs, path), value);
      assert.equal((await declared.diff(program)).changes, false);
    });
  }
});
