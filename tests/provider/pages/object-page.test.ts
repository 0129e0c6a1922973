/** Objects without an ETag: what a colleague does shortly before, and shortly after, we write one. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { isObject, type Properties, setPath } from "../../../provider/values/properties.js";
import { type Declared, failure } from "../declared.js";
import { front } from "../front.js";
import { guids, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

interface Example {
  /** Path of the object below its offer. */
  readonly object: string;
  readonly block: Properties;
  /** What the program changes. */
  readonly change: readonly [path: string, value: unknown];
  /** The key of that in the service. */
  readonly key: string;
  /** A colleague's other value of it. */
  readonly theirs: unknown;
  /** A key that the program does not set, another value of it, and its path. */
  readonly beside: readonly [key: string, value: unknown, path: string];
  /** What somebody has to write where nothing is yet. */
  readonly fresh?: Properties;
}

const examples: readonly Example[] = [
  {
    object: "setup",
    block: { setup: { callToAction: "free" } },
    change: ["setup.callToAction", "free-trial"],
    key: "callToAction",
    theirs: "contact-me",
    beside: ["trialUri", "https://contoso.com/theirs", "setup.trialLink"],
  },
  {
    object: "leadconfiguration",
    block: { leads: { marketo: { serverId: "1", munchkinAccountId: "2", formId: "3" } } },
    change: ["leads.marketo.formId", "4"],
    key: "formID",
    theirs: "5",
    beside: ["contactEmail", "theirs@contoso.com", "leads.contactEmail"],
    fresh: { resourceType: "MarketoLeadConfiguration", serverID: "1", munchkinAccountID: "2", formID: "3" },
  },
  {
    object: "resellerConfiguration",
    block: { resale: { channel: "PartialOptIn" } },
    change: ["resale.channel", "Enabled"],
    key: "resellerChannelState",
    theirs: "OptOut",
    beside: ["tenantIds", [guids.tenant], "resale.tenantIds"],
  },
];

