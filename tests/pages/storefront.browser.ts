/** The storefront in a real browser, at three widths: what is seen, by keyboard, without scripts, without the network. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { asObject } from "../../provider/values/properties.js";
import { offerOfMarketplaceProgram } from "../../storefront/from-marketplace-program.js";
import { offerOfProgram } from "../../storefront/from-program.js";
import type { Version } from "../../storefront/model.js";
import { storefrontPage } from "../../storefront/page.js";
import { launch, violations, widths } from "../../tools/browser.js";
import { machineOfferProgram, machinePlanProgram } from "../provider/machine-programs.js";
import { around, whole, wholeOffer, wholePlans } from "../storefront/offers.js";

const tabs = ["overview", "plans", "details", "differences"] as const;

describe("the storefront in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  const listing = { ...(wholeOffer.listing as object), title: "Contoso App" };
  const older = offerOfProgram({ ...wholeOffer, listing, translations: {} }, wholePlans.slice(0, 1), around);
  const bare = offerOfProgram({ offerId: "bare", alias: "Bare" }, [], around);
  const plans = ["standard", "sized"].map((planId) => {
    const { availability, ...plan } = machinePlanProgram("machines", planId);
    return { ...plan, availability: { ...asObject(availability), visibility: "Public", hidden: false } };
  });
  const machines = offerOfMarketplaceProgram("virtual-machine", machineOfferProgram("machines"), plans, around);
  const pages: Record<string, readonly Version[]> = {
    one: [{ stage: "program", offer: whole() }],
    three: [
      { stage: "draft", offer: whole() },
      { stage: "preview", offer: whole() },
      { stage: "live", offer: older },
    ],
    bare: [{ stage: "draft", offer: bare }],
    machines: [{ stage: "program", offer: machines }],
  };

  before(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), "partnercenter-pages-"));
    for (const [name, versions] of Object.entries(pages)) {
      await writeFile(join(folder, `${name}.html`), storefrontPage(versions, { stage: "preview" }).text);
    }
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page; what it asks for besides itself, and what its policy refuses, is gathered. */
  const open = async (name: string, options: BrowserContextOptions, work: (page: Page) => Promise<void>) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    const address = pathToFileURL(join(folder, `${name}.html`)).href;
    page.on("request", (request) => {
      if (request.url() !== address && !request.url().startsWith("data:")) complaints.push(request.url());
    });
    page.on("console", (message) => complaints.push(message.text()));
    try {
      await page.goto(address);
      await work(page);
    } finally {
      await context.close();
    }
    assert.deepEqual(complaints, []);
  };

  for (const width of widths) {
    for (const name of Object.keys(pages)) {
      it(`breaks no rule of accessibility, and fits: ${name} at ${width} pixels`, async () => {
        await open(name, { viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
          for (const tab of tabs.filter((tab) => tab !== "differences" || name === "three")) {
            await page.check(`#tab-${tab}`, { force: true });
            assert.deepEqual(await violations(page), [], tab);
            const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
            assert.ok(overflow <= 0, `${tab} is ${overflow} pixels too wide`);
          }
        });
      });
    }
  }

  it("works by keyboard and without scripts, under its own policy", async () => {
    await open("three", { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page) => {
      const seen = (text: string) => page.getByText(text, { exact: true }).filter({ visible: true }).count();
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      assert.equal(await page.locator("h1:visible").textContent(), "Contoso App for teams Differs");
      await press("Tab"); // the version
      assert.equal(await page.locator("#stage-preview:focus-visible").count(), 1);
      await press("ArrowRight");
      assert.match((await page.locator("h1:visible").textContent()) ?? "", /^Contoso App\b(?! for)/);
      assert.equal(await page.locator(".notice:visible").textContent(), "Live. Everybody sees this.");
      await press("Tab", "g", "e"); // the market, by its first letters
      assert.equal(await page.locator(".head .price:visible").textContent(), "Starts at €45.00/month");
      await press("Tab", "g", "e"); // the language: live has no German, and shows English
      assert.match((await page.locator("h1:visible").textContent()) ?? "", /^Contoso App\b/);
      await press("Tab", " "); // marks off
      assert.equal(await seen("Differs"), 0);
      await press("Tab", "ArrowRight"); // the tab
      assert.equal(await page.locator("h2:visible").first().textContent(), "Plans");
      assert.equal(
        await page
          .locator("h3:visible")
          .allTextContents()
          .then((all) => all.join()),
        "Standard",
      );
      await press("ArrowRight");
      assert.equal(await page.locator("h2:visible").first().textContent(), "Details");
      await press("ArrowRight");
      assert.equal(
        await page.locator("table:visible th[scope=row]").first().textContent(),
        "Title, English (United States)",
      );
      await press("Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "ArrowLeft", "ArrowLeft");
      assert.equal(
        await page.locator("h1:visible").textContent(),
        "Contoso-Anwendung Differs",
        "the draft is there in German",
      );
    });
  });

  it("shows its pictures", async () => {
    await open("one", { viewport: { width: 1280, height: 900 } }, async (page) => {
      const backgrounds = await page.locator(".head .picture:visible, .gallery .picture:visible").evaluateAll((all) =>
        all.map((one) =>
          (
            one as unknown as {
              ownerDocument: { defaultView: { getComputedStyle(e: unknown): { backgroundImage: string } } };
            }
          ).ownerDocument.defaultView
            .getComputedStyle(one)
            .backgroundImage.slice(0, 26),
        ),
      );
      assert.deepEqual(backgrounds, Array(4).fill('url("data:image/png;base64'));
    });
  });
});
