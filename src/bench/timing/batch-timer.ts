import { Bench } from 'tinybench';
import type { Measure } from './measure.js';

/** Milliseconds from some moment on. */
export type Clock = () => number;

/** Times batches of one measure. */
export interface BatchTimer {
  readonly measure: Measure;
  /** Milliseconds that so many rounds take. Throws what the measure throws. */
  time(rounds: number): number;
}

/** A timer made of tinybench, which is asked for one iteration at a time: what order they come in is ours to say. */
export function createBatchTimer(measure: Measure, now?: Clock): BatchTimer {
  let rounds = 1;
  const bench = new Bench({
    iterations: 1,
    time: 0,
    warmup: false,
    throws: true,
    ...(now === undefined ? { timestampProvider: 'hrtimeNow' as const } : { now }),
  });
  bench.add(measure.key, () => measure.run(rounds), { async: false });
  const [task] = bench.tasks;
  if (task === undefined) throw new Error('tinybench has kept no task');
  return {
    measure,
    time(wanted) {
      rounds = wanted;
      task.reset(false);
      task.runSync();
      const { result } = task;
      if (!('latency' in result)) throw new Error(`${measure.key} was not timed`);
      return result.latency.mean;
    },
  };
}

/** The least step of a clock that is seen, in milliseconds. */
export function findResolution(now: Clock): number {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 200; look++) {
    const from = now();
    let to = now();
    for (let wait = 0; to === from && wait < 100_000; wait++) to = now();
    if (to > from) least = Math.min(least, to - from);
  }
  return least;
}
