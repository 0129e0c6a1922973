/**
 * What is tortured: programs from their first `up` to their end, step by step, with everything that can be set. One
 * offer is created, published, refreshed, updated and published again; another is created, replaced and deleted; a third,
 * of virtual machines, gets image versions (`machine-story.ts`).
 */
import { type Properties, setPath } from "../../provider/values/properties.js";
import { png } from "../../tests/provider/pictures.js";
import {
  guids,
  packageFolder,
  pdf,
  smallOffer,
  smallPlan,
  wholeOffer,
  wholePlan,
} from "../../tests/provider/programs.js";
import type { Workbench } from "../../tests/provider/workbench.js";
import type { Cast } from "./cast.js";
import { machineSignature, machineSteps } from "./machine-story.js";
import { destroy, refresh, type Step, up } from "./step.js";

const connectionString = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Y2FuYXJ5IG9mIHRoZSBsZWFkcw==";
const laterKey = "canary-of-the-later-leads";
const applicationKey = "canary of the test drive";

/** What the programs have of credentials. */
export const storyCredentials: readonly string[] = [
  "Y2FuYXJ5IG9mIHRoZSBsZWFkcw==",
  laterKey,
  applicationKey,
  machineSignature,
];

/** A program with some values set, or taken away (undefined). */
function changed(program: Properties, changes: Readonly<Record<string, unknown>>): Properties {
  const copy = structuredClone(program);
  for (const [path, value] of Object.entries(changes)) setPath(copy, path, value);
  return copy;
}

async function offerBefore(bench: Workbench): Promise<Properties> {
  return changed(await wholeOffer(bench, "live"), {
    "setup.testDrive": true,
    "translations.de-de.description": "<p>Ausführlich</p>",
    testDrive: {
      tenantId: guids.tenant,
      applicationId: guids.principal,
      applicationKey,
      subscriptionId: guids.subscription,
      durationHours: 4,
      regions: ["NorthAmerica", "Emea"],
      hotInstances: 1,
    },
    leads: { azureTable: { connectionString } },
    meteredBilling: { tenantId: guids.tenant, applicationId: guids.principal },
  });
}

/** The same offer, changed on every page: texts, and files added, changed, moved and removed. */
async function offerAfter(bench: Workbench, before: Properties): Promise<Properties> {
  const second = await bench.file("second.png", png(1280, 720, 20));
  const third = await bench.file("third.png", png(1280, 720, 50));
  const thumbnail = await bench.file("later.png", png(1280, 720, 51));
  return changed(before, {
    "properties.version": "2.0.0",
    "properties.termsOfUse": "Use it even better.",
    "listing.summary": "In other words",
    "listing.keywords": ["one", "four"],
    "listing.contacts.support.name": "help",
    "listing.logos.large": await bench.file("larger.png", png(300, 300, 60)),
    "listing.screenshots": [
      { file: second, caption: "Now the first" },
      { file: third, caption: "New" },
    ],
    "listing.videos": [
      { title: "The details", address: "https://vimeo.com/4321", thumbnail },
      { title: "Another", address: "https://youtu.be/another", thumbnail },
    ],
    "listing.documents": {
      "User guide, v1.2": { file: await bench.file("guide2.pdf", pdf("The second guide")), description: "Better" },
      "Price list": { file: await bench.file("prices.pdf", pdf("The prices")) },
    },
    "translations.de-de.title": "Contoso-Anwendung 2",
    "translations.de-de.documents": undefined,
    "previewAudience.subscriptions": [guids.subscription, guids.otherSubscription],
    "resale.channel": "Disabled",
    "coSell.documents": {
      "Sales deck.pdf": { file: await bench.file("deck2.pdf", pdf("A second deck")), type: "Presentation" },
    },
    leads: { httpsEndpoint: { url: `https://contoso.com/${laterKey}` }, contactEmail: "sales@contoso.com" },
    "testDrive.durationHours": 8,
  });
}

function submitted(cast: Cast, owner: "live" | "draft", more: Properties = {}): Properties {
  const plans = owner === "live" ? (["live plan", "second plan"] as const) : (["draft plan"] as const);
  const hashes = plans.map((name) => [name, cast.output(name, "contentHash")]);
  const offer = cast.output(`${owner} offer`, "contentHash");
  return { offer: cast.id(`${owner} offer`), content: { offer, ...Object.fromEntries(hashes) }, ...more };
}

