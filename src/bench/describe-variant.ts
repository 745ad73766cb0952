import type { Estimate, PartName, VariantPart, VariantResult } from '../model/bench-record.js';
import type { Random } from '../model/random-numbers.js';
import type { VariantMeasures } from './measure-variants.js';
import { bootstrapMedian } from './statistics/bootstrap.js';
import { describeSamples } from './statistics/describe-samples.js';
import type { Timed } from './timing/time-in-blocks.js';

/** A variant that takes at most so many times what an empty function takes may have been optimized away. */
const SUSPICIOUS = 1.5;

/** What the blocks say of one variant. */
export interface VariantTimes {
  readonly measures: VariantMeasures;
  readonly timed: ReadonlyMap<string, Timed>;
  /** Nanoseconds from nothing to the first result. */
  readonly coldStarts: readonly number[];
  /** Nanoseconds of a call of a function that does nothing. */
  readonly emptyNs: number;
  readonly random: Random;
}

export function describeVariant({ measures, timed, coldStarts, emptyNs, random }: VariantTimes): VariantResult {
  const { variant, call, parts } = measures;
  const { samples, rounds } = need(timed, call.key);
  const summary = describeSamples(samples);
  const all = [call, ...parts.map(({ measure }) => measure)].map(({ key }) => need(timed, key));
  return {
    name: variant.name,
    kind: variant.kind,
    path: variant.path,
    version: variant.version,
    samples,
    summary,
    median: estimate(samples, random),
    batchSize: rounds * call.callsPerRound,
    parts: parts.map(({ name, measure }) =>
      describePart(name, need(timed, measure.key).samples, timed, call.key, random),
    ),
    coldStart: estimate(coldStarts, random),
    warnings: [
      ...(all.some(({ isSaturated }) => isSaturated) ? ['a batch is too short for the clock'] : []),
      ...(need(timed, call.key).isWarm ? [] : ['its times had not settled when the blocks began']),
      ...(summary.median <= emptyNs * SUSPICIOUS
        ? ['takes as long as a function that does nothing: is its result made at all?']
        : []),
    ],
  };
}

/** A part by itself: what crosses in or out costs what its call costs beyond an empty one, block by block. */
function describePart(
  name: PartName,
  samples: readonly number[],
  timed: ReadonlyMap<string, Timed>,
  key: string,
  random: Random,
): VariantPart {
  if (name !== 'in' && name !== 'out') return { name, estimate: estimate(samples, random) };
  const overhead = need(timed, `${key}/overhead`).samples;
  return {
    name,
    estimate: estimate(
      samples.map((sample, block) => sample - (overhead[block] ?? 0)),
      random,
    ),
  };
}

/** A median with its interval, without the resamples. */
export function estimate(values: readonly number[], random: Random): Estimate {
  const { value, low, high, count } = bootstrapMedian(values, random);
  return { value, low, high, count };
}

export function need(timed: ReadonlyMap<string, Timed>, key: string): Timed {
  const found = timed.get(key);
  if (found === undefined) throw new Error(`${key} was not timed`);
  return found;
}
