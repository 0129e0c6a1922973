// Older versions of Node.js cannot load what this package depends on; their own message would not say so.

/** As in `engines` of package.json. */
export const leastNode = "22.18";

/** What is said of a version that is too old; undefined of one that is not. */
export function outdatedNode(version: string): string | undefined {
  const [least, is] = [leastNode, version].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const [major = 0, minor = 0] = is;
  const [leastMajor = 0, leastMinor = 0] = least;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `pulumi-partnercenter needs Node.js ${leastNode} or newer; this program runs on ${version}. Update Node.js.`;
}

/** @throws Error whose only line says so, in a process of a version that is too old. */
export function requireNode(version = process.versions.node): void {
  const why = outdatedNode(version);
  if (why === undefined) return;
  const error = new Error(why);
  error.stack = why;
  throw error;
}
