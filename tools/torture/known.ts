/**
 * What is known not to hold yet: `npm test` leaves these cases out, the long form tries and reports them. An entry goes
 * with the correction that makes its cases good.
 */
export const known: readonly { readonly cases: RegExp; readonly why: string }[] = [
  {
    cases: /^(deaths update live submission: |faults update live submission: POST .*submissions #1 \w+After$)/,
    why: "a submission that is found again keeps the draft hash of the one before it, so that the next refresh takes the drafts for edited and it is submitted twice",
  },
  {
    cases:
      /cosellAssets #\d+ (\w+After|cutBody|malformedJson|late)$|^deaths (create|update) live offer: after |^two engines .*: \w+ live offer$/,
    why: "a co-sell document that was announced without an answer is announced again, and the first one stays",
  },
  {
    cases: /^faults delete draft submission: GET .* status4(09|12)$/,
    why: "409 and 412 for the look before a cancellation are taken for a refused cancellation",
  },
];

/** Why a case is known not to hold; undefined when nothing is known of it. */
export function knownProblem(name: string): string | undefined {
  return known.find(({ cases }) => cases.test(name))?.why;
}
