/** Links between the pages of this repository lead to pages and headings that are there. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { repository } from "../provider/programs-in-texts.js";

/** A heading's address, as GitHub makes it. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, "");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** What is wrong with the links of a page. */
function brokenLinks(file: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "`");
  return [...prose.matchAll(/\]\((?![a-z]+:)<?([^)\s>#]*)(?:#([^)\s>]*))?>?\)/g)].flatMap(
    ([link, target = "", anchor]) => {
      const page = target === "" ? file : resolve(dirname(file), target);
      if (!existsSync(page)) return [`${link}: nothing is there`];
      if (anchor === undefined || !page.endsWith(".md")) return [];
      return anchorsOf(page === file ? text : readFileSync(page, "utf8")).includes(anchor)
        ? []
        : [`${link}: no such heading`];
    },
  );
}

describe("links between pages", () => {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], {
    cwd: repository,
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .map((name) => join(repository, name))
    .filter((file) => existsSync(file));

  it("lead to what is there", () => {
    assert.ok(files.length > 40, String(files.length));
    const broken = files.flatMap((file) =>
      brokenLinks(file, readFileSync(file, "utf8")).map((problem) => `${file.slice(repository.length + 1)} ${problem}`),
    );
    assert.deepEqual(broken, []);
  });

  it("that do not are noticed", () => {
    const file = join(repository, "README.md");
    const text =
      "# A heading\n[a](#a-heading) [b](#b) [c](docs/limits.md) [d](docs/none.md) `[e](none.md)` [f](https://x.example/y#z)";
    assert.deepEqual(brokenLinks(file, text), ["](#b): no such heading", "](docs/none.md): nothing is there"]);
  });
});
