import type { BenchRecord, BenchResult, ComparedVariant, VariantResult } from '../../../src/model/bench-record.js';

const estimate = (value: number) => ({ value, low: value * 0.99, high: value * 1.01, count: 4 });

export function createVariant(name: string, ns: number, changes: Partial<VariantResult> = {}): VariantResult {
  const samples = [ns * 0.98, ns, ns, ns * 1.04];
  return {
    name,
    kind: 'lua',
    path: `rules/${name}.lua`,
    version: '0123456789abcdef',
    samples,
    summary: { count: 4, min: ns * 0.98, median: ns, mad: ns * 0.01, mean: ns, deviation: ns * 0.02, outlierCount: 1 },
    median: estimate(ns),
    batchSize: 640,
    parts: [],
    coldStart: estimate(5e6),
    warnings: [],
    ...changes,
  };
}

export function compare(
  variant: string,
  other: string,
  ratio: number,
  verdict: ComparedVariant['verdict'],
): ComparedVariant {
  return {
    variant,
    with: other,
    ratio: estimate(ratio),
    verdict,
    p: 0.001,
    isSignificant: true,
    differences: [-1, -2, -1, 3],
  };
}

export const goodBench: BenchResult = {
  name: 'epic <validation>',
  file: 'rules/epic.bench.lua',
  line: 3,
  inputCount: 64,
  size: 8,
  baseline: 'lua',
  hasOwnBaseline: true,
  inputsVersion: 'abc',
  variants: [
    createVariant('lua', 1234, {
      parts: [
        { name: 'overhead', estimate: estimate(100) },
        { name: 'in', estimate: estimate(300) },
        { name: 'vm', estimate: estimate(600) },
        { name: 'out', estimate: estimate(-2) },
        { name: 'batch', estimate: estimate(900) },
      ],
    }),
    createVariant('fast', 600, { warnings: ['its times had not settled when the blocks began'] }),
  ],
  comparisons: [compare('fast', 'lua', 0.5, 'faster')],
  changes: [compare('lua', 'lua', 1.2, 'slower'), compare('fast', 'fast', 1.0, 'same')],
  selfCheck: { ...compare('lua', 'lua', 1, 'same'), isNoisy: false },
  sweep: {
    sizes: [1, 8],
    points: ['lua', 'fast'].flatMap((variant, i) =>
      [1, 8].map((size) => ({ variant, size, estimate: estimate(100 * size * (i + 1)) })),
    ),
    crossovers: [{ variant: 'fast', with: 'lua', size: 2.5 }],
  },
  warnings: ['old.json does not have wide'],
};

export const refusedBench: BenchResult = {
  ...goodBench,
  name: 'refused',
  line: 9,
  problem: {
    kind: 'disagreement',
    message: 'fast and lua give different results',
    counterexample: {
      input: '{"score":50}',
      outputs: [
        { variant: 'lua', output: '1' },
        { variant: 'fast', output: '2' },
      ],
    },
  },
  variants: [],
  comparisons: [],
  changes: [],
};

export function createRecord(benches: readonly BenchResult[], changes: Partial<BenchRecord> = {}): BenchRecord {
  return {
    format: 1,
    project: 'shop',
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 1234,
    seed: '1',
    blockCount: 4,
    threshold: 0.05,
    environment: {
      cpu: 'A Processor',
      coreCount: 2,
      platform: 'linux x64',
      nodeVersion: '20.19.0',
      v8Version: '11.3',
      moonrigVersion: '0.1.0',
    },
    benches,
    means: [],
    ...changes,
  };
}
