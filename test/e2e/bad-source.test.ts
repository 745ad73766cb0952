import { describe, expect, it } from 'vitest';
import { openProject, PASSING, readOutcomes, readResults, spawnMoonrig } from './moonrig.js';

const BYTECODE = Buffer.from('1b4c7561540019930d0a1a0a', 'hex');
const MEBIBYTE = 1024 * 1024;

describe('a file that does not load is an error with its line; the others run', () => {
  it.each([
    ['it("a", function()\n  assert(true\nend)\n', "not valid Lua: ')' expected (to close '(' at line 2) near 'end'", 3],
    ['it("a", function()\n  local s = "open\nend)\n', "not valid Lua: unfinished string near '\"open'", 2],
    ['\n\nerror("at the top")\n', 'at the top', 3],
    ['local t\n\nt.x = 1\n', "attempt to index a nil value (local 't')", 3],
    ['', 'the file defines no scenario', 1],
    ['-- nothing but a comment\n', 'the file defines no scenario', 1],
    [BYTECODE, 'the file is Lua bytecode: only source text is taken', undefined],
    [`-- ${'x'.repeat(2 * MEBIBYTE)}\n${PASSING}`, 'the file is too large: 2.0 MiB, at most 1 MiB is taken', undefined],
    ['it("a", 5)\n', 'it: options or a function is expected after the name, got number', 1],
    [
      'describe("a", function()\n  it("b", function() end)\n  it(nil, function() end)\nend)\n',
      'it: a name is expected first, got nil',
      3,
    ],
  ])('%.30j', async (source, message, line) => {
    const cwd = openProject({ 'scenarios/bad.scenario.lua': source, 'scenarios/good.scenario.lua': PASSING });
    const { code, stdout, stderr } = await spawnMoonrig(['run'], { cwd });
    expect([code, stderr]).toEqual([2, '']);
    expect(readOutcomes(cwd)).toEqual(['<load>: errored', 'passes: passed']);
    const [bad] = readResults(cwd);
    expect(bad?.error?.message).toContain(message);
    expect(bad?.error?.at).toEqual({ file: 'scenarios/bad.scenario.lua', ...(line === undefined ? {} : { line }) });
    expect(stdout).toContain(
      `✗ errored  <load>  scenarios/bad.scenario.lua:${line ?? 1}\n    ${bad?.error?.message.split('\n')[0]}\n`,
    );
    expect(stdout).toContain('1 passed, 1 errored of 2 in 2 files');
    expect(stdout).not.toMatch(/\.[jt]s:\d/);
  });

  it('list tells of it too, on stderr, and lists the others', async () => {
    const cwd = openProject({ 'scenarios/bad.scenario.lua': 'oops(', 'scenarios/good.scenario.lua': PASSING });
    const { code, stdout, stderr } = await spawnMoonrig(['list', '--json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'scenarios/good.scenario.lua::passes', line: 1 }]);
    expect(stderr).toContain('✗ errored  <load>  scenarios/bad.scenario.lua:1\n');
  });
});

const FAILING = 'it("fails", function()\n  local text = "one"\n  assert.equal("two", text)\nend)\n';

describe('a failure is told at its line', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  it.each([
    ['scenarios/plain.scenario.lua', FAILING],
    ['scenarios/crlf.scenario.lua', FAILING.replaceAll('\n', '\r\n')],
    ['scenarios/cr.scenario.lua', FAILING.replaceAll('\n', '\r')],
    ['scenarios/bom.scenario.lua', `\ufeff${FAILING}`],
    ['scenarios/bytes.scenario.lua', bytes(FAILING.replace('one', 'caf\xe9 \xff'))],
    ['scenarios/prüfung 日本/ümläut ✓.scenario.lua', FAILING],
    [`scenarios/${'a_folder_with_a_long_name/'.repeat(4)}and_a_file_with_one.scenario.lua`, FAILING],
    ["scenarios/quote\"s 'and' [brackets].scenario.lua", FAILING],
  ])('%s', async (file, source) => {
    const cwd = openProject({ [file]: source });
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--reporter', 'ndjson'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(readResults(cwd)[0]?.failures[0]?.at).toEqual({ file, line: 3 });
    expect(stdout).toContain(`      at ${file}:3\n      expected: "two"\n`);
    expect(stdout).toContain('      > 3 |   assert.equal("two", text)\n');
    const named = await spawnMoonrig(['run', `${file}:2`], { cwd });
    expect(named.stdout).toContain('1 failed of 1 in 1 file');
  });

  it('of a script with a long path, with the way there', async () => {
    const folder = `rules/${'deep_in_the_project/'.repeat(4)}`;
    const cwd = openProject({
      [`${folder}rule.lua`]: 'function decide(x)\n  return x.missing.field\nend\n',
      'scenarios/a.scenario.lua': `it("calls", function()\n  script.entry("${folder}rule")({})\nend)\n`,
    });
    const { code, stdout } = await spawnMoonrig(['run'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(`      at ${folder}rule.lua:2\n`);
    expect(stdout).toContain(`      scenarios/a.scenario.lua:2: in `);
  });
});
