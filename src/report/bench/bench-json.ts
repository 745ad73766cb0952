import type { BenchRecord } from '../../model/bench-record.js';

/** A session of benchmarks as JSON: all samples, so that it can be read again as a baseline. */
export function toBenchJson(record: BenchRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}
