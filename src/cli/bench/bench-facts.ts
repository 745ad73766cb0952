import type { BenchRecord } from '../../model/bench-record.js';
import { listSlower } from '../../report/bench/bench-words.js';
import type { ExitFacts } from '../exit-code.js';

/**
 * What a session of benchmarks says about the exit code: variants that disagree, or are slower than allowed, fail; what could
 * not be run is undecided; a machine too noisy is neither green nor red.
 */
export function readBenchFacts(
  { benches, ...record }: BenchRecord,
  { isInterrupted, isGuarded }: { readonly isInterrupted: boolean; readonly isGuarded: boolean },
): ExitFacts {
  // Of a bench that is too noisy no word counts.
  const quiet = benches.filter(({ selfCheck }) => selfCheck?.isNoisy !== true);
  const hasSlower = isGuarded && listSlower({ ...record, benches: quiet }).length > 0;
  return {
    isInterrupted,
    isMisused: !isInterrupted && benches.length === 0,
    hasFailed: hasSlower || benches.some(({ problem }) => problem?.kind === 'disagreement'),
    isUndecided: benches.some(({ problem }) => problem?.kind === 'errored'),
    isNoisy: quiet.length < benches.length,
  };
}
