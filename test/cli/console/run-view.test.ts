import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/console/palette.js';
import { createRunView } from '../../../src/cli/console/run-view.js';
import type { RunEvent } from '../../../src/model/run-event.js';
import type { Scenario } from '../../../src/model/scenario.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../../support/results.js';

function view(events: readonly RunEvent[]) {
  const lines: string[] = [];
  const statuses: string[] = [];
  const sink = {
    line: (text: string) => lines.push(text),
    status: (show: () => string) => statuses.push(show()),
    close: () => {},
  };
  const { onEvent } = createRunView({ sink, palette: PLAIN, fileCount: 3, isTraced: false });
  for (const event of events) onEvent(event);
  return { lines, statuses };
}

const inFile = (
  file: string,
  name: string,
  outcome: 'passed' | 'failed' | 'errored' = 'passed',
  more: Partial<Scenario> = {},
) => told(createResult(name, { outcome, durationMs: 10 }, { file, ...more }));

it('prints a file when the last of its scenarios is done, whatever runs beside it', () => {
  const { lines } = view([
    STARTED,
    createLoaded('a.lua', 5, 2),
    createLoaded('b.lua', 1),
    inFile('a.lua', 'one'),
    inFile('b.lua', 'two', 'failed'),
    inFile('a.lua', 'three'),
    createFinished(),
  ]);
  expect(lines).toEqual(['✗ b.lua (1, 1 failed) 11 ms', '    ✗ failed  two', '✓ a.lua (2) 21 ms']);
});

it('prints a file that did not load, and none of which nothing was selected', () => {
  const { lines } = view([
    STARTED,
    createLoaded('a.lua', 3, 0),
    inFile('b.lua', '<load>', 'errored', { index: -1, standsFor: 'load' }),
    createFinished(),
  ]);
  expect(lines).toEqual(['✗ b.lua (1, 1 errored) 10 ms', '    ✗ errored  <load>']);
});

it('lists a file once, with what went wrong around its scenarios', () => {
  const { lines } = view([
    STARTED,
    createLoaded('a.lua', 1),
    inFile('a.lua', '<teardown>', 'errored', { standsFor: 'teardown' }),
    inFile('a.lua', 'one'),
    createFinished(),
  ]);
  expect(lines).toEqual(['✗ a.lua (2, 1 errored) 21 ms', '    ✗ errored  <teardown>']);
});

it('counts all attempts of a scenario in the time of its file', () => {
  const first = { outcome: 'failed', failures: [], durationMs: 30 } as const;
  const { lines } = view([
    STARTED,
    createLoaded('scenarios/a.scenario.lua', 1),
    told(createResult('a', { outcome: 'flaky', durationMs: 10, earlierAttempts: [first] })),
  ]);
  expect(lines).toEqual(['✓ scenarios/a.scenario.lua (1, 1 flaky) 41 ms']);
});

it('keeps the status up to date', () => {
  const { statuses } = view([
    STARTED,
    createLoaded('a.lua', 2),
    inFile('a.lua', 'one'),
    inFile('a.lua', 'two', 'failed'),
  ]);
  expect(statuses).toEqual([
    '0/3 files, 0 good, 0 bad  a.lua',
    '0/3 files, 1 good, 0 bad  a.lua',
    '1/3 files, 1 good, 1 bad  a.lua',
  ]);
});

it('passes over events it does not know', () => {
  const unknown = { kind: 'gate.opened' } as unknown as RunEvent;
  expect(view([STARTED, unknown]).lines).toEqual([]);
});
