/** What proves who signs in is stored encrypted, whichever way to sign in an explicit Provider is given. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "../../sdk/provider.js";
import { record } from "./recorded.js";

/** The signature by which the engine knows a secret. */
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("the explicit Provider's arguments", () => {
  const args: ProviderArgs = {
    clientSecret: "a",
    clientCertificate: "b",
    clientCertificatePassword: "c",
    oidcToken: pulumi.output("d"),
    headers: { "x-key": "e" },
    proxy: "http://user:f@proxy:8080",
  };
  for (const [key, given] of Object.entries(args)) {
    it(`keep ${key} as a secret`, async () => {
      const recorded = await record(() => void new Provider("one", { tenantId: "t", [key]: given }));
      const { inputs } = recorded.named("one");
      const { value, ...rest } = Object(inputs[`partnercenter:${key}`]);
      assert.deepEqual(rest, signature);
      assert.ok(typeof value === "string" && value !== "");
      assert.equal(inputs["partnercenter:tenantId"], "t");
    });
  }
});
