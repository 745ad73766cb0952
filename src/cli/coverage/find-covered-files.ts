import type { Config } from '../../model/config.js';
import { KnownError } from '../../model/known-error.js';
import type { Warning } from '../../model/run-event.js';
import { compareText } from '../../model/run-record.js';
import { findFiles } from '../../scenario/find-files.js';
import { ALWAYS_EXCLUDED, DEFAULT_SCENARIO_GLOBS } from '../../scenario/patterns.js';

export interface CoveredFilesRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly config: Config;
  /** What runs: scenario files do not count. */
  readonly scenarioFiles: readonly string[];
}

export interface CoveredFiles {
  /** Relative to the project, sorted by code unit. */
  readonly files: readonly string[];
  readonly warnings: readonly Warning[];
}

/** The Lua files whose coverage is told. Throws a KnownError where the config's globs stand for none. */
export async function findCoveredFiles({ root, config, scenarioFiles }: CoveredFilesRequest): Promise<CoveredFiles> {
  const { include = ['**/*.lua'], exclude = [] } = config.coverage ?? {};
  const scenarios = ['**/*.scenario.lua', ...(config.scenarios ?? DEFAULT_SCENARIO_GLOBS)];
  const setups = (config.setupFiles ?? []).map((file) => file.replace(/^(?:\.\/)+/, ''));
  const { files, warnings } = await findFiles(root, include, [...ALWAYS_EXCLUDED, ...scenarios, ...setups, ...exclude]);
  const running = new Set(scenarioFiles);
  const counted = files.filter((file) => file.endsWith('.lua') && !running.has(file)).sort(compareText);
  if (counted.length === 0 && config.coverage?.include !== undefined)
    throw new KnownError('bad-config', `coverage.include (${include.join(', ')}) stands for no Lua file`, {
      hint: 'scenario files, benches and setupFiles never count',
    });
  return { files: counted, warnings };
}
