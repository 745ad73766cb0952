import { describe, expect, it } from 'vitest';
import { outcomes, runAll, runEvents, useProjects } from './harness.js';

const { project, run } = useProjects();

describe('definitions', () => {
  it('make paths, tags, parameters and options', async () => {
    const results = await run(`
      describe("outer #slow", { tags = { "db" }, timeout_ms = 1000 }, function()
        context("inner", function()
          it("named #smoke", { retries = 2 }, function() assert(true) end)
          each{ {"low", 10}, {"high", nil, 3} }("%s risk", function(name, score, third) print(name, score, third) assert(true) end)
          each{ 1, 2 }("no place for it", function(n) print(n) assert(true) end)
        end)
      end)
      pending("waits for prices", "no prices")
      todo("to write")
      it("has no body yet")
      function test_b() assert(true) return { passed = true, duration_ms = 150 } end
      function test_a() assert(true) end`);
    expect(results.map(({ scenario }) => scenario.path.join(' › '))).toEqual([
      'outer #slow › inner › named #smoke',
      'outer #slow › inner › low risk',
      'outer #slow › inner › high risk',
      'outer #slow › inner › no place for it (1)',
      'outer #slow › inner › no place for it (2)',
      'waits for prices',
      'to write',
      'has no body yet',
      'test_b',
      'test_a',
    ]);
    expect(results[0]?.scenario).toMatchObject({ tags: ['db', 'slow', 'smoke'], timeoutMs: 1000, retries: 2 });
    expect(results[2]?.output).toBe('high\tnil\t3\n');
    expect(results.slice(5, 8).map((result) => result.outcome)).toEqual(['skipped', 'todo', 'todo']);
    expect(results[5]?.reason).toBe('no prices');
    expect(results[8]?.reportedDurationMs).toBe(150);
  });

  it('give a repeated name a number and a warning', async () => {
    const root = project({
      'a.scenario.lua': 'it("x", function() assert(true) end)\nit("x", function() assert(true) end)',
    });
    const events = await runEvents(root, ['a.scenario.lua']);
    expect(events.filter((event) => event.kind === 'warning')).toEqual([
      expect.objectContaining({ at: { file: 'a.scenario.lua', line: 2 }, message: expect.stringContaining('"x #2"') }),
    ]);
  });

  it.each([
    [
      'it("x", { timeout = 5 }, function() end)',
      'it: unknown option "timeout"; there are tags, timeout_ms, retries and schedules',
    ],
    ['it(5)', 'it: a name is expected first, got number\nhint: write it("what it is about", …)'],
    [
      'describe(function() end)',
      'describe: a name is expected first, got function\nhint: write describe("what it is about", …)',
    ],
    ['it("x", nil)', 'it: a function is expected after the name, got nil'],
    ['it("x", { retries = 1 }, nil)', 'it: a function is expected after the name, got nil'],
    ['each{ 1 }', 'each: no scenario follows; write each{ … }("%s …", function(…) … end)'],
    ['finally(function() end)', 'finally: only in a running scenario'],
    ['describe("x")', 'describe: a function is expected after the name, got nil'],
    ['each{}("x", print)', 'each: a list of rows is expected, such as each{ {1, 2}, {3, 4} }'],
    ['each{ {"a"} }("%d risk", function() end)', 'each: the name "%d risk" does not fit row 1'],
    ['before_each("x")', 'before_each: a function is expected, got string'],
  ])('refuse %s with its line', async (source, message) => {
    const [result] = await run(`\n${source}`);
    expect(result).toMatchObject({ outcome: 'errored', error: { cause: 'load', message, at: { line: 2 } } });
  });

  it('are refused in a running scenario', async () => {
    const [result] = await run('it("x", function()\n it("y", function() end) end)');
    expect(result?.failures[0]?.message).toBe(
      'it: only at the top of a scenario file or inside describe, not in a running scenario',
    );
  });

  it('that may be missing are warned of: a block without scenarios, a local test', async () => {
    const source = `local function test_forgotten() assert(false) end
local function test_helper() return 1 end
describe("cases", function()
  describe("inner", function() for _ in ipairs({}) do it("x", function() end) end end)
end)
it("x", function() assert(test_helper()) end)`;
    const events = await runEvents(project({ 'a.scenario.lua': source }), ['a.scenario.lua']);
    const warnings = events.flatMap((event) => (event.kind === 'warning' ? [[event.at?.line, event.message]] : []));
    expect(warnings).toEqual([
      [3, 'the block "cases" holds no scenario'],
      [1, 'test_forgotten is local, so that it is no scenario'],
    ]);
  });
});

describe('a file that does not load', () => {
  it.each([
    ['a syntax error', 'it("x", function()\n  local = 5\nend)', 2, "not valid Lua: <name> expected near '='"],
    ['nothing in it', '', 1, 'the file defines no scenario'],
    ['bytecode', Uint8Array.of(27, 76, 117, 97), undefined, 'the file is Lua bytecode: only source text is taken'],
    ['2 MiB', `--${'x'.repeat(2 * 1024 * 1024)}`, undefined, 'the file is too large: 2.0 MiB, at most 1 MiB is taken'],
    ['an error at its top level', '\n\nerror("top")', 3, 'top'],
    ['memory without end', 'local t = {} while true do t[#t + 1] = {} end', undefined, 'not enough memory'],
  ])('because of %s is an error with its line, and the others run', async (_, source, line, message) => {
    const root = project({ 'a.scenario.lua': source, 'b.scenario.lua': 'it("x", function() assert(true) end)' });
    const results = await runAll(root, ['a.scenario.lua', 'b.scenario.lua']);
    expect(outcomes(results)).toEqual(['<load>: errored', 'x: passed']);
    expect(results[0]?.error).toMatchObject({ message, at: { file: 'a.scenario.lua', ...(line && { line }) } });
  });

  it('is told with its whole name, however long', async () => {
    const file = `${'deep/'.repeat(20)}broken.scenario.lua`;
    const [syntax] = await runAll(project({ [file]: 'x =' }), [file]);
    expect(syntax?.error).toMatchObject({
      message: 'not valid Lua: unexpected symbol near <eof>',
      at: { file, line: 1 },
    });
    const [raised] = await runAll(project({ [file]: 'error("why")' }), [file]);
    expect(raised?.error).toMatchObject({ message: 'why', at: { file, line: 1 } });
  });

  it('loads with a byte order mark, CRLF, a #! line and bytes that are not UTF-8', async () => {
    const text =
      '\uFEFF#!/usr/bin/env lua\r\nit("x", function()\r\n  assert.equal(3, #"\\xff\\xfe" + 1)\r\n  local s = "';
    const bytes = Buffer.concat([
      Buffer.from(text),
      Buffer.of(0xff, 0xfe),
      Buffer.from('"\r\n  assert.equal(9, #s)\r\nend)'),
    ]);
    const [result] = await run(bytes);
    expect(result?.failures[0]).toMatchObject({ at: { line: 5 }, expected: '9', actual: '2' });
  });
});
