/** Several pages as one: in which order they are worked on, and what they have learned together. */
import assert from "node:assert/strict";
import { plainField } from "../../../provider/fields/forms.js";
import { type Context, nothingUnfinished, type Unfinished } from "../../../provider/pages/context.js";
import type { Description } from "../../../provider/pages/description.js";
import type { Page, Target } from "../../../provider/pages/page.js";
import { together } from "../../../provider/pages/together.js";
import { Findings } from "../../../provider/values/findings.js";
import type { Properties } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";

/** What was noted before each write. */
const noted: unknown[] = [];
const unfinished: Unfinished = {
  ...nothingUnfinished,
  note: async (values) => {
    noted.push(...values);
  },
};
const target = { context: { unfinished } as Context, owner: { name: "" } } as Target;
const change = { inputs: {}, before: undefined, state: {}, guard: "overwrite" } as const;

describe("pages together", () => {
  /** What was done, in the order of its beginning and end. */
  let steps: string[];
  beforeEach(() => {
    steps = [];
  });

  /** Lets everything else go on first. */
  const pause = () => new Promise((resolve) => setImmediate(resolve));

  function page(name: string, more: Partial<Page> = {}): Page {
    const work = async (what: string): Promise<void> => {
      steps.push(`${what} ${name}`);
      await pause();
      steps.push(`${name} done`);
    };
    return {
      compared: [plainField(name, name)],
      survey: async () => [{ kind: "missing", path: name }],
      refuseTouched: () => work("look at"),
      begin: () => work("begin"),
      sync: () => work("write"),
      observe: () => work("read"),
      describe: () => work("describe"),
      ...more,
    };
  }

  it("are no pages when one is written before one that it comes after", () => {
    const first = page("first");
    const second = page("second", { after: [first] });
    assert.throws(() => together([second, first]), /a page is written before one that it comes after/);
    assert.throws(() => together([second]), /a page is written before/);
    const itself: Page = { ...page("itself"), after: [] };
    assert.throws(() => together([Object.assign(itself, { after: [itself] })]), /a page is written before/);
    assert.deepEqual(together([first, second]).list, [first, second]);
  });

  it("are written side by side, once each of them has agreed", async () => {
    await together([page("a"), page("b")]).sync(target, change);
    const both = (what: string) => [`${what} a`, `${what} b`, "a done", "b done"];
    assert.deepEqual(steps, [...both("begin"), ...both("write")]);
  });

  it("are all written to the end when one fails, but for one that comes after it", async () => {
    const fails = (what: string) => async () => {
      await pause();
      throw new Error(what);
    };
    const first = page("first", { sync: fails("of the first") });
    const early = page("early", { sync: () => Promise.reject(new Error("of the early one")) });
    const last = page("last", { after: [first] });
    await assert.rejects(together([first, early, page("slow"), last]).sync(target, change), /of the first/);
    assert.deepEqual(steps.slice(-2), ["write slow", "slow done"]);
    assert.ok(!steps.includes("write last"));
  });

  it("tell in their own order what there is to be told, also where one fails", async () => {
    const told: string[] = [];
    const listening = {
      ...target,
      context: { ...target.context, say: (line: string) => told.push(line), warn: (line: string) => told.push(line) },
    } as Target;
    const slow = page("slow", {
      sync: async ({ context }) => {
        context.say("slow begins");
        await pause();
        context.warn("slow ends");
      },
    });
    const quick = page("quick", {
      sync: async ({ context }) => {
        context.say("quick");
        throw new Error("of the quick one");
      },
    });
    const later = page("later", { sync: async ({ context }) => context.say("later") });
    await assert.rejects(together([slow, quick, later]).sync(listening, change), /of the quick one/);
    assert.deepEqual(told, ["slow begins", "slow ends", "quick", "later"]);
  });

  it("note what all are about to write, before any is written", async () => {
    noted.length = 0;
    const areNoted = async () =>
      assert.deepEqual(noted, [
        ["a", "1", false],
        ["b", "said"],
      ]);
    const second = page("b", { said: () => [["b", "said"]], sync: areNoted });
    const first = page("a", { sync: areNoted });
    await together([first, second]).sync(target, { ...change, inputs: { a: "1" } });
    assert.equal(noted.length, 2);
    const update = { ...change, inputs: { a: "2" }, before: { a: "1", gone: "1" } };
    await together([page("a"), page("gone")]).sync(target, update);
    assert.deepEqual(noted.slice(2), [
      ["a", "2", false],
      ["gone", undefined, false],
    ]);
  });

  it("are not written when one does not agree", async () => {
    const refusing = page("b", { begin: () => Promise.reject(new Error("no")) });
    await assert.rejects(together([page("a"), refusing]).sync(target, change), /no/);
    await assert.rejects(together([refusing, page("a")]).sync(target, change), /no/);
    assert.deepEqual(steps, ["begin a", "a done", "begin a", "a done"]);
  });

  for (const [what, work] of [
    ["read", (pages: readonly Page[]) => together(pages).observe(target, {}, {})],
    ["describe", (pages: readonly Page[]) => together(pages).describe(target, {} as Description)],
  ] as const) {
    it(`${what} side by side, but for one that comes after another`, async () => {
      const first = page("first");
      const other = page("other");
      const last = page("last", { after: [first] });
      await work([first, other, last]);
      assert.deepEqual(steps.slice(0, 2), [`${what} first`, `${what} other`]);
      assert.ok(steps.indexOf(`${what} last`) > steps.indexOf("first done"));
      assert.equal(steps.at(-1), "last done", "all are waited for");
    });

    it(`${what} not what comes after a page that has failed, and fail like it`, async () => {
      const failing = () => Promise.reject(new Error("not read"));
      const first = page("first", { observe: failing, describe: failing });
      await assert.rejects(work([first, page("last", { after: [first] })]), /not read/);
      assert.deepEqual(steps, []);
    });
  }

  it("differ in all in which one of them differs", async () => {
    const differences = await together([page("a"), page("b")]).survey(target, {});
    assert.deepEqual(
      differences.map(({ path }) => path),
      ["a", "b"],
    );
  });

  it("have seen of a field what its own page has seen", () => {
    const [a, b, c] = [page("a", { seen: () => "of a" }), page("b", { seen: () => "of b" }), page("c")];
    const pages = together([a, b, c]);
    const seen = pages.compared.map((field) => pages.seen(field as Parameters<typeof pages.seen>[0], {}));
    assert.deepEqual(seen, ["of a", "of b", undefined]);
  });

  const learned: [what: string, parts: Properties[], together: Properties][] = [
    ["nothing", [{}, {}], {}],
    ["of two properties both", [{ files: { a: "1" } }, { csv: { b: "2" } }], { files: { a: "1" }, csv: { b: "2" } }],
    ["of one property the parts of all", [{ files: { a: "1" } }, { files: { b: "2" } }], { files: { a: "1", b: "2" } }],
    [
      "nothing for certain when the first does not know yet",
      [{ files: unknownMarker }, { files: { b: "2" } }],
      { files: unknownMarker },
    ],
    [
      "nothing for certain when the last does not know yet",
      [{ files: { a: "1" } }, { files: unknownMarker }],
      { files: unknownMarker },
    ],
    [
      "nothing for certain when neither knows yet",
      [{ files: unknownMarker }, { files: unknownMarker }],
      { files: unknownMarker },
    ],
  ];
  for (const [what, parts, expected] of learned) {
    it(`have learned ${what}`, async () => {
      const pages = together([
        page("unchecked"),
        ...parts.map((part, index) => page(String(index), { learn: async () => part })),
      ]);
      assert.deepEqual(await pages.check({}, new Findings()), expected);
    });
  }
});
