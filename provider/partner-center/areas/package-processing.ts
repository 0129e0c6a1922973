/** Waiting until the service has processed a package. */
// API reference §3.14, §4.5
import { type Clock, systemClock } from "../clock.js";
import { type FailureDetails, PartnerCenterError } from "../errors.js";
import { poll } from "../poll.js";
import type { Package, ValidationItem } from "../schemas/resources.js";

/** How to wait for the service's processing. */
export interface PackageWait {
  /** Milliseconds; default 15 minutes. */
  readonly timeoutMs?: number;
  /** Called at the first look and whenever the state changes. */
  readonly onState?: (state: string) => void;
  readonly clock?: Clock;
  /** The package as the service has just answered it: then the first look comes after the first step. */
  readonly known?: Package;
}

/** The service could not process the package; `validationItems` has its reasons. */
export class PackageProcessingError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_PACKAGE_PROCESSING";
  readonly package: Package;
  readonly validationItems: readonly ValidationItem[];

  constructor(message: string, failed: Package, details?: FailureDetails) {
    super(message, details);
    this.package = failed;
    this.validationItems = failed.validationItems ?? [];
  }
}

/** The package was still not processed at the end of the time allowed; `package` is how it was last seen. */
export class PackageTimeoutError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_PACKAGE_TIMEOUT";
  readonly package: Package;

  constructor(message: string, last: Package) {
    super(message);
    this.package = last;
  }
}

/** Steps of the wait: half a second at first, half as much again each time, ten seconds at most. */
export function packagePollDelay(step: number): number {
  return Math.min(10_000, 500 * 1.5 ** step);
}

/** The package once it is processed. @throws PackageProcessingError, PackageTimeoutError, and what `get` throws. */
export function processed(id: string, get: () => Promise<Package>, wait: PackageWait = {}): Promise<Package> {
  const { timeoutMs = 15 * 60_000, onState, clock = systemClock, known } = wait;
  let last: Package | undefined;
  let answered = known?.state === "PendingUpload" ? undefined : known;
  return poll<Package>({
    clock,
    timeoutMs,
    look: async () => {
      const current = answered ?? (await get());
      answered = undefined;
      if (last === undefined || current.state !== last.state) onState?.(current.state ?? "unknown");
      last = current;
      if (current.state === "Processed") return current;
      refuseFailed(current, id);
      return undefined;
    },
    delayMs: (_, step) => packagePollDelay(step),
    late: () =>
      last &&
      new PackageTimeoutError(
        `Partner Center has not processed the package "${last.fileName ?? id}" within ` +
          `${Math.round(timeoutMs / 1000)} s (its state is ${last.state ?? "unknown"}). Run again to go on waiting; ` +
          "if that does not help, see the offer's technical configuration in Partner Center.",
        last,
      ),
  });
}

function refuseFailed(current: Package, id: string): void {
  const name = current.fileName ?? id;
  if (current.state === "ProcessFailed") {
    const reasons = (current.validationItems ?? []).map((item) =>
      [item.errorCode, item.message].filter((part) => part !== undefined && part !== "").join(": "),
    );
    throw new PackageProcessingError(
      `Partner Center could not process the package "${name}": ${reasons.join("; ") || "it gave no reason"}. ` +
        "Correct the package (mainTemplate.json and createUiDefinition.json must be at its root) and upload it again.",
      current,
    );
  }
  if (current.state === "PendingUpload") {
    throw new PackageProcessingError(
      `The package "${name}" was announced but its upload was never completed. Upload it again.`,
      current,
    );
  }
}
