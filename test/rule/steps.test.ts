import { describe, expect, it } from 'vitest';
import { RuleError } from '../../src/model/rule.js';
import { luaRule, openEngine } from './engine-harness.js';

const GIVE = 'return { decision = "escalated", confidence = 1, reasoning = "" }';

async function open(text: string) {
  return await openEngine([luaRule(text)], { maxSteps: 20_000 });
}

describe('a rule that never returns', () => {
  it.each([
    ['a loop', 'while true do end'],
    ['a loop that counts', 'for i = 1, math.huge do end'],
    ['repeat', 'repeat until false'],
    ['goto', '::again:: goto again'],
    ['recursion', 'local function f() return f() end f()'],
    ['what it has put together', 'load("while true do end")()'],
    ['a chain of loads', 'local function f() return load("return ...")(f)() end f()'],
    ['a coroutine', 'coroutine.wrap(function() while true do coroutine.yield() end end)() while true do end'],
    ['a metamethod', 'local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) return t[1]'],
    ['a comparator', 'local t = {} for i = 1, 500 do t[i] = i end table.sort(t, function(a, b) while true do end end)'],
    ['catching what stops it', 'while true do pcall(function() while true do end end) end'],
    ['a handler that goes on', 'xpcall(function() while true do end end, function() while true do end end)'],
  ])('is stopped: %s', async (_, body) => {
    const engine = await open(`return function(c)\n  if c.stuck then ${body} end\n  ${GIVE}\nend`);
    let problem: unknown;
    try {
      engine.execute('r', { stuck: true });
    } catch (error) {
      problem = error;
    }
    if (!(problem instanceof RuleError)) throw problem;
    // A recursion that is no tail call may end Lua's stack before.
    expect(problem.message).toMatch(/used up its budget of 20000 steps|stack overflow/);
    expect(engine.execute('r', {}).decision).toBe('escalated');
  });

  it('is told with its line', async () => {
    const engine = await open(`return function(c)\n  local n = 0\n  while true do\n    n = n + 1\n  end\nend`);
    expect(() => engine.execute('r', {})).toThrow(
      /^rule r \(\w+\): rules\/r\.lua:3: used up its budget of 20000 steps$/,
    );
  });

  it('is refused where it does not even load', async () => {
    await expect(open('while true do end')).rejects.toMatchObject({
      message: expect.stringContaining('used up its budget'),
    });
  });

  it('leaves the other rows of a batch alone, each of which has the whole budget', async () => {
    const engine = await open(`return function(c) for i = 1, c.n do end ${GIVE} end`);
    const outcomes = engine.executeMany('r', [{ n: 15_000 }, { n: 30_000 }, { n: 15_000 }, { n: 15_000 }]);
    expect(outcomes.map((each) => (each instanceof RuleError ? each.cause : each.decision))).toEqual([
      'escalated',
      'limit',
      'escalated',
      'escalated',
    ]);
  });

  it('is stopped where it is explained, too', async () => {
    const engine = await open('return function(c) while true do end end');
    expect(() => engine.execute('r', {}, { explain: true })).toThrow('used up its budget');
  });
});
