/** The table of coverage is complete and up to date. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { applicationPackageInputs } from "../../provider/kinds/application-package.js";
import { containerBundleInputs } from "../../provider/kinds/container/container-bundle.js";
import { containerOfferInputs } from "../../provider/kinds/container/offer.js";
import { containerPlanInputs } from "../../provider/kinds/container/plan.js";
import type { KindName } from "../../provider/kinds/index.js";
import { offerInputs } from "../../provider/kinds/offer/inputs.js";
import { offerDraftPages, offerObjectPages } from "../../provider/kinds/offer/pages.js";
import { planInputs } from "../../provider/kinds/plan/inputs.js";
import { planDraftPages } from "../../provider/kinds/plan/pages.js";
import { planSetupPage } from "../../provider/kinds/plan/setup.js";
import { submissionInputs } from "../../provider/kinds/publishing/inputs/submission-inputs.js";
import { releaseInputs } from "../../provider/kinds/publishing/release.js";
import { saasOfferInputs } from "../../provider/kinds/saas/offer.js";
import { saasPlanInputs } from "../../provider/kinds/saas/plan.js";
import { virtualMachineImageInputs } from "../../provider/kinds/virtual-machine/inputs.js";
import { virtualMachineOfferInputs } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlanInputs } from "../../provider/kinds/virtual-machine/plan.js";
import { leaves, settersOf } from "../../tools/coverage/fields.js";
import { ingestedCoverage } from "../../tools/coverage/ingested.js";
import { apiObjects, type Coverage, coverage, coverageFile, coveragePage } from "../../tools/coverage/main.js";
import { needReferenceMaterial, readReference } from "../contract/reference-material.js";

const classes: Readonly<Record<KindName, z.ZodObject>> = {
  Offer: offerInputs,
  Plan: planInputs,
  ApplicationPackage: applicationPackageInputs,
  VirtualMachineOffer: virtualMachineOfferInputs,
  VirtualMachinePlan: virtualMachinePlanInputs,
  VirtualMachineImage: virtualMachineImageInputs,
  ContainerOffer: containerOfferInputs,
  ContainerPlan: containerPlanInputs,
  ContainerBundle: containerBundleInputs,
  SaasOffer: saasOfferInputs,
  SaasPlan: saasPlanInputs,
  Submission: submissionInputs,
  Release: releaseInputs,
};

/** Properties that a class has beyond what reaches the engine. */
const sugar = ["Submission plans"];

/** Whether the inputs have a property; a path may end at any block. */
function hasProperty(schema: z.ZodType, path: readonly string[]): boolean {
  const { innerType, shape } = schema.def as unknown as { innerType?: z.ZodType; shape?: Record<string, z.ZodType> };
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (innerType !== undefined) return hasProperty(innerType, path);
  const inner = shape?.[key];
  return inner !== undefined && hasProperty(inner, rest);
}

