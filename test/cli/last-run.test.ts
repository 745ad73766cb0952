import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createFinished, createResult, STARTED, told } from '../support/results.js';
import { createRoot, createRun, FILE, failed, resetRunner, run, runner, tellAll } from './fake-runner.js';

beforeEach(resetRunner);

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

it('says so where it cannot leave its note', async () => {
  const root = createRoot();
  writeFileSync(join(root, '.moonrig'), '');
  const { code, err } = await run(root);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^moonrig: \.moonrig\/last-run\.json was not written, so --last-failed will not know of this run: /,
  );
});
