/** How fast requests start at services that take so many a second. Time is virtual: the counts are the same each time. */
import assert from "node:assert/strict";
import { Limiter } from "../../../../provider/partner-center/http/limiter.js";
import { Pace, type Sign } from "../../../../provider/partner-center/http/pace.js";
import { VirtualClock } from "../virtual-clock.js";

/** Milliseconds since the beginning at which a request started, and whether others were answered by then. */
interface Sent {
  readonly starts: number[];
  readonly refused: number;
  readonly mostAttempts: number;
  /** How often it was told that requests are sent more slowly. */
  readonly told: number;
  readonly perSecond: number;
}

interface Service {
  readonly latencyMs: number;
  /** What it says of a request that comes at this time. Default: all is good. */
  readonly says?: (atMs: number) => Sign;
}

/** Sends so many requests at once to a service, each until it is answered. */
async function send(count: number, { latencyMs, says = () => "good" }: Service, cap?: number): Promise<Sent> {
  const clock = new VirtualClock();
  const began = clock.now();
  const pace = new Pace(cap);
  let told = 0;
  const limiter = new Limiter(clock, pace, 16, () => told++);
  const starts: number[] = [];
  let refused = 0;
  let mostAttempts = 0;
  const attempt = async (): Promise<Sign> => {
    const started = clock.now();
    starts.push(started - began);
    await clock.sleep(latencyMs / 2);
    const sign = says(clock.now() - began);
    await clock.sleep(latencyMs / 2);
    pace.answered(started, clock.now(), sign, 1000);
    return sign;
  };
  const one = async (): Promise<void> => {
    for (let attempts = 1; ; attempts++) {
      mostAttempts = Math.max(mostAttempts, attempts);
      if ((await limiter.run(attempt)) !== "refused") return;
      refused++;
      await clock.sleep(1125);
    }
  };
  await Promise.all(Array.from({ length: count }, one));
  return { starts, refused, mostAttempts, told, perSecond: (count * 1000) / (clock.now() - began) };
}

/** Takes so many in any second. @param limit By the time, in milliseconds. */
function limitedTo(limit: (atMs: number) => number): (atMs: number) => Sign {
  let passed: number[] = [];
  return (now) => {
    passed = passed.filter((time) => time > now - 1000);
    if (passed.length >= limit(now)) return "refused";
    passed.push(now);
    return "good";
  };
}

const startsBetween = ({ starts }: Sent, fromMs: number, toMs: number) =>
  starts.filter((start) => start >= fromMs && start < toMs).length;

/** The most starts in any time of this length. */
function mostWithin({ starts }: Sent, milliseconds: number): number {
  return Math.max(
    ...starts.map((from) => starts.filter((start) => start >= from && start < from + milliseconds).length),
  );
}

describe("requests to a service that refuses some", () => {
  for (const limit of [5, 10, 50]) {
    for (const latencyMs of [10, 100, 250]) {
      it(`with ${limit} a second, each in ${latencyMs} ms: near the limit, and few are refused`, async () => {
        const count = limit * 120;
        const { perSecond, refused, mostAttempts, told } = await send(count, {
          latencyMs,
          says: limitedTo(() => limit),
        });
        assert.ok(perSecond >= 0.9 * limit, `${perSecond} a second`);
        assert.ok(refused < 0.05 * count, `${refused} of ${count} refused`);
        assert.ok(mostAttempts <= 3, `${mostAttempts} attempts`);
        assert.equal(told, 1);
      });
    }
  }

  it("wait as long as a refusal asks for, all of them", async () => {
    let refusals = 0;
    const sent = await send(100, {
      latencyMs: 10,
      says: (atMs) => (atMs > 50 && refusals++ === 0 ? "refused" : "good"),
    });
    assert.equal(sent.refused, 1);
    const answeredAt = 60;
    assert.ok(startsBetween(sent, 0, answeredAt) >= 80);
    assert.equal(startsBetween(sent, answeredAt + 1, answeredAt + 1000), 0);
  });

  it("are more again when it takes more, and fewer when it takes fewer", async () => {
    const limit = (atMs: number) => (atMs < 60_000 ? 10 : atMs < 360_000 ? 40 : 5);
    const sent = await send(12_000, { latencyMs: 50, says: limitedTo(limit) });
    assert.ok(startsBetween(sent, 50_000, 60_000) < 11 * 10);
    assert.ok(startsBetween(sent, 340_000, 350_000) > 35 * 10, `${startsBetween(sent, 340_000, 350_000)}`);
    assert.ok(startsBetween(sent, 380_000, 480_000) < 5.5 * 100, `${startsBetween(sent, 380_000, 480_000)}`);
  });
});

describe("requests to a service that takes all", () => {
  it("start a hundred at once, then ten a second, then ever more", async () => {
    const sent = await send(3000, { latencyMs: 20 });
    assert.ok(startsBetween(sent, 0, 200) >= 100);
    assert.ok(startsBetween(sent, 0, 1000) < 120, `${startsBetween(sent, 0, 1000)}`);
    const last = sent.starts.at(-1) ?? 0;
    assert.ok(startsBetween(sent, last - 1000, last) > 100, `${startsBetween(sent, last - 1000, last)}`);
    assert.equal(sent.told, 0);
  });

  for (const [cap, most, milliseconds] of [
    [10, 100, 10_000],
    [2.5, 25, 10_000],
    [0.05, 1, 20_000],
  ] as const) {
    it(`never exceed ${cap} a second on the average, if that is set: ${most} in ${milliseconds} ms`, async () => {
      const sent = await send(3 * most, { latencyMs: 20 }, cap);
      assert.equal(mostWithin(sent, milliseconds), most);
      assert.equal(startsBetween(sent, 0, 1000), most);
    });
  }

  it("do not wait where the cap is infinite", async () => {
    const { starts } = await send(1000, { latencyMs: 0 }, Number.POSITIVE_INFINITY);
    assert.equal(starts.at(-1), 0);
  });
});

describe("requests to a service that has too much to do", () => {
  for (const sign of ["overloaded", "slow"] as const) {
    it(`are fewer at once when it is ${sign}, told once, and more again afterwards`, async () => {
      const signs = (atMs: number): Sign => (atMs > 8000 && atMs < 8600 ? sign : "good");
      const sent = await send(6000, { latencyMs: 20, says: signs });
      const before = startsBetween(sent, 7000, 8000);
      const after = startsBetween(sent, 8300, 8600);
      assert.ok(after < (before * 0.3) / 2, `${after} in 0.3 s, ${before} in one second before`);
      const last = sent.starts.at(-1) ?? 0;
      assert.ok(startsBetween(sent, last - 1000, last) > before);
      assert.equal(sent.told, 1);
    });
  }

  it("are at least five a second when answers are slow for ever", async () => {
    const sent = await send(1000, { latencyMs: 20, says: () => "slow" });
    assert.ok(startsBetween(sent, 60_000, 70_000) >= 49, `${startsBetween(sent, 60_000, 70_000)}`);
  });
});
