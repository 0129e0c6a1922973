// Pictures as part of the style sheet: each once, however often a page shows it, and without any request.
import { createHash } from "node:crypto";
import { type Html, html } from "./html.js";
import type { Picture } from "./model.js";

/** The type of a picture by its first bytes; anything else is shown as missing. */
function typeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (start === "89504e47") return "image/png";
  if (start.startsWith("ffd8ff")) return "image/jpeg";
  return start === "47494638" ? "image/gif" : undefined;
}

/** Why a picture is not shown. */
function unshown({ bytes, address }: Picture, shape: string): string {
  if (bytes !== undefined || address === undefined) return "Picture not readable";
  if (shape === "logo-small") return "Logo"; // there is no room for more
  return URL.canParse(address) ? `Picture at ${new URL(address).host}` : "Picture elsewhere";
}

/** What tells pictures apart: their content, or the name of what is fetched. */
export function fingerprint(picture: Picture | undefined): string {
  if (picture === undefined) return "none";
  const { bytes, address, name } = picture;
  if (address !== undefined) return name;
  return bytes === undefined ? "not readable" : hashOf(bytes);
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** The pictures of a page. */
export class Pictures {
  private readonly rules = new Map<string, string>();

  /** A picture, or a box that says that there is none. @param label For those who do not see it; empty: decoration. */
  show(picture: Picture | undefined, shape: string, label: string, missing: string): Html {
    const bytes = picture?.bytes;
    const type = bytes && typeOf(bytes);
    if (bytes === undefined || type === undefined) {
      return html`<span class="picture ${shape} missing">${picture === undefined ? missing : unshown(picture, shape)}</span>`;
    }
    const name = `p-${hashOf(bytes)}`;
    this.rules.set(
      name,
      `.${name}{background-image:url(data:${type};base64,${Buffer.from(bytes).toString("base64")})}`,
    );
    return label === ""
      ? html`<span class="picture ${shape} ${name}" aria-hidden="true"></span>`
      : html`<span class="picture ${shape} ${name}" role="img" aria-label="${label}"></span>`;
  }

  /** The rules that show them. */
  get styles(): string {
    return [...this.rules.values()].join("\n");
  }
}
