/** What an export leaves out of a resource, since its program could not say it. */
import assert from "node:assert/strict";
import { leaveOutUnsayable } from "../../commands/exported-resource.js";
import type { Kind } from "../../provider/engine/kind.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import type { Context } from "../../provider/pages/context.js";
import { Description } from "../../provider/pages/description.js";
import { guids } from "../provider/programs.js";

/** A plan that the service would overwrite in one place. */
async function planThatDiffersAt(path: string): Promise<Description> {
  const description = new Description();
  for (const [property, value] of Object.entries({
    offer: guids.tenant,
    planId: "private",
    planType: "managed-application",
    name: "Private",
    "availability.visibility": "Private",
    "availability.privateAudience.tenants": { [guids.tenant]: "Contoso" },
  })) {
    description.set(property, value);
  }
  const survey = async () => [{ kind: "value", path, actual: "this", wanted: "that", concealed: false }];
  const kind = { ...plan, survey } as unknown as Kind;
  await leaveOutUnsayable({} as Context, { kind, description }, "/tmp");
  return description;
}

describe("a resource that would be overwritten by its own program", () => {
  it("lacks what differs, and what is of no use without it", async () => {
    const { inputs, leftOut } = await planThatDiffersAt("availability.privateAudience.tenants");
    assert.deepEqual(
      leftOut.map(({ property }) => property),
      ["availability.privateAudience.tenants", "availability.privateAudience"],
      "a Private plan without an audience would be refused",
    );
    assert.equal(inputs.availability, undefined);
  });

  it("keeps what must be there, and says so", async () => {
    const { inputs, leftOut } = await planThatDiffersAt("name");
    assert.equal(inputs.name, "Private");
    assert.deepEqual(leftOut, [{ property: "name", reason: 'would be overwritten: "this" becomes "that"' }]);
  });
});
