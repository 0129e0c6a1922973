// The word that somebody has meant.

/** Without letter case and signs: `Developer Tools` and `developer-tools` are alike. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
export function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const at = (up: number, left: number) => rows[i - up]?.[j - left] ?? 0;
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(at(1, 0) + 1, (row[j - 1] ?? 0) + 1, at(1, 1) + same, isSwapped ? at(2, 2) + 1 : Number.MAX_VALUE),
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

/** Longer words are nobody's slip. */
const longest = 60;

/** The nearest of some words, if one is near enough to be meant. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const wanted = plain(word.slice(0, longest + 1));
  if (wanted === "" || word.length > longest) return undefined;
  const [best] = words
    .map((candidate) => ({ candidate, off: distance(wanted, plain(candidate)) }))
    .sort((a, b) => a.off - b.off);
  return best !== undefined && best.off <= Math.max(1, Math.floor(wanted.length / 4)) ? best.candidate : undefined;
}
