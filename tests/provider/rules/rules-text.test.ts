/** docs/limits.md says what the tables say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { limitsText, requirementsText } from "../../../provider/rules/rules-text.js";

const plain = (text: string) => text.replace(/-{3,}/g, "---").replace(/ +/g, " ");

describe("the page of limits and requirements", () => {
  const page = plain(readFileSync(join(__dirname, "../../../../docs/limits.md"), "utf8"));

  for (const [what, text] of [
    ["limits", limitsText()],
    ["requirements", requirementsText()],
  ] as const) {
    it(`has the table of ${what}`, () => {
      assert.ok(page.includes(plain(text)), `docs/limits.md should have\n${text}`);
    });
  }
});
