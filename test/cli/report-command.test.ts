import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';
import { createFinished, createResult, STARTED, told } from '../support/results.js';

const EVENTS = [STARTED, told(createResult('a')), createFinished()]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

async function report(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const root = createProject(files);
  const io = createIo(root);
  return { root, code: await runCli(['report', ...argv], io), ...io.printed };
}

it('makes the usual reports again', async () => {
  const { root, code, out } = await report({ 'reports/run.ndjson': EVENTS });
  expect([code, out]).toEqual([0, 'wrote reports/junit.xml\nwrote reports/report.html\n']);
  expect(readdirSync(join(root, 'reports')).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
});

it('takes another file and makes the reports that are asked for', async () => {
  const { code, out } = await report({ 'old.ndjson': EVENTS }, 'old.ndjson', '--reporter', 'json:x/y.json');
  expect([code, out]).toEqual([0, 'wrote x/y.json\n']);
});

it('makes the reports of the config', async () => {
  const files = { 'reports/run.ndjson': EVENTS, 'moonrig.config.json': '{"reporters":["json","ndjson"]}' };
  expect((await report(files)).out).toBe('wrote reports/report.json\n');
});

it('refuses what is no record', async () => {
  expect(await report({})).toMatchObject({
    code: 3,
    err: 'moonrig: reports/run.ndjson cannot be read: it does not exist (ENOENT)\n  hint: `moonrig run` writes it\n',
  });
  const middle = EVENTS.split('\n').slice(1).join('\n');
  expect(await report({ 'reports/run.ndjson': middle })).toMatchObject({ code: 3 });
  expect((await report({ 'reports/run.ndjson': EVENTS }, '--reporter', 'ndjson')).err).toContain(
    'only a run writes ndjson',
  );
});

it('writes the others where one cannot be written', async () => {
  const files = { 'reports/run.ndjson': EVENTS, blocked: '' };
  const { code, out, err } = await report(files, '--reporter', 'junit:blocked/x', '--reporter', 'html');
  expect(code).toBe(2);
  expect(out).toBe('wrote reports/report.html\n');
  expect(err).toMatch(/^moonrig: blocked\/x was not written: /);
});