describe("an object without an ETag", () => {
  const bench = workbench();
  const service = front(bench);
  let count = 0;

  async function make(block: Properties): Promise<{ declared: Declared; program: Properties; id: string }> {
    const program = {
      offerId: `unguarded-${++count}`,
      alias: "A",
      type: "AzureApplication",
      ...structuredClone(block),
    };
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    await declared.up(program);
    return { declared, program, id: String(declared.id) };
  }

  for (const { object, block, change, key, theirs, beside, fresh } of examples) {
    describe(`(${object})`, () => {
      const at = (id: string) => `/products/${id}/${object}`;
      const stored = (id: string) => bench.colleague.call("GET", at(id));
      const edit = async (id: string, values: Properties) =>
        bench.colleague.call("POST", at(id), { ...(await stored(id)), ...values });

      /** A colleague edits it when it has been read once and was written so many times. */
      function meanwhile(id: string, writes: number, values: Properties): void {
        let done = 0;
        let isEdited = false;
        service.before = async (call) => {
          if (call === `POST ${at(id)}`) done += 1;
          if (isEdited || done < writes || call !== `GET ${at(id)}`) return;
          isEdited = true;
          await edit(id, values);
        };
      }

      it("is read directly before it is written, and once more after that", async () => {
        const { declared, program } = await make(block);
        setPath(program, ...change);
        const calls = await bench.calls(() => declared.up(program));
        const name = at("{productId}");
        const from = calls.indexOf(`POST ${name}`) - 1;
        assert.deepEqual(calls.slice(from, from + 3), [`GET ${name}`, `POST ${name}`, `GET ${name}`]);
        assert.deepEqual(await bench.calls(() => declared.up(program)), []);
      });

      it("is not overwritten where a colleague has changed it before it is read", async () => {
        const { declared, program, id } = await make(block);
        setPath(program, ...change);
        meanwhile(id, 0, { [key]: theirs });
        const error = await failure(declared.up(program));
        assert.match(error.message, /was changed in Partner Center since this stack last saw it/);
        assert.equal((await stored(id))[key], theirs);
      });

      it("of an offer just made is not overwritten where a colleague has written it since", async () => {
        const program = { offerId: `unguarded-${++count}`, alias: "A", type: "AzureApplication", ...block };
        const declared = bench.declared(offer);
        declared.process = () => service.run();
        let [id, looks] = ["", 0];
        service.before = async (call) => {
          const [, product = "", path] = /^GET \/products\/([^/]+)\/(\w+)$/.exec(call) ?? [];
          if (path !== object || ++looks !== 2) return;
          id = product;
          if (fresh !== undefined) await bench.colleague.call("POST", at(id), fresh);
          await edit(id, { [key]: theirs });
        };
        const error = await failure(declared.up(program));
        assert.match(error.message, /was changed in Partner Center since this stack last saw it/);
        assert.equal((await stored(id))[key], theirs);
      });

      it("keeps what a colleague has changed beside it before it is read", async () => {
        const { declared, program, id } = await make(block);
        setPath(program, ...change);
        meanwhile(id, 0, { [beside[0]]: beside[1] });
        await declared.up(program);
        assert.deepEqual((await stored(id))[beside[0]], beside[1]);
        assert.equal((await stored(id))[key], change[1]);
      });

      for (const status of [429, 503]) {
        /** The service refuses our first write, and asks to wait; meanwhile a colleague edits it. */
        function whileWaiting(id: string, values: Properties): void {
          let isRefused = false;
          service.before = async (call) => {
            if (isRefused || call !== `POST ${at(id)}`) return;
            isRefused = true;
            await edit(id, values);
            const effect = { status, retryAfter: 0 };
            bench.emulator.setFaults([{ operation: `POST /products/{id}/${object}`, nth: 1, effect }]);
          };
        }

        it(`is not overwritten where a colleague has changed it while it was waited for (${status})`, async () => {
          const { declared, program, id } = await make(block);
          setPath(program, ...change);
          whileWaiting(id, { [key]: theirs });
          const error = await failure(declared.up(program));
          assert.match(error.message, /was changed in Partner Center since this stack last saw it/);
          assert.equal((await stored(id))[key], theirs);
        });

        it(`keeps what a colleague has changed beside it while it was waited for (${status})`, async () => {
          const { declared, program, id } = await make(block);
          setPath(program, ...change);
          whileWaiting(id, { [beside[0]]: beside[1] });
          await declared.up(program);
          assert.deepEqual((await stored(id))[beside[0]], beside[1]);
          assert.equal((await stored(id))[key], change[1]);
        });
      }

      it("is an error when a colleague has written over it", async () => {
        const { declared, program, id } = await make(block);
        setPath(program, ...change);
        meanwhile(id, 1, { [key]: theirs });
        const error = await failure(declared.up(program));
        assert.match(error.message, /was changed in Partner Center while this run was writing it/);
        assert.ok(error.message.includes(`${change[0]} is "${theirs}", written was "${change[1]}"`), error.message);
        assert.equal((await declared.diff(program)).changes, true, "the next preview shows it");
        assert.equal(await declared.up(program), "updated");
        assert.equal((await stored(id))[key], change[1]);
        assert.equal(await declared.up(program), "unchanged");
      });

      it("tells what a colleague has written beside it meanwhile, with both values", async () => {
        const { declared, program, id } = await make(block);
        setPath(program, ...change);
        meanwhile(id, 1, { [beside[0]]: beside[1] });
        const lines = await bench.printed(() => declared.up(program));
        const value = JSON.stringify(beside[1]);
        const line = `${beside[2]}, which this program does not set, went from (not set) to ${value}`;
        assert.ok(
          lines.some((candidate) => candidate.endsWith(line)),
          lines.join("\n"),
        );
        assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      });

      it("is content with what the service makes of a value", async () => {
        service.answer = (call, body) => (call.endsWith(at(call.split("/")[2] ?? "")) ? { ...body, [key]: "X" } : body);
        const { declared, program } = await make(block);
        setPath(program, ...change);
        await declared.up(program);
      });
    });
  }

  it("of leads that a colleague has redirected is not overwritten, though no credential is shown", async () => {
    const hide = (body: unknown): unknown =>
      isObject(body) ? Object.fromEntries(Object.entries(body).filter(([key]) => key !== "connectionString")) : body;
    service.answer = (_, body) => hide(body) as Properties;
    const connectionString = "AccountKey=the-first";
    const { declared, program, id } = await make({ leads: { azureTable: { connectionString } } });
    const theirs = { resourceType: "SalesForceLeadConfiguration", objectIdentifier: "00D" };
    await bench.colleague.call("POST", `/products/${id}/leadconfiguration`, theirs);
    setPath(program, "leads.contactEmail", "sales@contoso.com");
    const error = await failure(declared.up(program));
    assert.match(error.message, /leads\.azureTable\.connectionString is .* wanted is \(a secret\)/);
    const stored = await bench.colleague.call("GET", `/products/${id}/leadconfiguration`);
    assert.equal(stored.resourceType, theirs.resourceType);
  });

  it("loses a credential that is no longer set, though it is not shown", async () => {
    const hide = (body: Properties) =>
      Object.fromEntries(Object.entries(body).filter(([key]) => key !== "applicationKey"));
    service.answer = (_, body) => hide(body);
    const dynamics365 = { url: "https://c.crm.dynamics.com", applicationId: guids.principal };
    const { declared, program, id } = await make({
      leads: { dynamics365: { ...dynamics365, applicationKey: "the-first" } },
    });
    setPath(program, "leads.dynamics365", dynamics365);
    const lines = await bench.printed(() => declared.up(program));
    assert.match(lines.join("\n"), /leads\.dynamics365\.applicationKey is no longer set/);
    const stored = await bench.colleague.call("GET", `/products/${id}/leadconfiguration`);
    assert.equal(stored.applicationKey, undefined);
    assert.equal(await declared.up(program), "unchanged");
    setPath(program, "leads.dynamics365.applicationKey", "the-second");
    await declared.up(program);
    program.leads = { marketo: { serverId: "1", munchkinAccountId: "2", formId: "3" } };
    const others = await bench.printed(() => declared.up(program));
    assert.doesNotMatch(others.join("\n"), /is no longer set/, "another destination has no such credential");
  });

  it("is not given the resale's channel of an entry that is behind, nor loses a colleague's tenants", async () => {
    const { declared, program, id } = await make({ resale: { channel: "OptOut" }, setup: { callToAction: "free" } });
    const at = `/products/${id}`;
    const entry = { channelStates: [{ type: "Reseller", value: "Enabled" }] };
    await bench.colleague.call("POST", `${at}/setup`, {
      ...(await bench.colleague.call("GET", `${at}/setup`)),
      ...entry,
    });
    const out = { resourceType: "ResellerConfiguration", resellerChannelState: "OptOut" };
    await bench.colleague.call("POST", `${at}/resellerConfiguration`, out);
    setPath(program, "setup.callToAction", "contact-me");
    service.before = async (call) => {
      if (call !== `POST ${at}/setup`) return;
      await bench.colleague.call("POST", `${at}/resellerConfiguration`, { ...out, tenantIds: [guids.tenant] });
    };
    await declared.up(program);
    const { resellerChannelState, tenantIds } = await bench.colleague.call("GET", `${at}/resellerConfiguration`);
    assert.deepEqual([resellerChannelState, tenantIds], ["OptOut", [guids.tenant]]);
  });
});

