import { describe, expect, it } from 'vitest';
import { BODY, createAnswers, debugFile, FILE, NESTED } from './debugging.js';
import { useProjects } from './harness.js';

const projects = useProjects();
const answers = createAnswers(projects);
const { project } = projects;

/** The line of each heading that a step shows. */
const linesOf = (shown: readonly string[]) => shown.map((text) => Number(/^[^:\n]*:(\d+), /.exec(text)?.[1]));

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
