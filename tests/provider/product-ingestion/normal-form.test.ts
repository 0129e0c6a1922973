/** One form inside, whatever was read. Its list of examples is the list of what is put right. */
import assert from "node:assert/strict";
import { asSent } from "../../../provider/product-ingestion/areas/jobs.js";
import { knownTypes } from "../../../provider/product-ingestion/wire/known-types.js";
import { normalForm, typeOf } from "../../../provider/product-ingestion/wire/normal-form.js";
import { needReferenceMaterial, readIngestionExamples } from "../../contract/reference-material.js";
import { type Json, schema } from "./emulated.js";

const G = "00000000-0000-4000-8000-000000000001";
const product = `product/${G}`;
const normal = (resource: Json) => normalForm(resource as Json & { $schema: string }, product);

describe("the normal form", () => {
  const cases: [what: string, read: Json, expected: Json][] = [
    [
      "has the host that is accepted, without blanks",
      { $schema: " https://product-ingestion.azureedge.net/schema/plan/2022-03-01-preview2 " },
      { $schema: schema("plan", "2022-03-01-preview2"), product },
    ],
    [
      "spells Id so, where a resource has ids",
      {
        $schema: schema("price-and-availability-offer"),
        ID: "x/y",
        previewAudiences: [{ type: "subscription", ID: "s" }],
      },
      {
        $schema: schema("price-and-availability-offer"),
        id: "x/y",
        product,
        previewAudiences: [{ type: "subscription", id: "s" }],
      },
    ],
    [
      "begins enumerations with a small letter",
      {
        $schema: schema("listing-asset"),
        kind: "Azure",
        type: "AzureLogoLarge",
        languageID: "en-us",
        fileName: "Logo.png",
      },
      {
        $schema: schema("listing-asset"),
        product,
        kind: "azure",
        type: "azureLogoLarge",
        languageId: "en-us",
        fileName: "Logo.png",
      },
    ],
    [
      "begins enumerations in lists and maps with a small letter",
      {
        $schema: schema("price-and-availability-plan"),
        pricing: {
          customMeters: { meters: { Type: { includedQuantities: [{ billingTerm: { type: "Month", value: 1 } }] } } },
        },
        softwareReservation: [{ type: "Year" }],
      },
      {
        $schema: schema("price-and-availability-plan"),
        product,
        pricing: {
          customMeters: { meters: { Type: { includedQuantities: [{ billingTerm: { type: "month", value: 1 } }] } } },
        },
        softwareReservation: [{ type: "year" }],
      },
    ],
    [
      "leaves out null at any depth, but where it means something",
      {
        $schema: schema("price-and-availability-plan"),
        trial: null,
        softwareReservation: null,
        privateAudiences: null,
        billingTag: null,
        pricing: { licenseModel: "byol", trial: null },
      },
      {
        $schema: schema("price-and-availability-plan"),
        product,
        trial: null,
        softwareReservation: null,
        privateAudiences: null,
        pricing: { licenseModel: "byol" },
      },
    ],
    [
      "leaves out what is only told or only sent",
      {
        $schema: schema("property"),
        validations: [{ code: "x", level: "warning" }],
        resourceName: "n",
        kind: "azureVM",
      },
      { $schema: schema("property"), product, kind: "azureVM" },
    ],
    [
      "names the offer that was asked for",
      { $schema: schema("plan", "2022-03-01-preview2"), id: `plan/${G}/p`, product: "product/another" },
      { $schema: schema("plan", "2022-03-01-preview2"), id: `plan/${G}/p`, product },
    ],
    [
      "keeps what is not known, at any depth",
      {
        $schema: schema("listing"),
        tenantID: "kept",
        supportContact: { name: "S", Kind: "New", more: [{ ofID: [1, { AZ: true }] }] },
      },
      {
        $schema: schema("listing"),
        product,
        tenantID: "kept",
        supportContact: { name: "S", Kind: "New", more: [{ ofID: [1, { AZ: true }] }] },
      },
    ],
    [
      "leaves a type that is not known as it is",
      {
        $schema: "https://product-ingestion.azureedge.net/schema/new-thing/2030-01-01",
        validations: [],
        a: null,
        product: "p",
      },
      { $schema: schema("new-thing", "2030-01-01"), validations: [], a: null, product: "p" },
    ],
    [
      "leaves an address that is none",
      { $schema: "about:blank ", id: "x", a: null },
      { $schema: "about:blank", id: "x", a: null },
    ],
  ];
  for (const [what, read, expected] of cases) {
    it(what, () => {
      assert.deepEqual(normal(read), expected);
      assert.deepEqual(normal(normal(read)), expected, "again");
    });
  }

  it("takes any value at any of its places", () => {
    for (const [type, { enumerations = [], ids = [] }] of Object.entries(knownTypes)) {
      for (const path of [...enumerations, ...ids]) {
        for (const value of [1, null, [], {}, "X", [null], { a: [] }]) {
          for (let steps = path.split("."), depth = steps.length; depth > 0; depth--) {
            const body = steps
              .slice(0, depth)
              .reduceRight<unknown>((inner, step) => (step === "*" ? [inner] : { [step]: inner }), value);
            const once = normal({ $schema: schema(type), ...(body as Json) });
            assert.deepEqual(normal(once), once, `${type} ${path}`);
          }
        }
      }
    }
  });

  it("is sent with the id only where there are several", () => {
    const sent = (type: string) => "id" in asSent(normal({ $schema: schema(type), id: `x/${G}`, a: 1 }));
    const kept = Object.keys(knownTypes).filter(sent);
    assert.deepEqual(kept, ["product", "listing-asset", "listing-trailer", "plan", "submission"]);
  });
});

describe("the examples beside the checkout", () => {
  before(function () {
    needReferenceMaterial(this);
  });

  it("have a normal form that is theirs, and what is sent of it gives it again", () => {
    let count = 0;
    for (const [name, body] of readIngestionExamples()) {
      const inside = [body.resources, body.value].flatMap((list) => (Array.isArray(list) ? list : []));
      for (const resource of [body, ...inside].filter((one) => knownTypes[typeOf({ $schema: "", ...one })])) {
        const form = normalForm(resource);
        const { resourceName, ...stored } = resource;
        assert.deepEqual(form, stored, name);
        const { id: _, ...sent } = asSent(form);
        const { id, ...rest } = form;
        assert.deepEqual(
          normalForm({ ...sent, ...(id === undefined ? {} : { id }) }),
          { ...rest, ...(id === undefined ? {} : { id }) },
          name,
        );
        count++;
      }
    }
    assert.ok(count > 80, String(count));
  });
});
