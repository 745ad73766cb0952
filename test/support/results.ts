import type { FileLoaded, RunEvent, RunFinished, RunStarted, ScenarioResult } from '../../src/model/run-event.js';
import type { Scenario } from '../../src/model/scenario.js';
import { createScenario } from './scenarios.js';

export const STARTED: RunStarted = {
  kind: 'run.started',
  format: 1,
  moonrigVersion: '0.1.0',
  nodeVersion: 'v20.19.0',
  hostname: 'host',
  startedAt: '2026-01-02T03:04:05.000Z',
  project: 'project',
  seed: '1',
  workerCount: 2,
};

export function createLoaded(file: string, count: number, selectedCount = count): FileLoaded {
  return { kind: 'file.loaded', file, scenarioCount: count, selectedCount, durationMs: 1 };
}

export function createFinished(more: Partial<RunFinished> = {}): RunFinished {
  return { kind: 'run.finished', durationMs: 1240, ...more };
}

/** A passed result, with what a test cares about. */
export function createResult(
  path: string,
  more: Partial<ScenarioResult> = {},
  scenario: Partial<Scenario> = {},
): ScenarioResult {
  return {
    scenario: createScenario(path, scenario),
    outcome: 'passed',
    failures: [],
    durationMs: 2,
    earlierAttempts: [],
    checkCount: 1,
    output: '',
    journal: [],
    entryCount: 0,
    seed: 'ab',
    worker: 0,
    startedMs: 0,
    ...more,
  };
}

export function told(result: ScenarioResult): RunEvent {
  return { kind: 'scenario.finished', result };
}
