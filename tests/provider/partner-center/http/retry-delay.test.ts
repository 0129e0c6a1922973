import assert from "node:assert/strict";
import { retryAfterMs, retryDelay } from "../../../../provider/partner-center/http/retry-delay.js";

const now = Date.parse("2026-01-01T00:00:00Z");

describe("the delay before another attempt", () => {
  const table: [string, { attempt: number; retryAfter?: string; random: number }, number | undefined][] = [
    ["none at the lowest chance", { attempt: 1, random: 0 }, 0],
    ["half of one second", { attempt: 1, random: 0.5 }, 500],
    ["doubles", { attempt: 2, random: 0.5 }, 1000],
    ["doubles again", { attempt: 4, random: 0.5 }, 4000],
    ["stays under the cap", { attempt: 5, random: 0.999 }, 15_984],
    ["gives up after the last attempt", { attempt: 6, random: 0.5 }, undefined],
    [
      "gives up after the last attempt, whatever the service asks for",
      { attempt: 6, retryAfter: "1", random: 0 },
      undefined,
    ],
    ["waits as long as asked, in seconds", { attempt: 1, retryAfter: "7", random: 0 }, 7000],
    ["adds a little chance to what was asked", { attempt: 1, retryAfter: "7", random: 0.5 }, 7500],
    ["waits until the date asked", { attempt: 1, retryAfter: "Thu, 01 Jan 2026 00:00:20 GMT", random: 0 }, 20_000],
    [
      "does not wait for a date that is over",
      { attempt: 1, retryAfter: "Wed, 31 Dec 2025 00:00:00 GMT", random: 0 },
      0,
    ],
    ["gives up when asked to wait an hour", { attempt: 1, retryAfter: "3600", random: 0 }, undefined],
    ["ignores what it cannot read", { attempt: 1, retryAfter: "soon", random: 0.5 }, 500],
  ];
  for (const [name, failed, expected] of table) {
    it(name, () => assert.equal(retryDelay({ now, ...failed }), expected));
  }

  it("never exceeds its own cap", () => {
    const limits = { attempts: 20, baseMs: 1000, capMs: 30_000, retryAfterCapMs: 300_000 };
    for (let attempt = 1; attempt < 20; attempt++) {
      const delay = retryDelay({ attempt, now, random: 0.999_999 }, limits);
      assert.ok(delay !== undefined && delay < 30_000, `${attempt}: ${delay}`);
    }
  });

  it("reads Retry-After with spaces and fractions, and takes an empty one for none", () => {
    assert.equal(retryAfterMs(" 1.5 ", now), 1500);
    assert.equal(retryAfterMs("", now), undefined);
    assert.equal(retryAfterMs(undefined, now), undefined);
  });
});
