// Compares a recorded reply with one of the emulator. What must differ, such as ids and entity tags, has to differ
// consistently: each recorded one stands for exactly one of ours, and ours for exactly one recorded.

const etagForm = /^"[0-9a-f]{8}-0000-0800-0000-[0-9a-f]{12}"$/;
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hexForm = /^[0-9a-f]{32}$/;
const tokenForm =
  /^\{"LastId":"\[\{\\"token\\":null,\\"range\\":\{\\"min\\":\\"[0-9A-F]{14}\\",\\"max\\":\\"([0-9A-F]{14}|FF)\\"\}\}\]","Source":"DocDB"\}$/;

/** Recorded texts and ours, one to one. */
export class Correspondence {
  readonly #ours = new Map<string, string>();
  readonly #recorded = new Map<string, string>();

  /** Notes a pair; false if one of them belongs to another already. */
  pair(recorded: string, ours: string): boolean {
    const known = this.#ours.get(recorded);
    const back = this.#recorded.get(ours);
    if (known === undefined && back === undefined) {
      this.#ours.set(recorded, ours);
      this.#recorded.set(ours, recorded);
      return true;
    }
    return known === ours && back === recorded;
  }

  /** Our text in place of a recorded one, wherever it stands in `text`. */
  translate(text: string): string {
    let translated = text;
    for (const [recorded, ours] of this.#ours) translated = translated.replaceAll(recorded, ours);
    return translated;
  }
}

/** How a recorded address and ours are alike: the path form, and the names and order of the query. */
function addressForm(address: string): string {
  const [place = "", query = ""] = address.split("?");
  const parts = query.split("&").map((part) => {
    if (/^\d\d%2f\d\d%2f\d{4}\+\d\d%3a\d\d%3a\d\d$/.test(part)) return "TIME";
    const [name, value = ""] = part.split("=");
    return name === "sig" ? "sig" : name === "se" ? "se" : `${name}=${value}`;
  });
  return `${/\/file\/(\d{19}|SCRUBBED)$/.test(place) ? "/file/DECIMAL" : place}?${parts.join("&")}`;
}

function tokenText(link: string): string {
  return Buffer.from(decodeURIComponent(link.split("$skipToken=")[1] ?? ""), "base64").toString();
}

/** What differs between two replies, as sentences; empty if nothing does. */
export class Comparison {
  readonly differences: string[] = [];

  constructor(readonly correspondence: Correspondence) {}

  #differs(path: string, recorded: unknown, ours: unknown): void {
    this.differences.push(`${path}: recorded ${JSON.stringify(recorded)}, ours ${JSON.stringify(ours)}`);
  }

  #pair(form: RegExp, recorded: string, ours: string): boolean {
    return form.test(ours) === form.test(recorded) && this.correspondence.pair(recorded, ours);
  }

  /** True if two texts that may differ under the name of their field correspond. */
  #corresponds(name: string, recorded: string, ours: string): boolean {
    switch (name) {
      case "@odata.etag":
        return this.#pair(etagForm, recorded, ours);
      case "id":
      case "currentDraftInstanceID":
      case "variantID":
        return this.#pair(guidForm, recorded, ours);
      case "fileSasUri":
        return addressForm(recorded) === addressForm(ours);
      case "nextLink": {
        const same = recorded.split("$skipToken=")[0] === ours.split("$skipToken=")[0];
        return same && tokenForm.test(tokenText(ours)) && this.#pair(tokenForm, tokenText(recorded), tokenText(ours));
      }
      case "correlationId":
        return guidForm.test(ours);
      case "operationId":
        return hexForm.test(ours);
      default:
        return false;
    }
  }

  #texts(path: string, name: string, recorded: string, ours: unknown): void {
    if (recorded === ours || recorded === "SCRUBBED") return;
    if (typeof ours === "string" && this.#corresponds(name, recorded, ours)) return;
    // Errors of the usual form carry an object inside a text (§3.5).
    const [left, right] = [recorded, ours].map((text) => /^(ICH.*?)(\{.*\})$/.exec(String(text)));
    if (left?.[2] !== undefined && right?.[2] !== undefined && left[1] === right[1]) {
      this.values(path, "", JSON.parse(left[2]), JSON.parse(right[2]));
    } else this.#differs(path, recorded, ours);
  }

  /** Compares two values and everything in them, the order of fields included. */
  values(path: string, name: string, recorded: unknown, ours: unknown): void {
    if (typeof recorded === "string") {
      this.#texts(path, name, recorded, ours);
      return;
    }
    if (typeof recorded !== "object" || recorded === null || typeof ours !== "object" || ours === null) {
      if (recorded !== ours) this.#differs(path, recorded, ours);
      return;
    }
    const [left, right] = [Object.keys(recorded), Object.keys(ours)];
    if (Array.isArray(recorded) !== Array.isArray(ours) || left.join() !== right.join()) {
      this.#differs(path, recorded, ours);
      return;
    }
    for (const key of left) {
      const [one, other] = [recorded, ours] as { [field: string]: unknown }[];
      this.values(`${path}.${key}`, key, one?.[key], other?.[key]);
    }
  }

  /** Compares a header; `undefined` where there is none. */
  header(name: string, recorded: string | undefined, ours: string | undefined): void {
    if (name === "location" && recorded !== undefined && ours !== undefined) {
      const base = "https://api.partner.microsoft.com";
      const path = this.correspondence.translate(recorded.replace(base, ""));
      if (new URL(ours).pathname !== path) this.#differs(name, recorded, ours);
    } else if (name === "etag" && recorded !== undefined && ours !== undefined) {
      if (!this.#pair(etagForm, recorded, ours)) this.#differs(name, recorded, ours);
    } else if (recorded !== ours) this.#differs(name, recorded, ours);
  }
}
