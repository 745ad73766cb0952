import type { PartName } from '../model/bench-record.js';
import type { PlainData } from '../script/script-errors.js';
import { type CallMeasure, type Measure, measureCalls, takeTurns } from './timing/measure.js';
import type { Variant } from './variant/variant.js';

/** A part of a variant's call that is timed by itself; `from` is subtracted where it stands in it too. */
interface PartMeasure {
  readonly name: PartName;
  readonly measure: Measure;
}

/** All of one variant that is timed in the blocks. */
export interface VariantMeasures {
  readonly variant: Variant;
  readonly call: CallMeasure;
  readonly parts: readonly PartMeasure[];
}

/** The measures of a variant. `key` tells it from the others; parts only where they are asked for. */
export function createMeasures(
  variant: Variant,
  inputs: readonly PlainData[],
  { key, withParts }: { readonly key: string; readonly withParts: boolean },
): VariantMeasures {
  const { parts } = variant;
  const call = takeTurns(
    key,
    variant.instances.map((instance) => measureCalls(key, instance, inputs)),
  );
  if (parts === undefined || !withParts) return { variant, call, parts: [] };
  parts.keep(inputs);
  const keyOf = (name: PartName) => `${key}/${name}`;
  const results = { kept: undefined as unknown };
  return {
    variant,
    call,
    parts: [
      { name: 'overhead', measure: measureCalls(keyOf('overhead'), () => parts.take(undefined), inputs) },
      { name: 'in', measure: measureCalls(keyOf('in'), (input: PlainData) => parts.take(input), inputs) },
      { name: 'vm', measure: { key: keyOf('vm'), callsPerRound: inputs.length, run: (rounds) => parts.loop(rounds) } },
      { name: 'out', measure: measureCalls(keyOf('out'), () => parts.give(), inputs) },
      {
        name: 'batch',
        measure: {
          key: keyOf('batch'),
          callsPerRound: inputs.length,
          run: (rounds) => {
            for (let round = 0; round < rounds; round++) results.kept = parts.callMany(inputs);
          },
        },
      },
    ],
  };
}
