/** The client at an emulator that takes so many requests a second. Time is virtual: it passes when all wait for it. */
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { clientOf } from "./complete-offer.js";
import { VirtualClock } from "./virtual-clock.js";

/** How many requests of this process are under way. */
function openRequests() {
  let open = 0;
  const more = () => open++;
  const fewer = () => open--;
  const channels = [
    ["http.client.request.start", more],
    ["http.client.response.finish", fewer],
    ["http.client.request.error", fewer],
  ] as const;
  for (const [channel, count] of channels) subscribe(channel, count);
  return {
    isAny: () => open > 0,
    stop: () => {
      for (const [channel, count] of channels) unsubscribe(channel, count);
    },
  };
}

describe("many calls at a service that takes so many a second", () => {
  for (const [limit, count] of [
    [5, 600],
    [10, 600],
    [50, 1500],
  ] as const) {
    it(`(${limit}) all succeed near that rate, and few are refused`, async () => {
      const emulator = await startEmulator({ speed: 0, switches: { throttlePerSecond: limit } });
      const requests = openRequests();
      const clock = new VirtualClock(requests.isAny, (milliseconds) => emulator.advance(milliseconds));
      try {
        const client = clientOf(emulator, undefined, { clock, requestsPerSecond: undefined });
        const began = clock.now();
        await Promise.all(Array.from({ length: count }, () => client.products.list()));
        const perSecond = (count * 1000) / (clock.now() - began);
        const calls = emulator.requests().filter(({ kind }) => kind === "api");
        const refused = calls.filter(({ status }) => status === 429).length;
        assert.equal(calls.length - refused, count);
        assert.ok(perSecond >= 0.9 * limit, `${perSecond} a second`);
        assert.ok(refused < 0.05 * count, `${refused} of ${count} refused`);
      } finally {
        requests.stop();
        await emulator.stop();
      }
    });
  }
});
