/** What an offer keeps without drafts: set-up, leads, resale, co-sell, and the configurations of the offer itself. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { offerObjectPages } from "../../../../provider/kinds/offer/pages.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { offerCredentials } from "../../../../sdk/offer.js";
import { type Declared, failure, Refused } from "../../declared.js";
import { guids, smallOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

const credential = "AccountKey=c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
const connectionString = `DefaultEndpointsProtocol=https;AccountName=contoso;${credential}`;

/** A block, its value, another value, where the service keeps it, and what it then has there of both. */
interface Example {
  readonly block: string;
  readonly value: Properties;
  readonly other: Properties;
  readonly service: Properties;
  readonly initial: Properties;
}

const examples: readonly Example[] = [
  {
    block: "setup",
    value: { sellingOption: "ListingOnly", callToAction: "contact-me", trialLink: "https://contoso.com/try" },
    other: { sellingOption: "ListAndSell" },
    service: { sellingOption: "ListingOnly", callToAction: "contact-me", trialUri: "https://contoso.com/try" },
    initial: { sellingOption: "ListAndSell", callToAction: undefined, trialUri: undefined },
  },
  {
    block: "resale",
    value: { channel: "PartialOptIn", tenantIds: [guids.tenant] },
    other: { channel: "Enabled" },
    service: { resellerChannelState: "PartialOptIn", tenantIds: [guids.tenant] },
    initial: { resellerChannelState: "Disabled", tenantIds: [] },
  },
  {
    block: "coSell",
    value: {
      offerPlatforms: ["Azure"],
      customerSegments: ["Enterprise", "SMB"],
      offerType: "Service",
      solutionAreas: { "Data & AI": ["Analytics"] },
      contacts: { "seller@contoso.com": { name: "Seller", role: "Sales", regions: ["EMEA"] } },
    },
    other: { customerSegments: ["SMB"], contacts: { "other@contoso.com": { name: "Other" } } },
    service: {
      offerPlatforms: ["Azure"],
      endCustomerSegments: ["Enterprise", "SMB"],
      offerType: "Service",
      solutionAreas: [{ area: "Data & AI", subAreas: ["Analytics"] }],
      contacts: [{ email: "seller@contoso.com", name: "Seller", role: "Sales", regions: ["EMEA"] }],
    },
    initial: { offerPlatforms: undefined, offerType: undefined, solutionAreas: [], contacts: [] },
  },
  {
    block: "meteredBilling",
    value: { tenantId: guids.tenant, applicationId: guids.principal },
    other: { tenantId: guids.tenant, applicationId: guids.role },
    service: {
      azureActiveDirectoryTenantID: guids.tenant,
      azureActiveDirectoryApplicationID: guids.principal,
    },
    initial: { azureActiveDirectoryTenantID: undefined, azureActiveDirectoryApplicationID: undefined },
  },
];

const destinations: Record<string, [Properties, Properties]> = {
  azureTable: [{ connectionString }, { resourceType: "AzureTableLeadConfiguration", connectionString }],
  azureBlob: [
    { connectionString, containerName: "leads" },
    { resourceType: "AzureBlobLeadConfiguration", connectionString, containerName: "leads" },
  ],
  dynamics365: [
    {
      url: "https://contoso.crm.dynamics.com",
      authentication: "AzureAD",
      applicationId: guids.principal,
      applicationKey: "the-application-key",
      tenantId: guids.tenant,
      userName: "leads",
      password: "the-password",
    },
    {
      resourceType: "DynamicsCustomerRelationshipManagementLeadConfiguration",
      uri: "https://contoso.crm.dynamics.com",
      authentication: "AzureAD",
      applicationID: guids.principal,
      applicationKey: "the-application-key",
      directoryID: guids.tenant,
      userName: "leads",
      password: "the-password",
    },
  ],
  httpsEndpoint: [
    { url: "https://contoso.com/leads?code=the-code-of-the-hook" },
    {
      resourceType: "HttpsEndpointLeadConfiguration",
      httpsEndpointUri: "https://contoso.com/leads?code=the-code-of-the-hook",
    },
  ],
  marketo: [
    { serverId: "s", munchkinAccountId: "m", formId: "f" },
    { resourceType: "MarketoLeadConfiguration", serverID: "s", munchkinAccountID: "m", formID: "f" },
  ],
  salesforce: [{ objectIdentifier: "00D" }, { resourceType: "SalesForceLeadConfiguration", objectIdentifier: "00D" }],
};

