import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run-event.js';
import { debugFile } from './debugging.js';
import { runEvents, useProjects } from './harness.js';

const { project, run } = useProjects();

const FILE = 'a.scenario.lua';

/** Debugs a scenario file and gives what was shown after the heading of the first stop. */
async function answers(source: string, lines: readonly string[], files: Record<string, string> = {}) {
  const { shown } = await debugFile(project({ ...files, [FILE]: source }), FILE, lines);
  return shown.slice(1);
}

function outcomesIn(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'scenario.finished' ? [`${event.result.scenario.path.join(' › ')}: ${event.result.outcome}`] : [],
  );
}

const BODY = (body: string) => `it("one", function(...)\n${body}\n  assert(true)\nend)\n`;

const NESTED = `local rate = 2
local function double(n)
  local twice = n * rate
  return twice
end
it("one", function()
  local x = 1
  breakpoint()
  local y = double(x)
  assert.equal(y, 2)
end)
`;

/** The line of each heading that a step shows. */
const linesOf = (shown: readonly string[]) => shown.map((text) => Number(/^[^:\n]*:(\d+), /.exec(text)?.[1]));

describe('a breakpoint', () => {
  it('shows where it stands and the source around it', async () => {
    const { shown, prompts } = await debugFile(project({ [FILE]: NESTED }), FILE, ['continue']);
    expect(shown).toEqual([
      'Stopped at a.scenario.lua:8, in the function at line 6\n' +
        '   6 | it("one", function()\n   7 |   local x = 1\n>  8 |   breakpoint()\n   9 |   local y = double(x)\n  10 |   assert.equal(y, 2)',
    ]);
    expect(prompts).toEqual(['debug> ']);
  });

  it('is no check: a scenario with nothing else stays empty', async () => {
    const { events } = await debugFile(project({ [FILE]: 'it("one", function() breakpoint() end)' }), FILE, ['c']);
    expect(outcomesIn(events)).toEqual(['one: empty']);
  });

  it.each([
    ['top level', 'breakpoint()\nit("one", function() assert(true) end)'],
    [
      'setup',
      'describe("d", function() setup(function() breakpoint() end) it("one", function() assert(true) end) end)',
    ],
    ['before_each', 'before_each(function() breakpoint() end) it("one", function() assert(true) end)'],
    ['after_each', 'after_each(function() breakpoint() end) it("one", function() assert(true) end)'],
    ['a pcall', BODY('pcall(function() breakpoint() end)')],
    ['a comparator', BODY('table.sort({ 2, 1 }, function(a, b)\nbreakpoint() return a < b end)')],
    ['gsub', BODY('("x"):gsub("x", function() breakpoint() end)')],
    ['a metamethod', BODY('local _ = setmetatable({}, { __index = function() breakpoint() end }).x')],
    ['an error handler', BODY('xpcall(error, function() breakpoint() end)')],
  ])('stops in %s', async (_, source) => {
    const { shown, events } = await debugFile(project({ [FILE]: source }), FILE, ['1 + 1', 'c', 'c', 'c']);
    expect(shown[0]).toMatch(/^Stopped at a\.scenario\.lua:\d+, /);
    expect(shown[1]).toBe('2');
    expect(outcomesIn(events)).toEqual([source.includes('describe') ? 'd › one: passed' : 'one: passed']);
  });

  it('stops in modules and in scripts under test, which have their own globals', async () => {
    const files = {
      'lib.lua': 'return function(n)\n  breakpoint()\n  return n\nend',
      'rules/score.lua': 'weight = 3\nfunction score(n)\n  breakpoint()\n  return n * weight\nend',
    };
    const source = BODY('require "lib"(1)\nassert.equal(8, script.entry("rules/score")(2))');
    const shown = await answers(
      source,
      ['n', 'c', 'n', '=n', 'weight = 4', 'describe', 'up', 'describe ~= nil', 'c'],
      files,
    );
    expect(shown.map((text) => text.split('\n')[0])).toEqual([
      'lib.lua:3, in the function at line 1',
      'Stopped at rules/score.lua:3, in the function at line 2',
      'rules/score.lua:4, in the function at line 2',
      '2',
      'nil',
      'a.scenario.lua:3, in the function at line 1',
      'true',
    ]);
  });

  it('stops nowhere again when the lines have ended', async () => {
    const source = `${BODY('breakpoint() breakpoint()')}it("two", function() breakpoint() assert(true) end)`;
    const { shown, events } = await debugFile(project({ [FILE]: source }), FILE, []);
    expect(shown).toHaveLength(1);
    expect(outcomesIn(events)).toEqual(['one: passed', 'two: passed']);
  });

  it('ends the run at quit, and what was finished before is told', async () => {
    const source = 'it("one", function() assert(true) end)\nit("two", function() breakpoint() assert(true) end)';
    const { events } = await debugFile(project({ [FILE]: source }), FILE, ['quit']);
    expect(outcomesIn(events)).toEqual(['one: passed']);
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'interrupted' });
  });
});

