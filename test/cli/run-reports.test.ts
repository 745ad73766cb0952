import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createIo } from '../support/io.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../support/results.js';
import { createRoot, createRun, FILE, failed, resetRunner, run, runner, tellAll } from './fake-runner.js';

beforeEach(resetRunner);

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
