/** All operations over real HTTP, and the lists of them: the code's, the README's, the API reference's. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as entry from "../../../provider/partner-center/index.js";
import { type Operation, operations } from "../../../provider/partner-center/operations.js";
import { calls, parameters, replies } from "./every-operation.js";
import { withClient } from "./server.js";

const repository = join(__dirname, "../..", "..", "..");
const reference = join(repository, "..", "shared", "api");

const isCollection = ({ reply }: Operation) => reply?.endsWith("[]") === true;
const typeOf = ({ reply }: Operation) => reply?.replace("[]", "");
const withIfMatch = [
  "properties",
  "listings",
  "productavailabilities",
  "featureavailabilities",
  "packageconfigurations",
  "supplementalContents",
];

/** The path that a call should ask for. */
function pathOf({ path }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? assert.fail(`no value for ${name}`));
}

describe("the operations", () => {
  for (const operation of operations) {
    const { method, path, call, request, reply } = operation;

    it(`${method} ${path} is ${call}`, () => {
      const one = replies[typeOf(operation) ?? ""];
      const answer = () => {
        if (reply === undefined) return { status: 204 };
        return { status: method === "POST" ? 201 : 200, body: isCollection(operation) ? { value: [one] } : one };
      };
      return withClient(answer, async (client, _, requests) => {
        const result = await (calls[call] ?? assert.fail(`${call} is not tested`))(client);
        assert.equal(requests.length, 1);
        const [sent] = requests;
        assert.equal(sent?.method, method);
        assert.equal(sent?.url.split("?")[0], pathOf(operation));
        assert.deepEqual(result, isCollection(operation) ? [one] : reply === undefined ? undefined : one);
        if (request === undefined) {
          assert.equal(sent?.text, "");
        } else {
          assert.ok(Object.keys(sent?.json ?? {}).length > 0);
          if (method === "PUT") assert.deepEqual(sent?.json, one);
          assert.equal(sent?.headers["content-type"], "application/json");
        }
        const area = path.split("/")[3] ?? "";
        if (method === "PUT" && withIfMatch.includes(area)) {
          // Not where the service is known to take it without: API reference §2.2.
          assert.ok(sent?.headers["if-match"], "needs If-Match");
        }
      });
    });

    it(`${call} is described by schemas that the public entry exports`, () => {
      for (const name of [request, typeOf(operation)]) {
        if (name === undefined) continue;
        const schema = (entry as unknown as Record<string, unknown>)[name] as { safeParse?: unknown } | undefined;
        assert.equal(typeof schema?.safeParse, "function", name);
      }
    });
  }

  it("ask for what the service only gives when asked: addresses, publish options, markets and prices", () =>
    withClient(
      ({ url }) => ({ body: url.includes("getBy") || !url.includes("id-1") ? { value: [] } : replies.ListingImage }),
      async (client, asked) => {
        for (const call of ["images.list", "assets.list", "videos.list", "images.get"]) await calls[call]?.(client);
        for (const url of asked()) assert.match(url, /\?%24expand=FileSasUri$/);
        const before = asked().length;
        await calls["submissions.list"]?.(client);
        await calls["featureAvailabilities.byInstance"]?.(client);
        await client.submissions.list("product-1", { filter: "State eq 'Published'" });
        assert.deepEqual(
          asked()
            .slice(before)
            .map((url) => url.split("?")[1]),
          [
            "%24expand=PublishOption",
            "%24expand=MarketStates%2CTrial%2CPriceSchedules",
            "%24filter=State+eq+%27Published%27&%24expand=PublishOption",
          ],
        );
      },
    ));
});

describe("the lists of operations", () => {
  it("have 78, each once, each with a call of its own", () => {
    assert.equal(operations.length, 78);
    assert.equal(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size, 78);
    assert.deepEqual(operations.map(({ call }) => call).sort(), Object.keys(calls).sort());
  });

  it("are the same in the README", () => {
    const readme = readFileSync(join(repository, "provider", "partner-center", "README.md"), "utf8");
    const rows = readme
      .split("\n")
      .filter((line) => /^\| `(GET|POST|PUT|DELETE) /.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, 5)
          .map((cell) => cell.trim().replaceAll("`", "")),
      );
    assert.deepEqual(
      rows,
      operations.map(({ method, path, call, request = "", reply = "" }) => [
        `${method} ${path.replace("/products/{productID}", "P")}`,
        call,
        request,
        reply,
      ]),
    );
  });

  it("are those of the API reference", function () {
    const file = join(reference, "ingestion-api-endpoints.tsv");
    if (!existsSync(file)) {
      console.log("      not compared: the API reference is not beside this checkout");
      this.skip();
    }
    const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
    assert.deepEqual(
      operations.map(({ method, path }) => `${method}\t${path}`),
      rows.map((row) => row.split("\t").slice(0, 2).join("\t")),
    );
  });
});

describe("the schemas", () => {
  type Schema = {
    properties?: Record<string, unknown>;
    allOf?: { $ref?: string; properties?: Record<string, unknown> }[];
  };

  it("know every field that the OpenAPI document names", function () {
    const file = join(reference, "openapi.json");
    if (!existsSync(file)) {
      console.log("      not compared: the API reference is not beside this checkout");
      this.skip();
    }
    const { schemas } = JSON.parse(readFileSync(file, "utf8")).components as { schemas: Record<string, Schema> };
    const fieldsOf = (name: string): string[] => {
      const { properties = {}, allOf = [] } = schemas[name] ?? {};
      const inherited = allOf.flatMap((part) => [
        ...Object.keys(part.properties ?? {}),
        ...(part.$ref === undefined ? [] : fieldsOf(part.$ref.split("/").at(-1) ?? "")),
      ]);
      return [...Object.keys(properties), ...inherited];
    };
    // Our names for the document's types; several of them are one loose type with us.
    const ours = (name: string): string =>
      name
        .replace(/^(\w*)PackageConfiguration$/, "PackageConfiguration")
        .replace(/^(\w*)LeadConfiguration$/, "LeadConfiguration")
        .replace(/^Azure(SkuVariant|TestDriveVariant)$/, "Variant")
        .replace(/^Azure(?=Product|Property|Listing|Package)/, "")
        .replace(/^Base(?=Product|Property|Listing|Package|Variant)/, "")
        .replace(/^WorkflowStepDetail$/, "WorkflowStep")
        .replace(/^SubmissionCreationRequest$/, "SubmissionRequest");
    const spelled: Record<string, string> = {
      externalIds: "externalIDs",
      azureGovernmentCertifications: "certificationsAzureGovernment",
    };
    // The document's inventions: API reference §3.2 (branches have no id), and what the client adds itself.
    const left = new Set(["Branch.id", "SubmissionCreationRequest.resourceType"]);
    let compared = 0;
    for (const name of Object.keys(schemas)) {
      const schema = (entry as unknown as Record<string, unknown>)[ours(name.split(".").at(-1) ?? "")] as
        | { shape?: Record<string, unknown>; out?: { shape?: Record<string, unknown> } }
        | undefined;
      const shape = schema?.shape ?? schema?.out?.shape;
      if (shape === undefined) continue;
      compared++;
      const missing = fieldsOf(name)
        .map((field) => spelled[field] ?? field)
        .filter((field) => !(field in shape) && !left.has(`${name.split(".").at(-1)}.${field}`));
      assert.deepEqual([...new Set(missing)], [], name);
    }
    assert.ok(compared > 40, `${compared} compared`);
  });
});
