import type { Example } from './example.js';
import { createPasses } from './shrink-passes.js';

export interface ShrinkOptions<Found extends Example> {
  /** Runs a case made from these choices; gives what it was really made from where it fails in the same way. */
  readonly attempt: (choices: readonly number[]) => Promise<Found | undefined>;
  readonly maxTries: number;
  /** Whether the time for it is over. */
  readonly isOver: () => boolean;
}

export interface Shrunk<Found extends Example> {
  readonly example: Found;
  /** How many times it was made simpler, and how many cases that took. */
  readonly steps: number;
  readonly tries: number;
  /** Whether the time was over before the tries were used up. */
  readonly isCut: boolean;
}

/**
 * Looks for the simplest choices that still fail: the shortest, and of those the first in the order of their numbers
 * (the order of D. R. MacIver and A. F. Donaldson, "Test-Case Reduction via Test-Case Generation: Insights from the
 * Hypothesis Reducer", ECOOP 2020). Goes on until no pass makes it simpler, or tries or time are used up.
 */
export async function shrink<Found extends Example>(
  found: Found,
  options: ShrinkOptions<Found>,
): Promise<Shrunk<Found>> {
  let best = found;
  let steps = 0;
  let tries = 0;
  const seen = new Set<string>();
  const isSpent = () => tries >= options.maxTries || options.isOver();
  const consider = async (choices: readonly number[]): Promise<boolean> => {
    const key = choices.join();
    if (!isSimpler(choices, best.choices) || seen.has(key) || isSpent()) return false;
    seen.add(key);
    tries += 1;
    const next = await options.attempt(choices);
    if (next === undefined || !isSimpler(next.choices, best.choices)) return false;
    best = next;
    steps += 1;
    return true;
  };
  const passes = createPasses({ best: () => best, consider });
  for (let before = -1; before !== steps && !isSpent(); ) {
    before = steps;
    for (const pass of passes) await pass();
  }
  return { example: best, steps, tries, isCut: tries < options.maxTries && options.isOver() };
}

/** Shorter, or as long and earlier in the order of the numbers. */
export function isSimpler(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const differs = a.findIndex((choice, i) => choice !== b[i]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}
