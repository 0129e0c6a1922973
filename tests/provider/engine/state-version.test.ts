/** A state that a newer version of the package has written is left alone; older ones are read. */
import assert from "node:assert/strict";
import { stateVersion } from "../../../provider/engine/state-version.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { failure } from "../declared.js";
import { smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a state", () => {
  const bench = workbench({});

  it("of a newer form is refused in diff, read, update and delete, without a request", async () => {
    const declared = bench.declared(offer);
    await declared.up(await smallOffer(bench, "newer-state"));
    const { id, inputs, outputs, handlers } = declared;
    const newer = { ...outputs, stateVersion: stateVersion + 1 };
    const calls = await bench.calls(async () => {
      for (const work of [
        () => handlers.diff(String(id), newer, inputs),
        () => handlers.read(String(id), newer),
        () => handlers.update(String(id), newer, inputs),
        () => handlers.delete(String(id), newer),
      ]) {
        const { message } = await failure(work());
        assert.match(message, /^offer newer-state was last written by a newer version of pulumi-partnercenter/);
        assert.match(message, /form 3, and this version reads forms up to 2\. Nothing was done\. Install that version/);
      }
    });
    assert.deepEqual(calls, []);
  });

  it("of this form, or without any, is read", async () => {
    const declared = bench.declared(offer);
    await declared.up(await smallOffer(bench, "older-state"));
    const { id, inputs, outputs, handlers } = declared;
    for (const version of [stateVersion, 1, undefined]) {
      const { changes } = await handlers.diff(String(id), { ...outputs, stateVersion: version }, inputs);
      assert.equal(changes, false);
    }
  });
});
