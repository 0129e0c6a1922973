// The portal: pages for a person who wants to see what a program has made of an offer.

import type { HttpReply, HttpRequest } from "../server.js";
import type { Service } from "../service.js";

/** Answers a request for a page. */
export function answerPortal(_service: Service, _request: HttpRequest): HttpReply {
  return { status: 404, headers: { "content-type": "text/plain" }, body: "Not built yet" };
}
