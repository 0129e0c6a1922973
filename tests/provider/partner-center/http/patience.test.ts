/**
 * How long a service that does not answer is waited for, and who is told. The server lets the clock pass while it is
 * asked, so that no test waits.
 */
import assert from "node:assert/strict";
import { z } from "zod";
import { ConnectionError, RateLimitedError, ServiceError } from "../../../../provider/partner-center/errors.js";
import type { ClientOptions } from "../../../../provider/partner-center/http/options.js";
import { Transport } from "../../../../provider/partner-center/http/transport.js";
import { type Answer, failureOf, fixedToken, jumpingClock, type Recorded, withServer } from "../server.js";

const Thing = z.looseObject({ id: z.string() });

interface Bench {
  readonly client: Transport;
  readonly requests: Recorded[];
  readonly clock: ReturnType<typeof jumpingClock>;
  readonly lines: string[];
}

/** @param take Seconds that a request hangs by the clock, or an answer. */
function withSlowService(
  take: (request: Recorded, index: number) => number | Answer,
  test: (bench: Bench) => Promise<void>,
  options: Partial<ClientOptions> = {},
) {
  const clock = jumpingClock();
  const lines: string[] = [];
  return withServer(
    async (request, index) => {
      const answer = take(request, index);
      if (typeof answer !== "number") return answer;
      await clock.sleep(answer * 1000);
      return { hangs: true };
    },
    async ({ origin, requests }) => {
      const client = new Transport({
        endpoint: origin,
        tokenSource: fixedToken,
        clock,
        requestsPerSecond: 1000,
        notice: (line) => lines.push(line),
        ...options,
        timeouts: { request: 100, creation: 100, ...options.timeouts },
      });
      await test({ client, requests, clock, lines });
    },
  );
}

describe("a service that does not answer", () => {
  for (const method of ["get", "put", "delete"] as const) {
    it(`is given up after two minutes in three attempts (${method})`, () =>
      withSlowService(
        () => 40,
        async ({ client, requests }) => {
          const calls = {
            get: () => client.get("/x", Thing),
            put: () => client.put("/x", {}, Thing),
            delete: () => client.delete("/x"),
          };
          const { message } = await failureOf<ConnectionError>(calls[method](), ConnectionError);
          assert.match(message, /after 3 attempts\): ETIMEDOUT: no whole answer within 1 s\. Check/);
          assert.equal(requests.length, 3);
        },
      ));
  }

  it("gets another chance after an attempt that hangs", () =>
    withSlowService(
      (_, index) => (index === 0 ? 40 : { body: { id: "1" } }),
      async ({ client, requests }) => {
        assert.equal((await client.get("/x", Thing)).id, "1");
        assert.equal(requests.length, 2);
      },
    ));

  it("is given up by a POST after three minutes, with a look after each attempt, the last one too", () =>
    withSlowService(
      (_, index) => (index === 0 ? 120 : 29),
      async ({ client, requests }) => {
        let looks = 0;
        const recover = async () => {
          looks++;
          return undefined;
        };
        await failureOf(client.post("/x", {}, Thing, { recover }), ConnectionError);
        assert.deepEqual([requests.length, looks], [2, 2]);
      },
    ));

  it("may have made what a POST asked for after all: the last look finds it", () =>
    withSlowService(
      (_, index) => (index === 0 ? 120 : 29),
      async ({ client, requests }) => {
        let looks = 0;
        const recover = async () => (++looks === 2 ? { id: "late" } : undefined);
        assert.equal((await client.post("/x", {}, Thing, { recover })).id, "late");
        assert.equal(requests.length, 2);
      },
    ));

  it("is not waited for by a look for longer than half a minute", () =>
    withSlowService(
      ({ method }) => (method === "POST" ? 10 : 30),
      async ({ client, requests }) => {
        const recover = () => client.get("/x", Thing);
        await failureOf(client.post("/x", {}, Thing, { recover }), ConnectionError);
        assert.deepEqual(
          requests.map(({ method }) => method),
          ["POST", "GET"],
        );
      },
    ));

  it("is given up at the same time by those who wait in the queue", () =>
    withSlowService(
      () => 40,
      async ({ client, requests }) => {
        const calls = ["/1", "/2", "/3", "/4", "/5"].map((path) => failureOf(client.get(path, Thing), ConnectionError));
        await Promise.all(calls);
        assert.equal(requests.length, 3);
      },
      { maxConcurrency: 1 },
    ));

  it("is told of once, with what it was asked and until when it is waited for", () =>
    withSlowService(
      () => 0,
      async ({ client, lines }) => {
        await Promise.all(["/1", "/2"].map((path) => failureOf(client.get(path, Thing), ConnectionError)));
        assert.equal(lines.length, 1);
        assert.match(
          lines[0] ?? "",
          /^127\.0\.0\.1:\d+ has not answered GET \/[12] \(in full\) for 0 s; this is tried until \d\d:\d\d:\d\d UTC at the latest$/,
        );
      },
      { timeouts: { notice: 10 } },
    ));
});

