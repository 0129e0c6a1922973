/**
 * Audiences in the CSV format of Partner Center's pages: what is read, and what is told of lines that cannot be used.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvRows, parseAudience, readAudienceFile } from "../../../provider/files/audience-csv.js";
import { Findings } from "../../../provider/values/findings.js";
import { guids } from "../programs.js";

const both = ["subscriptions", "tenants"] as const;
const { subscription, otherSubscription, tenant } = guids;

describe("a CSV text", () => {
  const cases: [text: string, rows: string[][]][] = [
    ["", []],
    [
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\r\nc,d\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\rc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a , b\n\n ,\nc", [["a", "b"], ["c"]]],
    [
      '"a,1","say ""hi"""\n"two\nlines",x',
      [
        ["a,1", 'say "hi"'],
        ["two\nlines", "x"],
      ],
    ],
    [
      "a;b\nc,1;d",
      [
        ["a", "b"],
        ["c,1", "d"],
      ],
    ],
    [
      "a,b;c\nd,e;f",
      [
        ["a", "b;c"],
        ["d", "e;f"],
      ],
    ],
    ["a\nc,1;d", [["a"], ["c", "1;d"]]],
    ["a,,c,", [["a", "", "c", ""]]],
    ['"never closed,x\ny', [['"never closed', "x"], ["y"]]],
  ];
  for (const [text, rows] of cases) {
    it(`${JSON.stringify(text)} is ${JSON.stringify(rows)}`, () => {
      assert.deepEqual(
        [...csvRows(text)].map(({ cells }) => [...cells]),
        rows,
      );
    });
  }

  it("keeps count of its lines, also over line ends in quotes", () => {
    assert.deepEqual(
      [...csvRows('a\n\n"b\r\nb",c\nd')].map(({ line }) => line),
      [1, 3, 5],
    );
  });
});

describe("an audience in a CSV text", () => {
  it("has subscriptions and tenants, ids in lower case, columns in any order and case", () => {
    const text = [
      "id,DESCRIPTION,Type",
      `${subscription.toUpperCase()},"Fabrikam, Inc.",SubscriptionId`,
      `${otherSubscription},,subscriptionID`,
      `${tenant},Us,TenantID`,
    ].join("\r\n");
    assert.deepEqual(parseAudience(text, both), {
      audience: {
        subscriptions: { [subscription]: "Fabrikam, Inc.", [otherSubscription]: "" },
        tenants: { [tenant]: "Us" },
      },
      count: 3,
      problems: [],
      wrong: 0,
    });
  });

  it("needs no description, and takes the same line twice", () => {
    const { audience, problems } = parseAudience(
      `Type,ID\nSubscriptionId,${subscription}\nSubscriptionId,${subscription}`,
      both,
    );
    assert.deepEqual([audience.subscriptions, problems], [{ [subscription]: "" }, []]);
  });

  it("is told of each line that cannot be used, with its number", () => {
    const lines = [
      "Type,ID,Description",
      `Email,${subscription},x`,
      "SubscriptionId,fabrikam,x",
      `SubscriptionId,${subscription},one`,
      `SubscriptionId,${subscription},two`,
      `TenantId,${tenant},x`,
      "SubscriptionId",
    ];
    assert.deepEqual(parseAudience(lines.join("\n"), ["subscriptions"]).problems, [
      'line 2: the type "Email" is not SubscriptionId',
      'line 3: "fabrikam" is not a GUID',
      "line 5: the id of line 4 again, with another description",
      'line 6: the type "TenantId" is not SubscriptionId',
      'line 7: "" is not a GUID',
    ]);
  });

  it("loses no text in silence: quotation marks and commas that are out of place are told", () => {
    const lines = [
      "Type,ID,Description",
      `TenantId,${tenant},Fabrikam, Inc.`,
      `SubscriptionId,${subscription},"Northwind" Traders`,
      `SubscriptionId,${subscription},fine,,`,
      `SubscriptionId,${subscription},"fine"  ,`,
      `SubscriptionId,${otherSubscription},"never closed`,
    ];
    assert.deepEqual(parseAudience(lines.join("\n"), both).problems, [
      'line 2: "Inc." is in a column without a name; a text with a comma in it needs quotation marks around it',
      'line 3: " Traders" is behind a closing quotation mark; quotation marks within a text are written twice',
      "line 6: a quotation mark is not closed",
    ]);
    assert.deepEqual(parseAudience(`Type,ID\n"TenantId" of,"${tenant}`, both).problems, [
      'line 2: " of" is behind a closing quotation mark; quotation marks within a text are written twice',
    ]);
  });

  it("needs the names of its columns", () => {
    for (const text of ["", `SubscriptionId,${subscription},x`, "ID,Description\n"]) {
      assert.deepEqual(parseAudience(text, both).problems, [
        "its first line must name the columns: Type,ID,Description",
      ]);
    }
  });
});

describe("a file with an audience", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "partnercenter-audience-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function read(content: string | Uint8Array, limit = 10_000) {
    const path = join(folder, "audience.csv");
    await writeFile(path, content);
    const findings = new Findings();
    const audience = await readAudienceFile(path, "there.csv", both, limit, findings);
    return {
      audience,
      reasons: findings.list().map(({ property, reason }) => `${property} ${reason.replace(path, "F")}`),
    };
  }

  it("is read with a byte order mark, as spreadsheets write it", async () => {
    const { audience, reasons } = await read(`\uFEFFType,ID,Description\r\nTenantId,${tenant},Wir für uns\r\n`);
    assert.deepEqual([audience?.tenants, reasons], [{ [tenant]: "Wir für uns" }, []]);
  });

  it("is one finding with the first ten lines and the number of the others", async () => {
    const { audience, reasons } = await read(`Type,ID\n${"SubscriptionId,x\n".repeat(12)}`);
    assert.equal(audience, undefined);
    assert.match(
      String(reasons),
      /^there\.csv "F" cannot be used: line 2: "x" is not a GUID; .*line 11: .*; and 2 more lines$/,
    );
    const ten = await read(`Type,ID\n${"SubscriptionId,x\n".repeat(10)}`);
    assert.match(String(ten.reasons), /line 11: "x" is not a GUID$/);
  });

  it("is refused when it is longer than Partner Center takes", async () => {
    const { reasons } = await read(`Type,ID\nSubscriptionId,${subscription}\nSubscriptionId,${otherSubscription}`, 1);
    assert.deepEqual(reasons, ['there.csv "F" cannot be used: it has 2 lines; Partner Center takes at most 1']);
  });

  it("is refused when it is not UTF-8", async () => {
    const { reasons } = await read(Buffer.from(`Type,ID,Description\nTenantId,${tenant},für uns`, "latin1"));
    assert.deepEqual(reasons, ['there.csv "F" is not UTF-8 text; save it as "CSV UTF-8"']);
  });
});
