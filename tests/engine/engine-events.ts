/** What the engine reports of an operation, brought into a form that tests can compare. */
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/** How many resources each kind of change touched. */
export interface OperationCounts {
  readonly same: number;
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly replace: number;
}

/** One step of the engine on one resource. */
export interface Step {
  /** `create`, `update`, `same`, `refresh`, `create-replacement`, … */
  readonly op: string;
  readonly urn: string;
  /** `pulumi-nodejs:dynamic/partnercenter:Offer` */
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
  /** The changed properties. */
  readonly diffs: readonly string[];
}

/** A line that the engine showed. */
export interface Diagnostic {
  readonly severity: "info" | "info#err" | "warning" | "error";
  readonly urn: string;
  readonly message: string;
}

const STACK = "pulumi:pulumi:Stack";

/**
 * Counts, steps and lines of one operation. The stack itself and default providers are left out of counts and steps.
 */
export function summarize(events: readonly EngineEvent[]): {
  counts: OperationCounts;
  steps: Step[];
  diagnostics: Diagnostic[];
} {
  const every = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  const stack = every.find(({ type }) => type === STACK);
  const changes =
    events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {};
  const stackOperation = stack?.op === "refresh" ? "same" : stack?.op;
  const count = (op: keyof OperationCounts) => Math.max(0, (changes[op] ?? 0) - (op === stackOperation ? 1 : 0));
  return {
    counts: {
      same: count("same"),
      create: count("create"),
      update: count("update"),
      delete: count("delete"),
      replace: count("replace"),
    },
    steps: every
      .filter(({ type, urn }) => type !== STACK && !/::pulumi:providers:[^:]+::default/.test(urn))
      .map(({ op, urn, type, diffs }) => ({ op, urn, type, name: urn.split("::").pop() ?? "", diffs: diffs ?? [] })),
    diagnostics: events.flatMap(({ diagnosticEvent: event }) =>
      event === undefined || event.ephemeral
        ? []
        : [{ severity: event.severity, urn: event.urn ?? "", message: withoutColours(event.message) }],
    ),
  };
}

/** The engine marks colours as `<{%fg 1%}>`. */
function withoutColours(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trimEnd();
}
