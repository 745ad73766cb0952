import { expect, it } from 'vitest';
import { compareWithSaved } from '../../src/bench/compare-saved.js';
import { findCrossovers } from '../../src/bench/run-sweep.js';
import { findMeans, settleBenches } from '../../src/bench/settle-record.js';
import { createRandom } from '../../src/model/random-numbers.js';
import { compare, createRecord, createVariant, goodBench } from '../report/bench/bench-record.js';

const bench = (p: number) => ({
  ...goodBench,
  comparisons: [{ ...compare('fast', 'lua', 0.5, 'faster'), p }],
  changes: [],
});

it('of many comparisons only those stand that Holm lets stand', () => {
  const settled = settleBenches([bench(0.04), bench(0.0002), bench(0.03)]);
  expect(settled.map(({ comparisons: [each] }) => [each?.verdict, each?.isSignificant])).toEqual([
    ['inconclusive', false],
    ['faster', true],
    ['inconclusive', false],
  ]);
});

it('one comparison alone stands at 5 %', () => {
  expect(settleBenches([bench(0.04)])[0]?.comparisons[0]).toMatchObject({ verdict: 'faster', isSignificant: true });
});

it('means are geometric, over benches that have both variants', () => {
  const ratio = (value: number) => ({ ...goodBench, comparisons: [compare('fast', 'lua', value, 'faster')] });
  const [mean, ...others] = findMeans([ratio(0.25), ratio(1)]);
  expect(others).toEqual([]);
  expect(mean).toMatchObject({ variant: 'fast', with: 'lua', benchCount: 2 });
  expect(mean?.ratio).toBeCloseTo(0.5, 10);
  expect(findMeans([ratio(0.5)])).toEqual([]);
});

it('lines meet where they cross on logarithmic axes', () => {
  const point = (variant: string, size: number, value: number) => ({
    variant,
    size,
    estimate: { value, low: value, high: value, count: 1 },
  });
  const points = [point('a', 1, 10), point('a', 100, 1000), point('b', 1, 100), point('b', 100, 100)];
  const [meeting] = findCrossovers(points, 'a', 'b');
  expect(meeting?.size).toBeCloseTo(10, 6);
  expect(findCrossovers([point('a', 1, 1), point('a', 2, 2), point('b', 1, 3), point('b', 2, 4)], 'a', 'b')).toEqual(
    [],
  );
});

it('a saved run is compared where it has the same bench with the same inputs', () => {
  const samples = Array.from({ length: 40 }, (_, i) => 100 + (i % 5));
  const options = { seed: '1', blockCount: 40, batchMs: 1, threshold: 0.05 };
  const context = { options, random: createRandom(1) };
  const now = { ...goodBench, variants: [createVariant('lua', 100, { samples })] };
  const slower = {
    ...goodBench,
    variants: [createVariant('lua', 100, { samples: samples.map((each) => each / 1.3) })],
  };
  const against = (benches: (typeof goodBench)[]) =>
    compareWithSaved(now, { kind: 'saved', label: 'old.json', record: createRecord(benches) }, context);
  expect(against([slower]).changes).toMatchObject([{ variant: 'lua', with: 'lua', verdict: 'slower' }]);
  expect(against([now]).changes).toMatchObject([{ verdict: 'same' }]);
  expect(against([])).toEqual({ changes: [], warnings: ['old.json does not have it'] });
  expect(against([{ ...slower, inputsVersion: 'other' }]).warnings).toEqual([
    'old.json has other inputs for it: not compared',
  ]);
  expect(against([{ ...slower, variants: [] }]).warnings).toEqual(['old.json does not have lua']);
});
