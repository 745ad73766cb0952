/** Names longer than this are no slip of the hand, and the distance costs their product. */
const LONGEST_NAME = 120;

/**
 * The candidate a mistyped name most likely means: at most one slip (letter missing, added, changed or swapped with its
 * neighbour) in three letters, or the only one that begins with it. The case of letters counts for nothing. Undefined
 * where none is near.
 */
export function findNearName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const all = [...new Set(candidates)];
  let best: { name: string; distance: number } | undefined;
  for (const candidate of all) {
    const distance = measureDistance(wanted, candidate.toLowerCase());
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name: candidate, distance };
  }
  if (best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3))) return best.name;
  const extended = wanted.length < 2 ? [] : all.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return extended.length === 1 ? extended[0] : undefined;
}

/** Optimal string alignment: Levenshtein's distance where a swap of neighbours counts as one. */
function measureDistance(a: string, b: string): number {
  if (a.length > LONGEST_NAME || b.length > LONGEST_NAME) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const changed = at(last, j - 1) + (isSame ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, changed, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
