import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEventLog } from '../../../src/cli/reports/event-log.js';
import { toNotWritten, writeFile } from '../../../src/cli/reports/write-file.js';
import { KnownError } from '../../../src/model/known-error.js';
import { createProject } from '../../support/project.js';

it('makes missing folders and replaces what was there', () => {
  const root = createProject({});
  writeFile(join(root, 'a/b/x.txt'), 'first, longer', 'a/b/x.txt');
  writeFile(join(root, 'a/b/x.txt'), 'é', 'a/b/x.txt');
  expect(readFileSync(join(root, 'a/b/x.txt'), 'utf8')).toBe('é');
  expect(readdirSync(join(root, 'a/b'))).toEqual(['x.txt']);
});

it('tells with a known error what it could not write, and leaves nothing behind', () => {
  const root = createProject({});
  mkdirSync(join(root, 'x.txt'));
  expect(() => writeFile(join(root, 'x.txt'), '', 'x.txt')).toThrow(/^x\.txt was not written: it is a folder/);
  expect(readdirSync(root)).toEqual(['x.txt']);
});

it.runIf(process.platform === 'linux')('tells of a full disk and of a file system that takes no folders', () => {
  expect(() => writeFile('/dev/full', 'x', 'full')).toThrow(
    'full was not written: no space is left on the disk (ENOSPC)',
  );
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  expect(() => writeFile('/proc/x/y', 'x', 'p')).toThrow('p was not written: it does not exist (ENOENT)');
});

it('knows a full disk, and lets bugs through', () => {
  const full = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
  expect(toNotWritten(full, 'r.xml')).toEqual(
    new KnownError('report-not-written', 'r.xml was not written: no space is left on the disk (ENOSPC)'),
  );
  const bug = new TypeError('x');
  expect(toNotWritten(bug, 'r.xml')).toBe(bug);
});

it('shows the event log under its name only when it is closed', () => {
  const root = createProject({});
  const log = openEventLog(join(root, 'run.ndjson'), 'run.ndjson');
  const long = 'x'.repeat(40_000);
  log.add(long);
  log.add(long);
  log.add('last');
  expect(readdirSync(root)).toEqual([`.run.ndjson.${process.pid}.tmp`]);
  expect(readFileSync(join(root, `.run.ndjson.${process.pid}.tmp`), 'utf8')).toBe(`${long}\n${long}\n`);
  expect(log.close()).toBeUndefined();
  expect(readdirSync(root)).toEqual(['run.ndjson']);
  expect(readFileSync(join(root, 'run.ndjson'), 'utf8')).toBe(`${long}\n${long}\nlast\n`);
});

it('takes lines of an event log that cannot be opened, and tells at the end', () => {
  const root = createProject({ blocked: '' });
  const log = openEventLog(join(root, 'blocked/run.ndjson'), 'blocked/run.ndjson');
  log.add('x'.repeat(100_000));
  log.drop();
  expect(log.close()).toBeInstanceOf(KnownError);
});

it('drops an event log without a trace', () => {
  const root = createProject({});
  const log = openEventLog(join(root, 'run.ndjson'), 'run.ndjson');
  log.add('x');
  log.drop();
  expect(readdirSync(root)).toEqual([]);
});
