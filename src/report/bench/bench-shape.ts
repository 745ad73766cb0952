import { list, number, object, text } from '../shape.js';

const estimate = object({ value: number, low: number, high: number, count: number });
const variant = object({ name: text, kind: text, path: text, version: text, samples: list(number), median: estimate });
const bench = object({ name: text, file: text, inputsVersion: text, variants: list(variant) });
const record = object({
  format: number,
  seed: text,
  blockCount: number,
  threshold: number,
  environment: object({
    cpu: text,
    coreCount: number,
    platform: text,
    nodeVersion: text,
    v8Version: text,
    moonrigVersion: text,
  }),
  benches: list(bench),
});

/** What is wrong with a saved run, or nothing. Only what a comparison needs is looked at. */
export function checkBenchRecord(value: unknown): string | undefined {
  const problem = record(value, '');
  if (problem !== undefined) return problem;
  const isNewer = typeof value === 'object' && value !== null && 'format' in value && value.format !== 1;
  return isNewer ? 'it was written by a newer moonrig' : undefined;
}
