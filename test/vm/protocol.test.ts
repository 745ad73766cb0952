import { describe, expect, it } from 'vitest';
import { type Answer, answerValue, LuaRaise } from '../../src/model/dispatch.js';
import type { Value } from '../../src/model/value.js';
import { openTestVm } from './harness.js';

const later = (answer: Answer): Answer => ({
  kind: 'wait',
  answer: new Promise((resolve) => setTimeout(() => resolve(answer), 1)),
});

const vm = openTestVm({
  value: (args) => answerValue(...args),
  raise: () => ({ kind: 'raise', message: 'refused' }),
  throws: () => {
    throw new LuaRaise('thrown');
  },
  site: (_, site) => {
    const at = site.address();
    return answerValue(at?.file, at?.line);
  },
  wait: (args) => later(answerValue(...args)),
  wait_twice: (args) => later(later(answerValue(...args))),
  wait_raise: () => later({ kind: 'raise', message: 'refused later' }),
  wait_reject: () => ({ kind: 'wait', answer: Promise.reject(new LuaRaise('rejected')) }),
  map: ([handler, list]) => mapList(Number(handler), list as Value[], []),
});

/** Calls a Lua function for each item, one after the other. */
function mapList(handler: number, [item, ...rest]: readonly Value[], done: readonly Value[]): Answer {
  if (item === undefined) return answerValue([...done]);
  return { kind: 'call', handler, args: [item], resume: (results) => mapList(handler, rest, [...done, results[0]]) };
}

describe('a host function', () => {
  it('answers with values', async () => {
    expect(await vm.run('return probe.value(1, nil, "x")')).toEqual([1, undefined, 'x']);
    expect(await vm.run('return select("#", probe.value())')).toEqual([0]);
  });

  it('raises at the caller’s line', async () => {
    expect(await vm.fail('\n\nprobe.raise()')).toBe('test.lua:3: refused');
    expect(await vm.fail('\nlocal f = probe.throws\nf()')).toBe('test.lua:3: thrown');
  });

  it('raises in a coroutine as an error of it', async () => {
    const source = 'local co = coroutine.create(function() probe.raise() end) return coroutine.resume(co)';
    expect(await vm.run(source)).toEqual([false, 'test.lua:1: refused']);
  });

  it('learns the innermost line of the user’s', async () => {
    expect(await vm.run('\n\nlocal file, line = probe.site() return file, line')).toEqual(['test.lua', 3]);
    expect(
      await vm.run(
        'local t = {3, 1}\nlocal line\ntable.sort(t, function(a, b)\n local _, l = probe.site() line = l return a < b end) return line',
      ),
    ).toEqual([4]);
  });
});

describe('a wait', () => {
  it('passes through pcall, xpcall, coroutines, iterators and metamethods', async () => {
    expect(await vm.run('return probe.wait(1)')).toEqual([1]);
    expect(await vm.run('return probe.wait_twice("a", "b")')).toEqual(['a', 'b']);
    expect(await vm.run('return pcall(probe.wait, 2)')).toEqual([true, 2]);
    expect(await vm.run('return xpcall(probe.wait, print, 3)')).toEqual([true, 3]);
    expect(await vm.run('return coroutine.wrap(function() return probe.wait(4) end)()')).toEqual([4]);
    expect(
      await vm.run('local t = setmetatable({}, { __index = function(_, k) return probe.wait(k) end }) return t.five'),
    ).toEqual(['five']);
    expect(
      await vm.run(
        'local n = 0 for i in function(_, last) return probe.wait(last < 3 and last + 1 or nil) end, nil, 0 do n = n + i end return n',
      ),
    ).toEqual([6]);
  });

  it('keeps the user’s own yields apart', async () => {
    const source = `
      local co = coroutine.create(function(a)
        local b = coroutine.yield(probe.wait(a + 1))
        local c = coroutine.yield(probe.wait(b + 1))
        return probe.wait(c + 1)
      end)
      local out = {}
      for i = 10, 30, 10 do local ok, v = coroutine.resume(co, i) out[#out + 1] = v end
      return out, coroutine.status(co)`;
    expect(await vm.run(source)).toEqual([[11, 21, 31], 'dead']);
  });

  it('raises where its answer does', async () => {
    expect(await vm.fail('\nprobe.wait_raise()')).toBe('test.lua:2: refused later');
    expect(await vm.fail('probe.wait_reject()')).toBe('test.lua:1: rejected');
    expect(
      await vm.run(
        'local co = coroutine.wrap(function() local ok, e = pcall(probe.wait_raise) return ok, e end) return co()',
      ),
    ).toEqual([false, 'test.lua:1: refused later']);
  });

  it.each([
    ['a comparator', 'table.sort({ 2, 1 }, function() return probe.wait(true) end)'],
    ['a gsub callback', '("x"):gsub("x", function() return probe.wait("y") end)'],
    [
      '__tostring',
      'tostring(setmetatable({}, { __tostring = function() return coroutine.wrap(function() return probe.wait("s") end)() end })):rep(2):gsub("s", function() return probe.wait("z") end)',
    ],
    [
      'an error handler',
      'local _, e = xpcall(error, function() return (select(2, pcall(probe.wait, 1))) end) error(e, 0)',
    ],
    [
      'a coroutine in a comparator',
      'table.sort({ 2, 1 }, function() return coroutine.wrap(function() return probe.wait(true) end)() end)',
    ],
  ])('says so where Lua cannot pause: %s', async (_, source) => {
    const failures = vm.world.checks.failures.length;
    expect(await vm.fail(source)).toContain('cannot wait here');
    expect(vm.world.checks.failures.length).toBe(failures + 1);
  });
});

describe('a wait of the host in a task', () => {
  it('lets no other task go on, and no time pass', async () => {
    const source = `
      local seen, t0 = {}, clock.now()
      clock.all{
        function() clock.sleep(1) seen[#seen + 1] = probe.wait_twice("host") .. clock.now() - t0 end,
        function() clock.sleep(1) seen[#seen + 1] = "other" end,
      }
      return seen`;
    expect(await vm.run(source)).toEqual([['host1', 'other']]);
  });

  it('works through coroutines of the task, and raises there', async () => {
    const source = `
      return clock.all{ function()
        return coroutine.wrap(function() clock.sleep(1) return select(2, pcall(probe.wait_raise)) end)()
      end }`;
    expect(await vm.run(source)).toEqual([['test.lua:3: refused later']]);
  });
});

describe('a handler', () => {
  it('is called by number, as often as the host wants', async () => {
    expect(await vm.run('return probe.map(keep(function(x) return x * x end), { 1, 2, 3 })')).toEqual([[1, 4, 9]]);
  });

  it('may wait, and raise at its own line', async () => {
    expect(await vm.run('return probe.map(keep(function(x) return probe.wait(x + 1) end), { 1, 2 })')).toEqual([
      [2, 3],
    ]);
    expect(await vm.fail('probe.map(keep(function(x)\nerror("no " .. x) end), { 1 })')).toBe('test.lua:2: no 1');
  });
});

describe('the root of a scenario', () => {
  it('is no coroutine to the script', async () => {
    expect(await vm.run('local co, main = coroutine.running() return main, coroutine.isyieldable()')).toEqual([
      true,
      false,
    ]);
    expect(await vm.fail('coroutine.yield(1)')).toBe('test.lua:1: attempt to yield from outside a coroutine');
  });

  it('gives coroutine.wrap errors their position, as Lua does', async () => {
    const message = await vm.fail('local f = coroutine.wrap(function() error("inner") end)\nf()');
    expect(message).toBe('test.lua:2: test.lua:1: inner');
  });
});
