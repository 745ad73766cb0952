import { describe, expect, it } from 'vitest';
import { readWorkerTime } from '../../perf/worker-time.mjs';
import type { ScenarioResult } from '../../src/model/run-event.js';

function result(file: string, worker: number, times: { startedMs: number; durationMs: number }): ScenarioResult {
  const scenario = { id: `${file}::a`, file, line: 1, index: 0, path: ['a'], tags: [], mode: 'run' } as const;
  const nothing = {
    failures: [],
    earlierAttempts: [],
    output: '',
    journal: [],
    entryCount: 0,
    checkCount: 1,
    seed: '0',
  };
  return { scenario, outcome: 'passed', worker, ...times, ...nothing };
}

describe('the time a worker spends on a scenario', () => {
  it('goes from one start to the next, within a file and a worker, whatever order the results came in', () => {
    const time = readWorkerTime([
      result('b', 0, { startedMs: 9, durationMs: 1 }),
      result('a', 0, { startedMs: 1.03, durationMs: 0.01 }),
      result('a', 0, { startedMs: 1, durationMs: 0.01 }),
      result('a', 0, { startedMs: 1.05, durationMs: 0.01 }),
      result('c', 1, { startedMs: 1.01, durationMs: 0.5 }),
      result('c', 1, { startedMs: 2.01, durationMs: 0.5 }),
    ]);
    expect(time.medianUs).toBeCloseTo(30);
    expect(time.meanUs).toBeCloseTo((30 + 20 + 1000) / 3);
    expect(time.withLoadUs).toBeCloseTo((9000 + 1500) / 6);
  });
});
