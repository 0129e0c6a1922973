/** Ctrl-C, as the engine tells a provider process: by a request to the server that this process has. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Session, connect, createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupt } from "../../../provider/engine/interrupt.js";
import { dynamicSurroundings } from "../../../provider/engine/surroundings.js";
import { systemClock } from "../../../provider/partner-center/clock.js";

describe("Ctrl-C", () => {
  let server: Http2Server;
  let engine: ClientHttp2Session;

  before(async () => {
    server = createServer((_request, response) => response.end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    engine = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  after(() => {
    engine.close();
    server.close();
  });

  /** A call of the engine. */
  async function call(method: string): Promise<void> {
    const stream = engine.request({ ":method": "POST", ":path": `/pulumirpc.ResourceProvider/${method}` });
    stream.resume().end();
    await once(stream, "close");
  }

  it("ends a wait that is under way, and each later one, and says that the next `up` goes on", async () => {
    const interrupt = Interrupt.overheard();
    const { sleep: wait } = interrupt.ending(systemClock);
    const waiting = wait(3_000).then(
      () => "slept",
      (error: Error) => error.message,
    );
    await call("Create");
    assert.equal(await Promise.race([waiting, sleep(50, "goes on")]), "goes on", "other calls are no Ctrl-C");
    await call("Cancel");
    assert.match(
      await waiting,
      /^the wait was ended by Ctrl-C; what was begun goes on in Partner Center\. Run `pulumi up`/,
    );
    await assert.rejects(wait(3_000), { message: /Ctrl-C/ });
    assert.equal(interrupt.signal.aborted, true, "and long work is told of it");
  });

  it("is known to be heard from the engine's first call on; without an engine, signals end the process", async () => {
    const interrupt = Interrupt.overheard();
    assert.equal(interrupt.isHeard(), false);
    await call("Check");
    assert.equal(interrupt.isHeard(), true);
    const alone = dynamicSurroundings(["node", "program.js"]).interrupt;
    assert.equal(alone.isHeard(), true);
    await call("Cancel");
    await alone.ending(systemClock).sleep(1);
  });

  it("leaves what is no wait alone", async () => {
    const interrupt = Interrupt.overheard();
    await call("Cancel");
    assert.equal(typeof interrupt.ending(systemClock).now(), "number");
    await sleep(10); // nobody waits: that is no unhandled rejection
  });
});
