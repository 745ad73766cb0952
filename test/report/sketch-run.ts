import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { foldEvents, type RunRecord } from '../../src/model/run-record.js';

/** What a test says of a result; the rest is filled in. */
export type ResultSketch = Partial<Omit<ScenarioResult, 'scenario'>> & {
  readonly file: string;
  readonly line?: number;
  readonly index?: number;
  readonly path: readonly string[];
  readonly tags?: readonly string[];
  readonly reason?: string;
};

/** A scenario's result, passed in 4 ms unless the sketch says otherwise. */
export function createResult(sketch: ResultSketch): ScenarioResult {
  const { file, line = 10, index = 0, path, tags = [], reason, ...rest } = sketch;
  const mode = rest.outcome === 'skipped' ? 'skip' : rest.outcome === 'todo' ? 'todo' : 'run';
  return {
    scenario: {
      id: `${file}::${path.join(' › ')}`,
      file,
      line,
      index,
      path,
      tags,
      mode,
      ...(reason === undefined ? {} : { reason }),
    },
    outcome: 'passed',
    failures: [],
    durationMs: 4,
    earlierAttempts: [],
    checkCount: 3,
    output: '',
    journal: [],
    entryCount: rest.journal?.length ?? 0,
    seed: 'a41f09c2',
    worker: 0,
    startedMs: 40,
    ...rest,
  };
}

/** A run around the given results. */
export function createEvents(results: readonly ScenarioResult[]): RunEvent[] {
  const files = [...new Set(results.map(({ scenario }) => scenario.file))];
  return [
    {
      kind: 'run.started',
      format: 1,
      moonrigVersion: '0.1.0',
      nodeVersion: '20.19.0',
      hostname: 'ci-7',
      startedAt: '2026-03-01T09:30:00.250Z',
      project: 'agent-rules',
      seed: '42',
      workerCount: 4,
    },
    ...files.map((file): RunEvent => {
      const count = results.filter(({ scenario }) => scenario.file === file).length;
      return { kind: 'file.loaded', file, scenarioCount: count, selectedCount: count, durationMs: 2.5 };
    }),
    ...results.map((result): RunEvent => ({ kind: 'scenario.finished', result })),
    {
      kind: 'warning',
      message: 'the name "approves small epics" is defined twice in its block; the second is "#2"',
      at: { file: 'scenarios/rules/epic_validation.scenario.lua', line: 48 },
      hint: 'give each scenario its own name',
    },
    { kind: 'run.finished', durationMs: 1843.2 },
  ];
}

/** A run of many small scenarios in files of 100. Every 50th fails. */
export function createLargeRecord(count: number): RunRecord {
  const results = Array.from({ length: count }, (_, number) => {
    const file = `scenarios/load/part_${String(Math.floor(number / 100)).padStart(3, '0')}.scenario.lua`;
    const isBad = number % 50 === 49;
    return createResult({
      file,
      line: 3 + (number % 100) * 4,
      index: number % 100,
      path: [`part ${Math.floor(number / 100)}`, `decides case ${number}`],
      durationMs: 1 + (number % 17),
      worker: number % 4,
      startedMs: Math.floor(number / 4) * 10,
      journal: [{ kind: 'check', at: 0, text: `assert.equal(${number}, ${number})` }],
      ...(isBad
        ? {
            outcome: 'failed',
            failures: [{ check: 'equal', message: `the values differ`, expected: '1', actual: '2' }],
          }
        : {}),
    });
  });
  return foldEvents(createEvents(results));
}
