import { describe, expect, it } from 'vitest';
import { MOONRIG_VERSION } from '../../src/model/version.js';
import { expectMistake, openProject, PASSING, readOutcomes, spawnMoonrig } from './moonrig.js';

const COMMANDS = ['run', 'list', 'repl', 'init', 'report', 'types', 'help'];

async function ask(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await spawnMoonrig(args, { cwd: openProject() });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

describe('help', () => {
  it('names every command, where to read on, and every exit code', async () => {
    const page = await ask('help');
    for (const command of COMMANDS) expect(page).toMatch(new RegExp(`^ {2}${command} +[a-z]`, 'm'));
    expect(page.match(/^ {2}\d+ /gm)?.map(Number)).toEqual([0, 1, 2, 3, 4, 5, 130]);
    expect(await ask()).toBe(page);
    expect(await ask('--help')).toBe(page);
  });

  it.each(COMMANDS)('explains %s in its two ways alike', async (command) => {
    const page = await ask('help', command);
    expect(page).toContain(`Usage: moonrig ${command}`);
    expect(await ask(command, '--help')).toBe(page);
  });

  it('names only flags that are taken, and gives examples that are', async () => {
    const page = await ask('help', 'run');
    const flags = [...page.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)(?: ([<[][^ ]+))?/gm)];
    expect(flags.length).toBeGreaterThan(12);
    const values: Readonly<Record<string, string>> = {
      '--filter': 'passes',
      '--tag': '!none',
      '--timeout': '4000',
      '--workers': '1',
      '--seed': 'x',
      '--retries': '1',
      '--schedules': '9',
      '--schedule': '3',
      '--bail': '1',
      '--reporter': 'json',
      '--config': 'moonrig.config.json',
      '--workspace': 'real:scenarios',
      '--git': 'default',
      '--coverage-threshold': 'lines=0',
    };
    const cwd = openProject({ 'scenarios/a.scenario.lua': PASSING, 'moonrig.config.json': '{}' });
    for (const [, flag = '', value] of flags) {
      if (flag === '--last-failed' || flag === '--help') continue;
      const words = value === undefined ? [flag] : [flag, values[flag] ?? expect.unreachable(`no value for ${flag}`)];
      expect(await spawnMoonrig(['run', ...words], { cwd })).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('describes bindings that are there, as they are called', async () => {
    const page = await ask('help', 'bindings');
    const called = [...page.matchAll(/^ {2}[ *] ([A-Za-z_.]+)(?:<[^>]*>)?(\(|: )/gm)].map(([, name = '', mark]) => ({
      name,
      isFunction: mark === '(',
    }));
    expect(called.length).toBeGreaterThan(50);
    const checks = called.map(({ name, isFunction }) =>
      isFunction ? `  assert.is_callable(${name}, "${name}")` : `  assert(${name} ~= nil, "${name}")`,
    );
    const cwd = openProject({ 'scenarios/a.scenario.lua': `it("has them", function()\n${checks.join('\n')}\nend)\n` });
    const { code, stdout } = await spawnMoonrig(['run'], { cwd });
    expect(stdout).toContain('1 passed');
    expect(code).toBe(0);
    expect(readOutcomes(cwd)).toEqual(['has them: passed']);
  });
});

it('--version prints the version and nothing else', async () => {
  expect(await ask('--version')).toBe(`${MOONRIG_VERSION}\n`);
});

describe('a command line that cannot be followed ends with 3 and says what was meant', () => {
  it.each([
    [['rnu'], 'moonrig: there is no command rnu\n  hint: did you mean run?\n'],
    [['--verison'], 'moonrig: unknown flag --verison\n  hint: did you mean --version?\n'],
    [['scenarios/a.scenario.lua'], 'hint: did you mean `moonrig run scenarios/a.scenario.lua`?'],
    [['frobnicate'], 'hint: there are run, list, bench, mutate, repl, init, rules, report, mocks, types, help\n'],
    [['help', 'bindngs'], 'moonrig: there is no help on bindngs\n  hint: did you mean bindings?\n'],
    [['run', '--wrokers', '2'], "moonrig: unknown option '--wrokers'\n  hint: did you mean --workers?\n"],
    [['run', '--workers', '0'], 'moonrig: --workers: expected a whole number from 1 to 256, found "0"\n'],
    [['run', '--timeout', '-5'], '--timeout: expected a whole number from 0 to 2147483647, found "-5"\n'],
    [
      ['run', '--seed'],
      "moonrig: option '--seed <text>' argument missing\n  hint: `moonrig help run` lists what it takes\n",
    ],
    [['run', '--reporter', 'jnuit'], 'there is no report "jnuit"\n  hint: did you mean junit?\n'],
    [['run', '--reporter', 'junit:'], 'moonrig: --reporter junit:: the path is empty\n'],
    [['run', '--reporter', 'junit:x', '--reporter', 'html:x'], 'moonrig: junit and html would both be x\n'],
    [['report', '--reporter', 'ndjson'], 'moonrig: --reporter ndjson: only a run writes ndjson\n'],
    [['run', '-t', '/[/'], 'moonrig: --filter /[/ is not a regular expression: '],
    [['run', '--tag', '#'], 'moonrig: --tag #: the tag is empty\n'],
    [['init', 'here'], 'moonrig: too many arguments. Expected 0 arguments but got 1.\n'],
    [['run', ''], 'moonrig: a path is empty\n'],
  ])('%j', async (args, text) => {
    const cwd = openProject({ 'scenarios/a.scenario.lua': PASSING });
    expectMistake(await spawnMoonrig(args, { cwd }), { code: 3, text });
  });
});
