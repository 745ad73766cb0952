import { Bench } from 'tinybench';
import type { Measure } from './measure.js';

/** What times are taken by. */
export interface Clock {
  /** Milliseconds from some moment on. */
  now(): number;
  /** Its least step, in milliseconds. */
  readonly resolutionMs: number;
}

/** Times batches of one measure. */
export interface BatchTimer {
  readonly measure: Measure;
  /** Milliseconds that so many rounds take. Throws what the measure throws. */
  time(rounds: number): number;
}

/** A timer made of tinybench, which is asked for one iteration at a time: what order they come in is ours to say. */
export function createBatchTimer(measure: Measure, { now }: Clock): BatchTimer {
  let rounds = 1;
  const bench = new Bench({
    iterations: 1,
    time: 0,
    warmup: false,
    throws: true,
    now,
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

/** The clock of this process, which counts nanoseconds. */
export function createProcessClock(): Clock {
  const now = () => Number(process.hrtime.bigint()) / 1e6;
  return { now, resolutionMs: findResolution(now) };
}

/** The least step that is seen. */
function findResolution(now: Clock['now']): number {
  const steps = Array.from({ length: 200 }, () => {
    const from = now();
    let to = now();
    while (to === from) to = now();
    return to - from;
  });
  return Math.min(...steps);
}
