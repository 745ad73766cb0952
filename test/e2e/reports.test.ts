import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, listFolder, openProject, PASSING, readEvents, readText, spawnMoonrig } from './moonrig.js';
import { findAll, parseXml } from './xml.js';

const MIXED = `${PASSING}
it("fails #smoke", function() print("out") assert.same({ a = { 1, 2 } }, { a = { 1, 3 } }) end)
it("raises", function() log.info("soon") error("boom") end)
it("flickers", { retries = 9 }, function() assert(math.random() > 0.5) end)
pending("later", "not yet")
`;
const FILES = { 'scenarios/mixed.scenario.lua': MIXED, 'scenarios/good.scenario.lua': PASSING };
const PATHS = ['reports/junit.xml', 'reports/report.html', 'reports/report.json'];

describe('reports', () => {
  it('are written where they belong, or where they were asked for, and nothing else is', async () => {
    const cwd = openProject(FILES);
    expect((await spawnMoonrig(['run'], { cwd })).stdout).toContain(
      'Reports    reports/junit.xml, reports/report.html, reports/run.ndjson\n',
    );
    expect(listFolder(cwd, 'reports')).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
    rmSync(join(cwd, 'reports'), { recursive: true });
    const { code, stdout } = await spawnMoonrig(
      ['run', '--reporter', 'junit:build/a b/junit.xml', '--reporter', 'json'],
      { cwd },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('Reports    build/a b/junit.xml, reports/report.json\n');
    expect(listFolder(cwd, 'build/a b')).toEqual(['junit.xml']);
    expect(listFolder(cwd, 'reports')).toEqual(['report.json']);
    const names = findAll(parseXml(readText(cwd, 'build/a b/junit.xml')), 'testcase').map(
      ({ attributes }) => attributes.name,
    );
    expect(names).toEqual(['passes', 'passes', 'fails #smoke', 'raises', 'flickers', 'later']);
  });

  it('made again from run.ndjson are equal to the byte', async () => {
    const cwd = openProject(FILES);
    await spawnMoonrig(['run', ...['junit', 'html', 'json', 'ndjson'].flatMap((name) => ['--reporter', name])], {
      cwd,
    });
    const before = PATHS.map((path) => readText(cwd, path));
    for (const path of PATHS) rmSync(join(cwd, path));
    const again = await spawnMoonrig(['report', ...['junit', 'html', 'json'].flatMap((name) => ['--reporter', name])], {
      cwd,
    });
    expect(again).toMatchObject({ code: 0, stderr: '', stdout: PATHS.map((path) => `wrote ${path}\n`).join('') });
    expect(PATHS.map((path) => readText(cwd, path))).toEqual(before);
    const elsewhere = await spawnMoonrig(['report', 'reports/run.ndjson', '--reporter', 'junit:x/y.xml'], { cwd });
    expect(elsewhere).toMatchObject({ code: 0, stdout: 'wrote x/y.xml\n' });
    expect(readText(cwd, 'x/y.xml')).toBe(before[0]);
  });

  it('are not made from what is no record', async () => {
    const cwd = openProject({
      'x.ndjson': '{"x":1}\n',
      'text.ndjson': 'hello\n',
      'new.ndjson': '{"kind":"run.started","format":2}\n',
      'empty.ndjson': '',
    });
    const make = (path: string) => spawnMoonrig(['report', path], { cwd });
    expectMistake(await make('x.ndjson'), { code: 3, text: 'moonrig: x.ndjson:1: not a record: ' });
    expectMistake(await make('text.ndjson'), { code: 3, text: 'moonrig: text.ndjson:1: ' });
    expectMistake(await make('new.ndjson'), { code: 3, text: 'hint: a newer moonrig wrote it; update this one\n' });
    expectMistake(await make('empty.ndjson'), { code: 3, text: 'moonrig: empty.ndjson' });
    expectMistake(await make('gone.ndjson'), {
      code: 3,
      text: 'gone.ndjson cannot be read: it does not exist (ENOENT)\n',
    });
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });
});

describe('where a report cannot be written', () => {
  it('the run is told in full, the others are written, and it is not green', async () => {
    const cwd = openProject({ 'scenarios/good.scenario.lua': PASSING });
    mkdirSync(join(cwd, 'reports/junit.xml'), { recursive: true });
    mkdirSync(join(cwd, 'reports/run.ndjson'));
    const { code, stdout, stderr } = await spawnMoonrig(['run'], { cwd });
    expect(code).toBe(2);
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'moonrig: reports/junit.xml was not written: it is a folder (EISDIR)',
      'moonrig: reports/run.ndjson was not written: it is a folder (EISDIR)',
    ]);
    expect(stdout).toContain('Scenarios  1 passed of 1 in 1 file\n');
    expect(stdout).toContain('Reports    reports/report.html\n');
    expect(listFolder(cwd, 'reports')).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
  });

  it('because a file stands in the place of the folder, the file stays', async () => {
    const cwd = openProject({ 'scenarios/good.scenario.lua': PASSING, reports: 'mine' });
    const { code, stdout, stderr } = await spawnMoonrig(['run'], { cwd });
    expect(code).toBe(2);
    expect(stderr.match(/was not written: a part of its path is not a folder \(ENOTDIR\)\n/g)).toHaveLength(3);
    expect(stdout).not.toContain('Reports');
    expect(readText(cwd, 'reports')).toBe('mine');
  });

  it('failures weigh more', async () => {
    const cwd = openProject({ ...FILES, reports: 'mine' });
    expect((await spawnMoonrig(['run'], { cwd })).code).toBe(1);
  });

  it.skipIf(!existsSync('/dev/full')).each(['junit', 'html', 'json', 'ndjson'])(
    'because the disk is full: %s',
    async (name) => {
      const cwd = openProject({ 'scenarios/good.scenario.lua': PASSING });
      const { code, stdout, stderr } = await spawnMoonrig(['run', '--reporter', `${name}:/dev/full`], { cwd });
      expect([code, stderr]).toEqual([
        2,
        'moonrig: /dev/full was not written: no space is left on the disk (ENOSPC)\n',
      ]);
      expect(stdout).toContain('1 passed of 1 in 1 file');
      const again = await spawnMoonrig(['run', '--reporter', 'ndjson'], { cwd });
      expect(again.code).toBe(0);
      if (name === 'ndjson') return;
      const made = await spawnMoonrig(['report', '--reporter', `${name}:/dev/full`], { cwd });
      expectMistake(made, {
        code: 2,
        text: 'moonrig: /dev/full was not written: no space is left on the disk (ENOSPC)\n',
      });
    },
  );
});

describe('stdout', () => {
  it('that is closed after the first line loses nothing of the run', async () => {
    const cwd = openProject(
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`scenarios/f${i}.scenario.lua`, MIXED])),
    );
    const { code, stderr } = await spawnMoonrig(['run'], { cwd, onStdout: (_, child) => child.stdout?.destroy() });
    expect([code, stderr]).toEqual([1, '']);
    expect(readEvents(cwd).filter(({ kind }) => kind === 'scenario.finished')).toHaveLength(200);
    expect(listFolder(cwd, 'reports')).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
  });

  it.skipIf(!existsSync('/dev/full'))('on a full disk is told on stderr, and is not green', async () => {
    const cwd = openProject({ 'scenarios/good.scenario.lua': PASSING });
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await spawnMoonrig(['run'], { cwd, stdout: full });
    closeSync(full);
    expect(stderr).toBe('moonrig: what should be told here was not taken: no space is left on the disk (ENOSPC)\n');
    expect(code).toBe(2);
    expect(listFolder(cwd, 'reports')).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
  });
});
