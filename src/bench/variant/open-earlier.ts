import { KnownError } from '../../model/known-error.js';
import { isSameValue } from '../../model/same-value.js';
import { type PlainData, RuleRaise } from '../../script/script-errors.js';
import type { BenchContext } from '../bench-context.js';
import type { BenchDefinition } from '../load/bench-definition.js';
import { openVariant } from './open-variants.js';
import type { Variant } from './variant.js';

/** The variants of a bench as they were at a git ref, by name; and why one is missing. */
export interface EarlierVariants {
  readonly variants: readonly Variant[];
  readonly warnings: readonly string[];
}

/** Opens a bench's variants from the files of the ref it is held against, where there is one. */
export async function openEarlier(
  bench: BenchDefinition,
  inputs: readonly PlainData[],
  { earlier }: BenchContext,
): Promise<EarlierVariants> {
  if (earlier?.kind !== 'ref') return { variants: [], warnings: [] };
  const opened: Variant[] = [];
  const warnings: string[] = [];
  for (const definition of bench.variants) {
    try {
      const variant = await openVariant(definition, bench, earlier.files);
      for (const input of inputs) variant.call(input);
      opened.push(variant);
    } catch (error) {
      if (!(error instanceof KnownError || error instanceof RuleRaise)) throw error;
      warnings.push(`${definition.name} cannot be run as of ${earlier.label}: ${error.message}`);
    }
  }
  return { variants: opened, warnings };
}

/** Says of each variant whose results are not what they were. */
export function tellChangedResults(
  variants: readonly Variant[],
  earlier: readonly Variant[],
  inputs: readonly PlainData[],
): string[] {
  return earlier.flatMap((before) => {
    const now = variants.find(({ name }) => name === before.name);
    const changed = inputs.filter((input) => now !== undefined && !isSameValue(now.call(input), before.call(input)));
    return changed.length === 0
      ? []
      : [`${before.name} gives other results than before on ${changed.length} of ${inputs.length} inputs`];
  });
}
