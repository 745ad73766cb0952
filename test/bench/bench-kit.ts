import type { BenchContext } from '../../src/bench/bench-context.js';
import { openBenchProject } from '../../src/bench/load/bench-project.js';
import { loadBenchFile } from '../../src/bench/load/load-bench-file.js';
import { runBench } from '../../src/bench/run-bench.js';
import type { UnsettledResult } from '../../src/bench/summarize-bench.js';
import { createRandom } from '../../src/model/random-numbers.js';
import { createProject } from '../support/project.js';

export const EPIC_LUA = 'return function(epic) return { ok = (epic.score or 0) > 50 } end';
export const EPIC_TS = 'export default (epic: { score?: number }) => ({ ok: (epic.score ?? 0) > 50 });';

const ROOTS = { behavior: [], rule: ['rules'], workflow: [], config: [], transform: [], template: [], prompt: [] };

/** A project of these files, opened for benches. */
export function openFiles(files: Readonly<Record<string, string>>) {
  const project = { root: createProject(files), roots: ROOTS, modulePaths: [], memoryBytes: 64 * 1024 * 1024 };
  return openBenchProject(project);
}

/** Each look at this clock is so many milliseconds after the one before, whatever happens between. */
export function createSteps(stepMs: number): BenchContext['clock'] {
  let nowMs = 0;
  return {
    resolutionMs: 1e-6,
    now() {
      nowMs += stepMs;
      return nowMs;
    },
  };
}

/** The results of all benches of `x.bench.lua`, by a clock that makes even steps. */
export async function runFile(
  source: string,
  others: Readonly<Record<string, string>>,
  more: Partial<BenchContext> = {},
): Promise<UnsettledResult[]> {
  const files = openFiles({ ...others, 'x.bench.lua': source });
  const context: BenchContext = {
    files,
    options: { seed: '1', blockCount: 4, batchMs: 1, threshold: 0.05 },
    random: createRandom(1),
    clock: createSteps(2),
    onBatch: () => undefined,
    ...more,
  };
  const file = loadBenchFile('x.bench.lua', files);
  const results: UnsettledResult[] = [];
  for (const bench of file.benches) results.push(await runBench(bench, file, context));
  return results;
}
