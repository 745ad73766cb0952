import { describe, expect, it } from 'vitest';
import { BODY, createAnswers, debugFile, FILE, NESTED, outcomesIn } from './debugging.js';
import { useProjects } from './harness.js';

const projects = useProjects();
const answers = createAnswers(projects);
const { project } = projects;

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
