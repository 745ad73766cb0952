import { describe, expect, it } from 'vitest';
import { type Measure, measureCalls, takeTurns } from '../../../src/bench/timing/measure.js';
import { timeInBlocks } from '../../../src/bench/timing/time-in-blocks.js';
import { createRandom } from '../../../src/model/random-numbers.js';

/** A clock that only work moves on, and measures that take as long as they say. */
function createWork() {
  let nowMs = 0;
  const runs: string[] = [];
  const measure = (key: string, msPerCall: (run: number) => number): Measure => {
    let run = 0;
    return {
      key,
      callsPerRound: 10,
      run(rounds) {
        runs.push(key);
        nowMs += rounds * 10 * msPerCall(run++);
      },
    };
  };
  const clock = { now: () => nowMs, resolutionMs: 1e-6 };
  return { clock, runs, measure };
}

const options = { blockCount: 30, batchMs: 1, random: createRandom(1) };

describe('blocks', () => {
  it('give nanoseconds a call, one sample a block', () => {
    const { clock, measure } = createWork();
    const [slow, fast] = timeInBlocks([measure('slow', () => 0.002), measure('fast', () => 0.00001)], {
      ...options,
      clock,
    });
    expect(slow?.samples).toHaveLength(30);
    for (const sample of slow?.samples ?? []) expect(sample).toBeCloseTo(2000, 0);
    for (const sample of fast?.samples ?? []) expect(sample).toBeCloseTo(10, 1);
    expect([slow?.isWarm, slow?.isSaturated, fast?.isWarm]).toEqual([true, false, true]);
  });

  it('have batches that are long enough for the clock', () => {
    const { clock, measure } = createWork();
    const [slow, fast] = timeInBlocks([measure('slow', () => 0.2), measure('fast', () => 0.00001)], {
      ...options,
      clock,
    });
    expect(slow?.rounds).toBe(1);
    expect((fast?.rounds ?? 0) * 10 * 0.00001).toBeCloseTo(1, 1);
  });

  it('tell of a clock that is too coarse', () => {
    const { clock, measure } = createWork();
    const [timed] = timeInBlocks([measure('a', () => 1e-12)], {
      ...options,
      clock: { ...clock, resolutionMs: 1 },
    });
    expect(timed?.isSaturated).toBe(true);
  });

  it('run every measure in each block, in an order that the seed decides', () => {
    const orders = [1, 1, 2].map((seed) => {
      const { clock, measure, runs } = createWork();
      timeInBlocks([measure('a', () => 0.01), measure('b', () => 0.01)], {
        ...options,
        random: createRandom(seed),
        clock,
      });
      return runs.slice(-30 * 10);
    });
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).not.toEqual(orders[0]);
    for (let block = 0; block < 30; block++) {
      const batches = orders[0]?.slice(block * 10, block * 10 + 10) ?? [];
      expect(batches.filter((key) => key === 'a')).toHaveLength(5);
    }
  });

  it('pass over batches of a block that something else has slowed down', () => {
    const { clock, measure } = createWork();
    const [timed] = timeInBlocks([measure('a', (run) => (run % 5 < 3 ? 0.05 : 0.01))], { ...options, clock });
    for (const sample of timed?.samples ?? []) expect(sample).toBeCloseTo(10_000, 0);
  });

  it('tell of times that have not settled', () => {
    const { clock, measure } = createWork();
    const [timed] = timeInBlocks([measure('a', (run) => 0.01 * 1.1 ** run)], { ...options, blockCount: 2, clock });
    expect(timed?.isWarm).toBe(false);
  });
});

describe('measures', () => {
  it('keep what each input gives', () => {
    const measure = measureCalls('double', (input: number) => input * 2, [1, 2, 3]);
    measure.run(2);
    expect(measure.results).toEqual([2, 4, 6]);
    expect(measure.callsPerRound).toBe(3);
  });

  it('take turns as one', () => {
    const calls: string[] = [];
    const one = measureCalls('one', () => calls.push('one'), [0]);
    const two = measureCalls('two', () => calls.push('two'), [0]);
    const both = takeTurns('both', [one, two]);
    for (let i = 0; i < 3; i++) both.run(1);
    expect(calls).toEqual(['one', 'two', 'one']);
    expect(both.results).toHaveLength(2);
  });
});
