import { type BenchPlan, runBenches } from '../../bench/session/bench-runner.js';
import { findMeans, settleBenches } from '../../bench/settle-record.js';
import type { UnsettledResult } from '../../bench/summarize-bench.js';
import type { BenchRecord } from '../../model/bench-record.js';
import { nameProject } from '../../run/describe-start.js';
import { describeEnvironment } from './bench-environment.js';

export interface RecordHooks {
  onBegin(file: string, name: string): void;
  readonly signal: AbortSignal;
}

export interface RecordedBenches {
  readonly record: BenchRecord;
  readonly isInterrupted: boolean;
}

/** Runs benches and makes a record of what they say. */
export async function recordBenches(plan: BenchPlan, hooks: RecordHooks): Promise<RecordedBenches> {
  const startedAt = new Date().toISOString();
  const begun = performance.now();
  const results: UnsettledResult[] = [];
  const isWhole = await runBenches(plan, { ...hooks, onResult: (result) => results.push(result) });
  const { options, earlier, project } = plan;
  const benches = settleBenches(results);
  const record: BenchRecord = {
    format: 1,
    project: nameProject(project.root),
    startedAt,
    durationMs: Math.round(performance.now() - begun),
    seed: options.seed,
    blockCount: options.blockCount,
    threshold: options.threshold,
    environment: describeEnvironment(),
    ...(earlier && { against: earlier.label }),
    benches,
    means: findMeans(benches),
  };
  return { record, isInterrupted: !isWhole };
}
