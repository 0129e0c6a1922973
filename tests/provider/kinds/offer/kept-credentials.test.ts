/** Credentials that the service takes, but keeps to itself: they are written when they change, and never lost. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, isObject, type Properties, setPath } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { front } from "../../front.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

interface Example {
  /** What the program says. */
  readonly block: Properties;
  /** Path of the credential in the program, and its key in the service. */
  readonly path: string;
  readonly key: string;
  /** A property beside it, with another value. */
  readonly beside: readonly [path: string, value: unknown];
  /** The one request that writes it. */
  readonly write: string;
}

const contactEmail = "sales@contoso.com";
const leads = (destination: Properties): Properties => ({ leads: { ...destination, contactEmail } });
const writesLeads = "POST /products/{productId}/leadconfiguration";
const besideLeads = ["leads.contactEmail", "other@contoso.com"] as const;

const examples: readonly Example[] = [
  {
    block: leads({ azureTable: { connectionString: "AccountKey=the-first" } }),
    path: "leads.azureTable.connectionString",
    key: "connectionString",
    beside: besideLeads,
    write: writesLeads,
  },
  {
    block: leads({ azureBlob: { connectionString: "AccountKey=the-first", containerName: "leads" } }),
    path: "leads.azureBlob.connectionString",
    key: "connectionString",
    beside: ["leads.azureBlob.containerName", "others"],
    write: writesLeads,
  },
  {
    block: leads({ httpsEndpoint: { url: "https://contoso.com/leads?code=the-first" } }),
    path: "leads.httpsEndpoint.url",
    key: "httpsEndpointUri",
    beside: besideLeads,
    write: writesLeads,
  },
  {
    block: leads({ dynamics365: { url: "https://c.crm.dynamics.com", userName: "leads", password: "the-first" } }),
    path: "leads.dynamics365.password",
    key: "password",
    beside: ["leads.dynamics365.userName", "others"],
    write: writesLeads,
  },
  // Without the user or application that they go with.
  {
    block: leads({ dynamics365: { url: "https://c.crm.dynamics.com", password: "the-first" } }),
    path: "leads.dynamics365.password",
    key: "password",
    beside: besideLeads,
    write: writesLeads,
  },
  {
    block: leads({
      dynamics365: { url: "https://c.crm.dynamics.com", tenantId: guids.tenant, applicationKey: "the-first" },
    }),
    path: "leads.dynamics365.applicationKey",
    key: "applicationKey",
    beside: besideLeads,
    write: writesLeads,
  },
  {
    block: { testDrive: { tenantId: guids.tenant, applicationKey: "the-first", hotInstances: 1 } },
    path: "testDrive.applicationKey",
    key: "azureActiveDirectoryApplicationKey",
    beside: ["testDrive.hotInstances", 2],
    write: "PUT /products/{productId}/packageconfigurations/{id}",
  },
  {
    block: leads({
      dynamics365: { url: "https://c.crm.dynamics.com", applicationId: guids.principal, applicationKey: "the-first" },
    }),
    path: "leads.dynamics365.applicationKey",
    key: "applicationKey",
    beside: besideLeads,
    write: writesLeads,
  },
  {
    block: {
      testDrive: {
        tenantId: guids.tenant,
        applicationId: guids.principal,
        applicationKey: "the-first",
        hotInstances: 1,
      },
    },
    path: "testDrive.applicationKey",
    key: "azureActiveDirectoryApplicationKey",
    beside: ["testDrive.hotInstances", 2],
    write: "PUT /products/{productId}/packageconfigurations/{id}",
  },
];

/** A copy without some keys, at any depth. */
function hiding(keys: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => hiding(keys, item));
  if (!isObject(value)) return value;
  const shown = Object.entries(value).filter(([key]) => !keys.includes(key));
  return Object.fromEntries(shown.map(([key, inner]) => [key, hiding(keys, inner)]));
}

