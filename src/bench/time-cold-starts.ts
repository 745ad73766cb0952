import { shuffle } from '../model/random-numbers.js';
import type { PlainData } from '../script/script-errors.js';
import type { BenchContext } from './bench-context.js';
import type { Variant } from './variant/variant.js';

const ROUNDS = 10;

/** Nanoseconds from nothing to the first result, ten times for each variant, in random order within each round. */
export async function timeColdStarts(
  variants: readonly Variant[],
  input: PlainData,
  { random, clock, onBatch }: Pick<BenchContext, 'random' | 'clock' | 'onBatch'>,
): Promise<ReadonlyMap<Variant, readonly number[]>> {
  const times = new Map(variants.map((variant) => [variant, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of shuffle(variants, random)) {
      const from = clock.now();
      await variant.startCold(input);
      times.get(variant)?.push((clock.now() - from) * 1e6);
      onBatch();
    }
  }
  return times;
}
