import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/console/palette.js';
import { showDuration } from '../../../src/cli/console/show-duration.js';
import { showFailures } from '../../../src/cli/console/show-failures.js';
import { showSlowest } from '../../../src/cli/console/show-slowest.js';
import { showSummary } from '../../../src/cli/console/show-summary.js';
import { showWarnings } from '../../../src/cli/console/show-warnings.js';
import { makeVisible } from '../../../src/cli/console/visible.js';
import type { RunEvent, ScenarioResult } from '../../../src/model/run-event.js';
import { foldEvents } from '../../../src/model/run-record.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../../support/results.js';

it.each([
  [0, '0.0 ms'],
  [0.44, '0.4 ms'],
  [9.96, '10 ms'],
  [31.4, '31 ms'],
  [999.6, '1.00 s'],
  [1240, '1.24 s'],
  [59_999, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('shows %f ms as %s', (durationMs, text) => {
  expect(showDuration(durationMs)).toBe(text);
});

it('writes out what a terminal would obey or hide', () => {
  expect(makeVisible('a\nb\tc\r\u001B[31m\u0000\u007F\u009B')).toBe('a\\nb\\tc\\r\\x1b[31m\\x00\\x7f\\x9b');
  expect(makeVisible('\u202Egnp\u2069\u2028\uD800')).toBe('\\u{202e}gnp\\u{2069}\\u{2028}\\u{d800}');
  expect(makeVisible('日本 é 👩‍🚀 ]]>')).toBe('日本 é 👩‍🚀 ]]>');
});

function createSetupError(name: string): ScenarioResult {
  const at = { file: 'scenarios/a.scenario.lua', line: 3 };
  return createResult(name, { outcome: 'errored', error: { cause: 'setup', message: 'no table', at, traceback: [] } });
}

const noRerun = () => undefined;

it('shows a failed setup once, with how many it kept from running', () => {
  const text = showFailures([createSetupError('a'), createSetupError('b'), createSetupError('c')], PLAIN, noRerun).join(
    '\n',
  );
  expect(text.match(/no table/g)).toHaveLength(1);
  expect(text).toContain('the same setup kept 2 more from running');
});

it('shows a failure with what explains it, and ends with the command that runs it again', () => {
  const failure = {
    check: 'equal',
    message: 'expected the two to be equal',
    at: { file: 'scenarios/a.scenario.lua', line: 3 },
    expected: '"one"',
    actual: '"two"',
    excerpt: { firstLine: 2, lines: ['  local word = "two"', '  assert.equal("one", word)', 'end)'], line: 3 },
    locals: { values: [{ name: 'word', value: '"two"' }], hiddenCount: 0 },
    entriesBefore: 1,
  };
  const journal = [{ kind: 'log', at: 0, text: 'info: begun' }];
  const result = createResult('a', { outcome: 'failed', failures: [failure], journal, entryCount: 1 });
  expect(showFailures([result], PLAIN, ({ scenario: { file, line } }) => `run ${file}:${line}`).slice(3)).toEqual([
    '✗ failed  a  scenarios/a.scenario.lua:1',
    '    expected the two to be equal',
    '      at scenarios/a.scenario.lua:3',
    '      expected: "one"',
    '      actual:   "two"',
    '                 ^',
    '        2 |   local word = "two"',
    '      > 3 |   assert.equal("one", word)',
    '              ^',
    '        4 | end)',
    '      locals   word = "two"',
    '      journal  0 ms  log  info: begun',
    '      again    run scenarios/a.scenario.lua:1',
  ]);
});

it('shows fifty failures in full and counts the rest', () => {
  const results = Array.from({ length: 60 }, (_, index) => createResult(`s${index}`, { outcome: 'empty' }));
  const lines = showFailures(results, PLAIN, noRerun);
  expect(lines.filter((line) => line.startsWith('✗ checked nothing'))).toHaveLength(50);
  expect(lines.at(-1)).toBe('… and 10 more; the reports hold them all');
});

it('shows nothing where nothing is bad, slow or to be warned of', () => {
  const results = [createResult('a'), createResult('b', { outcome: 'skipped' })];
  expect(showFailures(results, PLAIN, noRerun)).toEqual([]);
  expect(showSlowest(results, PLAIN)).toEqual([]);
  expect(showWarnings([], PLAIN)).toEqual([]);
});

it('shows the five slowest, slowest first', () => {
  const results = [60, 900, 49, 70, 80, 90, 100].map((durationMs) =>
    createResult(`took ${durationMs}`, { durationMs }),
  );
  const lines = showSlowest(results, PLAIN).slice(2);
  expect(lines.map((line) => line.trim().split('  ')[1])).toEqual([
    'took 900',
    'took 100',
    'took 90',
    'took 80',
    'took 70',
  ]);
  expect(lines[0]).toBe('      900 ms  took 900  scenarios/a.scenario.lua');
});

it('shows each warning once, with its address and hint', () => {
  const warning = { kind: 'warning', message: 'twice\u0007', at: { file: 'a.lua', line: 2 }, hint: 'rename' } as const;
  expect(showWarnings([warning, warning, { kind: 'warning', message: 'bare' }], PLAIN)).toEqual([
    '',
    'Warnings',
    '  a.lua:2: twice\\x07\n    hint: rename',
    '  bare',
  ]);
});

function summarize(events: readonly RunEvent[], seed = '1', config?: string): string {
  const record = foldEvents([{ ...STARTED, seed, workerCount: 1 }, ...events]);
  return showSummary(record, {
    palette: PLAIN,
    reports: [],
    ...(config === undefined ? {} : { flags: { config } }),
  }).join('\n');
}

it('sums up a run in four lines', () => {
  const events = [told(createResult('a')), told(createResult('b', { outcome: 'todo' })), createFinished()];
  expect(summarize(events)).toBe('\nScenarios  1 passed, 1 to do of 2 in 1 file\nTime       1.24 s seed 1, 1 worker');
});

it('counts the orders of tasks that were tried', () => {
  const tried = (name: string, triedCount: number, isAll: boolean) =>
    told(createResult(name, { schedule: { number: 0, triedCount, isAll } }));
  const line = (...events: RunEvent[]) =>
    summarize([...events, createFinished()])
      .split('\n')
      .at(3);
  expect(line(tried('a', 6, true))).toBe('Schedules  6 orders of the tasks of 1 scenario, all there are');
  expect(line(tried('a', 6, true), tried('b', 20, false), tried('c', 1, false))).toBe(
    'Schedules  26 orders of the tasks of 2 scenarios, all there are of 1',
  );
  expect(line(tried('a', 20, false))).toBe('Schedules  20 orders of the tasks of 1 scenario');
  expect(line(tried('a', 1, false))).toBe(undefined);
});

it('quotes what a shell would take apart in the command that runs failures again', () => {
  const events = [told(createResult('a', { outcome: 'failed' })), createFinished()];
  expect(summarize(events, "it's 5", 'ci/my config.json').split('\n').at(-1)).toBe(
    "  npx moonrig run --last-failed --seed 'it'\\''s 5' --config 'ci/my config.json'",
  );
});

it('says why a run ended early, and of how many that was', () => {
  const events = [told(createResult('a', { outcome: 'failed' }))];
  expect(summarize([...events, createFinished({ stopped: 'bailed' })])).toContain(
    'Stopped by --bail: the rest did not run.',
  );
  expect(summarize(events)).toContain('The run was cut off');
  expect(summarize([createLoaded('scenarios/a.scenario.lua', 9, 7), ...events])).toContain('1 failed of 7 in 1 file');
});
