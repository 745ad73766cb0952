import type { BenchResult, Sweep } from '../model/bench-record.js';
import { showPlain } from '../model/show-plain.js';
import type { PlainData } from '../script/script-errors.js';
import { hashSource } from '../script/script-source.js';
import type { BenchContext } from './bench-context.js';
import { checkSelf, comparePair, type UnsettledComparison } from './compare-all.js';
import { compareWithSaved } from './compare-saved.js';
import { describeVariant, need } from './describe-variant.js';
import type { BenchDefinition } from './load/bench-definition.js';
import { median } from './statistics/describe-samples.js';
import { AGAIN, type BenchTimes, EMPTY, earlierKeyOf, keyOf } from './time-bench.js';
import { tellChangedResults } from './variant/open-earlier.js';

/** A bench that was timed. */
export interface TimedBench {
  readonly bench: BenchDefinition;
  readonly inputs: readonly PlainData[];
  readonly times: BenchTimes;
  readonly sweep?: Sweep;
  /** Of the inputs whose figures stand first. */
  readonly size?: number;
  readonly warnings: readonly string[];
}

/** The result of a bench whose comparisons have not been held against those of the other benches yet. */
export interface UnsettledResult extends Omit<BenchResult, 'comparisons' | 'changes'> {
  readonly comparisons: readonly UnsettledComparison[];
  readonly changes: readonly UnsettledComparison[];
}

/** Makes figures and words of times. */
export function summarizeBench(timedBench: TimedBench, context: BenchContext): UnsettledResult {
  const { bench, inputs, times, sweep, size } = timedBench;
  const { random, options, earlier } = context;
  const { timed, measures, coldStarts, variants, earlier: before } = times;
  const samplesOf = (key: string) => need(timed, key).samples;
  const baseline = variants[0].name;
  const emptyNs = median(samplesOf(EMPTY));
  const selfCheck = checkSelf(
    { variant: baseline, with: baseline, samples: samplesOf(AGAIN), others: samplesOf(keyOf(baseline)) },
    { options, random },
  );
  // A difference must be larger, by what matters, than what the same shows against itself.
  const threshold = options.threshold + Math.abs(selfCheck.ratio.value - 1);
  const compare = { options: { ...options, threshold }, random };
  const partial = {
    name: bench.name,
    file: bench.file,
    line: bench.line,
    inputCount: inputs.length,
    baseline,
    hasOwnBaseline: bench.hasOwnBaseline,
    inputsVersion: hashSource(new TextEncoder().encode(inputs.map(showPlain).join('\n'))),
    variants: measures.map((each) =>
      describeVariant({ measures: each, timed, coldStarts: coldStarts.get(each.variant) ?? [], emptyNs, random }),
    ),
    comparisons: variants
      .slice(1)
      .map(({ name }) =>
        comparePair(
          { variant: name, with: baseline, samples: samplesOf(keyOf(name)), others: samplesOf(keyOf(baseline)) },
          compare,
        ),
      ),
    selfCheck,
    ...(sweep && { sweep }),
    ...(size && { size }),
  };
  const changes = before.map(({ name }) =>
    comparePair(
      { variant: name, with: name, samples: samplesOf(keyOf(name)), others: samplesOf(earlierKeyOf(name)) },
      compare,
    ),
  );
  const saved = earlier?.kind === 'saved' ? compareWithSaved(partial, earlier, context) : undefined;
  return {
    ...partial,
    changes: saved?.changes ?? changes,
    warnings: [...timedBench.warnings, ...tellChangedResults(variants, before, inputs), ...(saved?.warnings ?? [])],
  };
}