/** The part of an object that another one names. */
function pick(body: Properties, like: Properties): Properties {
  return Object.fromEntries(Object.keys(like).map((key) => [key, body[key]]));
}

describe("the settings of an offer", () => {
  const bench = workbench();

  async function make(more: Properties): Promise<{ declared: Declared; program: Properties; productId: string }> {
    const offerId = `settings-${Math.random().toString(36).slice(2, 10)}`;
    const program: Properties = { offerId, alias: "Settings", type: "AzureApplication", ...more };
    const declared = bench.declared(offer);
    await declared.up(program);
    return { declared, program, productId: declared.id as string };
  }

  /** The object of the service that a block lives in. */
  async function inService(productId: string, block: string): Promise<Properties> {
    const direct: Record<string, string> = {
      setup: "setup",
      resale: "resellerConfiguration",
      leads: "leadconfiguration",
    };
    if (direct[block] !== undefined) return bench.colleague.call("GET", `/products/${productId}/${direct[block]}`);
    const [module, collection] =
      block === "coSell" ? ["Cosell", "cosellListing"] : ["Package", "packageConfigurations"];
    const [branch] = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=${module})`);
    const path = `/products/${productId}/${collection}/getByInstanceID(instanceID=${branch?.currentDraftInstanceID})`;
    return (await bench.colleague.list(path))[0] as Properties;
  }

  async function editInService(productId: string, block: string, change: Properties): Promise<void> {
    const body = { ...(await inService(productId, block)), ...change };
    const direct: Record<string, string> = {
      setup: "setup",
      resale: "resellerConfiguration",
      leads: "leadconfiguration",
    };
    if (direct[block] !== undefined) {
      await bench.colleague.call("POST", `/products/${productId}/${direct[block]}`, body);
      return;
    }
    const [branch] = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=Cosell)`);
    const path =
      block === "coSell" ? `cosellListing/${branch?.currentDraftInstanceID}` : `packageconfigurations/${body.id}`;
    await bench.colleague.call("PUT", `/products/${productId}/${path}`, body, {
      "if-match": String(body["@odata.etag"]),
    });
  }

  for (const { block, value, other, service, initial } of examples) {
    describe(block, () => {
      it("is written, read back without a difference, and costs nothing when unchanged", async () => {
        const { declared, program, productId } = await make({ [block]: value });
        assert.deepEqual(pick(await inService(productId, block), service), service);
        await declared.refresh();
        assert.deepEqual(declared.inputs[block], value);
        assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
      });

      it("is changed by one write that leaves everything else alone", async () => {
        const { declared, program, productId } = await make({ [block]: value, properties: { version: "1.0.0" } });
        const writes = await bench.writes(() => declared.up({ ...program, [block]: other }));
        assert.equal(writes.length, 1, writes.join());
        await declared.refresh();
        assert.deepEqual(declared.inputs[block], other);
        assert.equal((await bench.colleague.draft(productId, "Property")).appVersion, "1.0.0");
      });

      it("goes back to the service's initial value when it is taken out of the program", async () => {
        const { declared, program, productId } = await make({ [block]: value });
        const { [block]: _, ...without } = program;
        assert.equal(await declared.up(without), "updated");
        assert.deepEqual(pick(await inService(productId, block), initial), initial);
        assert.equal(await declared.up(without), "unchanged");
      });

      it("that a colleague changes shows at refresh, and is not overwritten unseen", async () => {
        const key = Object.keys(service)[0] as string;
        const { declared, program, productId } = await make({ [block]: value });
        const theirs = { ...service, [key]: Array.isArray(service[key]) ? ["theirs"] : guids.otherSubscription };
        if (block === "setup") Object.assign(theirs, { sellingOption: "ListingOnly", callToAction: "free" });
        if (block === "resale") theirs.resellerChannelState = "Disabled";
        await editInService(productId, block, theirs);
        const error = await failure(declared.up({ ...program, [block]: other }));
        assert.match(error.message, new RegExp(`${block}\\.\\w+ is .* in Partner Center, wanted is`));
        await declared.refresh();
        assert.equal((await declared.diff(program)).changes, true);
        await declared.up(program);
        assert.deepEqual(pick(await inService(productId, block), service), service);
      });

      it("that the program does not set is a line at refresh", async () => {
        const { declared, productId } = await make({});
        await declared.refresh();
        await editInService(productId, block, service);
        const told = await bench.printed(() => declared.refresh());
        assert.match(told.join("\n"), new RegExp(`${block}\\.\\w+, which this program does not set, went from`));
        assert.deepEqual(await bench.printed(() => declared.refresh()), [], "once");
      });
    });
  }

  describe("leads", () => {
    for (const [destination, [value, service]] of Object.entries(destinations)) {
      it(`go to ${destination}, and nothing that is shown or hashed holds a credential`, async () => {
        const leads = { [destination]: value, contactEmail: "sales@contoso.com" };
        const told: string[] = [];
        let made: Awaited<ReturnType<typeof make>> | undefined;
        told.push(
          ...(await bench.printed(async () => {
            made = await make({ leads });
          })),
        );
        const { declared, program, productId } = made as Awaited<ReturnType<typeof make>>;
        assert.deepEqual(pick(await inService(productId, "leads"), service), service);
        told.push(...(await bench.printed(() => declared.refresh())));
        assert.deepEqual(declared.inputs.leads, leads);
        assert.equal(await declared.up(program), "unchanged");
        for (const key of ["connectionString", "password", "applicationKey"]) {
          assert.doesNotMatch(told.join(), new RegExp(String(value[key] ?? "no such text")));
        }
        const { contentHash } = declared.outputs;
        const rotated = structuredClone(program);
        const paths = offerCredentials.filter((path) => getPath(program, path) !== undefined);
        for (const path of paths) setPath(rotated, path, `${getPath(program, path)}x`);
        if (paths.length > 0) {
          assert.equal(await declared.up(rotated), "updated");
          assert.equal(declared.outputs.contentHash, contentHash, "no resubmission for another credential");
        }
      });
    }

    it("move from one destination to another without a trace of the first", async () => {
      const { declared, program, productId } = await make({ leads: { azureBlob: destinations.azureBlob?.[0] } });
      const writes = await bench.writes(() =>
        declared.up({ ...program, leads: { marketo: destinations.marketo?.[0] } }),
      );
      assert.deepEqual(writes, ["POST /products/{productId}/leadconfiguration"]);
      const body = await inService(productId, "leads");
      assert.equal(body.resourceType, "MarketoLeadConfiguration");
      assert.equal(body.connectionString, undefined);
    });

    it("stay in Partner Center when taken out of the program, which is said once", async () => {
      const { declared, program, productId } = await make({ leads: { salesforce: { objectIdentifier: "00D" } } });
      const { leads: _, ...without } = program;
      const told = await bench.printed(() => declared.up(without));
      assert.match(told.join(), /lead destination stays as it is: the API has no way/);
      assert.equal((await inService(productId, "leads")).objectIdentifier, "00D");
      assert.equal(await declared.up(without), "unchanged");
    });

    it("that a colleague redirects are an error that shows no credential", async () => {
      const { declared, program, productId } = await make({ leads: { azureTable: { connectionString } } });
      await editInService(productId, "leads", { connectionString: "AccountKey=dGhlaXJz" });
      const wanted = { ...program, leads: { azureTable: { connectionString: `${connectionString};` } } };
      const error = await failure(declared.up(wanted));
      assert.match(error.message, /leads\.azureTable\.connectionString is \(a secret\) in Partner Center/);
      assert.doesNotMatch(error.message, /AccountKey/);
    });

    it("that are wrong are refused without showing a credential", async () => {
      const base = { offerId: "wrong-leads", alias: "Wrong", type: "AzureApplication" };
      for (const [leads, told] of [
        [{}, /^leads has no destination; set one of azureTable/],
        [{ azureTable: { connectionString }, marketo: destinations.marketo?.[0] }, /^leads has 2 destinations/],
        [{ azureTable: { connectionString: "" } }, /^leads\.azureTable\.connectionString is empty/],
        [{ httpsEndpoint: { url: "no link, but a secret" } }, /^leads\.httpsEndpoint\.url must be an address/],
        [{ salesforce: { objectIdentifier: "x" }, contactEmail: "me" }, /^leads\.contactEmail .*not an e-mail address/],
      ] as const) {
        const error = await failure(bench.declared(offer).up({ ...base, leads }));
        assert.ok(error instanceof Refused);
        assert.equal(error.findings.length, 1);
        assert.match(error.message, told);
        assert.doesNotMatch(error.message, /but a secret|AccountKey/);
      }
    });
  });

  it("names each credential of the tables among the secrets of the class", () => {
    const concealed = offerObjectPages.flatMap(({ fields }) => fields.filter((field) => field.concealed === true));
    assert.deepEqual(concealed.map(({ path }) => path).sort(), [...offerCredentials].sort());
  });

  it("leave the resale's channel alone when the set-up, which repeats it in a form that is behind, changes", async () => {
    const { declared, program, productId } = await make({ resale: { channel: "OptOut" } });
    assert.deepEqual((await inService(productId, "setup")).channelStates, [{ type: "Reseller", value: "Disabled" }]);
    await declared.up({ ...program, setup: { sellingOption: "ListingOnly" } });
    assert.equal((await inService(productId, "resale")).resellerChannelState, "OptOut");
    assert.equal((await inService(productId, "setup")).sellingOption, "ListingOnly");
  });

  it("shows at preview what taking over would overwrite, and takes over half-made ones", async () => {
    const { id } = await bench.colleague.createProduct("taken-settings", "Taken");
    await editInService(String(id), "setup", { sellingOption: "ListingOnly" });
    const program = { ...(await smallOffer(bench, "taken-settings")), alias: "Taken" };
    const wanted = { ...program, setup: { sellingOption: "ListAndSell" }, adopt: true };
    const declared = bench.declared(offer);
    const told = await bench.printed(() => declared.check(wanted));
    assert.match(told.join(), /setup\.sellingOption \("ListingOnly" becomes "ListAndSell"\)/);
    await declared.up(wanted);
    assert.equal((await inService(String(id), "setup")).sellingOption, "ListAndSell");

    const { adopt: _, ...plain } = wanted;
    const other = await bench.colleague.createProduct("foreign-settings", "Taken");
    await editInService(String(other.id), "setup", { sellingOption: "ListingOnly" });
    const error = await failure(bench.declared(offer).up({ ...plain, offerId: "foreign-settings", setup: undefined }));
    assert.match(error.message, /somebody has set setup\.sellingOption/);
  });
});

