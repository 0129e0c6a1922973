/** A browser for the tests and pictures of pages: the Chromium of this machine, which we do not install. */
import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The widths at which pages are looked at: a telephone, a tablet, a desk. */
export const widths = [390, 768, 1280] as const;

/** Starts it. @throws Error that says what to install. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env.PARTNERCENTER_CHROMIUM ?? known.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      "The tests and pictures of pages need Chromium: `apt-get install chromium`, or its path in PARTNERCENTER_CHROMIUM. " +
        "`npm test` does without them.",
    );
  }
  // Without a sandbox of its own where this runs as root, as in containers; the pages are ours.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with a page, a line each. The page has to be open with `bypassCSP`. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary?: string }[] }[]>(
    "axe.run().then(({ violations }) => violations)",
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
  );
}
