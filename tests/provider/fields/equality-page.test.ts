/** docs/equality.md says of each property that is compared in a form of its own what counts as equal there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compared } from "../../../provider/fields/compared.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";

const page = readFileSync(join(__dirname, "../../../../docs/equality.md"), "utf8");

/** The property itself, what it is below, or its name in a row that begins with another property of the same block. */
function mentions({ path }: Compared): boolean {
  const steps = path.split(".");
  const names = [...steps.map((_, index) => steps.slice(0, index + 1).join(".")), steps.at(-1) ?? ""];
  return names.some((name) => page.includes(`\`${name}\``));
}

describe("the page of equal values", () => {
  const own = [offer, plan, applicationPackage]
    .flatMap((kind) => kind.compared)
    // Yes or no has a row of its own, for all of them.
    .filter(({ canonical }) => canonical !== undefined && canonical("true") !== true);

  it("has the properties that are compared in a form of their own", () => {
    assert.ok(own.length > 20, `only ${own.length}`);
    assert.deepEqual(
      own.filter((field) => !mentions(field)).map(({ path }) => path),
      [],
    );
  });
});