describe("a service that answers with errors, or cannot be reached", () => {
  it("is not said to be silent: what it answers is told", () =>
    withSlowService(
      () => ({ status: 503 }),
      async ({ client, lines, clock }) => {
        clock.random = () => 0.999;
        await failureOf(client.get("/x", Thing), ServiceError);
        assert.equal(lines.length, 1);
        assert.match(
          lines[0] ?? "",
          /^127\.0\.0\.1:\d+ answers GET \/x with 503, for \d+ s so far; this is tried until \d\d:\d\d:\d\d UTC at the latest$/,
        );
      },
    ));

  it("is not said to ask for a pause that is our own choice", () =>
    withSlowService(
      () => ({ status: 503 }),
      async ({ client, lines, clock }) => {
        clock.random = () => 0.999;
        await failureOf(client.get("/x", Thing), ServiceError);
        assert.doesNotMatch(lines.join("\n"), /asks to wait/);
      },
      { timeouts: { notice: 10_000 } },
    ));

  it("is tried for two minutes when no connection is made, as when it hangs", async () => {
    const clock = jumpingClock();
    const lines: string[] = [];
    const started = clock.now();
    const client = new Transport({
      endpoint: "https://partner-center.invalid",
      tokenSource: fixedToken,
      clock,
      notice: (line) => lines.push(line),
    });
    await failureOf(client.get("/x", Thing), ConnectionError);
    assert.ok(clock.now() - started > 90_000, `${clock.now() - started} ms`);
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /^partner-center\.invalid cannot be reached for GET \/x \(E[A-Z_]+\), for \d+ s so far; this is tried until /,
    );
  });

  it("is given up at once where nobody listens on this machine", async () => {
    const clock = jumpingClock();
    const client = new Transport({ endpoint: "http://127.0.0.1:1", tokenSource: fixedToken, clock });
    const { message } = await failureOf(client.get("/x", Thing), ConnectionError);
    assert.match(message, /no reply from 127\.0\.0\.1:1: ECONNREFUSED: nothing listens there; start the emulator/);
    assert.deepEqual(clock.slept, []);
  });
});

describe("a service that asks to wait", () => {
  it("is waited for, ten minutes in all", () =>
    withSlowService(
      () => ({ status: 429, headers: { "retry-after": "150" } }),
      async ({ client, requests, clock }) => {
        await failureOf(client.get("/x", Thing), RateLimitedError);
        assert.equal(requests.length, 4);
        assert.ok(clock.slept.every((slept) => slept >= 150_000));
      },
    ));

  it("is waited for by a POST as well, before it is sent again", () =>
    withSlowService(
      (_, index) => (index === 0 ? { status: 503, headers: { "retry-after": "200" } } : { body: { id: "1" } }),
      async ({ client, clock }) => {
        await client.post("/x", {}, Thing, { recover: async () => undefined });
        assert.ok((clock.slept[0] ?? 0) >= 200_000);
      },
    ));

  it("is told of, if it is long", () =>
    withSlowService(
      (_, index) =>
        [
          { status: 503, headers: { "retry-after": "2" } },
          { status: 429, headers: { "retry-after": "30" } },
        ][index] ?? { body: { id: "1" } },
      async ({ client, lines }) => {
        await client.get("/x", Thing);
        assert.equal(lines.length, 1);
        assert.match(
          lines[0] ?? "",
          /^127\.0\.0\.1:\d+ asks to wait 3[01] s \(429\); GET \/x goes on at \d\d:\d\d:\d\d UTC$/,
        );
      },
    ));
});