const packageOf = (owner: "live" | "draft", path: string) => (cast: Cast) => ({
  offer: cast.id(`${owner} offer`),
  path,
});
const released = (cast: Cast) => ({
  offer: cast.id("live offer"),
  submission: cast.output("live submission", "submissionId"),
});

/** All steps, in order. @param bench Gets the files that the programs name. */
export async function story(bench: Workbench): Promise<readonly Step[]> {
  const [first, second] = [await packageFolder(bench, "app-1", "1"), await packageFolder(bench, "app-2", "2")];
  const before = await offerBefore(bench);
  const after = await offerAfter(bench, before);
  const draft = await smallOffer(bench, "draft");
  const renamed = { ...draft, alias: "Another alias" };
  const draftAfter = changed(renamed, {
    "listing.summary": "In other words",
    "listing.title": "Contoso application, draft",
    "listing.screenshots": [{ file: await bench.file("draft.png", png(1280, 720, 70)) }],
    "properties.categories": { web: ["blogs"] },
  });
  const plan = (cast: Cast) =>
    changed(wholePlan(cast.id("live offer"), "gold", cast.id("live package")), {
      "translations.de-de.description": "Der Plan, ausführlich",
    });
  const planAfter = (cast: Cast) =>
    changed(plan(cast), {
      name: "Gold, renamed",
      "listing.summary": "Plan in other words",
      "setup.extendedProperties": { Name: "other" },
      "availability.markets": ["US", "DE", "FR"],
      "availability.privateAudience.subscriptions": { [guids.otherSubscription]: "another" },
      "technicalConfiguration.version": "1.1.0",
      "technicalConfiguration.allowedCustomerActions": ["Microsoft.Storage/*"],
    });
  const secondPlan = (cast: Cast) => smallPlan(cast.id("live offer"), "silver", cast.id("live package"));
  const draftPlan = (cast: Cast) => smallPlan(cast.id("draft offer"), "bronze", cast.id("draft package"));
  // What is published keeps its prices; a draft's can change.
  const draftPlanAfter = (cast: Cast) =>
    changed(draftPlan(cast), {
      "availability.markets": ["US", "DE"],
      "availability.monthlyPrice": 12,
      "availability.monthlyPrices": { DE: { amount: 9.5, currency: "EUR" } },
      "availability.annualPrice": 100,
    });
  const template = (cast: Cast) => ({
    offer: cast.id("draft offer"),
    planId: "bronze",
    planType: "solution-template",
    name: "bronze plan",
  });
  const draftSubmission = (cast: Cast) => submitted(cast, "draft", { waitFor: "accepted" });
  return [
    up("create live offer", "live offer", () => before),
    up("create live package", "live package", packageOf("live", first)),
    up("create live plan", "live plan", plan),
    up("create second plan", "second plan", secondPlan),
    up("create live submission", "live submission", (cast) => submitted(cast, "live")),
    up("create live release", "live release", released),
    refresh("live offer", () => before),
    refresh("live package", packageOf("live", first)),
    refresh("live plan", plan),
    refresh("live submission", (cast) => submitted(cast, "live")),
    refresh("live release", released),
    up("update live offer", "live offer", () => after),
    up("replace live package", "live package", packageOf("live", second)),
    up("update live plan", "live plan", planAfter),
    up("update live submission", "live submission", (cast) =>
      submitted(cast, "live", { certificationNotes: "Second" }),
    ),
    up("update live release", "live release", released),
    up("create draft offer", "draft offer", () => draft),
    up("replace draft offer", "draft offer", () => renamed),
    up("update draft offer", "draft offer", () => draftAfter),
    up("create draft package", "draft package", packageOf("draft", first)),
    up("replace draft package", "draft package", packageOf("draft", second)),
    up("create draft plan", "draft plan", draftPlan),
    up("update draft plan", "draft plan", draftPlanAfter),
    {
      ...up("create draft submission", "draft submission", draftSubmission),
      rules: [{ operation: "POST /products/{productId}/submissions", effect: { submissionFailed: "stillInDraft" } }],
    },
    destroy("draft submission"),
    up("replace draft plan", "draft plan", template),
    destroy("draft plan"),
    destroy("draft package"),
    destroy("draft offer"),
    ...(await machineSteps(bench)),
  ];
}
