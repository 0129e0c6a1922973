// What a package is at a moment (§4.5), and what processing finds in its bytes (§7 #26).

import { unzipSync } from "fflate";
import type { PackageRecord, ValidationItem } from "../store/records.js";
import type { Wire } from "../wire/entities.js";

/** The file states of §3.10. */
export type FileState = "PendingUpload" | "InProcessing" | "Processed" | "ProcessFailed";

/** The state of a package at a moment; it is never shown as Uploaded, which one client cannot handle (§4.5). */
export function packageState(record: PackageRecord, now: number): FileState {
  if (record.committedAt === undefined) return "PendingUpload";
  if (now < (record.processedAt ?? 0)) return "InProcessing";
  return record.problems.length > 0 ? "ProcessFailed" : "Processed";
}

function problem(errorCode: string, message: string): ValidationItem {
  return { errorCode, severity: "Error", message, resource: "Package" };
}

/** The reasons why an application package cannot be used; empty if it can. */
export function packageProblems(bytes: Uint8Array | undefined): ValidationItem[] {
  if (bytes === undefined || bytes.length === 0) {
    return [problem("PackageContentMissing", "No file was uploaded for the package.")];
  }
  const wanted = ["mainTemplate.json", "createUiDefinition.json"];
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, { filter: (file) => wanted.includes(file.name) });
  } catch {
    return [problem("PackageNotAZipFile", "The package is not a zip file.")];
  }
  return wanted
    .filter((name) => entries[name] === undefined)
    .map((name) => problem("PackageFileMissing", `The package must contain ${name} at its root.`));
}

/**
 * A package as replies show it; `fileSasUri` where the caller gives one (§7 #29). One that is processed has five fields
 * in this order, as a client's pasted output has them (navcontainerhelper, Get-AppSourceProduct.ps1); that the others
 * have their place in it is assumed.
 */
export function packageBody(record: PackageRecord, state: FileState, resourceType: string, fileSasUri?: string): Wire {
  const { body, problems } = record;
  return {
    resourceType,
    fileName: body.fileName,
    ...(fileSasUri === undefined ? {} : { fileSasUri }),
    state,
    ...(state === "ProcessFailed" ? { validationItems: problems } : {}),
    "@odata.etag": record.etag,
    id: record.id,
  };
}
