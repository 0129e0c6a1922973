// The form of what is stored, by which a version of this package tells its own states from those of a later one.
import type { Properties } from "../values/properties.js";
import { EngineError } from "./errors.js";

/** The form that this version writes, and the newest that it reads. Since 2, `observed` is packed (`packing.ts`). */
export const stateVersion = 2;

/** Refuses a state that a newer version has written: this one would lose what it does not know. @throws EngineError */
export function refuseNewerState(title: string, stored: Properties): void {
  const version = Number(stored.stateVersion ?? 0);
  if (version <= stateVersion) return;
  throw new EngineError(
    `${title} was last written by a newer version of pulumi-partnercenter: its state has form ${version}, and ` +
      `this version reads forms up to ${stateVersion}. Nothing was done. Install that version or a later one ` +
      "(`npm install pulumi-partnercenter@latest`), and run again.",
    title,
  );
}
