/** The emulator's portal in a real browser, at three widths: what is seen, by keyboard, and kept up to date. */
import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launch, violations, widths } from "../../tools/browser.js";
import { withEmulator } from "../emulator/client.js";
import { pngOf } from "../emulator/picture.js";

describe("the portal in a browser", function () {
  this.timeout(60_000);
  const parts = withEmulator();
  let browser: Browser;
  let offers: { live: string; failed: string };
  before(async () => {
    browser = await launch();
    offers = await makeOffers();
  });
  after(() => browser?.close());

  /** Opens a page; what the browser complains of, and what is asked of anybody else, is gathered. */
  const open = async (path: string, options: BrowserContextOptions, work: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(parts.emulator.portal)) complaints.push(request.url());
    });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    try {
      await page.goto(new URL(path, parts.emulator.portal).href);
      await work(page);
    } finally {
      await context.close();
    }
    assert.deepEqual(complaints, []);
  };

  /** An offer that is live, one that has failed, and a draft; with a few requests in the log. */
  const makeOffers = async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("contoso-app");
    await client.uploadLogo(productId, pngOf(216));
    const { id } = await client.submit(productId);
    await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
    const lacking = await client.completeOffer("contoso-lacking");
    await client.change(lacking.productId, "listings", "Listing", { summary: "" });
    await client.submit(lacking.productId);
    await client.createProduct("contoso-draft");
    return { live: productId, failed: lacking.productId };
  };
  const overview = (id: string) => `/dashboard/commercial-marketplace/offers/${id}/overview`;

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of widths) {
      it(`breaks no rule of accessibility, and fits: ${width} pixels, ${colorScheme}`, async () => {
        for (const path of [
          "/",
          "/?search=none",
          "/requests",
          overview(offers.live),
          overview(offers.failed),
          "/nothing",
        ]) {
          const looks = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
          const context = await browser.newContext(looks);
          const page = await context.newPage();
          await page.goto(new URL(path, parts.emulator.portal).href);
          assert.deepEqual(await violations(page), [], path);
          const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
          assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide`);
          await context.close();
        }
      });
    }
  }

  it("searches by keyboard, without scripts too", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await open("/", { javaScriptEnabled }, async (page) => {
        assert.equal(await page.locator("tbody tr").count(), 3);
        await page.getByRole("searchbox", { name: "Search" }).focus();
        await page.keyboard.type("attention");
        await page.keyboard.press("Enter");
        await page.waitForURL(/search=attention/);
        assert.deepEqual(await page.locator("tbody code").allTextContents(), ["contoso-lacking"]);
        await page.getByRole("link", { name: "contoso-lacking" }).press("Enter");
        await page.waitForURL(/overview$/);
        assert.equal(await page.getByRole("heading", { name: /^Submission 1/ }).count(), 1);
      });
    }
  });

  it("is kept up to date while it is open, and leaves a person where he is", async () => {
    const { productId } = await parts.client.completeOffer("contoso-watched");
    await open(overview(productId), {}, async (page) => {
      assert.equal(await page.getByText("Nothing was submitted yet.").count(), 1);
      await page.getByRole("link", { name: "Properties" }).focus();
      await parts.client.submit(productId);
      await page.getByRole("heading", { name: "Submission 1 Preview" }).waitFor({ timeout: 20_000 });
      assert.equal(await page.locator(":focus").textContent(), "Properties");
    });
    await open("/requests?text=submissions", {}, async (page) => {
      const before = await page.locator("tbody tr").count();
      await page.locator("summary").first().click();
      const id = await page.locator("details[open]").getAttribute("id");
      await parts.client.call("GET", `/products/${productId}/submissions`);
      await page.locator("tbody tr").nth(before).waitFor({ timeout: 20_000 });
      assert.equal(await page.locator("details[open]").getAttribute("id"), id);
    });
  });
});
