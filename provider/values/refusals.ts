// What is refused, one class per cause. Each `code` is a string: the engine would read a number as a gRPC status.

/** What exists already and may not be taken over, since `adopt` is not set. */
export class ExistsError extends Error {
  readonly code = "ERR_PARTNER_CENTER_EXISTS";
}

/** Somebody else has made what was about to be made, meanwhile: nothing there is this stack's. */
export class TakenError extends ExistsError {}

/** The first way for what exists already: it may be this stack's own, under another name. */
export const ifRenamed =
  'Renamed or moved in this program? Give the resource the option `aliases: [{ name: "OLD-NAME" }]`, or, where it was ' +
  "outside of its component, `aliases: [{ parent: pulumi.rootStackResource }]` (docs/getting-started.md, Renaming). " +
  "Otherwise";

/** A managed field was changed by somebody else since we last looked. Nothing was written. */
export class ChangedElsewhereError extends Error {
  readonly code = "ERR_PARTNER_CENTER_CHANGED_ELSEWHERE";
}

/** What was asked for cannot be done through this API; says what a person can do instead. */
export class NotPossibleError extends Error {
  readonly code = "ERR_PARTNER_CENTER_NOT_POSSIBLE";
}
