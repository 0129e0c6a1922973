// The portal: pages for a person who wants to see what a program has made of an offer.

import { html } from "#storefront/html.js";
import type { RequestLog } from "../api/request-log.js";
import type { HttpReply, HttpRequest } from "../http/message.js";
import type { Service } from "../state/service.js";
import { offerIdOf } from "../store/records.js";
import { htmlPage } from "./html.js";
import { offersPage } from "./offers-page.js";
import { overviewPage } from "./overview-page.js";
import { requestsPage } from "./requests-page.js";
import { storefront } from "./storefront-page.js";

function missing(): HttpReply {
  return htmlPage(404, "Not found", html`<h1>There is no such page</h1><p><a href="/">All offers</a></p>`);
}

/** The type of a picture by its first bytes; anything else is never shown as something it may run as. */
function imageType(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (start === "89504e47") return "image/png";
  if (start.startsWith("ffd8ff")) return "image/jpeg";
  return start === "47494638" ? "image/gif" : "application/octet-stream";
}

function file(service: Service, name: string): HttpReply {
  // Pictures only: a package under its blob name is nobody's business here.
  const isPicture = service.store.all("media").some((media) => media.blob === name);
  const inSubmission = () =>
    service.store
      .all("submission")
      .some((submission) => submission.snapshot.some((entry) => entry.media.some((media) => media.blob === name)));
  const bytes = isPicture || inSubmission() ? service.store.getFile(name) : undefined;
  if (bytes === undefined) return missing();
  const headers = { "content-type": imageType(bytes), "x-content-type-options": "nosniff" };
  return { status: 200, headers: { ...headers, "content-security-policy": "default-src 'none'" }, body: bytes };
}

/** Answers a request for a page. */
export function answerPortal(service: Service, log: RequestLog, request: HttpRequest): HttpReply {
  if (request.method !== "GET" && request.method !== "HEAD") return missing();
  if (request.path === "/") return offersPage(service, request.query);
  if (request.path === "/requests") return requestsPage(service, log, request.query);
  const offer = /^\/(?:[a-z]{2}-[a-z]{2}\/)?dashboard\/commercial-marketplace\/offers\/([\w-]+)\/overview\/?$/i.exec(
    request.path,
  );
  if (offer?.[1] !== undefined) {
    const id = offer[1].toLowerCase();
    const product = service.store.get("product", id, id);
    return product === undefined ? missing() : overviewPage(service, product);
  }
  const app = /^\/marketplace\/apps\/(.+)\.([\w-]+)\/?$/i.exec(request.path);
  if (app !== null) {
    const [, tenant, name = ""] = app;
    const of = (offerId: string) =>
      service.store.all("product").find((one) => one.tenant === tenant && offerIdOf(one) === offerId);
    const exact = of(name);
    const product = exact ?? of(name.replace(/-preview$/, ""));
    if (product === undefined) return missing();
    return storefront(service, product, request.query, exact === undefined);
  }
  const picture = /^\/_portal\/files\/(\d+)$/.exec(request.path);
  return picture?.[1] === undefined ? missing() : file(service, picture[1]);
}
