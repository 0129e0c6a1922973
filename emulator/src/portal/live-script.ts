// The one script of the portal: every two seconds it asks for the page again, and puts what has changed into the places
// that are marked for it. Pages work without it, too.
import { createHash } from "node:crypto";

/** What runs in the browser. Whoever is in the middle of something stays there: focus and what is unfolded are kept. */
export const liveScript = `
const known = new Map();
const places = (page) => [...page.querySelectorAll("[data-live]")];
for (const place of places(document)) known.set(place.id, place.innerHTML);
const nameOf = (element) => element.id ? "#" + CSS.escape(element.id) : element.getAttribute("href")
  ? 'a[href="' + CSS.escape(element.getAttribute("href")) + '"]' : undefined;
async function update() {
  if (document.hidden) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of places(page)) {
    const place = document.getElementById(fresh.id);
    const text = fresh.innerHTML;
    if (place === null || known.get(fresh.id) === text) continue;
    known.set(fresh.id, text);
    const focused = place.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
    const unfolded = [...place.querySelectorAll("details[open][id]")].map(({ id }) => id);
    place.replaceChildren(...fresh.childNodes);
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    if (focused !== undefined) place.querySelector(focused)?.focus({ preventScroll: true });
  }
}
setInterval(() => update().catch(() => undefined), 2000);
`;

/** What a policy says of it: this very script, and no other. */
export const liveScriptHash = `'sha256-${createHash("sha256").update(liveScript).digest("base64")}'`;
