// What can be said of a package's files by their names and sizes, without a look into them.
import type { PackageFiles } from "../values/package-file.js";
import type { Problems } from "./problems.js";

/** Bytes of a file, at most (documentation page "Plan an Azure managed application for an Azure application offer"). */
const largestFile = 1024 ** 3;

/**
 * @param needed Files that every package has at its root.
 * @param withBackslash Files whose names have `\` for `/` in the zip.
 */
export function checkFiles(
  files: PackageFiles,
  needed: readonly string[],
  withBackslash: readonly string[],
  problems: Problems,
): void {
  for (const name of needed) checkPresence(name, files, problems);
  for (const [file, { length }] of files) {
    if (length > largestFile) problems.add({ rule: "package-file-size", file, what: "has more than 1 GB" });
  }
  for (const file of withBackslash) {
    problems.add({ rule: "package-file-names", file, what: "has \\ for / in its name in the zip; zip it again" });
  }
  checkPrivateFiles(files, problems);
  checkBinaries(files, problems);
}

function checkPresence(name: string, files: PackageFiles, problems: Problems): void {
  if (files.has(name)) return;
  const names = [...files.keys()];
  const odd = names.find((path) => path.toLowerCase() === name.toLowerCase());
  const elsewhere = names.find((path) => path.toLowerCase().endsWith(`/${name.toLowerCase()}`));
  const hint = odd ? ` (it is spelled ${odd})` : elsewhere ? ` (it is at ${elsewhere}; move it to the root)` : "";
  problems.add({ rule: "package-files", what: `has no ${name} at its root${hint}` });
}

/** One problem for each such file, or for the folder that it is in. */
function checkPrivateFiles(files: PackageFiles, problems: Problems): void {
  for (const path of files.keys()) {
    const found = /^(.*?\/)?\.[^/]*/.exec(path)?.[0] ?? /^.*\.(key|pfx|p12)$/i.exec(path)?.[0];
    if (found === undefined) continue;
    const what = "looks private, and customers get the files of the package; take it out of there unless they need it";
    problems.add({ rule: "package-private-files", file: found, what });
  }
}

function checkBinaries(files: PackageFiles, problems: Problems): void {
  for (const file of files.keys()) {
    if (!/\.(vhdx?|vmdk|ova|qcow2|iso|exe|msi)$/i.test(file)) continue;
    const what = "is a binary, and packages must have none, such as images of machines; put it where it can be fetched";
    problems.add({ rule: "package-binaries", file, what });
  }
}
