import { describe, expect, it } from 'vitest';
import { openRule, outcomeOf } from './harness.js';

const ways = [
  ['through memory', false],
  ['value by value', true],
] as const;

describe.each(ways)('a rule called %s', (_, isPlain) => {
  const open = (source: string) => openRule(source, isPlain);

  it('tells the line where it raises, and goes on after', () => {
    const rule = open('return function(c)\n  return c.team.size\nend');
    expect(outcomeOf(() => rule.call({}))).toEqual({
      error: "RuleRaise: rules/rule.lua:2: attempt to index a nil value (field 'team')",
    });
    expect(rule.call({ team: { size: 3 } })).toBe(3);
  });

  it('is given fields by name, whatever their order and number', () => {
    const rule = open('return function(c) return c.a - c.b end');
    expect(rule.call({ a: 5, b: 3 })).toBe(2);
    expect(rule.call({ b: 3, a: 5 })).toBe(2);
    expect(rule.call({ a: 5, b: 3, c: 'more' })).toBe(2);
  });

  it('takes contexts of more shapes, and with more fields, than are remembered', () => {
    const rule = open('return function(c) local n = 0 for _ in pairs(c) do n = n + 1 end return n end');
    const context = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
    for (let count = 1; count < 40; count++) expect(rule.call(context(count))).toBe(count);
    expect(rule.call(context(500))).toBe(500);
  });

  it('keeps strings apart, also past what is remembered of them', () => {
    const rule = open('return function(c) return c.name .. "!" end');
    for (let i = 0; i < 6000; i++) expect(rule.call({ name: `name ${i}` })).toBe(`name ${i}!`);
    expect(rule.call({ name: 'name 1' })).toBe('name 1!');
  });

  it('names what of a context cannot be passed', () => {
    const rule = open('return function() return 1 end');
    const refused = (context: unknown) => outcomeOf(() => rule.call(context as never));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(refused({ due: new Date(0) })).toEqual({
      error: 'ContextError: .due: an object of class Date is not plain data',
    });
    expect(refused({ list: [{ run: () => 1 }] })).toEqual({
      error: 'ContextError: .list[0].run: a function is not plain data',
    });
    expect(refused(circle)).toEqual({ error: 'ContextError: .self: contains itself' });
    expect(refused({ big: 2n ** 63n })).toEqual({
      error: 'ContextError: .big: 9223372036854775808 does not fit in 64 bits',
    });
  });

  it('may be called by a getter of its own context, or not: never is one answer taken for the other', () => {
    const rule = open('return function(c) return c.value end');
    const context = {
      get value() {
        return rule.call({ value: 7 }) as number;
      },
    };
    expect(rule.call(context)).toBe(7);
    expect(rule.call({ value: 1 })).toBe(1);
  });

  it('that yields has raised', () => {
    const rule = open('return function(c) return coroutine.yield(c) end');
    expect(outcomeOf(() => rule.call({}))).toMatchObject({ error: expect.stringContaining('outside a coroutine') });
    const { problems } = rule.callMany([{ a: 1 }, { a: 2 }]);
    expect([...problems.values()].map(({ message }) => message)).toEqual([
      expect.stringContaining('outside a coroutine'),
      expect.stringContaining('outside a coroutine'),
    ]);
  });

  it('catches errors of its own, in calls and in coroutines', () => {
    const rule = open(`return function(c)
      local ok, problem = pcall(error, "no " .. c.name, 0)
      local _, handled = xpcall(error, function(raised) return "seen " .. raised end, "it", 0)
      local resumed, raised = coroutine.resume(coroutine.create(function() error("in it", 0) end))
      return { tostring(ok), problem, handled, tostring(resumed), raised }
    end`);
    expect(rule.call({ name: 'name' })).toEqual(['false', 'no name', 'seen it', 'false', 'in it']);
  });

  it('runs the rows of a batch in order, also behind one that raises', () => {
    const rule = open(`local seen = 0
      return function(c) seen = seen + 1 if c.bad then error("row " .. seen, 0) end return { seen = seen, tag = c.tag } end`);
    const { values, problems } = rule.callMany([{ tag: 'a' }, { bad: true }, { tag: 'b' }, 5, { tag: 'c' }]);
    expect(values).toEqual([{ seen: 1, tag: 'a' }, undefined, { seen: 3, tag: 'b' }, undefined, { seen: 5, tag: 'c' }]);
    expect(Array.from(problems, ([row, { message }]) => [row, message])).toEqual([
      [1, 'row 2'],
      [3, expect.stringContaining('attempt to index')],
    ]);
  });

  it('can ask where it stands', () => {
    const rule = open('return function()\n  local text = debug.traceback("here")\n  return text\nend');
    expect(rule.call({})).toBe('here\nstack traceback:\n\trules/rule.lua:2: in the function at line 1');
  });

  it('that uses up its memory says so', () => {
    const rule = open('return function() local t = {} while true do t[#t + 1] = ("x"):rep(1e6) .. #t end end');
    expect(outcomeOf(() => rule.call({}))).toMatchObject({ error: expect.stringContaining('not enough memory') });
  });
});
