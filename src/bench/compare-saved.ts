import type { BenchResult } from '../model/bench-record.js';
import type { BenchContext, Earlier } from './bench-context.js';
import type { UnsettledComparison } from './compare-all.js';
import { compareRuns } from './statistics/compare-variants.js';

/** What a saved run says of a bench's variants, and why of some it says nothing. */
export interface SavedComparison {
  readonly changes: readonly UnsettledComparison[];
  readonly warnings: readonly string[];
}

/** Holds a bench against the same one of a saved run of the same machine. */
export function compareWithSaved(
  bench: Pick<BenchResult, 'name' | 'file' | 'inputsVersion' | 'variants'>,
  { label, record }: Extract<Earlier, { kind: 'saved' }>,
  { options, random }: Pick<BenchContext, 'options' | 'random'>,
): SavedComparison {
  const before = record.benches.find(({ name, file }) => name === bench.name && file === bench.file);
  if (before === undefined || before.problem !== undefined)
    return { changes: [], warnings: [`${label} does not have it`] };
  if (before.inputsVersion !== bench.inputsVersion)
    return { changes: [], warnings: [`${label} has other inputs for it: not compared`] };
  const warnings: string[] = [];
  const changes = bench.variants.flatMap((variant) => {
    const then = before.variants.find(({ name }) => name === variant.name);
    if (then === undefined) warnings.push(`${label} does not have ${variant.name}`);
    if (then === undefined) return [];
    const comparison = compareRuns(variant.samples, then.samples, { random, threshold: options.threshold });
    return [{ ...comparison, variant: variant.name, with: variant.name }];
  });
  return { changes, warnings };
}
