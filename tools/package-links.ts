/**
 * What npm's page of a package shows is its README, far from the other pages: while a package is packed, relative links
 * are addresses of the repository, at the tag of the version. `prepack` makes them so, `postpack` takes that back.
 */
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";

const root = resolve(__dirname, "../..");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository: { readonly url: string };
}

/** The address of the repository's pages. It is said once, in `repository` of the package's package.json. */
export function publicAddress({ repository }: Pick<Manifest, "repository">): string {
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** A page with addresses instead of relative links. @param folder Where the page is, from the repository's root. */
export function withAbsoluteLinks(text: string, address: string, version: string, folder: string): string {
  const absolute = (target: string) => {
    const [path = "", anchor] = target.split("#");
    const kind = /\.(png|svg)$/.test(path) ? "raw" : "blob";
    const place = posix.join(folder, path).replace(/\/$/, "");
    return `${address}/${kind}/v${version}/${place}${anchor === undefined ? "" : `#${anchor}`}`;
  };
  return text
    .replaceAll(/\]\((?![a-z]+:|#)([^)\s]+)\)/g, (_, target: string) => `](${absolute(target)})`)
    .replaceAll(/(<img src=")(?![a-z]+:)([^"]+)/g, (_, start: string, target: string) => start + absolute(target));
}

function main(step: string | undefined, folder: string): void {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const page = join(folder, "README.md");
  const kept = join(root, "dist", "packing", `${manifest.name}.md`);
  if (step === "absolute") {
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(page, kept);
    const place = relative(root, folder).replaceAll("\\", "/");
    writeFileSync(
      page,
      withAbsoluteLinks(readFileSync(page, "utf8"), publicAddress(manifest), manifest.version, place),
    );
  } else if (step === "relative") renameSync(kept, page);
  else throw new Error("absolute or relative?");
}

if (require.main === module) main(process.argv[2], process.cwd());
