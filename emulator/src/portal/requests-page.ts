// The log of requests, with a filter: what a program has asked for, and what it got.

import { type Html, html } from "#storefront/html.js";
import type { RequestLog, RequestLogEntry } from "../api/request-log.js";
import type { HttpReply } from "../http/message.js";
import type { Service } from "../state/service.js";
import { offerIdOf } from "../store/records.js";
import { htmlPage, keptCurrent } from "./html.js";
import { choice, overviewPath } from "./offers-page.js";

/** How many are shown: the newest ones. */
const mostShown = 200;

const results: Readonly<Record<string, (status: number) => boolean>> = {
  successful: (status) => status >= 200 && status < 400,
  refused: (status) => status >= 400 && status < 500,
  failed: (status) => status >= 500 || status === 0,
};

const idInPath = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The offer that a request is about, by its id in the path. */
function offerOf(service: Service, { path }: RequestLogEntry): Html | undefined {
  const id = idInPath.exec(path)?.[0].toLowerCase();
  const product = id === undefined ? undefined : service.store.get("product", id, id);
  return product === undefined ? undefined : html`<a href="${overviewPath(product.id)}">${offerIdOf(product)}</a>`;
}

function statusOf({ status }: RequestLogEntry): Html {
  const colour = results.successful?.(status) === true ? "good" : results.refused?.(status) === true ? "busy" : "bad";
  return html`<span class="badge ${colour}">${status === 0 ? "cut" : status}</span>`;
}

function row(service: Service, entry: RequestLogEntry): Html {
  const { time, method, operation, path, milliseconds, requestId, clientRequestId, resources } = entry;
  const what = operation ?? `${method} ${entry.kind === "token" ? "sign-in" : "an unknown path"}`;
  return html`<tr>
<td data-head="Time"><time datetime="${time}">${time.slice(11, 23)}</time></td>
<td data-head="Request"><details id="r${requestId}"><summary>${what}</summary>
<p><code>${method} ${path}</code></p>
<p class="soft">request id <code>${requestId}</code>${
    clientRequestId === null ? undefined : html`, client request id <code>${clientRequestId}</code>`
  }${resources === undefined ? undefined : html`, ${resources} resources`}</p></details></td>
<td data-head="Offer">${offerOf(service, entry)}</td>
<td data-head="Result">${statusOf(entry)}</td>
<td data-head="Took">${Math.round(milliseconds)} ms</td>
</tr>`;
}

/** The page `/requests`. */
export function requestsPage(service: Service, log: RequestLog, query: URLSearchParams): HttpReply {
  const [text, method, result] = ["text", "method", "result"].map((name) => query.get(name) ?? "") as [
    string,
    string,
    string,
  ];
  const all = log.all().reverse();
  const found = all.filter(
    (entry) =>
      (method === "" || entry.method === method) &&
      (results[result]?.(entry.status) ?? true) &&
      [entry.path, entry.operation ?? "", String(entry.status), entry.requestId, entry.clientRequestId ?? ""].some(
        (one) => one.toLowerCase().includes(text.toLowerCase()),
      ),
  );
  const shown = found.slice(0, mostShown);
  const table = html`<table>
<thead><tr><th scope="col">Time</th><th scope="col">Request</th><th scope="col">Offer</th><th scope="col">Result</th>
<th scope="col">Took</th></tr></thead>
<tbody>${shown.map((entry) => row(service, entry))}</tbody>
</table>`;
  const counted = `${found.length} of ${all.length} requests${found.length > mostShown ? `, the newest ${mostShown} here` : ""}`;
  const methods = [...new Set(all.map((entry) => entry.method))].sort();
  const body = html`<h1>Requests</h1>
<form class="filter" role="search">
<label>Text <input type="search" name="text" value="${text}"></label>
${choice("method", "Method", methods, method)}
${choice("result", "Result", Object.keys(results), result)}
<button>Filter</button>
</form>
${keptCurrent("requests", html`<p class="soft">${counted}</p><section>${shown.length === 0 ? html`<p>None.</p>` : table}</section>`)}`;
  return htmlPage(200, "Requests · Partner Center emulator", body);
}
