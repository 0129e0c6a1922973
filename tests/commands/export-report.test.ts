/** What is said of an export stays in its line, whatever a person has typed in Partner Center. */
import assert from "node:assert/strict";
import { warningLines } from "../../commands/export-report.js";

describe("the warnings of an export", () => {
  it("are a line each", () => {
    const unsaid = { property: 'listing.links["a\nb"]', reason: "is \u001b[2Jno address" };
    const lines = warningLines({ kind: "Offer", name: "offer app", notExported: [unsaid], toBeCorrected: [unsaid] });
    assert.deepEqual(lines, [
      'warning: offer app: not exported: listing.links["a b"] is [2Jno address',
      'warning: offer app: to be corrected: listing.links["a b"] is [2Jno address',
    ]);
  });
});