describe("the table of coverage", () => {
  let rows: Coverage["rows"];
  let gaps: Coverage["gaps"];
  before(() => {
    ({ rows, gaps } = coverage());
  });

  it("has a place for each field", () => {
    assert.deepEqual(gaps, []);
  });

  it("has a place for each field of the second API's type sheets", () => {
    const { rows: sheetRows, gaps: none } = ingestedCoverage();
    assert.deepEqual(none, []);
    for (const { sheet, field, text } of sheetRows) {
      for (const [, owner = "", path = ""] of text.matchAll(/`(\w+)` `([\w.]+)`/g)) {
        const schema = classes[owner as KindName] as z.ZodObject | undefined;
        assert.ok(
          schema !== undefined && hasProperty(schema, path.split(".")),
          `${sheet.type}.${field}: ${owner} ${path}`,
        );
      }
    }
  });

  it("is up to date (`npm run coverage:table` makes it)", () => {
    const cells = (page: string) => page.split("\n").map((line) => line.replace(/ +\|/g, " |").replace(/-+/g, "-"));
    assert.deepEqual(cells(readFileSync(coverageFile, "utf8")), cells(coveragePage(rows)));
  });

  it("has nothing empty, and a source for each reason", () => {
    for (const { object, path, text, source } of rows) {
      assert.ok(text.trim() !== "", `${object.name}.${path}`);
      assert.match(source, /§\d|page [a-z-]+/, `${object.name}.${path}`);
    }
  });

  it("has a reason for at most a tenth of what a person could set", () => {
    const reasons = rows.filter(({ kind }) => kind === "not set");
    const settable = rows.filter(({ kind }) => kind === "not set" || kind === "set");
    assert.ok(reasons.length * 10 <= settable.length, `${reasons.length} of ${settable.length}`);
  });

  it("looks at each page of the offer and the plan", () => {
    const looked = apiObjects.flatMap(({ tables = [] }) => tables.flatMap(({ fields }) => [...fields]));
    for (const { fields } of [...offerDraftPages, ...offerObjectPages, planSetupPage, ...planDraftPages]) {
      for (const field of fields) assert.ok(looked.includes(field), `no object of the table has ${field.path}`);
    }
  });

  it("says nothing by hand that it knows already, or that no object has", () => {
    for (const { name, schema, added = [], setBy, reasons, made, elsewhere = [] } of apiObjects) {
      const paths = [...added, ...leaves(schema)];
      for (const path of [...Object.keys({ ...setBy, ...reasons, ...made }), ...elsewhere]) {
        assert.ok(
          paths.some((leaf) => leaf === path || leaf.startsWith(`${path}.`)),
          `${name} has no ${path}`,
        );
        const used = rows.some(
          (row) => row.object.name === name && (row.path === path || row.path.startsWith(`${path}.`)),
        );
        assert.equal(used, !elsewhere.includes(path), `${name}.${path}`);
      }
    }
  });

  it("names properties that the classes have", () => {
    for (const { object, text } of rows.filter(({ kind }) => kind === "set")) {
      for (const [, owner = "", path = ""] of text.matchAll(/`(\w+)` `([\w.]+)`/g)) {
        if (sugar.includes(`${owner} ${path}`)) continue;
        const schema = classes[owner as KindName] as z.ZodObject | undefined;
        assert.ok(schema !== undefined && hasProperty(schema, path.split(".")), `${object.name}: ${owner} ${path}`);
      }
    }
  });

  it("notices a property that writes what no schema of the client has", () => {
    const field = { path: "a", wire: ["b"], read: () => undefined, write: (body: { b?: unknown }) => (body.b = 1) };
    const { byPath, strays } = settersOf(["c"], [{ owner: "Offer", fields: [field] }], { Offer: [{ a: 1 }] });
    assert.deepEqual([byPath.size, strays], [0, ["Offer a writes b"]]);
  });
});

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
}

describe("the table of coverage, beside the published OpenAPI document", () => {
  /** Names of the document that differ on the wire (API reference §3.7, §3.11). */
  const renamed: Record<string, string> = {
    externalIds: "externalIDs",
    azureGovernmentCertifications: "certificationsAzureGovernment",
  };

  /** Fields of the document that no recorded object has. */
  const absent = ["Branches.Branch.id"]; // API reference §3.7

  it("has a row for each field of the types of an Azure application", function () {
    needReferenceMaterial(this);
    const { components } = JSON.parse(readReference("openapi.json")) as {
      components: { schemas: Record<string, Schema> };
    };
    const resolve = (schema: Schema): Schema =>
      schema.$ref === undefined ? schema : (components.schemas[schema.$ref.split("/").at(-1) as string] as Schema);
    const fieldsOf = (schema: Schema, path: string): string[] => {
      const { allOf = [], properties = {}, items } = resolve(schema);
      const own = Object.entries(properties).flatMap(([key, inner]) => {
        const at = [path, renamed[key] ?? key].filter((step) => step !== "").join(".");
        return path.split(".").length > 6 ? [at] : fieldsOf(inner, at);
      });
      const found = [...allOf.flatMap((part) => fieldsOf(part, path)), ...own, ...(items ? fieldsOf(items, path) : [])];
      return found.length > 0 || path === "" ? found : [path];
    };
    const { rows } = coverage();
    let count = 0;
    for (const { name, published } of apiObjects) {
      const own = rows.filter(({ object }) => object.name === name).map(({ path }) => path);
      for (const type of published) {
        const found = Object.keys(components.schemas).filter((full) => full.endsWith(`.${type}`));
        assert.equal(found.length, 1, type);
        for (const path of fieldsOf(components.schemas[found[0] as string] as Schema, "")) {
          // A row may stand for all that is in a field, and be more exact than the document.
          const isRow = own.some((row) => row === path || path.startsWith(`${row}.`) || row.startsWith(`${path}.`));
          assert.notEqual(isRow, absent.includes(`${type}.${path}`), `${type}.${path} is no row of ${name}`);
          count++;
        }
      }
    }
    assert.ok(count > 250, `only ${count} fields were compared`);
  });
});
