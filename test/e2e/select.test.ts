import { describe, expect, it } from 'vitest';
import { listFolder, openProject, PASSING, readEvents, readOutcomes, readText, spawnMoonrig } from './moonrig.js';

const FILES = {
  'scenarios/one.scenario.lua': `describe("one", function()
  it("is good #smoke", function() assert(true) end)

  it("is bad #smoke #slow", function()
    assert.equal(1, 2)
  end)
  it("raises", { tags = { "slow" } }, function() error("boom") end)
end)
`,
  'scenarios/two.scenario.lua':
    'it("is good", function() assert(true) end)\nit("is bad too", function() assert(false) end)\n',
  'scenarios/broken.scenario.lua': 'it("never seen"',
};

describe('a selection keeps', () => {
  it.each([
    [['-t', 'IS BAD'], 1, ['<load>: errored', 'one › is bad #smoke #slow: failed', 'is bad too: failed']],
    [['-t', 'one > is good', 'scenarios/one.scenario.lua'], 0, ['one › is good #smoke: passed']],
    [['-t', '/good$/', 'scenarios/two.scenario.lua'], 0, ['is good: passed']],
    [['--tag', 'smoke', '--tag', '!slow', 'scenarios/one.scenario.lua'], 0, ['one › is good #smoke: passed']],
    [
      ['--tag', '#slow', 'scenarios/one.scenario.lua'],
      1,
      ['one › is bad #smoke #slow: failed', 'one › raises: errored'],
    ],
    [['scenarios/one.scenario.lua:5'], 1, ['one › is bad #smoke #slow: failed']],
    [['scenarios/one.scenario.lua:2:7'], 2, ['one › is good #smoke: passed', 'one › raises: errored']],
    [['scenarios/t*.lua'], 1, ['is good: passed', 'is bad too: failed']],
    [['scenarios/broken.scenario.lua'], 2, ['<load>: errored']],
  ])('%j', async (args, code, outcomes) => {
    const cwd = openProject(FILES);
    expect(await spawnMoonrig(['run', ...args], { cwd })).toMatchObject({ code, stderr: '' });
    expect(readOutcomes(cwd)).toEqual(outcomes);
  });

  it('nothing: that is an error, with what there is', async () => {
    const cwd = openProject({ 'scenarios/two.scenario.lua': FILES['scenarios/two.scenario.lua'] });
    const { code, stdout } = await spawnMoonrig(['run', '-t', 'nothing like it'], { cwd });
    expect(stdout).toContain('The selection keeps none of 2 scenarios.\n  hint: `moonrig list` shows them all\n');
    expect(code).toBe(3);
    const listed = await spawnMoonrig(['list', '--tag', 'none'], { cwd });
    expect(listed).toMatchObject({ code: 3, stdout: '', stderr: 'moonrig: the selection keeps no scenario\n' });
  });
});

describe('list', () => {
  it('shows what a run would run, and runs nothing', async () => {
    const cwd = openProject({ ...FILES, 'scenarios/broken.scenario.lua': PASSING });
    const { code, stdout, stderr } = await spawnMoonrig(['list'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'scenarios/broken.scenario.lua:1  passes',
      'scenarios/one.scenario.lua:2  one › is good #smoke',
      'scenarios/one.scenario.lua:4  one › is bad #smoke #slow',
      'scenarios/one.scenario.lua:7  one › raises #slow',
      'scenarios/two.scenario.lua:1  is good',
      'scenarios/two.scenario.lua:2  is bad too',
      '',
    ]);
    expect(listFolder(cwd, '.')).toEqual(['scenarios']);
    const asJson = await spawnMoonrig(['list', '--json', '--tag', 'slow'], { cwd });
    expect(JSON.parse(asJson.stdout)).toMatchObject([
      { id: 'scenarios/one.scenario.lua::one › is bad #smoke #slow', line: 4, tags: ['slow', 'smoke'], mode: 'run' },
      { id: 'scenarios/one.scenario.lua::one › raises', line: 7, tags: ['slow'] },
    ]);
  });
});

describe('--last-failed', () => {
  it('runs what was bad, file by file where it did not load, until nothing is', async () => {
    const cwd = openProject(FILES);
    const first = await spawnMoonrig(['run', '--seed', '7'], { cwd });
    expect(first.code).toBe(1);
    const command = 'npx moonrig run --last-failed --seed 7';
    expect(first.stdout.endsWith(`\nRun the failures again:\n  ${command}\n`)).toBe(true);
    expect((await spawnMoonrig(command.split(' ').slice(2), { cwd })).code).toBe(1);
    const bad = ['<load>: errored', 'one › is bad #smoke #slow: failed', 'one › raises: errored', 'is bad too: failed'];
    expect(readOutcomes(cwd)).toEqual(bad);
    await spawnMoonrig(['run', '-t', 'nothing like it', 'scenarios/two.scenario.lua'], { cwd });
    expect((await spawnMoonrig(['run', '--last-failed'], { cwd })).code).toBe(1);
    expect(readOutcomes(cwd)).toEqual(bad);
    await spawnMoonrig(['run', 'scenarios/two.scenario.lua:1'], { cwd });
    const { code, stdout } = await spawnMoonrig(['run', '--last-failed'], { cwd });
    expect([code, stdout]).toEqual([0, 'The last run had no failures: nothing to run.\n']);
  });

  it('says so where there was no run, and where its note is broken', async () => {
    const cwd = openProject(FILES);
    const run = () => spawnMoonrig(['run', '--last-failed'], { cwd });
    const text = 'moonrig: there is no last run to take failures from\n  hint: run once without --last-failed\n';
    expect(await run()).toMatchObject({ code: 3, stdout: '', stderr: text });
    const broken = openProject({ ...FILES, '.moonrig/last-run.json': '{' });
    const ended = await spawnMoonrig(['run', '--last-failed'], { cwd: broken });
    expect(ended.stderr).toBe(
      'moonrig: .moonrig/last-run.json: what the last run left cannot be read\n  hint: delete it and run once\n',
    );
    expect(ended.code).toBe(3);
  });
});

describe('--bail', () => {
  it('stops after so many bad ones, tells so, and writes what was done', async () => {
    const bad = 'it("bad", function() assert(false) end)\n';
    const cwd = openProject(
      Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`scenarios/f${i}.scenario.lua`, bad])),
    );
    const { code, stdout } = await spawnMoonrig(['run', '--bail', '--workers', '1'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('Stopped by --bail: the rest did not run.\n');
    const events = readEvents(cwd);
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'bailed' });
    const count = events.filter(({ kind }) => kind === 'scenario.finished').length;
    expect(count).toBeGreaterThan(0);
    expect(stdout).toContain(`  ${count} failed of `);
    expect(readText(cwd, 'reports/junit.xml')).toContain(`tests="${count}" failures="${count}"`);
  });
});
