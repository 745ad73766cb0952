import type { Scenario } from '../../src/model/scenario.js';

/** A scenario named by its path, with what a test cares about. */
export function createScenario(path: string, more: Partial<Scenario> = {}): Scenario {
  const file = more.file ?? 'scenarios/a.scenario.lua';
  const names = path.split(' › ');
  return { id: `${file}::${names.join('::')}`, file, line: 1, index: 0, path: names, tags: [], mode: 'run', ...more };
}
