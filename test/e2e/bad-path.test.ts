import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, MAIN, openProject, PASSING, readOutcomes, spawnMoonrig } from './moonrig.js';

const FILES = {
  'scenarios/rules/epic.scenario.lua': PASSING,
  'scenarios/agents/cost.scenario.lua': PASSING,
  'lib/plain.lua': 'return 1\n',
};

describe('a path that leads to no scenario file ends with 3, never green', () => {
  it.each([
    [
      'scenarios/rules/epci.scenario.lua',
      'moonrig: scenarios/rules/epci.scenario.lua does not exist\n  hint: did you mean scenarios/rules/epic.scenario.lua?\n',
    ],
    ['cost', 'moonrig: cost does not exist\n  hint: did you mean scenarios/agents/cost.scenario.lua?\n'],
    ['scenarios/nowhere/at/all.lua:3', 'moonrig: scenarios/nowhere/at/all.lua does not exist\n'],
    ['scenarios/**/nope*.lua', 'moonrig: scenarios/**/nope*.lua matches nothing\n  hint: '],
    ['lib', 'moonrig: no scenario files in lib\n  hint: scenario files end in .scenario.lua'],
    ['..', 'moonrig: .. is outside the project\n  hint: start moonrig in the folder of the project that holds it\n'],
    ['/', 'moonrig: / is outside the project\n'],
    ['scenarios:4', 'moonrig: scenarios:4: only a single file takes line numbers\n'],
    ['scenarios/rules/epic.scenario.lua:0', 'moonrig: scenarios/rules/epic.scenario.lua:0: lines count from 1\n'],
  ])('%s', async (path, text) => {
    const cwd = openProject(FILES);
    expectMistake(await spawnMoonrig(['run', path], { cwd }), { code: 3, text });
  });

  it('nor is one bad path among good ones passed over', async () => {
    const ended = await spawnMoonrig(['run', 'scenarios/rules', 'scenarios/agent'], { cwd: openProject(FILES) });
    expectMistake(ended, { code: 3, text: 'scenarios/agent does not exist\n  hint: did you mean scenarios/agents?\n' });
  });

  it('nor is a folder with nothing in it', async () => {
    const text =
      'moonrig: no scenario files found (looked for scenarios/**/*.scenario.lua, tests/scenarios/**/*.lua)\n  hint: `moonrig init` writes a first one\n';
    for (const command of ['run', 'list']) {
      expectMistake(await spawnMoonrig([command], { cwd: openProject() }), { code: 3, text });
    }
  });
});

describe('symbolic links', () => {
  it('in a circle neither hang a run nor double it', async () => {
    const cwd = openProject(FILES);
    symlinkSync('..', join(cwd, 'scenarios/rules/up'));
    symlinkSync('.', join(cwd, 'scenarios/here'));
    const { code, stderr } = await spawnMoonrig(['run'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(readOutcomes(cwd)).toEqual(['passes: passed', 'passes: passed']);
  });

  it('that lead nowhere or out of the project are told, and named they are an error', async () => {
    const cwd = openProject(FILES);
    const outside = openProject({ 'x.scenario.lua': 'error("never read")' });
    symlinkSync('gone.lua', join(cwd, 'scenarios/gone.scenario.lua'));
    symlinkSync('self.scenario.lua', join(cwd, 'scenarios/self.scenario.lua'));
    symlinkSync(join(outside, 'x.scenario.lua'), join(cwd, 'scenarios/out.scenario.lua'));
    const { code, stdout } = await spawnMoonrig(['run'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('scenarios/gone.scenario.lua: the link leads nowhere: it does not exist (ENOENT)');
    expect(stdout).toContain('scenarios/self.scenario.lua: the link leads nowhere: its symbolic links form a circle');
    expect(stdout).toContain('scenarios/out.scenario.lua: the link leads out of the project');
    const named = (name: string) => spawnMoonrig(['run', `scenarios/${name}.scenario.lua`], { cwd });
    expectMistake(await named('gone'), {
      code: 3,
      text: 'gone.scenario.lua is a symbolic link to what does not exist\n',
    });
    expectMistake(await named('self'), { code: 3, text: 'cannot be read: its symbolic links form a circle (ELOOP)\n' });
    expectMistake(await named('out'), { code: 3, text: 'scenarios/out.scenario.lua is outside the project\n' });
  });
});

/** Root reads everything; then a user without rights stands in, who must be able to read the build. */
const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

it('a folder that cannot be read is told, and the others are listed', async (context) => {
  const cwd = openProject({ ...FILES, 'scenarios/locked/x.scenario.lua': PASSING });
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, 'scenarios/locked'), 0);
  const as = isRoot ? { cwd, uid: NOBODY } : { cwd };
  const canRun = (await spawnMoonrig(['--version'], as)).code === 0;
  const { code, stdout, stderr } = canRun ? await spawnMoonrig(['list'], as) : context.skip('the build is private');
  chmodSync(join(cwd, 'scenarios/locked'), 0o755);
  expect(stderr).toContain(
    'scenarios/locked: the folder cannot be read: permission denied (EACCES); what it holds was left out',
  );
  expect(stdout.split('\n').length).toBe(3);
  expect(code).toBe(0);
});

it('a folder that is gone since the shell went there is told', async () => {
  const cwd = openProject(FILES);
  const script = 'cd scenarios/rules && rm -r ../rules && exec "$0" "$@"';
  const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, MAIN, 'run'], { cwd, encoding: 'utf8' });
  expect([status, stderr]).toEqual([3, 'moonrig: the folder it was started in is gone\n']);
});