describe('at the prompt', () => {
  it('locals are shown as they are at that moment, hidden ones and those to come left out', async () => {
    const source = BODY('local a, b = 1, nil\nlocal a = { x = "y" }\nfor i = 1, 1 do breakpoint() end\nlocal z = 1');
    expect(await answers(source, ['locals'])).toEqual(['a = { x = "y" }\nb = nil\ni = 1']);
  });

  it('varargs are shown and can be used', async () => {
    const source = BODY('(function(...) breakpoint() end)(1, nil, "x")');
    expect(await answers(source, ['locals', 'select("#", ...)', '...'])).toEqual([
      'no locals\n... = 1, nil, "x"',
      '3',
      '1\nnil\n"x"',
    ]);
  });

  it('upvalues are shown, and both kinds can be assigned', async () => {
    const source = `local rate = 2\n${BODY('local x = 1\nbreakpoint()\nassert.equal(x * rate, 30)')}`;
    const { shown, events } = await debugFile(project({ [FILE]: source }), FILE, [
      'upvalues',
      'x = 3',
      'rate = 10',
      'made_up = x * rate',
      'made_up',
      'c',
    ]);
    expect(shown.slice(1)).toEqual(['rate = 2', '30']);
    expect(outcomesIn(events)).toEqual(['one: passed']);
  });

  it('a local that is nil hides a global of its name', async () => {
    const source = `word = "global"\n${BODY('local word\nbreakpoint()')}`;
    expect(await answers(source, ['word', 'word = 1', 'word', '_G.word'])).toEqual(['nil', '1', '"global"']);
  });

  it('a chunk may go over several lines', async () => {
    const { shown, prompts } = await debugFile(project({ [FILE]: BODY('breakpoint()') }), FILE, [
      'for i = 1, 2 do',
      'total = (total or 0) + i',
      'end',
      'total',
      'c',
    ]);
    expect(shown.slice(1)).toEqual(['3']);
    expect(prompts).toEqual(['debug> ', '    .. ', '    .. ', 'debug> ', 'debug> ']);
  });

  it('errors are shown and end nothing', async () => {
    const source = `function boom() error("too much") end\n${BODY('breakpoint()')}`;
    const { shown, events } = await debugFile(project({ [FILE]: source }), FILE, [
      'nothing.x',
      'boom()',
      'f(1,,2)',
      'f(',
      '1,,2)',
      'coroutine.yield(1)',
      '("x"):rep(1e9)',
      'c',
    ]);
    expect(shown.slice(1)).toEqual([
      "attempt to index a nil value (global 'nothing')",
      'a.scenario.lua:1: too much\n  a.scenario.lua:1: in global boom',
      "unexpected symbol near ','",
      "line 2: unexpected symbol near ','",
      'attempt to yield from outside a coroutine',
      'not enough memory',
    ]);
    expect(outcomesIn(events)).toEqual(['one: passed']);
  });

  it('what waits for the host can be called, and a check counts at the line of the stop', async () => {
    const source = BODY('breakpoint()');
    const { shown, events } = await debugFile(project({ [FILE]: source }), FILE, [
      'detect_language("a" .. ".ex")',
      'assert.equal(1, 2)',
      'c',
    ]);
    expect(shown.slice(1)).toEqual(['"elixir"', 'expected the two to be equal']);
    const [result] = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect(result?.failures).toMatchObject([{ check: 'equal', at: { file: FILE, line: 2 } }]);
  });

  it('frames can be walked, each with its own names', async () => {
    const shown = await answers(NESTED, ['s', 's', 'bt', 'n', 'locals', 'up', 'bt', 'locals', 'up', 'down', 'down']);
    expect(shown.slice(2)).toEqual([
      '> a.scenario.lua:3, in upvalue double\n  a.scenario.lua:9, in the function at line 6',
      'a.scenario.lua:4, in upvalue double\n> 4 |   return twice',
      'n = 1\ntwice = 2',
      'a.scenario.lua:9, in the function at line 6',
      '  a.scenario.lua:4, in upvalue double\n> a.scenario.lua:9, in the function at line 6',
      'x = 1',
      'this is the outermost frame',
      'a.scenario.lua:4, in upvalue double',
      'this is the innermost frame',
    ]);
  });

  it('a breakpoint in what is evaluated stops too', async () => {
    const source = `function inner(n)\n  breakpoint()\n  return n * 2\nend\n${BODY('breakpoint()')}`;
    const shown = await answers(source, ['inner(4)', '=n', 'n', 'bt', 'c', 'bt', 'c']);
    expect(shown.map((text) => text.split('\n')[0])).toEqual([
      'Stopped at a.scenario.lua:2, in global inner',
      '4',
      'a.scenario.lua:3, in global inner',
      '> a.scenario.lua:3, in global inner',
      '8',
      '> a.scenario.lua:6, in the function at line 5',
    ]);
  });

  it('a deep recursion has a backtrace of its innermost frames, and can be left', async () => {
    const source = `local function down(n)\n  if n == 0 then\n    breakpoint()\n    return 0\n  end\n  local below = down(n - 1)\n  return below\nend\n${BODY('down(5000)')}`;
    const shown = await answers(source, ['bt', 'finish', '=n', 'c']);
    expect(shown[0]?.split('\n')).toHaveLength(100);
    expect(shown.slice(1)).toEqual(['a.scenario.lua:7, in upvalue down\n> 7 |   return below', '1']);
  });
});