describe("an object with an ETag", () => {
  const bench = workbench();
  const service = front(bench);

  /** A plan whose certification link is edited, and its address. */
  async function make(planId: string, process = () => bench.run()) {
    const productId = String((await bench.colleague.createProduct(`guarded-${planId}`, "Guarded")).id);
    const declared = bench.declared(plan);
    declared.process = process;
    const program: Properties = smallPlan(productId, planId, "unused");
    delete program.technicalConfiguration;
    await declared.up(program);
    program.name = "Another name";
    return { declared, program, at: `/products/${productId}/variants/${declared.outputs.variantId}` };
  }

  for (const effect of [{ reset: "after" as const }, { statusAfter: 502 }]) {
    it(`is no conflict with ourselves when the answer was lost (${JSON.stringify(effect)})`, async () => {
      const { declared, program, at } = await make(`own-${Object.keys(effect)[0]?.toLowerCase()}`);
      bench.emulator.setFaults([{ operation: "PUT /products/{id}/variants/{id}", nth: 1, effect }]);
      await declared.up(program);
      assert.equal((await bench.colleague.call("GET", at)).friendlyName, "Another name");
      assert.equal(await declared.up(program), "unchanged");
    });
  }

  it("of an offer just made is not overwritten where a colleague has written it since", async () => {
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    const program = {
      offerId: "guarded-offer",
      alias: "A",
      type: "AzureApplication",
      setup: { callToAction: "free" },
      coSell: { offerType: "Ours" },
    };
    let isWritten = false;
    service.before = async (call) => {
      const [, id] = /^PUT \/products\/([^/]+)\/cosellListing\//.exec(call) ?? [];
      if (id === undefined || isWritten) return;
      isWritten = true;
      const [branch] = await bench.colleague.list(`/products/${id}/branches/getByModule(module=Cosell)`);
      const at = `/products/${id}/cosellListing/${branch?.currentDraftInstanceID}`;
      await bench.colleague.call("PUT", at, { ...(await bench.colleague.call("GET", at)), offerType: "Theirs" });
    };
    const error = await failure(declared.up(program));
    assert.match(error.message, /coSell\.offerType is "Theirs" in Partner Center, wanted is "Ours"/);
  });

  it("is looked up once more when its branch is behind: nobody has changed it", async () => {
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    const program = { offerId: "behind", alias: "A", type: "AzureApplication", coSell: { offerType: "First" } };
    await declared.up(program);
    setPath(program, "coSell.offerType", "Second");
    let isBehind = true;
    service.answer = (call, body) => {
      if (!isBehind || !call.includes("getByModule(module=Cosell)")) return body;
      isBehind = false;
      const value = (body.value as Properties[]).map((one) => ({ ...one, currentDraftInstanceID: "of-before" }));
      return { ...body, value };
    };
    await declared.up(program);
    assert.ok(!isBehind);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("keeps what a colleague has changed beside it between reading and writing", async () => {
    const { declared, program, at } = await make("beside", () => service.run());
    let isEdited = false;
    service.before = async (call) => {
      if (isEdited || call !== `PUT ${at}`) return;
      isEdited = true;
      await bench.colleague.call("PUT", at, { ...(await bench.colleague.call("GET", at)), leadGenID: "theirs" });
    };
    await declared.up(program);
    const { friendlyName, leadGenID } = await bench.colleague.call("GET", at);
    assert.deepEqual([friendlyName, leadGenID], ["Another name", "theirs"]);
  });
});
