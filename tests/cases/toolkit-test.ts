/** A test of the toolkit: packages that fail it there, and packages that pass. */
import type { Change } from "../provider/package-check/good-package.js";

/** Each package by what is told of it: changes of the small one. */
export interface ToolkitTest {
  readonly fails: Readonly<Record<string, readonly Change[]>>;
  readonly passes?: Readonly<Record<string, readonly Change[]>>;
}