describe('from a stop', () => {
  it('step goes into a function, and next, finish and an empty line go on', async () => {
    expect(linesOf(await answers(NESTED, ['next', '', 'c']))).toEqual([9, 10]);
    expect(linesOf(await answers(NESTED, ['s', '', '', '', '']))).toEqual([9, 3, 4, 10, 11]);
    expect(linesOf(await answers(NESTED, ['s', 's', 'finish', 'c']))).toEqual([9, 3, 10]);
  });

  it('next and finish count from the frame that was selected', async () => {
    expect(linesOf(await answers(NESTED, ['s', 's', 'up', 'n', 'c']))).toEqual([9, 3, 9, 10]);
  });

  it('next does not stop in a function that calls itself', async () => {
    const source = `local function fib(n)\n  if n < 2 then return n end\n  return fib(n - 1) + fib(n - 2)\nend\n${BODY('breakpoint()\nlocal a = fib(10)\na = a + 1')}`;
    expect(linesOf(await answers(source, ['n', 'n', 'n', 'c']))).toEqual([7, 8, 9]);
  });

  it('step goes into a coroutine and, at its yield, back to who resumed it', async () => {
    const source = BODY(
      'local co = coroutine.wrap(function(n)\n  n = n + 1\n  coroutine.yield(n)\n  n = n + 2\nend)\nbreakpoint()\nlocal a = co(1)\na = a + 1\nco()\na = 0',
    );
    expect(linesOf(await answers(source, Array(10).fill('s')))).toEqual([8, 3, 4, 9, 10, 5, 6, 11, 12, 13]);
  });

  it('next passes over what a coroutine does, and goes from its yield to who resumed it', async () => {
    const source = BODY(
      'local co = coroutine.create(function()\n  breakpoint()\n  coroutine.yield()\n  local gone = 1\nend)\ncoroutine.resume(co)\nlocal a = 1\ncoroutine.resume(co)\na = 2',
    );
    const shown = await answers(source, ['bt', 'n', 'n', 'n', 'n', 'c']);
    expect(shown[0]).toBe(
      '> a.scenario.lua:3, in the function at line 2\n  a.scenario.lua:7, in the function at line 1',
    );
    expect(linesOf(shown.slice(1))).toEqual([4, 8, 9, 10]);
  });

  it('the frames go through coroutines in coroutines', async () => {
    const source = BODY(
      'local outer = coroutine.wrap(function()\n  local mark = "outer"\n  local inner = coroutine.create(function()\n    detect_language("a" .. ".rb")\n    breakpoint()\n  end)\n  coroutine.resume(inner)\nend)\nouter()',
    );
    const shown = await answers(source, ['bt', 'up', 'mark', 'finish', 'c']);
    expect(shown[0]).toBe(
      '> a.scenario.lua:6, in the function at line 4\n  a.scenario.lua:8, in the function at line 2\n  a.scenario.lua:10, in the function at line 1',
    );
    expect(shown.slice(2)).toEqual(['"outer"', 'a.scenario.lua:11, in the function at line 1\n> 11 |   assert(true)']);
  });

  it('a step onto a breakpoint stops there once', async () => {
    const source = BODY('breakpoint()\nlocal a = 1\nbreakpoint()\na = 2\na = 3');
    const shown = await answers(source, ['n', 'n', 'n', 'n', 'c']);
    expect(linesOf(shown)).toEqual([3, 4, 5, 6]);
  });

  it('no hook is left for the scenarios after it', async () => {
    const source = `${BODY('breakpoint()')}it("two", function() local a = 1 assert(a) end)`;
    const { shown } = await debugFile(project({ [FILE]: source }), FILE, ['s', 's', 's', 's', 's', 's']);
    expect(linesOf(shown.slice(1))).toEqual([3, 4]);
  });
});

