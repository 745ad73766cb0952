import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import type { RunPlan, RunSettings } from '../../src/model/settings.js';
import type { TraceNote } from '../../src/model/trace-note.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../support/results.js';

interface Hooks {
  onEvent(event: RunEvent, line: string): void;
  onTrace(note: TraceNote): void;
  readonly signal: AbortSignal;
}

type Script = (plan: RunPlan, settings: RunSettings, hooks: Hooks) => Promise<void>;
const runner = vi.hoisted(() => ({ script: undefined as Script | undefined, calls: [] as [RunPlan, RunSettings][] }));

vi.mock('../../src/run/runner.js', () => ({
  Runner: class {
    readonly settings: RunSettings;

    constructor(settings: RunSettings) {
      this.settings = settings;
    }

    async run(plan: RunPlan, hooks: Hooks) {
      runner.calls.push([plan, this.settings]);
      await runner.script?.(plan, this.settings, hooks);
    }
  },
}));

const FILE = 'scenarios/a.scenario.lua';

function tellAll(events: readonly RunEvent[]): Script {
  return async (_plan, _settings, { onEvent }) => {
    for (const event of events) onEvent(event, JSON.stringify(event));
  };
}

function createRun(results: readonly ScenarioResult[]): RunEvent[] {
  return [STARTED, createLoaded(FILE, results.length), ...results.map(told), createFinished()];
}

function createRoot(more: Readonly<Record<string, string>> = {}): string {
  return createProject({ [FILE]: '', ...more });
}

const failed = createResult('b', {
  outcome: 'failed',
  failures: [{ check: 'equal', message: 'expected 1, found 2', at: { file: FILE, line: 3 } }],
});

beforeEach(() => {
  runner.calls = [];
  runner.script = tellAll(createRun([createResult('a'), failed]));
});

async function run(root: string, argv: readonly string[] = [], io = createIo(root)) {
  const code = await runCli(['run', ...argv], io);
  return { code, ...io.printed };
}

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

it('streams run.ndjson and writes the other reports, leaving no temporary files', async () => {
  const root = createRoot();
  await run(root);
  const lines = readFileSync(join(root, 'reports/run.ndjson'), 'utf8').split('\n');
  expect(lines.slice(0, -1)).toEqual(createRun([createResult('a'), failed]).map((event) => JSON.stringify(event)));
  expect(lines.at(-1)).toBe('');
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
});

it('writes only the reports that were asked for, where they were asked for', async () => {
  const root = createRoot({ 'moonrig.config.json': '{ "reporters": ["html"] }' });
  await run(root);
  expect(readdirSync(join(root, 'reports'))).toEqual(['report.html']);
  await run(root, ['--reporter', 'junit:build/deep/x.xml', '--reporter', 'json']);
  expect(existsSync(join(root, 'build/deep/x.xml'))).toBe(true);
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['report.html', 'report.json']);
});

it('refuses two reports in one place before it runs', async () => {
  const { code, err } = await run(createRoot(), ['--reporter', 'junit:x', '--reporter', 'html:./x']);
  expect([code, err]).toEqual([3, 'moonrig: junit and html would both be ./x\n']);
  expect(runner.calls).toEqual([]);
});

it('writes the other reports where one cannot be written, and is not green', async () => {
  runner.script = tellAll(createRun([createResult('a')]));
  const root = createRoot({ blocked: '' });
  const { code, out, err } = await run(root, [
    ...['--reporter', 'junit:blocked/x.xml', '--reporter', 'html'],
    ...['--reporter', 'ndjson:blocked/run.ndjson'],
  ]);
  expect(code).toBe(2);
  expect(err).toMatch(
    /^moonrig: blocked\/x\.xml was not written: .+\nmoonrig: blocked\/run\.ndjson was not written: .+\n$/,
  );
  expect(out).toContain('Reports    reports/report.html\n');
});

it('does not replace a folder by a report', async () => {
  const root = createRoot();
  mkdirSync(join(root, 'reports/junit.xml'), { recursive: true });
  const { code, err } = await run(root);
  expect(code).toBe(1);
  expect(err).toMatch(/^moonrig: reports\/junit\.xml was not written: it is a folder/);
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
});

it('runs the failures of the last run again, whole files where they had not loaded', async () => {
  const root = createRoot({ 'scenarios/b.scenario.lua': '' });
  const load = createResult('<load>', { outcome: 'errored' }, { file: 'scenarios/b.scenario.lua', index: -1 });
  runner.script = tellAll(createRun([createResult('a'), failed, load]));
  await run(root);
  await run(root, ['--last-failed']);
  expect(runner.calls[1]?.[0]).toEqual({
    files: [FILE, 'scenarios/b.scenario.lua'],
    selection: { ids: [`${FILE}::b`, 'scenarios/b.scenario.lua::<load>'] },
  });
  await run(root, ['--last-failed', FILE]);
  expect(runner.calls[2]?.[0].files).toEqual([FILE]);
});

it('runs them again in the orders of tasks in which they failed', async () => {
  const root = createRoot();
  const inOrder = createResult('a', { outcome: 'failed', schedule: { number: 12, triedCount: 9, isAll: false } });
  runner.script = tellAll(createRun([inOrder, failed]));
  await run(root);
  await run(root, ['--last-failed']);
  expect(runner.calls[1]?.[0].selection).toEqual({
    ids: [`${FILE}::a`, `${FILE}::b`],
    schedules: { [`${FILE}::a`]: 12 },
  });
});

