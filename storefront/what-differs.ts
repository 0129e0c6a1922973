// The tab What differs: the versions side by side, line by line, where they do not say the same.
import { type Difference, identityOf } from "./differences.js";
import { type Html, html } from "./html.js";
import type { Version } from "./model.js";
import type { Pictures } from "./pictures.js";
import { stageNames } from "./stages.js";

function cell({ lines }: Difference, column: number, pictures: Pictures): Html {
  const own = lines[column];
  if (own === undefined || own.length === 0) return html`<td><span class="soft">(nothing)</span></td>`;
  const others = lines.filter((_, index) => index !== column).map((other) => (other ?? []).map(identityOf));
  const shown = own.map((line) => {
    const { text, picture } = line;
    const drawn = picture && pictures.show(picture, "thumbnail", "", "");
    const isEverywhere = others.every((other) => other.includes(identityOf(line)));
    return html`<p>${drawn}${isEverywhere ? text : html`<mark>${text || "(no caption)"}</mark>`}</p>`;
  });
  return html`<td>${shown}</td>`;
}

/** The tab. */
export function whatDiffers(versions: readonly Version[], found: readonly Difference[], pictures: Pictures): Html {
  if (found.length === 0) return html`<h2>What differs</h2><p>Nothing: a buyer sees the same in all versions.</p>`;
  const rows = found.map(
    (difference) =>
      html`<tr><th scope="row">${difference.label}</th>${versions.map((_, column) => cell(difference, column, pictures))}</tr>`,
  );
  return html`<h2>What differs</h2>
<div class="scrolled" role="region" aria-label="What differs" tabindex="0"><table class="differences">
<thead><tr><th scope="col">Part of the page</th>${versions.map(({ stage }) => html`<th scope="col">${stageNames[stage]}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