describe('without anyone to ask', () => {
  const SOURCE = `local function there() breakpoint() end\n${BODY('for i = 1, 3 do there() end breakpoint()')}`;
  const warningsOf = (events: readonly RunEvent[]) =>
    events.flatMap((event) => (event.kind === 'warning' ? [`${event.at?.line}: ${event.message}`] : []));
  const MESSAGE = 'breakpoint() is passed over: run with --debug to stop here';

  it('each place is warned of once, whichever workers come by', async () => {
    const more = Array.from({ length: 600 }, (_, i) => `it("more ${i}", function() there() assert(true) end)`);
    const root = project({ [FILE]: `${SOURCE}${more.join('\n')}` });
    const warnings = warningsOf(await runEvents(root, [FILE]));
    expect(warnings.sort()).toEqual([`1: ${MESSAGE}`, `3: ${MESSAGE}`]);
  });

  it('under --debug the warning says so', async () => {
    const events = await runEvents(project({ [FILE]: BODY('breakpoint()') }), [FILE], { debug: true });
    expect(warningsOf(events)).toEqual(['2: breakpoint() is passed over: nobody is there to be asked']);
  });

  it('made-up places do not flood the run', async () => {
    const source = BODY('for i = 1, 500 do load("breakpoint()", "@made up " .. i)() end');
    expect(warningsOf(await runEvents(project({ [FILE]: source }), [FILE]))).toHaveLength(100);
  });

  it('the outcome and the journal are those of a file without it', async () => {
    const [result] = await run(SOURCE);
    expect(result).toMatchObject({ outcome: 'passed', checkCount: 1, entryCount: 1 });
  });
});
