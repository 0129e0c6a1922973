/** The storefront's page: what it says, and that it asks nobody for anything. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parse } from "parse5";
import { differences } from "../../storefront/differences.js";
import { offerOfProgram } from "../../storefront/from-program.js";
import { offerOfService } from "../../storefront/from-service.js";
import type { Offer } from "../../storefront/model.js";
import { storefrontPage } from "../../storefront/page.js";
import { isSold, meterText, planPrices, priceFrom } from "../../storefront/prices.js";
import { around, whole, wholeOffer, wholePlans } from "./offers.js";

const changed = (listing: object, properties = {}, plans = wholePlans): Offer =>
  offerOfProgram(
    {
      ...wholeOffer,
      listing: { ...(wholeOffer.listing as object), ...listing },
      properties: { ...(wholeOffer.properties as object), ...properties },
    },
    plans,
    around,
  );

const pageOf = (...offers: Offer[]) =>
  storefrontPage(
    offers.map((offer, index) => ({ stage: (["draft", "preview", "live"] as const)[index] ?? "live", offer })),
  );

describe("the storefront's page", () => {
  it("says what a buyer sees, in the words of the marketplace", () => {
    const { text } = pageOf(whole());
    for (const said of [
      "Contoso App for teams",
      "Contoso Ltd",
      "What it does, in a line",
      "What it does, in some more words",
      "Because it is <b>good</b>",
      "The first screen",
      "In two minutes",
      "White paper",
      "Developer Tools: Developer Service",
      "DevOps: Other",
      "1.2.3",
      "Standard Contract for Microsoft’s commercial marketplace",
      "Contoso answers within a day.",
      "User guide",
      "English (United States)",
      "German (Germany)",
      "Private: only 3 subscriptions or tenants see it",
      "Reports: $0.0015 per report, after 100 a month and any quantity a year included",
      "Contoso-Anwendung",
      "Normal",
    ]) {
      assert.ok(text.includes(said), `no "${said}" on the page`);
    }
    for (const kept of [
      "Sue Support",
      "eve@contoso.example",
      "555 0100",
      "never shown",
      "Off",
      "managed-application",
    ]) {
      assert.ok(!text.includes(kept), `"${kept}" is on the page`);
    }
  });

  it("asks nobody for anything, and has no script", () => {
    const { text, policy } = pageOf(whole(), changed({ title: "Older" }));
    assert.doesNotMatch(text, /<(script|img|link|iframe|object|embed|base|form|video|audio|source)\b/i);
    assert.doesNotMatch(text, /\s(src|srcset|style|on\w+)=/i);
    assert.deepEqual(
      [...text.matchAll(/url\(([^)]{0,20})/g)]
        .map(([, start]) => start?.slice(0, 15))
        .filter((start) => start !== "data:image/png;"),
      [],
    );
    const [, styles = ""] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const hash = createHash("sha256").update(styles).digest("base64");
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    assert.ok(text.includes(`content="${policy.replaceAll("'", "&#39;")}"`));
  });

  it("shows each picture once, however often it is seen", () => {
    const { text } = pageOf(whole(), whole(), whole());
    const pictures = [...text.matchAll(/data:image\/png;base64,/g)].length;
    assert.equal(pictures, 5, "two logos, two screenshots and the picture of a video");
  });

  it("runs nothing that somebody wrote anywhere", () => {
    const evil = `"><script>alert(1)</script></style><img src=x onerror=alert(1)>`;
    const poisoned = (value: unknown): unknown => {
      if (typeof value === "string") return value.endsWith(".png") ? value : `${value}${evil}`;
      if (Array.isArray(value)) return value.map(poisoned);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`${key}`, poisoned(inner)]));
    };
    const offer = offerOfProgram(
      poisoned(wholeOffer) as object as typeof wholeOffer,
      wholePlans.map((plan) => poisoned(plan) as typeof plan),
      around,
    );
    const { text } = storefrontPage(
      [
        { stage: "draft", offer },
        { stage: "live", offer: whole() },
      ],
      {
        market: evil,
        language: evil,
        notes: [evil],
        back: { address: evil, words: evil },
      },
    );
    assert.doesNotMatch(text, /<script|<img|<\/style><img/i);
    const names = new Set<string>();
    const walk = (node: { tagName?: string; childNodes?: object[]; attrs?: { name: string }[] }): void => {
      if (node.tagName !== undefined) names.add(node.tagName);
      for (const { name } of node.attrs ?? []) assert.ok(!/^on|^style$|^src/.test(name), name);
      for (const child of node.childNodes ?? []) walk(child);
    };
    walk(parse(text) as object);
    assert.ok(!names.has("script") && !names.has("img") && names.has("main"));
  });

  it("says what is lacking instead of leaving it out", () => {
    const { text } = pageOf(offerOfProgram({ offerId: "bare", alias: "Bare" }, [], around));
    for (const said of [
      "No large logo",
      "(no search summary)",
      "(no description)",
      "There is no plan that everybody could choose",
    ])
      assert.ok(text.includes(said), said);
    const unreadable = changed({ logos: { large: "gone.jpg" } });
    assert.ok(pageOf(unreadable).text.includes("Picture not readable"));
  });

  it("begins with what is asked for, and falls back to what there is", () => {
    const versions = [{ stage: "draft", offer: whole() } as const, { stage: "live", offer: whole() } as const];
    const at = (options: object) => storefrontPage(versions, options).text;
    assert.match(
      at({ stage: "live", market: "de", language: "DE-de" }),
      /id="stage-live" checked[\s\S]*value="DE" selected[\s\S]*value="de-de" selected/,
    );
    assert.match(
      at({ stage: "preview" }),
      /id="stage-draft" checked[\s\S]*value="US" selected[\s\S]*value="en-us" selected/,
    );
    assert.match(at({ market: "fr" }), /value="FR" selected/, "a market where it is not sold can be looked at");
  });

  it("says who sees a preview", () => {
    assert.match(pageOf(whole(), whole()).text, /Only the preview audience sees this: 1 subscription\./);
  });
});

describe("what the storefront says that versions differ in", () => {
  const labels = (...offers: Offer[]) =>
    differences(offers.map((offer) => ({ stage: "draft", offer }))).map(({ label }) => label);

  it("is nothing where they are the same", () => {
    assert.deepEqual(labels(whole(), whole(), whole()), []);
  });

  it("is named by the parts of the page", () => {
    const cheaper = wholePlans.map((plan, index) =>
      index > 0 ? plan : { ...plan, availability: { ...(plan.availability as object), monthlyPrice: 39 } },
    );
    const other = changed(
      { title: "Other", logos: { small: "small.png", large: "another.png" } },
      { version: "2" },
      cheaper,
    );
    assert.deepEqual(labels(whole(), other), [
      "Title, English (United States)",
      "Logos, English (United States)",
      "Version",
      "Plan standard: prices",
    ]);
  });

  it("is a plan as a whole, where only some have it", () => {
    assert.deepEqual(labels(whole(), changed({}, {}, wholePlans.slice(0, 1))), ["Plan partners"]);
  });

  it("is marked on the page and told line by line", () => {
    const { text } = pageOf(whole(), changed({ description: "<p>Because it is <b>good</b>.</p>" }));
    assert.match(text, /class="description differs"/);
    assert.match(text, /What differs \(1\)/);
    assert.match(text, /<mark>• One<\/mark>/);
    assert.match(text, /<p>Because it is good\.<\/p>/);
  });
});

describe("the storefront's prices", () => {
  const [standard, partners] = whole().plans;
  assert.ok(standard !== undefined && partners !== undefined);

  it("are those of the market, with the one in dollars for all others", () => {
    assert.deepEqual([planPrices(standard, "US"), planPrices(standard, "DE")], [["$49.00/month"], ["€45.00/month"]]);
    assert.ok(isSold(partners, "DE") && !isSold(partners, "GB"));
  });

  it("begin in search results with the least that everybody can choose", () => {
    const offer = whole();
    assert.deepEqual(
      ["US", "DE", "GB"].map((market) => priceFrom(offer, market)),
      ["Starts at $49.00/month", "Starts at €45.00/month", "Not available in this market"],
      "the private plan for a dollar does not count",
    );
    const template = { ...standard, planId: "self", type: "solution-template", prices: [], meters: [], markets: [] };
    const of = (...plans: Offer["plans"]) => priceFrom({ ...offer, plans }, "US");
    assert.equal(of(template), "Free");
    assert.equal(of(template, standard), "Free, or from $49.00/month");
    assert.equal(of({ ...standard, prices: [] }), "Price varies");
    assert.equal(of({ ...standard, prices: [{ term: "month", amount: 0, currency: "USD" }] }), "Free");
  });

  it("keep a currency that nobody knows, and the fractions of a cent", () => {
    const [price] = planPrices({ ...standard, prices: [{ term: "year", amount: 7, currency: "??" }] }, "US");
    assert.equal(price, "7 ??/year");
    assert.equal(
      meterText({ name: "Calls", unit: "per call", price: 0.00025, included: [] }),
      "Calls: $0.00025 per call",
    );
  });
});

describe("the storefront's view of what the service has", () => {
  it("takes nothing for granted", () => {
    const odd = { listingUris: "x", listingContacts: [null], languageCode: 7 };
    const offer = offerOfService({
      offerId: "odd",
      setup: { sellingOption: "ListingOnly", callToAction: "contact-me" },
      property: { leveledCategories: { a: "x" }, useEnterpriseContract: "true" },
      availability: { audiences: [{ values: ["a", "b"] }, {}] },
      listings: [
        { body: odd, images: [{ body: { type: "AzureLogoLarge" }, bytes: undefined }], videos: [], documents: [] },
      ],
      plans: [
        { variant: { id: "testdrive" }, listings: [], availability: {} },
        {
          variant: { id: "v" },
          listings: [],
          availability: { priceSchedules: [{ isBaseSchedule: true, schedules: [{}] }] },
        },
      ],
    });
    assert.deepEqual(
      [offer.action, offer.previewAudience, offer.standardContract, offer.plans.length],
      ["Contact me", 2, true, 1],
    );
    assert.doesNotThrow(() => storefrontPage([{ stage: "draft", offer }]));
  });
});