describe("a credential that the service keeps to itself", () => {
  const bench = workbench({ switches: { testDriveVariant: true } });
  const service = front(bench);
  const keys = [...new Set(examples.map(({ key }) => key))];
  let count = 0;

  async function make(block: Properties): Promise<{ declared: Declared; program: Properties }> {
    const program = { offerId: `kept-${++count}`, alias: "Kept", type: "AzureApplication", ...structuredClone(block) };
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    await declared.up(program);
    return { declared, program };
  }

  const leadsOf = ({ id }: Declared) => bench.colleague.call("GET", `/products/${id}/leadconfiguration`);

  /** The object as the service has it, with what it keeps to itself. */
  async function inService(declared: Declared, block: Properties): Promise<Properties> {
    if (block.leads !== undefined) return leadsOf(declared);
    const branches = await bench.colleague.list(`/products/${declared.id}/branches/getByModule(module=Package)`);
    const instance = branches.find(({ variantID }) => variantID === "testdrive")?.currentDraftInstanceID;
    const path = `/products/${declared.id}/packageConfigurations/getByInstanceID(instanceID=${instance})`;
    return (await bench.colleague.list(path))[0] as Properties;
  }

  for (const isShownOnce of [false, true]) {
    describe(isShownOnce ? "but for the answer to what wrote it" : "in every answer", () => {
      beforeEach(() => {
        service.answer = (call, body) =>
          isShownOnce && !call.startsWith("GET ") ? body : (hiding(keys, body) as Properties);
      });

      for (const { block, path, key, beside, write } of examples) {
        describe(path, () => {
          it("counts as the one that was written last, before a refresh and after it", async () => {
            const { declared, program } = await make(block);
            const unchanged = async () => assert.equal(await declared.up(program), "unchanged");
            assert.deepEqual(await bench.calls(unchanged), []);
            assert.deepEqual(await bench.printed(() => declared.refresh()), []);
            assert.equal(getPath(declared.inputs, path), getPath(program, path));
            assert.deepEqual(await bench.calls(unchanged), []);
          });

          it("is written when the program has another one, once", async () => {
            const { declared, program } = await make(block);
            for (const isRefreshed of [false, true]) {
              setPath(program, path, `${getPath(program, path)}-and-another`);
              if (isRefreshed) await declared.refresh();
              assert.deepEqual(await bench.writes(() => declared.up(program)), [write]);
              assert.equal((await inService(declared, block))[key], getPath(program, path));
              assert.equal(await declared.up(program), "unchanged");
            }
          });

          it("is not lost when something beside it changes", async () => {
            const { declared, program } = await make(block);
            setPath(program, ...beside);
            assert.deepEqual(await bench.writes(() => declared.up(program)), [write]);
            assert.equal((await inService(declared, block))[key], getPath(block, path));
            await declared.refresh();
            assert.equal(getPath(declared.inputs, beside[0]), beside[1]);
            assert.equal(await declared.up(program), "unchanged");
          });
        });
      }

      it("is not written when a colleague has made the change beside it already", async () => {
        const [{ block }] = examples as [Example];
        const { declared, program } = await make(block);
        const theirs = { ...(await leadsOf(declared)), contactEmail: "other@contoso.com" };
        await bench.colleague.call("POST", `/products/${declared.id}/leadconfiguration`, theirs);
        setPath(program, "leads.contactEmail", "other@contoso.com");
        assert.deepEqual(await bench.writes(() => declared.up(program)), []);
      });

      it("is not there any more where a colleague has put another destination in its place", async () => {
        const [{ block }] = examples as [Example];
        const { declared, program } = await make(block);
        const theirs = { resourceType: "SalesForceLeadConfiguration", objectIdentifier: "00D", contactEmail };
        await bench.colleague.call("POST", `/products/${declared.id}/leadconfiguration`, theirs);
        await declared.refresh();
        assert.equal(getPath(declared.inputs, "leads.azureTable"), undefined);
        assert.equal(await declared.up(program), "updated");
        const { resourceType, connectionString } = await leadsOf(declared);
        assert.deepEqual(
          [resourceType, connectionString],
          ["AzureTableLeadConfiguration", getPath(program, "leads.azureTable.connectionString")],
        );
      });
    });
  }
});
