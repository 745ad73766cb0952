import type { PlainData } from '../script/script-errors.js';
import { type BenchContext, toBlockOptions } from './bench-context.js';
import { createMeasures, type VariantMeasures } from './measure-variants.js';
import { timeColdStarts } from './time-cold-starts.js';
import { measureCalls } from './timing/measure.js';
import { type Timed, timeInBlocks } from './timing/time-in-blocks.js';
import type { Variant } from './variant/variant.js';

/** What stands in the blocks of one bench. */
export interface Contestants {
  /** The baseline first. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** The baseline once more, opened on its own. */
  readonly again: Variant;
  /** Variants as they were at a git ref. */
  readonly earlier: readonly Variant[];
  readonly inputs: readonly PlainData[];
}

export interface BenchTimes extends Contestants {
  readonly measures: readonly VariantMeasures[];
  /** By the keys that `keyOf` gives, `AGAIN` and `EMPTY`. */
  readonly timed: ReadonlyMap<string, Timed>;
  /** Nanoseconds from nothing to the first result. */
  readonly coldStarts: ReadonlyMap<Variant, readonly number[]>;
}

export const AGAIN = 'again';
export const EMPTY = 'empty';

/** The key of a variant's call in the blocks. */
export function keyOf(name: string): string {
  return `now:${name}`;
}

/** The key of a variant's call as it was at a git ref. */
export function earlierKeyOf(name: string): string {
  return `then:${name}`;
}

/** Times all of one bench in the same blocks. */
export async function timeBench(contestants: Contestants, context: BenchContext): Promise<BenchTimes> {
  const { variants, again, earlier, inputs } = contestants;
  const coldStarts = await timeColdStarts(variants, inputs[0], context);
  const measures = variants.map((variant) =>
    createMeasures(variant, inputs, { key: keyOf(variant.name), withParts: true }),
  );
  const bare = (variant: Variant, key: string) => createMeasures(variant, inputs, { key, withParts: false }).call;
  const all = [
    measureCalls(EMPTY, () => undefined, inputs),
    bare(again, AGAIN),
    ...measures.flatMap(({ call, parts }) => [call, ...parts.map(({ measure }) => measure)]),
    ...earlier.map((variant) => bare(variant, earlierKeyOf(variant.name))),
  ];
  const timed = timeInBlocks(all, toBlockOptions(context));
  return { ...contestants, measures, coldStarts, timed: new Map(timed.map((each) => [each.measure.key, each])) };
}