it('takes one order of tasks or a number of them, not both', async () => {
  const { code, err } = await run(createRoot(), ['--schedule', '7', '--schedules', '9']);
  expect([code, err.split('\n')[0]]).toEqual([3, 'moonrig: --schedule and --schedules cannot both be given']);
  expect((await run(createRoot(), ['--schedules', '0'])).err).toContain('--schedules');
});

it('has nothing to run where the last run was good', async () => {
  runner.script = tellAll(createRun([createResult('a')]));
  const root = createRoot();
  await run(root);
  const { code, out } = await run(root, ['--last-failed']);
  expect([code, out]).toEqual([0, 'The last run had no failures: nothing to run.\n']);
});

it('remembers what was bad where a selection kept nothing since', async () => {
  runner.script = tellAll(createRun([createResult('a', { outcome: 'failed' })]));
  const root = createRoot();
  await run(root);
  runner.script = tellAll([STARTED, createFinished()]);
  await run(root, ['-t', 'nothing']);
  expect(readFileSync(join(root, '.moonrig/last-run.json'), 'utf8')).toContain('::a');
});

it('says so where there is no last run, or nothing is left of it', async () => {
  expect((await run(createRoot(), ['--last-failed'])).err).toContain('there is no last run to take failures from');
  const broken = createRoot({ '.moonrig/last-run.json': '{"bad":[1]}' });
  expect((await run(broken, ['--last-failed'])).err).toContain(
    '.moonrig/last-run.json: what the last run left cannot be read',
  );
  const gone = createRoot({ '.moonrig/last-run.json': '{"bad":[{"id":"x::y","file":"x"}]}' });
  expect(await run(gone, ['--last-failed'])).toMatchObject({
    code: 3,
    err: 'moonrig: the files that failed are gone: x\n  hint: run without --last-failed\n',
  });
});

it('warns of one file of the last run that is gone, in the record too', async () => {
  const note = {
    bad: [
      { id: 'x::y', file: 'x' },
      { id: `${FILE}::b`, file: FILE },
    ],
  };
  const root = createRoot({ '.moonrig/last-run.json': JSON.stringify(note) });
  const { out } = await run(root, ['--last-failed']);
  expect(out).toContain('Warnings\n  x: failed in the last run and is gone\n');
  expect(readFileSync(join(root, 'reports/run.ndjson'), 'utf8').split('\n')[1]).toContain('"kind":"warning"');
});

it('writes the reports of what was done when it is interrupted, and exits with 130', async () => {
  const root = createRoot();
  const io = createIo(root);
  runner.script = async (_plan, _settings, { onEvent, signal }) => {
    for (const event of [STARTED, createLoaded(FILE, 2), told(failed)]) onEvent(event, JSON.stringify(event));
    io.stop();
    expect(signal.aborted).toBe(true);
    const finished = createFinished({ stopped: 'interrupted' });
    onEvent(finished, JSON.stringify(finished));
  };
  const { code, out } = await run(root, [], io);
  expect(code).toBe(130);
  expect(out).toContain('Stopping …');
  expect(out).toContain(`✗ ${FILE} (1, 1 failed, cut short)`);
  expect(out).toContain('Interrupted: the rest did not run.');
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
});

it('remembers what was bad before and did not run now when it is stopped', async () => {
  const root = createRoot();
  await run(root);
  runner.script = tellAll([
    STARTED,
    told(createResult('c', { outcome: 'timed-out' })),
    createFinished({ stopped: 'bailed' }),
  ]);
  expect((await run(root)).code).toBe(2);
  expect(JSON.parse(readFileSync(join(root, '.moonrig/last-run.json'), 'utf8'))).toEqual({
    format: 1,
    bad: [
      { id: `${FILE}::b`, file: FILE },
      { id: `${FILE}::c`, file: FILE },
    ],
  });
});

it('writes the reports before it tells of its own bug', async () => {
  const root = createRoot();
  runner.script = async (plan, settings, hooks) => {
    await tellAll([STARTED, told(createResult('a'))])(plan, settings, hooks);
    throw new TypeError('oops');
  };
  const { code, err, out } = await run(root);
  expect(code).toBe(4);
  expect(err).toMatch(
    /^moonrig: bug: this should not happen; please report it with what follows\nTypeError: oops\n {4}at /,
  );
  expect(out).toContain('The run was cut off');
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
});

it('leaves the reports of the run before where a run does not begin', async () => {
  const root = createRoot({ 'reports/run.ndjson': 'before' });
  runner.script = async () => {};
  expect((await run(root)).code).toBe(4);
  expect(readdirSync(join(root, 'reports'))).toEqual(['run.ndjson']);
  expect(readFileSync(join(root, 'reports/run.ndjson'), 'utf8')).toBe('before');
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

it('says so where it cannot leave its note', async () => {
  const root = createRoot();
  writeFileSync(join(root, '.moonrig'), '');
  const { code, err } = await run(root);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^moonrig: \.moonrig\/last-run\.json was not written, so --last-failed will not know of this run: /,
  );
});