describe("a test drive", () => {
  const values = {
    tenantId: guids.tenant,
    applicationId: guids.principal,
    applicationKey: "the-key-of-the-application",
    subscriptionId: guids.subscription,
    durationHours: 4,
    regions: ["NorthAmerica", "Emea"],
    hotInstances: 1,
    warmInstances: 0,
    coldInstances: 3,
  };

  describe("where the service still has them", () => {
    const bench = workbench({ switches: { testDriveVariant: true } });

    it("is configured and read back", async () => {
      const program = { ...(await smallOffer(bench, "driven")), setup: { testDrive: true }, testDrive: values };
      const declared = bench.declared(offer);
      await declared.up(program);
      await declared.refresh();
      assert.deepEqual(declared.inputs.testDrive, values);
      assert.equal(await declared.up(program), "unchanged");
      await declared.up({ ...program, testDrive: { ...values, durationHours: 8 } });
      await declared.refresh();
      assert.equal(getPath(declared.inputs, "testDrive.durationHours"), 8);
    });
  });

  describe("where the service has them no longer", () => {
    const bench = workbench();

    it("is an error that says so", async () => {
      const program = { ...(await smallOffer(bench, "not-driven")), testDrive: values };
      const error = await failure(bench.declared(offer).up(program));
      assert.match(error.message, /Partner Center has no test drive for this offer/);
    });
  });
});
