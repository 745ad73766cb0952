import { describe, expect, it } from 'vitest';
import { listFolder, openProject, readOutcomes, spawnMoonrig, writeFiles } from './moonrig.js';

describe('the exit code', () => {
  it.each([
    [
      '0: all green, skipped and to do among it',
      'it("a", function() assert(true) end)\npending("b")\ntodo("c")',
      0,
      '',
    ],
    ['0: green on a retry', 'it("a", { retries = 60 }, function() assert(math.random() > 0.8) end)', 0, '1 flaky'],
    ['1: a check failed', 'it("a", function() assert(false) end)', 1, '1 failed'],
    ['1: nothing was checked', 'it("a", function() end)', 1, '1 checked nothing'],
    ['1: a returned passed = false', 'function test_a() return { passed = false } end', 1, '1 failed'],
    [
      '1: a failure and an error',
      'it("a", function() assert(false) end)\nit("b", function() error("x") end)',
      1,
      '1 failed, 1 errored',
    ],
    ['2: an error', 'it("a", function() error("x") end)', 2, '1 errored'],
    ['2: out of time', 'it("a", { timeout_ms = 50 }, function() while true do end end)', 2, '1 timed out'],
    [
      '2: out of memory',
      'it("a", function() local t = {} while true do t[#t + 1] = ("x"):rep(1e6) .. #t end end)',
      2,
      '1 errored',
    ],
    [
      '2: a setup failed',
      'describe("d", function() setup(function() error("x") end) it("a", function() assert(true) end) end)',
      2,
      '1 errored',
    ],
  ])('is %s', async (_, source, code, text) => {
    const cwd = openProject({ 'scenarios/a.scenario.lua': source });
    const ended = await spawnMoonrig(['run'], { cwd });
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(ended.stdout).toContain(text);
    expect(ended.stdout.includes('Run the failures again:')).toBe(code !== 0);
  });

  it('is 0 where the config takes a scenario that checked nothing for a warning', async () => {
    const cwd = openProject({
      'scenarios/a.scenario.lua': 'it("a", function() end)',
      'moonrig.config.json': '{"empty":"warn"}',
    });
    const { code, stdout } = await spawnMoonrig(['run'], { cwd });
    expect(stdout).toContain('Warnings\n  scenarios/a.scenario.lua:1: the scenario checked nothing\n');
    expect(code).toBe(0);
  });
});

describe('init', () => {
  it('in an empty folder makes a project that runs green at once', async () => {
    const cwd = openProject();
    const { code, stdout, stderr } = await spawnMoonrig(['init'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.endsWith('\n\nNext: npx moonrig run\n')).toBe(true);
    for (const [, path = ''] of stdout.matchAll(/^wrote {2}(.+)$/gm))
      expect(listFolder(cwd, path.split('/').slice(0, -1).join('/') || '.')).toContain(path.split('/').at(-1));
    const run = await spawnMoonrig(['run'], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readOutcomes(cwd).map((line) => line.split(': ').at(-1))).toEqual(Array.from({ length: 6 }, () => 'passed'));
    expect(run.stdout).not.toContain('Warnings');
  });

  it('overwrites nothing', async () => {
    const cwd = openProject({
      'moonrig.config.json': '{}',
      '.gitignore': 'mine',
      'rules/refund_approval.lua': '-- mine\n',
    });
    const { stdout } = await spawnMoonrig(['init'], { cwd });
    expect(stdout).toContain('kept   rules/refund_approval.lua\n');
    expect(stdout).toContain('kept   moonrig.config.mjs\n');
    expect(stdout).toContain('added reports/ and .moonrig/ to .gitignore\n');
    const again = await spawnMoonrig(['init'], { cwd });
    expect(again.stdout).not.toMatch(/^(?:wrote|added)/m);
    expect(again.code).toBe(0);
  });

  it('says what is in its way', async () => {
    const cwd = openProject({ rules: 'a file' });
    const { code, stderr } = await spawnMoonrig(['init'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'moonrig: rules/refund_approval.lua was not written: something else has that name (EEXIST)\n',
    ]);
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: the beginning of a colour.
const COLOR = /\u001b\[/;

describe('colours', () => {
  it.each([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1', CI: 'true' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{ NO_COLOR: '1', CI: 'true' }, [], false],
  ])('%j %j: %s', async (env, flags, isColored) => {
    const cwd = openProject();
    writeFiles(cwd, { 'scenarios/a.scenario.lua': 'it("a \\27[31m", function() assert.equal(1, 2) end)\n' });
    const { code, stdout } = await spawnMoonrig(['run', ...flags], { cwd, env });
    expect(code).toBe(1);
    expect(COLOR.test(stdout)).toBe(isColored);
    expect(stdout).toContain('a \\x1b[31m');
    expect(stdout).not.toContain('\r');
  });
});
