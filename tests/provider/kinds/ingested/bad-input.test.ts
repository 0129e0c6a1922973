/** What a preview says of programs of the second API's offers that the service would refuse, or lose a part of. */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { bundle, containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

type Case = readonly [path: string, value: unknown, ...findings: string[]];

const long = (length: number) => "x".repeat(length);
const price = { prices: { small: 1 } };
const dynamics365 = { url: "https://contoso.crm.dynamics.com" };

const programs: readonly (readonly [Kind, program: (offer: string) => Properties, cases: readonly Case[]])[] = [
  [
    virtualMachineOffer,
    machineOfferProgram,
    [
      [
        "leads",
        { dynamics365: { ...dynamics365, authentication: "azureAD", userName: "app" } },
        'leads.dynamics365.applicationId is needed with authentication "azureAD"',
        'leads.dynamics365.applicationKey is needed with authentication "azureAD"',
        'leads.dynamics365.tenantId is needed with authentication "azureAD"',
        'leads.dynamics365.userName goes with authentication "office365" only',
      ],
      [
        "leads",
        { dynamics365: { ...dynamics365, authentication: "office365", userName: "leads" } },
        'leads.dynamics365.password is needed with authentication "office365"',
      ],
      [
        "properties.customAmendments",
        [{ terms: "For one.", tenants: { [guids.tenant]: "a", [guids.tenant.toUpperCase()]: "b" } }],
        `properties.customAmendments[0].tenants["${guids.tenant.toUpperCase()}"] is there already, as ${guids.tenant}`,
      ],
    ],
  ],
  [
    virtualMachinePlan,
    machinePlanProgram,
    [
      [
        "availability.privateAudience.tenants",
        { [guids.tenant]: "a", [guids.tenant.toUpperCase()]: "b" },
        `availability.privateAudience.tenants["${guids.tenant.toUpperCase()}"] is there already, as ${guids.tenant}`,
      ],
      [
        "availability.privateAudience.tenants",
        { [guids.tenant]: long(1001) },
        `availability.privateAudience.tenants["${guids.tenant}"] is 1001 characters long`,
      ],
      ["availability.hourly", { perCoreSize: {} }, "availability.hourly.perCoreSize is empty; give the price"],
      [
        "availability.hourly",
        { perMarket: { US: { prices: {} }, DE: price } },
        "availability.hourly.perMarket.US.prices is empty; give the price",
      ],
      [
        "availability.hourly",
        { perMarket: { US: price, us: price, DE: price } },
        "availability.hourly.perMarket.us is there already, as US",
      ],
      [
        "technicalConfiguration.openPorts",
        {
          high: { range: "65536", protocol: "tcp" },
          back: { range: "9000-8000", protocol: "udp" },
          words: { range: "80-x", protocol: "udp" },
        },
        'technicalConfiguration.openPorts.high.range "65536" is no port',
        'technicalConfiguration.openPorts.back.range "9000-8000" is no port or range',
        'technicalConfiguration.openPorts.words.range "80-x" is no port or range',
      ],
      [
        "setup.governmentCertifications",
        { [long(256)]: "https://contoso.com" },
        `setup.governmentCertifications.${long(256)} is 256 characters long`,
      ],
    ],
  ],
  [
    containerPlan,
    containerPlanProgram,
    [
      [
        "technicalConfiguration.kubernetes",
        { bundles: { "1.4.0": bundle(1) } },
        "technicalConfiguration.kubernetes.extensionType is needed with bundles",
      ],
    ],
  ],
  [
    containerPlan,
    imagePlanProgram,
    [
      [
        "technicalConfiguration.images.tags",
        ["latest", "1.0.0 beta"],
        'technicalConfiguration.images.tags[1] "1.0.0 beta" is not a tag',
      ],
    ],
  ],
  [
    saasOffer,
    saasOfferProgram,
    [
      [
        "properties.industries",
        { retail: ["a", "b", "c"], health: [], travel: [] },
        "properties.industries has 3 industries; Partner Center allows at most 2",
        "properties.industries.retail has 3 subindustries; Partner Center allows at most 2",
      ],
      ["properties.cloudIndustries", { a: [], b: [], c: [] }, "properties.cloudIndustries has 3 industries"],
    ],
  ],
  [
    saasPlan,
    saasPlanProgram,
    [
      [
        "availability.flatRate",
        { oneMonth: { prices: { US: { amount: 1 }, de: { amount: 1 }, DE: { amount: 2 } } } },
        "availability.flatRate.oneMonth.prices.DE is there already, as de",
      ],
    ],
  ],
];

describe("bad input for an offer of the second API", () => {
  const bench = workbench({ speed: 0 });
  for (const [kind, program, cases] of programs) {
    for (const [path, value, ...findings] of cases) {
      it(`is told of at a preview of a ${kind.name}: ${findings[0]?.slice(0, 90)}`, async () => {
        const runs = await IngestionRuns.of(bench, guids.tenant);
        const inputs = program("nowhere");
        setPath(inputs, path, value);
        const { message } = await failure(runs.declared(kind).preview(inputs));
        for (const finding of findings) assert.ok(message.includes(finding), message);
      });
    }
  }
});
