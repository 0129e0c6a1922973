import assert from "node:assert/strict";
import { parseErrorBody } from "../../../../provider/partner-center/http/error-body.js";

const inner =
  '{"faultCode":50400,"reasonPhrase":"Request validation failed.","correlationId":"c-1","operationId":"o",' +
  '"data":{"FeatureName":["The field FeatureName is invalid."]}}';

describe("reading an error reply", () => {
  // A clock would be a flaky judge of one pass; what took minutes before takes milliseconds now.
  it("is done with any text at once", function () {
    this.timeout(20_000);
    const many = (piece: string) => piece.repeat(1_000_000 / piece.length);
    for (const text of [
      many("<"),
      many("<html><title>"),
      `ICH50400 - ${many(" ")}x`,
      `ICH50400 - ${many("{")}x`,
      many("ResponseContent={"),
    ]) {
      assert.ok(parseErrorBody(text, "text/html").message.length <= 500);
    }
  });

  it("reads form a: a JSON string with a fault code and embedded JSON", () => {
    const text = JSON.stringify(`ICH50400 - Unable to complete request. ${inner}`);
    const body = parseErrorBody(text, "application/json; charset=utf-8");
    assert.equal(body.faultCode, 50400);
    assert.equal(body.reasonPhrase, "Request validation failed.");
    assert.equal(body.correlationId, "c-1");
    assert.deepEqual(body.data, { FeatureName: ["The field FeatureName is invalid."] });
    assert.match(body.message, /^Unable to complete request: .*FeatureName: The field FeatureName is invalid\.$/);
    assert.equal(body.serviceText, text);
  });

  it("says a sentence once that is given as the reason and for a field too", () => {
    const why = "A plan with the ID basic already exists.";
    const fault = { faultCode: 50409, reasonPhrase: why, data: { externalID: [why], name: ["Taken."] } };
    const { message, data } = parseErrorBody(
      JSON.stringify(`ICH50409 - Unable to complete request. ${JSON.stringify(fault)}`),
    );
    assert.equal(message, "Unable to complete request: A plan with the ID basic already exists: name: Taken.");
    assert.deepEqual(data, fault.data);
  });

  it("reads form a that is not wrapped in a string, is wrapped twice, or has no JSON", () => {
    const plain = `ICH50400 - Unable to complete request. ${inner}`;
    for (const text of [plain, JSON.stringify(JSON.stringify(plain))]) {
      assert.deepEqual(parseErrorBody(text).data, { FeatureName: ["The field FeatureName is invalid."] });
    }
    assert.deepEqual(parseErrorBody('"ICH50404 - Not found."'), {
      serviceText: '"ICH50404 - Not found."',
      message: "Not found",
      faultCode: 50404,
    });
  });

  it("reads form b: the text of a .NET exception with the inner reply", () => {
    const content = {
      errors: { "x-ms-publisherId": ["PublisherId is a required header."] },
      title: "One or more validation errors occurred.",
      status: 400,
    };
    const body = parseErrorBody(
      JSON.stringify(
        "Microsoft.Ingestion.Shared.WebApi.Client.ErrorHandler.RestClientException: Product request failed, " +
          `API=GetProduct, HttpStatusCode=BadRequest, ResponseContent=${JSON.stringify(content)}`,
      ),
    );
    assert.deepEqual(body.data, { "x-ms-publisherId": ["PublisherId is a required header."] });
    assert.match(body.message, /^Product request failed, .*PublisherId is a required header\.$/);
  });

  it("keeps what it can of form b that was cut off", () => {
    const body = parseErrorBody('"Microsoft.X.RestClientException: Failed, ResponseContent={\\"errors\\":{\\"a"');
    assert.match(body.message, /^Failed, ResponseContent=/);
  });

  it("reads form c: the name of an exception", () => {
    const text = '"Microsoft.Ingestion.Api.Common.Exceptions.Http404Exception was thrown"';
    assert.match(parseErrorBody(text).message, /Http404Exception was thrown/);
  });

  const others: [string, string, string | undefined, string][] = [
    ["d: gateway JSON", '{"statusCode":500,"message":"Internal server error"}', undefined, "Internal server error"],
    [
      "e: structured",
      '{"code":"X","message":"Bad.","details":[{"code":"Y","message":"Too long"}],"activityId":"a"}',
      undefined,
      "Bad: Too long",
    ],
    [
      "e: with reasons within reasons, as of the Product Ingestion API",
      '{"error":{"code":"badRequest","message":"Invalid","details":[{"message":"One","details":[{"message":"Two"}]}]}}',
      undefined,
      "Invalid: One: Two",
    ],
    [
      "f: plain text",
      "The API you have called is not applicable for this product",
      "text/plain",
      "The API you have called is not applicable for this product",
    ],
    ["g: empty", "", undefined, ""],
    [
      "a gateway's HTML page",
      "<html><head><title>502 Bad Gateway</title></head></html>",
      "text/html",
      "502 Bad Gateway",
    ],
    ["an OAuth style error", '{"error":{"code":"x","message":"No"}}', undefined, "No"],
  ];
  for (const [name, text, type, message] of others) {
    it(`reads form ${name}`, () => {
      const body = parseErrorBody(text, type);
      assert.equal(body.message, message);
      assert.equal(body.serviceText, text);
    });
  }

  it("survives anything", () => {
    for (const text of [
      "null",
      "[]",
      "[1]",
      "12",
      "{}",
      '"',
      '{"data":3}',
      '{"errors":{"a":null}}',
      "\u0000",
      "{".repeat(5000),
    ]) {
      const { message } = parseErrorBody(text, "application/json");
      assert.equal(typeof message, "string");
      assert.ok(message.length <= 500);
    }
  });
});
