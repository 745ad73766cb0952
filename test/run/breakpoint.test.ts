import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run-event.js';
import { BODY, createAnswers, debugFile, FILE, NESTED, outcomesIn } from './debugging.js';
import { runEvents, useProjects } from './harness.js';

const projects = useProjects();
const answers = createAnswers(projects);
const { project, run } = projects;

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
