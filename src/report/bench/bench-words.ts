import type { BenchRecord, BenchResult, PartName, SelfCheck, Sweep, VariantResult } from '../../model/bench-record.js';
import { showComparison, showDigits, showRatio, showTime } from './show-figures.js';

const PARTS: Readonly<Record<PartName, string>> = {
  overhead: 'call',
  in: 'in',
  vm: 'Lua',
  out: 'out',
  batch: 'in a batch',
};

/** What a call of a Lua variant is made of: `call 95 ns + in 120 ns + Lua 180 ns + out 60 ns; in a batch 230 ns`. */
export function showParts({ parts }: VariantResult): string {
  const shown = parts.map(({ name, estimate }) => ({ name, text: `${PARTS[name]} ${showTime(estimate.value)}` }));
  const sum = shown.filter(({ name }) => name !== 'batch').map(({ text }) => text);
  const rest = shown.filter(({ name }) => name === 'batch').map(({ text }) => `; ${text}`);
  return sum.join(' + ') + rest.join('');
}

/** What holding a variant against itself has shown. */
export function showSelfCheck({ ratio, isNoisy }: SelfCheck): string {
  return isNoisy
    ? `too noisy: the same twice came out as ${showRatio(ratio)}`
    : `quiet: the same twice came out as ${showRatio(ratio)}`;
}

/** Where variants meet: `native and lua take as long at size 12.3`. */
export function showCrossovers({ crossovers, sizes }: Sweep): string {
  const [first, last] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  if (crossovers.length === 0) return `no crossover between sizes ${first} and ${last}`;
  return crossovers
    .map((each) => `${each.variant} and ${each.with} take as long at size ${showDigits(each.size)}`)
    .join('; ');
}

/** `64 inputs at size 16`. */
export function showInputs({ inputCount, size }: BenchResult): string {
  const inputs = `${inputCount} input${inputCount === 1 ? '' : 's'}`;
  return size === undefined ? inputs : `${inputs} at size ${size}`;
}

/** What a variant is to the baseline. */
export function showPlace({ baseline, comparisons }: BenchResult, variant: string): string {
  if (variant === baseline) return 'baseline';
  const found = comparisons.find((each) => each.variant === variant);
  return found === undefined ? '' : showComparison(found);
}

/** What has become of a variant since a ref or a baseline; nothing where that is not known. */
export function showChange({ changes }: BenchResult, variant: string): string {
  const found = changes.find((each) => each.variant === variant);
  return found === undefined ? '' : showComparison(found);
}

/** All that must be said beside the figures of a bench. */
export function listWarnings({ warnings, variants }: BenchResult): string[] {
  return [...warnings, ...variants.flatMap((variant) => variant.warnings.map((text) => `${variant.name}: ${text}`))];
}

/** Benches whose variant was slower than allowed: than its earlier self, or, without one, than a baseline the bench names. */
export function listSlower({
  benches,
  against,
}: BenchRecord): { readonly bench: BenchResult; readonly variant: string }[] {
  return benches.flatMap((bench) => {
    const looked = against !== undefined ? bench.changes : bench.hasOwnBaseline ? bench.comparisons : [];
    return looked.filter(({ verdict }) => verdict === 'slower').map(({ variant }) => ({ bench, variant }));
  });
}
