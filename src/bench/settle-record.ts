import type { BenchResult, ComparedVariant, MeanRatio } from '../model/bench-record.js';
import type { UnsettledComparison } from './compare-all.js';
import { geometricMean, holm } from './statistics/compare-variants.js';
import type { UnsettledResult } from './summarize-bench.js';

/**
 * Holds all comparisons of a run against each other: the more there are, the more must be said for one. What Holm's procedure
 * does not let stand is inconclusive.
 */
export function settleBenches(benches: readonly UnsettledResult[]): BenchResult[] {
  const all = benches.flatMap(({ comparisons, changes }) => [...comparisons, ...changes]);
  const differs = all.filter(({ verdict }) => verdict === 'faster' || verdict === 'slower');
  const holds = holm(differs.map(({ p }) => p));
  const significant = new Set(differs.filter((_, i) => holds[i]));
  const settle = (comparison: UnsettledComparison): ComparedVariant => {
    const isSignificant = significant.has(comparison);
    const isDifference = comparison.verdict === 'faster' || comparison.verdict === 'slower';
    return {
      ...comparison,
      isSignificant,
      verdict: isDifference && !isSignificant ? 'inconclusive' : comparison.verdict,
    };
  };
  return benches.map((bench) => ({
    ...bench,
    comparisons: bench.comparisons.map(settle),
    changes: bench.changes.map(settle),
  }));
}

/** The geometric mean of each variant's ratios, where several benches have the same two. */
export function findMeans(benches: readonly BenchResult[]): MeanRatio[] {
  const ratios = new Map<string, { readonly of: ComparedVariant; readonly values: number[] }>();
  for (const comparison of benches.flatMap(({ comparisons }) => comparisons)) {
    const key = JSON.stringify([comparison.variant, comparison.with]);
    const found = ratios.get(key) ?? { of: comparison, values: [] };
    found.values.push(comparison.ratio.value);
    ratios.set(key, found);
  }
  return [...ratios.values()]
    .filter(({ values }) => values.length > 1)
    .map(({ of, values }) => ({
      variant: of.variant,
      with: of.with,
      ratio: geometricMean(values),
      benchCount: values.length,
    }));
}
