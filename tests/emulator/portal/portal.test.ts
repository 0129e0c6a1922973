// The portal: what a person sees, and that nothing a publisher writes can run there.

import { strict as assert } from "node:assert";
import { withEmulator } from "../client.js";
import { pngOf } from "../picture.js";

const png = pngOf(350);

describe("emulator: portal", () => {
  const parts = withEmulator();

  async function page(path: string): Promise<{ status: number; text: string; headers: Headers }> {
    const reply = await fetch(new URL(path, parts.emulator.portal));
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  }

  it("says so when there are no offers, and lists them with their status", async () => {
    assert.match((await page("/")).text, /There are no offers yet/);
    const { id } = await parts.client.createProduct("listed");
    const { text, headers } = await page("/");
    assert.match(text, /listed alias/);
    assert.match(text, />Draft</);
    assert.ok(text.includes(`/dashboard/commercial-marketplace/offers/${id}/overview`));
    assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  });

  it("shows an offer from draft to live, with logo, plan, audience and submissions", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("shown");
    await client.uploadLogo(productId, png);
    const path = `/dashboard/commercial-marketplace/offers/${productId}/overview`;
    const draft = (await page(path)).text;
    for (const expected of ["An offer", "A plan", "Not live", "free per month", "US", "1.0.0", "app.zip"]) {
      assert.ok(draft.includes(expected), `no ${expected} on the page`);
    }
    assert.ok(draft.includes("/marketplace/apps/contoso.shown"));
    const asBuyer = async (address = "/marketplace/apps/contoso.shown") => (await page(address)).text;
    assert.match(await asBuyer(), /<strong>Draft\.<\/strong> Nobody sees it/);
    assert.doesNotMatch(await asBuyer(), /id="stage-/, "there is one version");
    const { id } = await client.submit(productId);
    assert.match((await page(path)).text, /Submission 1 <span class="badge busy">Preview</);
    assert.match(await asBuyer("/marketplace/apps/contoso.shown-preview"), /id="stage-preview" checked/);
    await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
    const { text } = await page(path);
    assert.match(text, /Live in the marketplace/);
    assert.match(text, /Preview creation<\/span>\s*<span>Complete/);
    const images = [...text.matchAll(/src="(\/_portal\/files\/\d+)"/g)].map((match) => match[1] ?? "");
    const types = await Promise.all(images.map(async (image) => (await page(image)).headers.get("content-type")));
    assert.ok(types.includes("image/png"), `${images} are ${types}`);
    await client.change(productId, "listings", "Listing", { title: "Changed since" });
    const live = await page("/marketplace/apps/contoso.shown");
    assert.match(live.text, /id="stage-live" checked/);
    const heads = [...live.text.matchAll(/of-(\w+)-0"[^>]*><div class="head">[\s\S]*?<h1[^>]*>([^<]*)/g)];
    assert.deepEqual(
      heads.map(([, stage, title]) => [stage, title?.trim()]),
      [
        ["draft", "Changed since"],
        ["live", "An offer"],
      ],
    );
    assert.match(live.text, /What differs \(1\)/);
    assert.match(live.text, /background-image:url\(data:image\/png;base64,/);
    assert.match(live.headers.get("content-security-policy") ?? "", /^default-src 'none'; style-src 'sha256-/);
    assert.equal((await page("/marketplace/apps/contoso.nobody")).status, 404);
  });

  it("finds offers by alias, id, type, status and plans", async () => {
    const { client } = parts;
    await client.completeOffer("sought");
    await client.createProduct("other");
    const found = async (search: string) => {
      const { text } = await page(`/?search=${encodeURIComponent(search)}`);
      return ["sought", "other"].filter((id) => text.includes(`<code>${id}</code>`));
    };
    assert.deepEqual(await found("SOUGHT"), ["sought"]);
    assert.deepEqual(await found("azure application draft"), ["sought", "other"]);
    assert.deepEqual(await found("nothing of the kind"), []);
    assert.match((await page("/?search=nothing+of+it")).text, /No offer is found/);
    assert.match((await page('/?search="><b>')).text, /value="&quot;&gt;&lt;b&gt;"/);
  });

  it("shows no ids of the API in its table", async () => {
    const { client } = parts;
    await client.createProduct("plain");
    const { text } = await page("/");
    const cells = text.replaceAll(/<[^>]*>/g, " ");
    assert.doesNotMatch(cells, /[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it("lists the newest requests first, filters them, and hides signatures", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("asked");
    await client.call("GET", `/products/${id}?sig=secret`);
    await client.call("GET", "/products/00000000-0000-4000-8000-000000000000");
    const { text } = await page("/requests?text=products%2F");
    const requests = [...text.matchAll(/<summary>([^<]*)<\/summary>/g)].map(([, what]) => what);
    assert.deepEqual(requests.slice(0, 2), ["GET /products/{productId}", "GET /products/{productId}"]);
    assert.ok(text.includes(">asked</a>"), "the offer that it is about");
    assert.doesNotMatch(text, /secret/);
    const refused = (await page("/requests?result=refused")).text;
    assert.match(refused, /<span class="badge busy">404<\/span>/);
    assert.doesNotMatch(refused, /<span class="badge good">/);
    const posts = (await page("/requests?method=POST&text=products")).text;
    assert.match(posts, /<option selected>POST<\/option>/);
    assert.doesNotMatch(posts, /<summary>GET/);
    assert.match((await page("/requests?text=no+such+thing")).text, /0 of \d+ requests/);
  });

  it("runs nothing that a publisher wrote", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("hostile");
    await client.change(id, "listings", "Listing", {
      title: "<script>alert(1)</script>",
      summary: '"><img src=x onerror=alert(2)>',
      description: "<p onclick='alert(3)'>Bold</p><script>alert(4)</script>&lt;script&gt;alert(5)&lt;/script&gt;",
      listingUris: [{ type: "HelpUri", displayText: "click", uri: "javascript:alert(6)" }],
    });
    const { text } = await page(`/dashboard/commercial-marketplace/offers/${id}/overview`);
    assert.equal(text.match(/<script/g)?.length, 1, "the portal's own");
    assert.doesNotMatch(text, /<script [^>]|<img src=x|onclick=|href="javascript/i);
    assert.ok(text.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert.ok(text.includes("Bold"));
    assert.equal(text.includes("alert(4)"), false);
  });

  it("does not give out packages, or anything under unknown paths", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("private-package");
    await client.uploadPackage(id);
    const state = (await (await fetch(`${emulator.control}/state`)).json()) as {
      products: { id: string; packages: { blob: string }[] }[];
    };
    const blob = state.products.find((product) => product.id === id)?.packages[0]?.blob;
    assert.match(blob ?? "", /^\d{19}$/);
    assert.equal((await page(`/_portal/files/${blob}`)).status, 404);
    assert.equal((await page("/nothing/here")).status, 404);
  });
});
