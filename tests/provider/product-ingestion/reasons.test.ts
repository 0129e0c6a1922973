/** From errors within errors to lines for people. */
import assert from "node:assert/strict";
import { JobFailedError } from "../../../provider/product-ingestion/errors.js";
import { flatReasons, isBusy } from "../../../provider/product-ingestion/wire/reasons.js";
import { Job } from "../../../provider/product-ingestion/wire/schemas.js";

const job = (errors: unknown) => Job.parse({ jobId: "j", jobStatus: "Completed", jobResult: "Failed", errors });
const texts = (errors: unknown, ...secrets: string[]) =>
  flatReasons(job(errors).errors, secrets).map(({ text }) => text);

describe("the reasons of a job", () => {
  const cases: [what: string, errors: unknown, expected: string[]][] = [
    [
      "are the innermost ones",
      [
        {
          resourceId: "x/y",
          code: "badRequest",
          message: "Invalid resource",
          details: [{ code: "businessValidationError", message: "One of the SkuIds should match", details: [] }],
        },
      ],
      ["One of the SkuIds should match"],
    ],
    [
      "have what was said above, without repetitions",
      [
        {
          code: "internalServerError",
          message: "Operation failed",
          details: [
            {
              code: "invalidState",
              message: "Certification",
              details: [{ code: "invalidState", message: "Issues found during Certification.", details: [] }],
            },
          ],
        },
      ],
      ["Issues found during Certification"],
    ],
    [
      "are all of them, each once",
      [
        {
          code: "badRequest",
          message: "Two",
          details: [
            { code: "a", message: "one" },
            { code: "b", message: "other" },
            { code: "b", message: "other" },
          ],
        },
      ],
      ["Two: one", "Two: other"],
    ],
    [
      "may have no details, or an object for them",
      [
        { code: "Conflict", message: "Start date", details: {} },
        { code: "x", message: "Why" },
      ],
      ["Start date", "Why"],
    ],
    [
      "are at least what was said, or the code",
      [
        { code: "x", message: "Invalid resource" },
        { code: "Locked", message: null },
      ],
      ["Invalid resource", "locked"],
    ],
    ["may be none", {}, []],
  ];
  for (const [what, errors, expected] of cases) it(what, () => assert.deepEqual(texts(errors), expected));

  it("have no secrets, and one line", () => {
    assert.deepEqual(
      texts([{ code: "x", message: "https://a.example/b?sv=1&sig=abc%3D\nis refused with pa55word!" }], "pa55word!"),
      ["https://a.example/b?… is refused with …"],
    );
  });

  it("name the resource of the error around them", () => {
    const errors = [
      {
        resourceId: { resourceName: "R1" },
        code: "a",
        message: "",
        details: [
          { code: "b", message: "x" },
          { resourceId: "plan/1/2", code: "b", message: "y" },
        ],
      },
    ];
    assert.deepEqual(
      flatReasons(job(errors).errors).map(({ resourceId }) => resourceId),
      [{ resourceName: "R1" }, "plan/1/2"],
    );
  });

  it("say whether the offer is held by somebody, and whether the certification failed", () => {
    assert.ok(
      isBusy(job([{ code: "Conflict", message: "", details: [{ code: "ProductLocked", message: "" }] }]).errors),
    );
    assert.ok(
      !isBusy(job([{ code: "Conflict", message: "", details: [{ code: "InvalidResource", message: "" }] }]).errors),
    );
    assert.ok(
      new JobFailedError("Offer x", job([{ code: "InvalidState", message: "Issues found during Certification." }]))
        .isCertification,
    );
    assert.match(
      new JobFailedError("Offer x", job([])).message,
      /^Offer x: the job j was refused: no reason was given\. /,
    );
  });
});
