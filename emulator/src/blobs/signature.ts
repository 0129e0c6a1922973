// Shared access signatures of blobs: made and looked at in the version and order that were recorded (§4.4). Made by hand
// also because storage libraries refuse the right `l` on a blob, which Partner Center gives.
import { createHmac } from "node:crypto";

/** The account in upload addresses. */
export const account = "devstoreaccount1";
/** The container for uploads, named as in the real upload addresses (§4.4). */
export const container = "file";
/** The published development key of Microsoft's own emulators; it protects nothing. */
export const developmentKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

const signatureVersion = "2018-03-28";

function mark(name: string, rights: string, expiry: string): string {
  const resource = `/blob/${account}/${container}/${name}`;
  const signed = [rights, "", expiry, resource, "", "", "", signatureVersion, "", "", "", "", ""].join("\n");
  return createHmac("sha256", Buffer.from(developmentKey, "base64")).update(signed, "utf8").digest("base64");
}

/** The query of a signature for one blob. */
export function signature(name: string, rights: string, end: number): string {
  const expiry = new Date(end).toISOString().replace(/\.\d+Z$/, "Z");
  const [sig, se] = [encodeURIComponent(mark(name, rights, expiry)), encodeURIComponent(expiry)];
  return `sv=${signatureVersion}&sr=b&sig=${sig}&se=${se}&sp=${rights}`;
}

/** The rights that a query gives on a blob; undefined when it was not signed for it. */
export function rightsIn(query: URLSearchParams, name: string): string | undefined {
  const [rights = "", expiry = ""] = ["sp", "se"].map((key) => query.get(key) ?? "");
  const isOurs = query.get("sv") === signatureVersion && query.get("sr") === "b";
  return isOurs && query.get("sig") === mark(name, rights, expiry) ? rights : undefined;
}
