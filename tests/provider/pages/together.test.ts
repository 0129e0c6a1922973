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

  it("are written one after the other, once each of them has agreed", async () => {
    await together([page("a"), page("b")]).sync(target, change);
    const each = (what: string) => [`${what} a`, "a done", `${what} b`, "b done"];
    assert.deepEqual(steps, [...each("begin"), ...each("write")]);
  });

  it("note what they are about to write, before it is written", async () => {
    noted.length = 0;
    const second = page("b", {
      said: () => [["b", "said"]],
      sync: async () =>
        assert.deepEqual(noted, [
          ["a", "1", false],
          ["b", "said"],
        ]),
    });
    const first = page("a", { sync: async () => assert.deepEqual(noted, [["a", "1", false]]) });
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
    assert.deepEqual(steps, ["begin a", "a done"]);
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
