import { beforeEach, expect, it } from 'vitest';

import { createIo } from '../support/io.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../support/results.js';
import { createRoot, createRun, FILE, resetRunner, run, runner, tellAll } from './fake-runner.js';

beforeEach(resetRunner);

it('plans what the project holds and resolves the settings', async () => {
  const root = createRoot({ 'moonrig.config.json': '{ "retries": 3, "timeoutMs": 7 }' });
  await run(root, ['--timeout', '9', '--seed', 'x', '--bail', '--tag', '#smoke', '--tag', '!slow', '-t', 'low', FILE]);
  expect(runner.calls[0]).toMatchObject([
    { files: [FILE], selection: { filter: 'low', tags: ['smoke', '!slow'] } },
    { root, retries: 3, timeoutMs: 9, seed: 'x', bail: 1 },
  ]);
});

it('takes a number behind --bail and leaves a path behind it alone', async () => {
  const root = createRoot();
  await run(root, ['--bail', '3']);
  await run(root, ['--bail=4']);
  await run(root, ['--bail', FILE]);
  expect(runner.calls.map(([, settings]) => settings.bail)).toEqual([3, 4, 1]);
});

it('shows files, failures and a summary that ends with the command to run them again', async () => {
  const { code, out, err } = await run(createRoot());
  expect(code).toBe(1);
  expect(err).toBe('');
  expect(out).toContain(`✗ ${FILE} (2, 1 failed) 5.0 ms\n    ✗ failed  b\n`);
  expect(out).toContain('\nFailures\n\n✗ failed  b  scenarios/a.scenario.lua:1\n');
  expect(out).toContain('expected 1, found 2');
  expect(out).toContain('Scenarios  1 passed, 1 failed of 2 in 1 file\n');
  expect(out).toContain('Reports    reports/junit.xml, reports/report.html, reports/run.ndjson\n');
  expect(out.endsWith('\nRun the failures again:\n  npx moonrig run --last-failed --seed 1\n')).toBe(true);
});

it('is green without a word about failures where all passed', async () => {
  runner.script = tellAll(createRun([createResult('a')]));
  const { code, out } = await run(createRoot());
  expect(code).toBe(0);
  expect(out).toContain(`✓ ${FILE} (1) 3.0 ms\n`);
  expect(out).not.toContain('again');
});

it('is no success to run nothing', async () => {
  runner.script = tellAll([STARTED, createLoaded(FILE, 4, 0), createFinished()]);
  const { code, out } = await run(createRoot(), ['-t', 'nowhere']);
  expect(code).toBe(3);
  expect(out).toContain('The selection keeps none of 4 scenarios.');
});

it('prints what each scenario does, as it does it, under --debug', async () => {
  const io = createIo(createRoot());
  runner.script = async (plan, settings, hooks) => {
    await tellAll([STARTED, createLoaded(FILE, 1)])(plan, settings, hooks);
    const running = { worker: 0, scenario: `${FILE}::a`, hasVerdict: true };
    hooks.onTrace({ ...running, entry: { kind: 'print', at: 0, text: 'hello\nthere', file: FILE, line: 4 } });
    expect(io.printed.out).toBe(`${FILE}::a\n      0 ms  print            hello there  ${FILE}:4\n`);
    hooks.onTrace({ ...running, entry: { kind: 'llm.call', at: 12, text: 'haiku' } });
    await tellAll([told(createResult('a')), createFinished()])(plan, settings, hooks);
  };
  const { out } = await run(io.cwd, ['--debug'], io);
  expect(runner.calls[0]?.[1]).toMatchObject({ debug: true, workerCount: 1, timeoutMs: 0 });
  expect(out).toContain('     12 ms  llm.call         haiku\n✓ passed  a\n');
});

it('colours on a terminal, and not under --no-color', async () => {
  const root = createRoot();
  const terminal = { isTTY: true, columns: 40 };
  const colored = await run(root, [], createIo(root, { terminal }));
  expect(colored.out).toContain('\u001B[31m✗\u001B[39m scenarios/a.scenario.lua');
  const plain = await run(root, ['--no-color'], createIo(root, { terminal, env: { CI: 'true', FORCE_COLOR: '1' } }));
  expect(plain.out).not.toContain('\u001B');
});

it('never lets a name move the cursor', async () => {
  const nasty = createResult('evil\u001B[2J\nname\u202E', { outcome: 'failed' });
  runner.script = tellAll(createRun([nasty]));
  const { out } = await run(createRoot());
  expect(out).toContain('✗ failed  evil\\x1b[2J\\nname\\u{202e}\n');
  expect(out).not.toContain('\u001B');
});

it.each([
  [['--timeout', 'soon'], '--timeout: expected a whole number from 0 to 2147483647, found "soon"'],
  [['--timeout', '-5'], '--timeout: expected a whole number from 0 to 2147483647, found "-5"'],
  [['--workers', '0'], '--workers: expected a whole number from 1 to 256, found "0"'],
  [['--retries', '1.5'], '--retries: expected a whole number from 0 to 100, found "1.5"'],
  [['--bail=x'], '--bail: expected a whole number from 0 to 1000000000, found "x"'],
  [['--seed'], "option '--seed <text>' argument missing\n  hint: `moonrig help run` lists what it takes"],
  [['--fitler', 'x'], "unknown option '--fitler'\n  hint: did you mean --filter?"],
  [['--reporter', 'junti'], '--reporter junti: there is no report "junti"\n  hint: did you mean junit?'],
  [['--reporter', 'junit:'], '--reporter junit:: the path is empty'],
  [
    ['-t', '/(/'],
    '--filter /(/ is not a regular expression: /(/: Unterminated group\n  hint: without the slashes it is looked for as plain text',
  ],
  [
    ['scenarios/b.scenario.lua'],
    'scenarios/b.scenario.lua does not exist\n  hint: did you mean scenarios/a.scenario.lua?',
  ],
])('refuses %j with what is allowed', async (argv, message) => {
  expect(await run(createRoot(), argv)).toEqual({ code: 3, out: '', err: `moonrig: ${message}\n` });
  expect(runner.calls).toEqual([]);
});

it('takes one order of tasks or a number of them, not both', async () => {
  const { code, err } = await run(createRoot(), ['--schedule', '7', '--schedules', '9']);
  expect([code, err.split('\n')[0]]).toEqual([3, 'moonrig: --schedule and --schedules cannot both be given']);
  expect((await run(createRoot(), ['--schedules', '0'])).err).toContain('--schedules');
});
